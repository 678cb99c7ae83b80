"""Places that this floor offers to the floors above: each registers what it has to show when the project
starts.

So the family's head, its overview and the start page show facts of all floors, and the lower floor names
none of them.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils.functional import Promise

from families.models import Family, Tier
from families.rights import EMERGENCY, TIER_RIGHTS, Right

if TYPE_CHECKING:
    from uuid import UUID

    from django.db.models import QuerySet

    from families.models import Involvement, Member, Professional, Visible

Words = str | Promise


@dataclass(frozen=True)
class Tab:
    """A link below the family's head, for those who have the right."""

    label: Words
    view: str
    right: Right
    unless: Right | None = None  # not for those who see more elsewhere
    parts: "tuple[Tab, ...]" = ()  # the pages under it, where it is more than one


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
    is_personal: bool = False  # somebody said it to the reader: it comes before what the plans ask for
    piece: str = ""  # a template with deeds of its own, given what the line is ``about``
    about: object = None


@dataclass(frozen=True)
class Known:
    """What is known of one child at an age: two of the same ``kind`` at the same age are a pattern."""

    member: "UUID"
    age: int | None  # None: nobody has written when
    kind: str
    label: Words  # the kind in words
    words: str
    url: str = ""


@dataclass(frozen=True)
class Carried:
    """Something open that somebody carries in a family, and the deed that gives it to somebody else."""

    of: "Professional"
    kind: Words
    label: str
    record: "Visible"  # whoever takes it over must be able to see it
    url: str
    hand_to: Callable[["Professional | None", "Professional"], None]  # to whom, or to nobody; by whom
    without: Words = ""  # what it is called to name nobody; "" where somebody must have it
    is_shared: bool = False  # others carry it too, and go on

    @property
    def key(self) -> str:
        return f"{self.record._meta.model_name}-{self.record.pk}"


@dataclass(frozen=True)
class Lack:
    """Somebody who ought to stand near and does not, in a sentence, and the deed that asks them to."""

    professional: "Professional"
    sentence: str
    deed: str
    url: str


def for_head(families: "QuerySet[Family]") -> "QuerySet[Family]":
    """Families with all that the head shows of each, in the one query."""
    facts = {name: fact() for name, fact in HEAD_FACTS.items()}
    return families.select_related("coordinator", *HEAD_JOINS).annotate(**facts)


def all_waiting(reader: "Professional", families: Sequence[Family]) -> list[Waiting]:
    """What waits in families that were read ``with_tier``: each source is asked about those in which the
    reader has its right."""
    lines: list[Waiting] = []
    for right, offered in WAITING:
        if asked := [family for family in families if right in _rights_in(family)]:
            lines += offered(reader, asked)
    return lines


def _rights_in(family: Family) -> frozenset[Right]:
    return EMERGENCY if family.emergency else TIER_RIGHTS[Tier(family.tier)]


@dataclass(frozen=True)
class LineDeed:
    """Where a line that has become something is taken up."""

    label: Words
    view: str  # of a family, with the line's key as ``?line=``
    right: Right


# What the family is fetched with, because its head shows it on every page.
HEAD_JOINS: list[str] = []
# What is read with it besides, by name: the fact is then at hand on every page without a question of its own.
HEAD_FACTS: dict[str, Callable[[], Any]] = {}
TABS: list[Tab] = []
DEEDS: list[Tab] = []  # the one button of the head: the first that the reader has the right to
FACTS: list[Callable[[Family], Fact]] = []
OVERVIEW: list[tuple[Right, Callable[[HttpRequest, Family], str]]] = []
# Each is asked about the families in which the reader has its right.
WAITING: list[tuple[Right, Callable[["Professional", Sequence[Family]], list[Waiting]]]] = []
# What stands first on anybody's start page, whether or not they stand around a family.
GREETINGS: list[Callable[[HttpRequest], str]] = []
# Who ought to stand near one family, as far as the reader may see why.
MISSING: list[Callable[[Family, "Professional"], list[Lack]]] = []
# What each floor knows of one member, below what this floor shows itself.
OF_MEMBER: list[tuple[Right, Callable[[HttpRequest, Family, "Member"], str]]] = []
# What each floor knows of the children at an age; told of those in the sequence alone.
SIBLINGS: list[tuple[Right, Callable[["Professional", Family, Sequence["Member"]], list[Known]]]] = []
# What is open and is one of these people's in these families (their keys, as a subquery), whoever may see it.
LEAVING: list[Callable[[Collection["Professional"], "QuerySet[Any]"], list[Carried]]] = []
# Parts of the page that whoever takes over reads, each about one involvement and for one reader.
HANDOVER: list[tuple[Right, Callable[[HttpRequest, Family, "Involvement"], str]]] = []
# What a line that has become something leads on to, by what it became.
LINE_DEEDS: dict[str, LineDeed] = {}
# Who hears that a goal has been set with the family, and by whom.
GOAL_SET: list[Callable[[Family, "Professional"], None]] = []
