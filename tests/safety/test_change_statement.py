"""A statement worded anew, followed by another, or ended: in place, and never deleted."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from families.models import Family, Professional
from safety.models import Ending, Scale, Statement
from tests.makers import make_next_step, make_safety, make_statement
from tests.masterplans.asking import as_shown, errors, text

SignedIn = Callable[[Professional], Client]


def url(page: str, statement: Statement) -> str:
    return reverse(f"safety:{page}", args=[statement.family_id, statement.pk])


@pytest.fixture
def danger(family: Family, near: Professional) -> Statement:
    return make_statement(family, near)


def test_it_is_worded_anew_and_its_history_tells(
    danger: Statement, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    before, client = danger.words, signed_in(coordinator)
    shown = client.get(url("change_statement", danger))
    client.post(url("change_statement", danger), as_shown(shown, words="Med vores egne ord."))
    danger.refresh_from_db()
    assert danger.words == "Med vores egne ord."
    history = text(client.get(url("show_statement_history", danger)))
    assert before in history
    assert "Med vores egne ord." in history


def test_a_change_over_somebody_elses_shows_both(
    danger: Statement, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(near)
    shown = client.get(url("change_statement", danger))
    danger.change(by=coordinator, words="Jonas var her først.")
    answer = client.post(url("change_statement", danger), as_shown(shown, words="Birgitte var her siden."))
    assert answer.context["form"].conflict
    danger.refresh_from_db()
    assert danger.words == "Jonas var her først."


def test_a_danger_keeps_a_child(danger: Statement, near: Professional, signed_in: SignedIn) -> None:
    client = signed_in(near)
    shown = client.get(url("change_statement", danger))
    answer = client.post(url("change_statement", danger), as_shown(shown, about=[]))
    assert "about" in errors(answer)


def test_a_new_one_takes_its_place_with_all_that_hangs_on_it(
    family: Family, danger: Statement, near: Professional, signed_in: SignedIn
) -> None:
    goal = danger.aim(by=near, words="Vi spiser.", field="social", whose="shared")
    scale = Scale.pair(danger, by=near, zero="Nul.", ten="Ti.")
    step, safety = make_next_step(family, near, danger=danger), make_safety(family, near, beside=[danger])
    client = signed_in(near)
    shown = client.get(url("supersede_statement", danger))
    client.post(
        url("supersede_statement", danger), as_shown(shown, words="Nu er det skolen.", reason="Maden er der.")
    )
    new = family.statements.visible_to(near).open().dangers().get()
    for record in (danger, step, scale):
        record.refresh_from_db()
    assert (danger.ending, danger.successor, danger.goal) == (Ending.SUPERSEDED, new, None)
    assert (new.goal, step.danger, scale.danger) == (goal, new, new)
    assert list(safety.beside.visible_to(near)) == [new]
    assert "Maden er der." in text(client.get(danger.get_absolute_url()))


def test_safety_that_is_followed_keeps_the_days_on_which_it_was_seen(
    family: Family, near: Professional
) -> None:
    safety = make_safety(family, near)
    first = safety.occasions.get()
    safety.add_occasion(by=near, on=first.on + timedelta(days=1), words="Igen.", saw=near)
    new = safety.supersede(by=near, speaker=near, words="Hun ringer selv.", reason="Andre ord.")
    assert [each.words for each in new.occasions.all()] == [first.words, "Igen."]


def test_it_ends_with_a_reason_and_only_once(
    danger: Statement, near: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(near)
    assert "reason" in errors(client.post(url("resolve_statement", danger), {"reason": " "}))
    client.post(url("resolve_statement", danger), {"reason": "Der er mad hver dag."})
    danger.refresh_from_db()
    assert (danger.ending, danger.end_reason, danger.ended_by) == ("resolved", "Der er mad hver dag.", near)
    for deed in (
        lambda: danger.resolve(by=near, reason="Igen."),
        lambda: danger.change(by=near, words="Nej."),
        lambda: danger.supersede(by=near, speaker=near, words="Nej.", reason="Nej."),
    ):
        with pytest.raises(ValidationError):
            deed()
