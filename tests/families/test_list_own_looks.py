"""Everybody reads what they have opened themselves; a family out of sight has lost its name."""

from collections.abc import Callable

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from families.models import Family, Look, Professional
from tests.makers import make_family

SignedIn = Callable[[Professional], Client]
URL = "/account/looks/"


def test_it_shows_ones_own_and_nobody_elses(
    signed_in: SignedIn, family: Family, near: Professional, coordinator: Professional
) -> None:
    signed_in(coordinator).get(f"/families/{family.pk}/people/")
    client = signed_in(near)
    client.get(f"/families/{family.pk}/")
    page = client.get(URL)
    assert [(name, line.who) for name, line in page.context["lines"]] == [("Warsame", near.name)]
    assert coordinator.name not in page.content.decode()


def test_the_name_goes_with_the_right(
    signed_in: SignedIn, family: Family, near: Professional, coordinator: Professional, stranger: Professional
) -> None:
    client = signed_in(near)
    client.get(f"/families/{family.pk}/")
    family.involvements.get(professional=near).end(by=coordinator, reason="need")
    assert "Warsame" not in client.get(URL).content.decode()
    assert len(client.get(URL).context["lines"]) == 1
    curious = signed_in(stranger)
    curious.get(f"/families/{family.pk}/")
    assert "Warsame" not in curious.get(URL).content.decode()


def test_it_is_no_look_itself(signed_in: SignedIn, family: Family, near: Professional) -> None:
    client = signed_in(near)
    client.get(f"/families/{family.pk}/")
    before = Look.objects.count()
    client.get(URL)
    assert Look.objects.count() == before


def test_it_teaches_when_it_is_empty(signed_in: SignedIn, dpo: Professional) -> None:
    assert 'class="empty"' in signed_in(dpo).get(URL).content.decode()


def test_its_queries_do_not_grow(signed_in: SignedIn, coordinator: Professional, family: Family) -> None:
    client = signed_in(coordinator)
    Look.objects.note(coordinator, [family.pk], page="families:show_family")
    client.get(URL)
    with CaptureQueriesContext(connection) as few:
        client.get(URL)
    for number in range(5):
        Look.objects.note(
            coordinator, [make_family(coordinator, f"F{number}").pk], page="families:show_family"
        )
    with CaptureQueriesContext(connection) as many:
        client.get(URL)
    assert len(many) == len(few)
