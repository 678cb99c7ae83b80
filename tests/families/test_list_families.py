"""The list of families: those that I stand around, and no others."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from families.models import Family, Look, Professional, Tier
from tests.makers import make_family, make_pilot

SignedIn = Callable[[Professional], Client]
URL = "/families/"


def names(answer: Any) -> list[str]:
    return [family.name for family in answer.context["page"]]


def test_it_shows_the_families_i_stand_around(
    family: Family, near: Professional, signed_in: SignedIn
) -> None:
    answer = signed_in(near).get(URL)
    assert names(answer) == ["Warsame"]
    assert "Klasselærer" in answer.content.decode()


def test_a_stranger_sees_none_and_reads_how_families_come(
    family: Family, stranger: Professional, signed_in: SignedIn
) -> None:
    answer = signed_in(stranger).get(URL)
    assert names(answer) == []
    assert 'class="empty"' in answer.content.decode()
    assert "Warsame" not in answer.content.decode()


def test_a_family_is_gone_the_second_i_am_ended(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(near)
    assert names(client.get(URL)) == ["Warsame"]
    family.involvements.get(professional=near).end(by=coordinator, reason="need")
    assert names(client.get(URL)) == []


def test_they_stand_in_danish_order(coordinator: Professional, signed_in: SignedIn) -> None:
    for name in ("Ørum", "Aaberg", "Ærø", "Zaman", "Abdi"):
        make_family(coordinator, name)
    assert names(signed_in(coordinator).get(URL)) == ["Abdi", "Zaman", "Ærø", "Ørum", "Aaberg"]


@pytest.mark.parametrize("words", ["ørum", "ØRU", " rum "])
def test_search_is_blind_to_case(words: str, coordinator: Professional, signed_in: SignedIn) -> None:
    make_family(coordinator, "Ørum")
    make_family(coordinator, "Abdi")
    assert names(signed_in(coordinator).get(URL, {"q": words})) == ["Ørum"]


@pytest.mark.parametrize(
    "query", [{"q": "\0"}, {"q": "x" * 500}, {"page": "-1"}, {"page": "9" * 40}, {"page": "æ"}]
)
def test_a_query_that_cannot_be_read_is_no_error(
    query: dict[str, str], family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    assert signed_in(coordinator).get(URL, query).status_code == 200


def test_each_family_shown_is_one_look(coordinator: Professional, signed_in: SignedIn) -> None:
    families = {make_family(coordinator, f"Familie {number}").pk for number in range(3)}
    signed_in(coordinator).get(URL)
    looks = Look.objects.filter(page="families:list_families")
    assert {look.family_id for look in looks} == families
    assert looks.count() == 3


def test_it_shows_twenty_five_at_a_time(coordinator: Professional, signed_in: SignedIn) -> None:
    make_pilot(intake_cap=40)
    for number in range(27):
        make_family(coordinator, f"Familie {number:02}")
    client = signed_in(coordinator)
    first, second = client.get(URL), client.get(URL, {"page": "2"})
    assert len(names(first)) == 25
    assert names(second) == ["Familie 25", "Familie 26"]
    assert not second.context["page"].has_next()


def test_many_families_cost_no_more_queries_than_one(coordinator: Professional, signed_in: SignedIn) -> None:
    make_pilot(intake_cap=40)
    make_family(coordinator, "Abdi")
    client = signed_in(coordinator)
    client.get(URL)
    with CaptureQueriesContext(
        connection,
    ) as one:
        client.get(URL)
    for number in range(30):
        make_family(coordinator, f"Familie {number:02}")
    with CaptureQueriesContext(connection) as many:
        client.get(URL)
    assert len(many) == len(one)
    assert len([query for query in many if query["sql"].startswith(("SELECT", "INSERT", "UPDATE"))]) <= 6


def test_only_those_who_may_are_offered_to_enrol(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    enrol = reverse("families:enrol_family")
    assert enrol in signed_in(coordinator).get(URL).content.decode()
    assert enrol not in signed_in(near).get(URL).content.decode()


def test_a_peripheral_person_finds_the_family_too(
    family: Family, peripheral: Professional, signed_in: SignedIn
) -> None:
    answer = signed_in(peripheral).get(URL)
    assert names(answer) == ["Warsame"]
    assert str(Tier.PERIPHERAL.label).lower() in answer.content.decode()
