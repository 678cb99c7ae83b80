"""The family's copy: what everybody near may see, once no danger stands alone."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from families.models import Family, Professional
from tests.makers import make_safety, make_statement
from tests.masterplans.asking import text

SignedIn = Callable[[Professional], Client]


def url(family: Family) -> str:
    return reverse("safety:print_map", args=[family.pk])


@pytest.mark.demand("R64", "R65")
def test_it_waits_until_the_gaps_are_filled_and_says_what_to_ask(
    family: Family, near: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(near)
    danger = make_statement(family, near)
    waiting = text(client.get(url(family)))
    assert "Kopien venter" in waiting
    assert "Hvad skal vi se ske, så vi ved, at Zakariye er tryg?" in waiting
    assert "data-print" not in waiting
    danger.aim(by=near, words="Der er mad hver morgen.", field="social", whose="shared")
    make_safety(family, near, beside=[danger])
    ready = text(client.get(url(family)))
    assert "data-print" in ready
    assert "Der er mad hver morgen." in ready
    assert family.coordinator.phone in ready


def test_it_holds_neither_what_is_for_the_core_nor_the_professionals_addition(
    family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    make_statement(family, coordinator, category="strength", words="Til alle.", addition="Faglig note.")
    make_statement(family, coordinator, words="Kun kernen.", visibility="core")
    shown = text(signed_in(coordinator).get(url(family)))
    assert "Til alle." in shown
    assert "Kun kernen." not in shown
    assert "Faglig note." not in shown


@pytest.mark.demand("R63")
def test_what_was_said_stays_as_it_was_said(family: Family, near: Professional, signed_in: SignedIn) -> None:
    strength = make_statement(family, near, category="strength", words="Som det blev sagt.")
    strength.present(by=near, members=list(family.members.all())[:1])
    strength.change(by=near, words="Som det står nu.")
    shown = text(signed_in(near).get(url(family)))
    assert "Som det blev sagt." in shown
    assert "Som det står nu." in shown


def test_with_nothing_for_everybody_near_there_is_nothing_to_print(
    family: Family, near: Professional, signed_in: SignedIn
) -> None:
    assert "Der er ikke noget at printe endnu" in text(signed_in(near).get(url(family)))
