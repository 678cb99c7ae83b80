"""Everybody who stands around the family, and who stood there before."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from families.models import Family, Professional, Tier
from tests.makers import make_person

SignedIn = Callable[[Professional], Client]


def url(family: Family) -> str:
    return f"/families/{family.pk}/people/"


@pytest.mark.demand("R50", "R54")
def test_it_shows_each_with_function_contact_and_reason(
    family: Family,
    near: Professional,
    peripheral: Professional,
    coordinator: Professional,
    signed_in: SignedIn,
) -> None:
    answer = signed_in(coordinator).get(url(family))
    assert [len(people) for _tier, people in answer.context["tiers"]] == [2, 1, 1]
    page = answer.content.decode()
    for words in ("Birgitte Ørum", "Klasselærer", f"mailto:{near.email}", "tel:46310000"):
        assert words in page


def test_those_who_left_stay_visible(
    family: Family, near: Professional, coordinator: Professional, leader: Professional, signed_in: SignedIn
) -> None:
    family.involvements.get(professional=near).end(by=coordinator, reason="wish", note="Ny klasse")
    answer = signed_in(leader).get(url(family))
    assert [each.professional for each in answer.context["former"]] == [near]
    assert "Ny klasse" in answer.content.decode()


def test_only_the_core_is_offered_deeds(family: Family, near: Professional, signed_in: SignedIn) -> None:
    page = signed_in(near).get(url(family)).content.decode()
    assert "/people/find/" not in page
    assert "/end/" not in page


def test_it_asks_for_the_right(
    family: Family, peripheral: Professional, stranger: Professional, signed_in: SignedIn
) -> None:
    assert signed_in(peripheral).get(url(family)).status_code == 403
    assert signed_in(stranger).get(url(family)).status_code == 404


def test_many_people_cost_no_more_queries(
    family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(coordinator)
    client.get(url(family))
    with CaptureQueriesContext(connection) as few:
        client.get(url(family))
    for number in range(10):
        person = make_person(f"Fagperson {number}")
        family.involve(person, tier=Tier.NEAR, function="Pædagog", reason="need", by=coordinator)
    with CaptureQueriesContext(connection) as many:
        client.get(url(family))
    assert len(many) == len(few)
