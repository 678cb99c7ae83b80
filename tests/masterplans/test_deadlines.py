"""Deadlines of letters, where one looks anyway: the start page, one's own week, the family's week."""

from datetime import date, timedelta
from typing import Any

import pytest

from families.models import Family, Letter, Look, Professional, Tier
from roskilde import clock
from tests.makers import make_letter, make_person
from tests.masterplans.asking import SignedIn, cost, text, url
from tests.world import second_family

MONDAY = date(2026, 11, 16)


def due(answer: Any) -> list[tuple[str, bool]]:
    """The letters that wait, each with whether it is late."""
    lines = answer.context.get("waiting") or ()
    return [(line.url, line.is_urgent) for line in lines if "/letters/" in line.url]


def letter_due(family: Family, by: Professional, days: int, **changes: Any) -> Letter:
    return make_letter(family, by, deadline=clock.today() + timedelta(days=days), **changes)


@pytest.mark.demand("R46", "S42")
def test_the_core_sees_what_is_due_within_a_week_and_what_is_late_first(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    soon, late = letter_due(family, near, 7), letter_due(family, near, -1)
    letter_due(family, near, 8)
    letter_due(family, near, 1).settle(by=near)
    make_letter(family, near, deadline=None)
    letter_due(family, near, 1, visibility="named")
    answer = signed_in(coordinator).get("/")
    assert due(answer) == [(late.get_absolute_url(), True), (soon.get_absolute_url(), False)]
    assert "Se brevet" in text(answer)


@pytest.mark.demand("R46", "S42")
def test_near_sees_those_that_she_helps_with(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    letter_due(family, coordinator, 2)
    mine = letter_due(family, coordinator, 2, helper=near)
    assert due(signed_in(near).get("/")) == [(mine.get_absolute_url(), False)]


def test_her_own_week_has_its_deadlines(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    this, following = letter_due(family, near, 2, helper=near), letter_due(family, near, 9, helper=near)
    letter_due(family, near, 2, helper=coordinator)
    letter_due(family, near, 2, helper=near).settle(by=near)
    client = signed_in(near)
    assert client.get("/").context["own_deadlines"] == [this]
    answer = client.get("/?week=2026-W48")
    assert answer.context["own_deadlines"] == [following]
    assert following.get_absolute_url() in text(answer)


def test_whoever_is_peripheral_now_or_gone_has_none(
    family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    person = make_person("Kasper Holst", sector="Jobcenter")
    here = family.involve(person, tier=Tier.NEAR, function="Job", reason="need", by=coordinator)
    elsewhere = second_family().family
    elsewhere.involve(person, tier=Tier.NEAR, function="Job", reason="need", by=elsewhere.coordinator)
    letter = letter_due(family, coordinator, 1, helper=person, named=[person])
    assert letter.get_absolute_url() in text(signed_in(person).get("/"))
    letter.helper = person
    here.change_tier(Tier.PERIPHERAL, by=coordinator, reason="need")
    assert letter.get_absolute_url() not in text(signed_in(person).get("/"))


def test_the_start_page_costs_the_same_for_one_letter_and_for_many(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    for person in (near, coordinator):
        client = signed_in(person)
        letter_due(family, near, 1, helper=person)
        before = cost(client, "/")
        for _number in range(5):
            letter_due(family, near, 1, helper=person)
        assert cost(client, "/") == before


def test_a_deadline_in_ones_own_week_is_a_look(
    family: Family, near: Professional, signed_in: SignedIn
) -> None:
    letter_due(family, near, 1, helper=near)
    signed_in(near).get("/")
    assert [look.family_id for look in Look.objects.by(near)] == [family.pk]


@pytest.mark.demand("R46", "S42")
def test_the_familys_week_has_a_row_of_deadlines_on_their_days(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    friday = make_letter(family, near, deadline=date(2026, 11, 20), helper=coordinator)
    monday = make_letter(family, near, sender="Boligselskabet", deadline=MONDAY)
    make_letter(family, near, deadline=date(2026, 11, 23))
    make_letter(family, near, deadline=MONDAY).settle(by=near)
    answer = signed_in(near).get(url("show_week", family))
    assert answer.context["deadlines"] == [[monday], [], [], [], [friday], [], []]
    page = text(answer)
    assert "Frist: Udbetaling Danmark" in page
    assert "Frist: Boligselskabet" in page
    assert coordinator.name in page
    assert "empty" not in page.partition('class="scroll"')[0].rpartition("<h1>")[2]  # the week is not empty


def test_the_week_keeps_what_one_may_not_see(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    for visibility in ("core", "sector", "named"):
        make_letter(family, coordinator, deadline=MONDAY, visibility=visibility)
    answer = signed_in(near).get(url("show_week", family))
    assert answer.context["deadlines"] == []
    assert "Frist" not in text(answer)


def test_the_week_costs_the_same_for_one_deadline_and_for_many(
    family: Family, near: Professional, signed_in: SignedIn
) -> None:
    client, page = signed_in(near), url("show_week", family)
    make_letter(family, near, deadline=MONDAY, helper=near)
    before = cost(client, page)
    for _number in range(5):
        make_letter(family, near, deadline=MONDAY, helper=near)
    assert cost(client, page) == before
