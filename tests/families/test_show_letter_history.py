"""Who changed what of a letter, and when it was dealt with."""

from collections.abc import Callable
from typing import Any

from django.test import Client
from django.urls import reverse

from families.models import Family, Letter, Professional
from tests.makers import make_letter
from tests.masterplans.asking import text

SignedIn = Callable[[Professional], Client]


def url(letter: Letter) -> str:
    return reverse("families:show_letter_history", args=[letter.family_id, letter.pk])


def told(answer: Any) -> list[tuple[str, list[tuple[str, str]]]]:
    return [
        (entry.who, [(change.before, change.after) for change in entry.changes])
        for entry in answer.context["entries"]
        if not entry.is_first
    ]


def test_it_tells_who_changed_it_settled_it_and_reopened_it(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    letter = make_letter(family, near)
    letter.change(by=coordinator, what_to_do="Ring.")
    letter.settle(by=near)
    letter.reopen(by=coordinator)
    letter.settle(by=near, outcome="Betalt.")
    assert told(signed_in(near).get(url(letter))) == [
        (near.name, [("Åbent", "Klaret: Betalt.")]),
        (coordinator.name, [("Klaret", "Åbent")]),
        (near.name, [("Åbent", "Klaret")]),
        (coordinator.name, [("Send lejekontrakten ind.", "Ring.")]),
    ]


def test_what_it_said_for_fewer_eyes_stays_theirs(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    letter = make_letter(family, coordinator, what_to_do="Om volden.", visibility="core")
    letter.settle(by=coordinator, outcome="Meldt.")
    letter.reopen(by=coordinator)
    letter.change(by=coordinator, what_to_do="Ring.", visibility="near", named=[])
    assert "Om volden." in text(signed_in(coordinator).get(url(letter)))
    page = text(signed_in(near).get(url(letter)))
    assert "Om volden." not in page
    assert "Meldt." not in page


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
    assert [signed_in(each).get(url(letter)).status_code for each in people] == [404, 403, 404]
