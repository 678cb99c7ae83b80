"""How the tests of the safety plan and of closure ask."""

from collections.abc import Callable
from typing import Any

from django.test import Client
from django.urls import reverse

from families.models import Family, Professional
from safety.models import Category, Statement

SignedIn = Callable[[Professional], Client]


def url(page: str, family: Family, *keys: object) -> str:
    return reverse(f"safety:{page}", args=[family.pk, *keys])


def make_danger(family: Family, by: Professional, **changes: Any) -> Statement:
    children = family.members.filter(relation__in=["son", "daughter"])
    fields = {
        "speaker": by,
        "category": Category.DANGER,
        "about": children,
        "words": "Birgitte er bekymret for, at Zakariye går sulten i skole.",
    }
    return Statement.write(family, by=by, **{**fields, **changes})


def rule_post(family: Family, **changes: Any) -> dict[str, Any]:
    fields = {
        "kind": "everyday",
        "trigger": "Når pengene kommer",
        "words": "Tre konvolutter: husleje, mad, resten.",
        "speaker": str(family.members.get(name="Hodan").pk),
        "since": "2026-01-05",
        "visibility": "near",
    }
    return {**fields, **changes}
