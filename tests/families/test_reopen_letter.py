"""It was not over after all: the letter waits again."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from families.models import Family, Letter, Professional
from tests.makers import make_letter
from tests.masterplans.asking import text

SignedIn = Callable[[Professional], Client]


def url(letter: Letter) -> str:
    return reverse("families:reopen_letter", args=[letter.family_id, letter.pk])


def test_it_waits_again(family: Family, near: Professional, signed_in: SignedIn) -> None:
    letter = make_letter(family, near)
    letter.settle(by=near, outcome="Betalt.")
    client = signed_in(near)
    assert url(letter) in text(client.get(letter.get_absolute_url()))
    assert client.post(url(letter))["Location"] == letter.get_absolute_url()
    letter.refresh_from_db()
    assert (letter.is_open, letter.settled_by, letter.outcome) == (True, None, "")
    assert list(family.letters.visible_to(near).open()) == [letter]
    assert url(letter) not in text(client.get(letter.get_absolute_url()))


def test_what_waits_already_is_left_alone(family: Family, near: Professional, signed_in: SignedIn) -> None:
    letter = make_letter(family, near)
    assert signed_in(near).post(url(letter)).status_code == 302
    assert letter.history.count() == 1


def test_it_is_a_deed_and_asks_for_the_right(
    family: Family,
    near: Professional,
    coordinator: Professional,
    peripheral: Professional,
    stranger: Professional,
    signed_in: SignedIn,
) -> None:
    letter = make_letter(family, coordinator, visibility="core")
    letter.settle(by=coordinator)
    people = (near, peripheral, stranger)
    assert [signed_in(each).post(url(letter)).status_code for each in people] == [404, 403, 404]
    assert signed_in(coordinator).get(url(letter)).status_code == 405
    letter.refresh_from_db()
    assert not letter.is_open
