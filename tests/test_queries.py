"""Queries are compared, not counted: more families cost a page no further question to the database."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from families.models import Family, Involvement, Professional
from families.standard import lay_sectors
from outcomes.demo import generated, laying
from outcomes.demo.dates import Calendar
from roskilde import clock
from tests.bench.in_process import counting, door_of
from tests.bench.readers import PAGES, Page, Reader

SignedIn = Callable[[Professional], Client]
FEW, MORE = 6, 54

pytestmark = pytest.mark.django_db


@pytest.fixture
def measured(settings: Any) -> Professional:
    """Who coordinates every generated family, of which there are few as yet."""
    settings.TODAY = date(2026, 11, 21)
    calendar = Calendar(clock.today())
    with clock.set_to(calendar.since):
        lay_sectors()
        laying.lay_people()
        laying.lay_pilot(calendar)
    call_command("demo", families=FEW)
    return Professional.objects.get(email=generated.COORDINATOR)


def reader(person: Professional) -> Reader:
    """The person with one of their families, the same however many there are."""
    standing = Involvement.objects.open().of(person)
    families = Family.objects.filter(pk__in=standing.values("family"))
    return Reader(person, families.get(name__endswith="00001"), families.count())


def queries(client: Client, url: str) -> int:
    assert client.get(url).status_code == 200  # what is asked once in a process or a minute is asked here
    with counting() as sent:
        assert client.get(url).status_code == 200
    return len(sent)


def test_each_page_asks_as_much_of_many_families_as_of_few(
    signed_in: SignedIn, measured: Professional
) -> None:
    client = signed_in(measured)

    def counted() -> dict[str, int]:
        reads = reader(measured)
        return {page.name: queries(client, reads.url(page)) for page in PAGES}

    before = counted()
    call_command("demo", families=MORE)
    assert reader(measured).families == FEW + MORE
    assert counted() == before


@pytest.mark.parametrize("page", [page for page in PAGES if page.queries], ids=lambda page: page.name)
def test_a_page_keeps_within_its_queries(signed_in: SignedIn, measured: Professional, page: Page) -> None:
    assert page.queries
    assert queries(signed_in(measured), reader(measured).url(page)) <= page.queries


def test_the_door_asks_once_and_writes_once(measured: Professional) -> None:
    ask = door_of(reader(measured))
    with counting() as sent:
        ask()
    assert [statement.split()[0] for statement in sent] == ["SELECT", "INSERT"]
    assert "families_look" in sent[1]
