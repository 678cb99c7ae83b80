"""Everybody who stands around the family, and who stood there before."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from families.models import Family, Professional, Substitution, Tier
from roskilde import clock
from tests.makers import make_contact_point, make_missing, make_network_person, make_person

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
        family.involve(
            person,
            tier=Tier.NEAR,
            function="Pædagog",
            reason="need",
            by=coordinator,
            works_with=family.members.all(),
        )
        make_network_person(family, coordinator, name=f"Nabo {number}")
        make_contact_point(family, coordinator)
        make_missing(family, coordinator).invite(make_person(f"Spurgt {number}"), by=coordinator)
    with CaptureQueriesContext(connection) as many:
        client.get(url(family))
    assert len(many) == len(few)


@pytest.mark.demand("R23", "R24", "R43")
def test_the_picture_shows_each_by_ring_with_the_family_in_the_middle(
    family: Family,
    near: Professional,
    peripheral: Professional,
    coordinator: Professional,
    signed_in: SignedIn,
) -> None:
    make_network_person(family, near, name="Fatuma", knows="all")
    make_network_person(family, near, name="Per", knows="not_yet", why_not_yet="Zakariye vil ikke.")
    make_network_person(family, near, name="Inge Madsen", kind="mentor", knows="some")
    answer = signed_in(near).get(url(family))
    rings = {ring.kind: {mark.who.name for mark in ring.marks} for ring in answer.context["drawing"].rings}
    assert rings == {
        "network": {"Fatuma", "Per", "Inge Madsen"},
        "core": {"Jonas Bech", "Mette Krogh"},
        "near": {"Birgitte Ørum"},
        "peripheral": {"Omid Karlsen"},
    }
    page = answer.content.decode()
    assert '<svg class="circles"' in page
    assert 'role="img"' in page
    assert "Familien i midten og ringe omkring den. Netværk: 3, Kerne: 2, Nær: 1, Perifer: 1." in page
    for words in (
        "ved det hele",
        "må ikke vide det",
        "mentor, ved noget",
        "Birgitte Ørum, Klasselærer, Skole",
    ):
        assert words in page
    for name in (*rings["network"], *rings["core"], *rings["near"], *rings["peripheral"]):
        assert page.count(name) >= 2  # beside the picture, each stands in a list
    assert "style=" not in page


def test_a_substitute_is_named_as_one(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    colleague, later = (
        make_person(name, title="lærer", sector=near.sector.name) for name in ("Ida Skov", "Thomas Riis")
    )
    today = clock.today()
    Substitution.arrange(near, colleague, since=today, until=today + timedelta(days=2), by=near)
    coming = today + timedelta(days=9)
    Substitution.arrange(near, later, since=coming, until=coming, by=near)
    page = signed_in(coordinator).get(url(family)).content.decode()
    assert "Ida Skov" in page
    assert "vikar for Birgitte Ørum" in page
    assert "Thomas Riis" not in page  # their day has not come


def test_a_name_cannot_break_out_of_the_picture(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    make_network_person(family, near, name="</text><script>alert(1)</script>")
    page = signed_in(coordinator).get(url(family)).content.decode()
    assert "<script>alert(1)" not in page
