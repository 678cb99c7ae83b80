"""How the tests of lines ask: addresses, and what stands on the page."""

from collections.abc import Callable
from typing import Any

from django.test import Client
from django.urls import reverse

from families.models import Family, Professional
from families.timeline import Entry

SignedIn = Callable[[Professional], Client]
Answer = Any  # the test client's response: it carries the context that Django's type does not know of


def url(page: str, family: Family, *keys: object) -> str:
    return reverse(f"families:{page}", args=[family.pk, *keys])


def text(answer: Answer) -> str:
    return str(answer.content.decode())


def words(answer: Answer) -> list[str]:
    """What the lines on the page say, from its top."""
    return [entry.words for entry in entries(answer) if entry.is_quote]


def entries(answer: Answer) -> list[Entry]:
    found: list[Entry] = answer.context["entries"]
    return found
