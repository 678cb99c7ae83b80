"""The background: resources first, problems last, and what nobody has asked about yet."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from families.models import Background, EarlierMeasure, Family, Problem, ProblemGrade, Professional
from roskilde import clock
from tests.makers import make_sector

SignedIn = Callable[[Professional], Client]


def url(family: Family) -> str:
    return f"/families/{family.pk}/background/"


def fill(family: Family, by: Professional) -> None:
    for member in family.members.all():
        member.preferred_future = f"{member.name} smiler."
        member.save(by=by)
    background = family.background
    background.criteria = ["benefits"]
    background.doubts = "Skole eller behandling først?"
    background.save(by=by)
    background.contact_points.set([make_sector("Skole")])
    EarlierMeasure(family=family, what="Familiebehandling", result="Hodan kom hver gang.").save(by=by)
    with clock.set_to(clock.today() - timedelta(days=30)):
        ProblemGrade.grade_all(family, dict.fromkeys(Problem.values, 3), by=by)
    ProblemGrade.grade_all(family, {"money": 1}, by=by)


@pytest.mark.demand("R14", "R6", "R15", "R4", "R2", "R10")
def test_resources_stand_before_problems(
    family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    fill(family, coordinator)
    page = signed_in(coordinator).get(url(family)).content.decode()
    places = [
        page.index(words)
        for words in (
            family.what_works,
            "Zakariye smiler.",
            "Skole eller behandling først?",
            "Familiebehandling",
            'aria-labelledby="problems"',
        )
    ]
    assert places == sorted(places)


def test_it_shows_the_grade_now_and_before(
    family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    fill(family, coordinator)
    money = signed_in(coordinator).get(url(family)).context["problems"][0]
    assert money.now.grade == 1
    assert [grade.grade for grade in money.before] == [3]


def test_what_is_missing_shrinks_to_nothing(family: Family, coordinator: Professional) -> None:
    assert len(family.background.missing()) == 5
    fill(family, coordinator)
    assert Background.missing_in(family) == []


def test_it_asks_for_the_right(
    family: Family, near: Professional, peripheral: Professional, stranger: Professional, signed_in: SignedIn
) -> None:
    for person, verdict in ((near, 403), (peripheral, 403), (stranger, 404)):
        assert signed_in(person).get(url(family)).status_code == verdict


def test_much_background_costs_no_more_queries(
    family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(coordinator)
    client.get(url(family))
    with CaptureQueriesContext(connection) as few:
        client.get(url(family))
    fill(family, coordinator)
    for number in range(10):
        EarlierMeasure(family=family, what=f"Indsats {number}", member=family.members.first()).save(
            by=coordinator
        )
    with CaptureQueriesContext(connection) as many:
        client.get(url(family))
    assert len(many) == len(few)
