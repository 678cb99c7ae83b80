"""The sectors, with the head who carries each."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from families.models import Area, Professional, Sector

SignedIn = Callable[[Professional], Client]
URL = "/sectors/"


@pytest.mark.demand("R1")
def test_each_municipal_sector_is_carried_by_one_of_four_heads(
    signed_in: SignedIn, administrator: Professional
) -> None:
    text = signed_in(administrator).get(URL).content.decode()
    assert set(Sector.objects.filter(is_municipal=True).values_list("area", flat=True)) == set(Area.values)
    for sector in Sector.objects.all():
        assert sector.label in text


def test_only_an_administrator_sees_the_page(
    signed_in: SignedIn, leader: Professional, stranger: Professional
) -> None:
    for person in (leader, stranger):
        assert signed_in(person).get(URL).status_code == 403


def test_its_queries_do_not_grow(signed_in: SignedIn, administrator: Professional) -> None:
    client = signed_in(administrator)
    client.get(URL)
    with CaptureQueriesContext(connection) as few:
        client.get(URL)
    for number in range(10):
        Sector(name=f"Sektor {number}", name_en=f"Sector {number}", letter=f"{number}").save(by=administrator)
    with CaptureQueriesContext(connection) as many:
        client.get(URL)
    assert len(many) == len(few)
