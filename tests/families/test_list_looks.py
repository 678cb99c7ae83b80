"""The data protection officer reads the whole log, and nothing else of any family."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from families.models import Family, Look, Professional, Verdict
from tests.makers import make_family, make_person

SignedIn = Callable[[Professional], Client]
URL = "/looks/"


@pytest.fixture
def looks(family: Family, near: Professional, stranger: Professional, signed_in: SignedIn) -> None:
    """One look that was opened, one that was turned away."""
    signed_in(near).get(f"/families/{family.pk}/")
    signed_in(stranger).get(f"/families/{family.pk}/")


def who(client: Client, query: str = "") -> list[tuple[str, str]]:
    return [(line.who, family.split()[-1]) for family, line in client.get(URL + query).context["lines"]]


def mark(family: Family) -> str:
    return family.pk.hex[:8]


@pytest.mark.usefixtures("looks")
def test_it_shows_every_look_newest_first(signed_in: SignedIn, dpo: Professional, family: Family) -> None:
    assert who(signed_in(dpo)) == [("Rasmus Hald", mark(family)), ("Birgitte Ørum", mark(family))]


@pytest.mark.usefixtures("looks")
def test_it_is_narrowed_by_person_family_verdict_and_period(
    signed_in: SignedIn, dpo: Professional, today: date, coordinator: Professional, family: Family
) -> None:
    client, tomorrow = signed_in(dpo), today + timedelta(days=1)
    other = make_family(coordinator, "Ørum-Şêxo")
    signed_in(coordinator).get(f"/families/{other.pk}/")
    assert who(client, "?person=ørum") == [("Birgitte Ørum", mark(family))]
    assert who(client, f"?family={other.pk.hex[:8]}") == [("Jonas Bech", mark(other))]
    assert who(client, f"?verdict={Verdict.NOT_FOUND}") == [("Rasmus Hald", mark(family))]
    assert len(who(client, f"?since={today}&until={today}")) == 3
    assert who(client, f"?since={tomorrow}") == []
    assert who(client, "?person=nobody") == []


@pytest.mark.usefixtures("looks")
def test_nonsense_in_the_filter_is_no_error_page(signed_in: SignedIn, dpo: Professional) -> None:
    client = signed_in(dpo)
    for query in (
        "?since=x",
        "?since=0001-01-01",
        "?until=9999-12-31",
        "?verdict=%00",
        "?page=-1",
        "?person=%00",
        "?family=sexo",
    ):
        assert client.get(URL + query).status_code == 200


def test_it_shows_50_a_page(
    signed_in: SignedIn, dpo: Professional, family: Family, coordinator: Professional
) -> None:
    for _look in range(60):
        Look.objects.note(coordinator, [family.pk], page="families:show_family")
    client = signed_in(dpo)
    assert len(who(client)) == 50
    assert len(who(client, "?page=2")) == 10


@pytest.mark.usefixtures("looks")
def test_reading_the_log_is_not_reading_a_family(
    signed_in: SignedIn, dpo: Professional, family: Family
) -> None:
    before = Look.objects.count()
    text = signed_in(dpo).get(URL).content.decode()
    assert family.hopes not in text
    assert family.name not in text
    assert Look.objects.count() == before


def test_nobody_else_reads_it(
    signed_in: SignedIn, leader: Professional, near: Professional, administrator: Professional
) -> None:
    for person in (leader, near, administrator):
        assert signed_in(person).get(URL).status_code == 403


@pytest.mark.usefixtures("looks")
def test_its_queries_do_not_grow(signed_in: SignedIn, dpo: Professional, coordinator: Professional) -> None:
    client = signed_in(dpo)
    client.get(URL)
    with CaptureQueriesContext(connection) as few:
        client.get(URL)
    for number in range(5):
        family = make_family(coordinator, f"Familie {number}")
        Look.objects.note(make_person(f"Person {number}"), [family.pk], page="families:show_family")
    with CaptureQueriesContext(connection) as many:
        client.get(URL)
    assert len(many) == len(few)
