"""More pages of a letter."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from families.models import Family, Letter, Professional
from tests.makers import make_letter, make_photo, make_scan
from tests.masterplans.asking import errors, text

SignedIn = Callable[[Professional], Client]


def url(letter: Letter) -> str:
    return reverse("families:add_scan", args=[letter.family_id, letter.pk])


def test_they_come_after_those_that_are_there(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    letter = make_letter(family, near)
    first = make_scan(letter, near)
    answer = signed_in(coordinator).post(url(letter), {"scans": [make_photo(), make_photo()]})
    assert answer["Location"] == letter.get_absolute_url()
    pages = list(letter.scans.kept())
    assert pages[0] == first
    assert [each.added_by for each in pages] == [near, coordinator, coordinator]


def test_nothing_chosen_is_told_beside_the_field(
    family: Family, near: Professional, signed_in: SignedIn
) -> None:
    assert "scans" in errors(signed_in(near).post(url(make_letter(family, near)), {}))


def test_a_letter_has_at_most_ten(family: Family, near: Professional, signed_in: SignedIn) -> None:
    letter = make_letter(family, near)
    for _number in range(9):
        make_scan(letter, near)
    client = signed_in(near)
    answer = client.post(url(letter), {"scans": [make_photo(), make_photo()]})
    assert "10" in errors(answer)["scans"][0]
    assert letter.scans.count() == 9
    assert url(letter) in text(client.get(letter.get_absolute_url()))
    client.post(url(letter), {"scans": [make_photo()]})
    assert letter.scans.count() == 10
    assert url(letter) not in text(client.get(letter.get_absolute_url()))
    letter.scans.first().remove(by=near)  # type: ignore[union-attr]
    assert client.post(url(letter), {"scans": [make_photo()]}).status_code == 302


def test_it_asks_for_the_right(
    family: Family,
    near: Professional,
    coordinator: Professional,
    peripheral: Professional,
    stranger: Professional,
    signed_in: SignedIn,
) -> None:
    letter = make_letter(family, coordinator, visibility="core")
    answers = [
        signed_in(each).post(url(letter), {"scans": [make_photo()]}).status_code
        for each in (near, peripheral, stranger)
    ]
    assert answers == [404, 403, 404]
    assert not letter.scans.exists()
