"""The pilots; families are enrolled in the one that began last."""

from collections.abc import Callable
from datetime import date, timedelta

from django.test import Client

from families.models import Professional
from tests.makers import make_pilot

SignedIn = Callable[[Professional], Client]
URL = "/pilots/"


def test_the_one_that_began_last_takes_families_in(
    signed_in: SignedIn, administrator: Professional, today: date
) -> None:
    make_pilot(name="Det første", since=today - timedelta(days=900))
    make_pilot(name="Det andet", since=today - timedelta(days=100))
    page = signed_in(administrator).get(URL)
    assert str(page.context["current"]) == "Det andet"
    assert "Det første" in page.content.decode()


def test_without_a_pilot_it_says_what_to_do(signed_in: SignedIn, administrator: Professional) -> None:
    text = signed_in(administrator).get(URL).content.decode()
    assert 'class="empty"' in text
    assert "/pilots/add/" in text


def test_only_an_administrator_sees_it(
    signed_in: SignedIn, leader: Professional, stranger: Professional
) -> None:
    for person in (leader, stranger):
        assert signed_in(person).get(URL).status_code == 403
