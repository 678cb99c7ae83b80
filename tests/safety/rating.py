"""What the tests of the scales have in common."""

import html
from typing import Any

from django.test import Client
from django.urls import reverse

from families.models import Family, Professional, Tier
from safety.models import Rating, Scale
from tests.makers import make_person

WHY = "a test looks at all of it"


def url(view: str, scale: Any, *more: Any) -> str:
    return reverse(f"safety:{view}", args=[scale.family_id, scale.pk, *more])


def rows(scale: Scale) -> list[Rating]:
    return list(Rating.objects.for_nobody(WHY).filter(version__scale=scale).order_by("typed_at", "on"))


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def give(client: Client, address: str, answer: Any, **typed: Any) -> Any:
    """Fill the form as it is shown, and send it."""
    form = client.get(address).context["form"]
    shown = {field.html_name: field.value() for field in form if field.value() not in (None, "", False)}
    return client.post(address, {**shown, "answer": str(answer), **typed})


def another_near(family: Family, by: Professional, name: str = "Signe Toft") -> Professional:
    person = make_person(name, title="familierådgiver", sector="Børn og Unge")
    family.involve(person, tier=Tier.NEAR, function="Familierådgiver", reason="need", by=by)
    return person
