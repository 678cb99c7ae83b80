"""A letter is dealt with: it leaves the list, and what came of it can be read."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from families.models import Family, Letter, Professional
from tests.makers import make_letter
from tests.masterplans.asking import text

SignedIn = Callable[[Professional], Client]


def url(letter: Letter) -> str:
    return reverse("families:settle_letter", args=[letter.family_id, letter.pk])


def test_it_is_settled_with_or_without_a_sentence(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    for outcome in ("De fik udsat fristen.", ""):
        letter = make_letter(family, near)
        answer = signed_in(coordinator).post(url(letter), {"outcome": outcome})
        assert answer["Location"] == reverse("families:list_letters", args=[family.pk])
        letter.refresh_from_db()
        assert (letter.is_open, letter.settled_by, letter.outcome) == (False, coordinator, outcome)


def test_what_is_settled_is_not_settled_again(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    letter = make_letter(family, near)
    letter.settle(by=near, outcome="Betalt.")
    answer = signed_in(coordinator).post(url(letter), {"outcome": "Ikke betalt."})
    assert answer.status_code == 200
    assert "Ikke betalt." in text(answer)
    letter.refresh_from_db()
    assert (letter.outcome, letter.settled_by) == ("Betalt.", near)


def test_it_asks_for_the_right(
    family: Family,
    near: Professional,
    coordinator: Professional,
    peripheral: Professional,
    stranger: Professional,
    signed_in: SignedIn,
) -> None:
    letter = make_letter(family, coordinator, visibility="core")
    people = (near, peripheral, stranger)
    assert [signed_in(each).post(url(letter), {}).status_code for each in people] == [404, 403, 404]
    letter.refresh_from_db()
    assert letter.is_open
