"""How the tests of the follow-ups ask: addresses, and what an answer holds."""

from collections.abc import Callable
from typing import Any

from django.test import Client
from django.urls import reverse

from families.models import Family, Professional

SignedIn = Callable[[Professional], Client]


def url(page: str, family: Family, *keys: object) -> str:
    return reverse(f"safety:{page}", args=[family.pk, *keys])


def text(answer: Any) -> str:
    return str(answer.content.decode())


def errors(answer: Any) -> dict[str, list[str]]:
    """By field; an answer that went on (302) has none to show, and fails here."""
    return dict(answer.context["form"].errors)
