"""Back early: the substitute's sight ends in the same second."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from families.models import Family, Professional, Substitution
from roskilde import clock
from tests.makers import make_person

SignedIn = Callable[[Professional], Client]


@pytest.fixture
def ida(leader: Professional) -> Professional:
    return make_person("Ida Skov", "vikar", sector="Skole")


@pytest.fixture
def days(near: Professional, ida: Professional) -> Substitution:
    today = clock.today()
    return Substitution.arrange(near, ida, since=today, until=today + timedelta(days=3), by=near)


def url(days: Substitution) -> str:
    return reverse("families:call_off_substitution", args=[days.pk])


def test_it_asks_once_and_then_ends(
    family: Family, days: Substitution, near: Professional, ida: Professional, signed_in: SignedIn
) -> None:
    theirs, mine = signed_in(ida), signed_in(near)
    assert ida.name in mine.get(url(days)).content.decode()
    assert theirs.get(family.get_absolute_url()).status_code == 200
    assert mine.post(url(days)).status_code == 302
    assert theirs.get(family.get_absolute_url()).status_code == 404
    days.refresh_from_db()
    assert days.called_off_by == near
    assert mine.get(url(days)).status_code == mine.post(url(days)).status_code == 404


def test_one_that_has_not_begun_never_does(
    family: Family, near: Professional, ida: Professional, signed_in: SignedIn
) -> None:
    monday = clock.today() + timedelta(days=5)
    coming = Substitution.arrange(near, ida, since=monday, until=monday, by=near)
    signed_in(near).post(url(coming))
    assert all(each.until == each.since for each in family.involvements.of(ida))


def test_nobody_else_can(
    days: Substitution, ida: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    for person in (ida, coordinator):
        assert signed_in(person).get(url(days)).status_code == 404
        assert signed_in(person).post(url(days)).status_code == 404
    days.refresh_from_db()
    assert days.is_running
