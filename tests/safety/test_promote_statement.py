"""A strength becomes safety by a dated day and who saw it; what works stands beside the worry it answers."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from families.models import Family, Professional
from roskilde import clock
from safety.models import Category, Statement
from tests.makers import make_safety, make_statement
from tests.masterplans.asking import errors

SignedIn = Callable[[Professional], Client]


def url(page: str, statement: Statement) -> str:
    return reverse(f"safety:{page}", args=[statement.family_id, statement.pk])


@pytest.fixture
def strength(family: Family, near: Professional) -> Statement:
    return make_statement(family, near, category="strength", words="Hodan beder om hjælp.")


@pytest.mark.demand("R65")
def test_somebody_saw_it_on_a_day(
    strength: Statement, family: Family, near: Professional, signed_in: SignedIn
) -> None:
    mother = family.members.order_by("born_on")[0]
    client = signed_in(near)
    assert {"on", "saw", "words"} <= set(errors(client.post(url("promote_statement", strength), {})))
    seen = {"on": str(clock.today()), "saw": mother.pk, "words": "Hun gik til Fatuma."}
    client.post(url("promote_statement", strength), seen)
    strength.refresh_from_db()
    (occasion,) = strength.occasions.all()
    assert (strength.category, occasion.speaker) == (Category.SAFETY, mother)
    with pytest.raises(ValidationError):
        strength.promote(by=near, on=clock.today(), words="Igen.", saw=mother)


def test_a_day_that_lies_ahead_is_none(strength: Statement, near: Professional) -> None:
    with pytest.raises(ValidationError):
        strength.promote(by=near, on=clock.today() + timedelta(days=1), words="I morgen.", saw=near)
    strength.refresh_from_db()
    assert strength.category == Category.STRENGTH


def test_more_days_are_added(family: Family, near: Professional, signed_in: SignedIn) -> None:
    safety = make_safety(family, near)
    seen = {"on": str(clock.today()), "saw": near.pk, "words": "Igen i dag."}
    signed_in(near).post(url("add_occasion", safety), seen)
    assert safety.occasions.count() == 2
    with pytest.raises(ValidationError):
        make_statement(family, near).add_occasion(by=near, on=clock.today(), words="Nej.", saw=near)


def test_it_is_put_beside_worries_and_taken_from_them(
    family: Family, strength: Statement, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    danger, other = make_statement(family, near), make_statement(family, near, words="En anden.")
    hidden = make_statement(family, coordinator, words="Skjult.", visibility="core")
    strength.put_beside([danger, hidden], by=coordinator)
    signed_in(near).post(url("put_beside", strength), {"dangers": [other.pk]})
    assert set(strength.beside.visible_to(coordinator)) == {other, hidden}
    with pytest.raises(ValidationError):
        danger.put_beside([other], by=near)
