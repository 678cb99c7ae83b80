"""Places that this floor offers to the floors above: each registers what it has to show when the project
starts.

So the family's head, its overview and the start page show facts of all floors, and the lower floor names
none of them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.utils.functional import Promise

from families.models import Family
from families.rights import Right

if TYPE_CHECKING:
    from families.models import Professional

Words = str | Promise


@dataclass(frozen=True)
class Tab:
    """A link below the family's head, for those who have the right."""

    label: Words
    view: str
    right: Right
    unless: Right | None = None  # not for those who see more elsewhere


@dataclass(frozen=True)
class Fact:
    """One line of the family's head, e.g. the next follow-up."""

    label: Words
    value: str
    is_missing: bool = False


@dataclass(frozen=True)
class Waiting:
    """Something that needs a hand: a sentence, and the deed as its link."""

    family: Family
    sentence: str
    deed: str
    url: str
    since: date
    is_urgent: bool = False


# What the family is fetched with, because its head shows it on every page.
HEAD_JOINS: list[str] = []
TABS: list[Tab] = []
DEEDS: list[Tab] = []  # the one button of the head: the first that the reader has the right to
FACTS: list[Callable[[Family], Fact]] = []
OVERVIEW: list[tuple[Right, Callable[[HttpRequest, Family], str]]] = []
WAITING: list[Callable[["Professional", Sequence[Family]], list[Waiting]]] = []
