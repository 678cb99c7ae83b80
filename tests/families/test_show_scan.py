"""A page of a letter: through the door alone, and able to do nothing in the browser."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from families.models import Family, Look, Professional, Scan, Tier
from roskilde.documents import PDF
from tests.makers import make_letter, make_person, make_scan
from tests.world import second_family

SignedIn = Callable[[Professional], Client]


def url(scan: Scan, family: Family | None = None) -> str:
    return reverse("families:show_scan", args=[(family or scan.letter.family).pk, scan.pk])


def test_a_picture_is_shown_in_place(family: Family, near: Professional, signed_in: SignedIn) -> None:
    letter = make_letter(family, near)
    make_scan(letter, near)
    scan = make_scan(letter, near)
    answer = signed_in(near).get(url(scan))
    assert answer.status_code == 200
    assert answer.content == bytes(Scan.objects.get(pk=scan.pk).content)
    assert answer.content.startswith(b"\xff\xd8\xff")
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["Content-Disposition"] == 'inline; filename="brev-2.jpg"'


def test_a_pdf_is_handed_over_to_be_kept(family: Family, near: Professional, signed_in: SignedIn) -> None:
    (scan,) = make_letter(family, near).add_scans([(b"%PDF-1.7 ...", PDF)], by=near)
    answer = signed_in(near).get(url(scan))
    assert answer["Content-Type"] == PDF
    assert answer["Content-Disposition"] == 'attachment; filename="brev-1.pdf"'


def test_it_can_do_nothing_in_the_browser_and_stays_in_none(
    family: Family, near: Professional, signed_in: SignedIn
) -> None:
    answer = signed_in(near).get(url(make_scan(make_letter(family, near), near)))
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Frame-Options"] == "DENY"


def test_each_view_is_one_look(family: Family, near: Professional, signed_in: SignedIn) -> None:
    client, page = signed_in(near), url(make_scan(make_letter(family, near), near))
    client.get(page)
    client.get(page)
    looks = [(look.page, look.family_id) for look in Look.objects.by(near)]
    assert looks == [("families:show_scan", family.pk)] * 2


def test_the_pages_beside_it_are_not_read(family: Family, near: Professional, signed_in: SignedIn) -> None:
    letter = make_letter(family, near)
    for _number in range(3):
        scan = make_scan(letter, near)
    with CaptureQueriesContext(connection) as asked:
        signed_in(near).get(url(scan))
    assert len([each for each in asked if '"families_scan"."content"' in each["sql"]]) == 1


def test_a_scan_of_another_family_is_not_there(
    family: Family, leader: Professional, signed_in: SignedIn
) -> None:
    theirs = second_family().scan
    assert signed_in(leader).get(url(theirs)).status_code == 200
    assert signed_in(leader).get(url(theirs, family)).status_code == 404


@pytest.mark.parametrize("visibility", ["core", "sector", "named"])
def test_whoever_may_not_see_the_letter_does_not_find_its_pages(
    visibility: str, family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    scan = make_scan(make_letter(family, coordinator, visibility=visibility), coordinator)
    assert signed_in(near).get(url(scan)).status_code == 404
    assert signed_in(coordinator).get(url(scan)).status_code == 200


def test_whoever_stands_further_away_gets_none(
    family: Family, near: Professional, peripheral: Professional, stranger: Professional, signed_in: SignedIn
) -> None:
    scan = make_scan(make_letter(family, near), near)
    assert [signed_in(each).get(url(scan)).status_code for each in (peripheral, stranger)] == [403, 404]
    assert Client().get(url(scan)).status_code == 302


def test_sight_ends_with_the_involvement_and_with_the_name(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    person = make_person("Kasper Holst", sector="Jobcenter")
    family.involve(person, tier=Tier.NEAR, function="Job", reason="need", by=coordinator)
    letter = make_letter(family, coordinator, visibility="named", named=[person, near])
    scan = make_scan(letter, coordinator)
    named, other = signed_in(person), signed_in(near)
    assert [each.get(url(scan)).status_code for each in (named, other)] == [200, 200]
    letter.change(by=coordinator, named=[near])
    assert [each.get(url(scan)).status_code for each in (named, other)] == [404, 200]
    family.involvements.open().get(professional=near).end(by=coordinator, reason="staff")
    assert other.get(url(scan)).status_code == 404
