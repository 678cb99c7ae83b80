"""A page is taken away for good: the wrong person's paper must not stay."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from families.models import Family, Professional, Scan, Tier
from tests.makers import make_letter, make_person, make_scan
from tests.masterplans.asking import text

SignedIn = Callable[[Professional], Client]


def url(scan: Scan, page: str = "remove_scan") -> str:
    return reverse(f"families:{page}", args=[scan.letter.family_id, scan.pk])


def test_it_asks_once_and_nothing_of_the_page_is_left(
    family: Family, near: Professional, signed_in: SignedIn
) -> None:
    scan = make_scan(make_letter(family, near), near)
    kept = bytes(scan.content)
    client = signed_in(near)
    assert client.get(url(scan)).status_code == 200
    assert bytes(Scan.objects.get(pk=scan.pk).content) == kept
    assert client.post(url(scan))["Location"] == scan.letter.get_absolute_url()
    left = Scan.objects.get(pk=scan.pk)
    assert bytes(left.content) == b""
    assert left.removed_at
    assert (left.added_by, left.removed_by) == (near, near)
    for page in ("show_scan", "remove_scan"):
        assert client.get(url(scan, page)).status_code == 404


def test_the_history_never_held_it(family: Family, near: Professional) -> None:
    scan = make_scan(make_letter(family, near), near)
    scan.remove(by=near)
    with connection.cursor() as cursor:
        columns = connection.introspection.get_table_description(cursor, Scan.history.model._meta.db_table)
    assert "content" not in {column.name for column in columns}
    assert [row.history_user for row in Scan.history.filter(id=scan.pk)] == [near, near]


def test_removed_twice_it_keeps_who_removed_it_first(
    family: Family, near: Professional, coordinator: Professional
) -> None:
    scan = make_scan(make_letter(family, near), near)
    scan.remove(by=near)
    scan.remove(by=coordinator)
    assert Scan.objects.get(pk=scan.pk).removed_by == near


@pytest.mark.parametrize("who", ["adder", "author", "coordinator"])
def test_who_added_it_who_brought_the_letter_and_the_core_may(
    who: str, family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    adder = make_person("Kasper Holst", sector="Jobcenter")
    family.involve(adder, tier=Tier.NEAR, function="Job", reason="need", by=coordinator)
    scan = make_scan(make_letter(family, near), adder)
    person = {"adder": adder, "author": near, "coordinator": coordinator}[who]
    assert url(scan) in text(signed_in(person).get(scan.letter.get_absolute_url()))
    assert signed_in(person).post(url(scan)).status_code == 302


def test_nobody_else_may(
    family: Family,
    near: Professional,
    coordinator: Professional,
    peripheral: Professional,
    stranger: Professional,
    signed_in: SignedIn,
) -> None:
    scan = make_scan(make_letter(family, coordinator), coordinator)
    assert url(scan) not in text(signed_in(near).get(scan.letter.get_absolute_url()))
    hidden = make_scan(make_letter(family, coordinator, visibility="core"), coordinator)
    asked = ((near, scan), (near, hidden), (peripheral, scan), (stranger, scan))
    answers = [signed_in(person).post(url(each)).status_code for person, each in asked]
    assert answers == [403, 404, 403, 404]
    assert not Scan.objects.exclude(removed_at=None).exists()
