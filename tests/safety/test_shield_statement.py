"""Shielding and releasing: with a reason, by whoever may say it, and with all that tells of it."""

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from families.models import Family, Professional, Tier, Visibility
from safety.models import Statement
from tests.makers import make_line, make_next_step, make_person, make_statement
from tests.masterplans.asking import as_shown, errors

SignedIn = Callable[[Professional], Client]


def url(page: str, statement: Statement) -> str:
    return reverse(f"safety:{page}", args=[statement.family_id, statement.pk])


@pytest.fixture
def danger(family: Family, near: Professional) -> Statement:
    return make_statement(family, near)


@pytest.fixture
def colleague(family: Family, coordinator: Professional) -> Professional:
    person = make_person("Karin Friis", sector="Jobcenter")
    family.involve(person, tier=Tier.NEAR, function="Rådgiver", reason="need", by=coordinator)
    return person


@pytest.mark.demand("S20")
def test_it_is_there_for_those_it_names_and_who_shielded_it(
    family: Family,
    danger: Statement,
    near: Professional,
    colleague: Professional,
    coordinator: Professional,
    signed_in: SignedIn,
) -> None:
    client = signed_in(near)
    shown = client.get(url("shield_statement", danger))
    page = url("shield_statement", danger)
    assert "reason" in errors(client.post(page, as_shown(shown, named=[colleague.pk])))
    client.post(page, as_shown(shown, named=[colleague.pk], reason="Hun er bange."))
    for reader in (near, colleague):
        assert danger in family.statements.visible_to(reader)
    assert danger not in family.statements.visible_to(coordinator)
    assert danger.history.filter(history_change_reason="Hun er bange.").exists()


def test_goal_steps_line_and_answers_to_it_go_with_it(
    family: Family, near: Professional, coordinator: Professional
) -> None:
    line = make_line(family, near)
    line.answer(by=coordinator, text="Det så jeg også.")
    danger = make_statement(family, near, line=line)
    goal = danger.aim(by=near, words="Hun er tryg.", field="social", whose="shared")
    step = make_next_step(family, near, danger=danger)
    danger.shield(by=near, named=[], reason="§ 18")
    assert goal not in family.goals.visible_to(coordinator)
    assert step not in family.next_steps.visible_to(coordinator)
    seen = family.lines.visible_to(coordinator)
    assert line not in seen
    assert [each.text for each in seen] == ["Det så jeg også."]  # her own words are hers


def test_what_is_agreed_about_it_is_shielded_too(
    family: Family, danger: Statement, near: Professional, coordinator: Professional
) -> None:
    danger.shield(by=near, named=[], reason="§ 18")
    step = make_next_step(family, near, danger=danger)
    assert step.visibility == Visibility.NAMED
    assert step not in family.next_steps.visible_to(coordinator)


def test_only_those_who_stand_near_can_be_named(
    danger: Statement, near: Professional, peripheral: Professional, stranger: Professional
) -> None:
    for person in (peripheral, stranger):
        with pytest.raises(ValidationError):
            danger.shield(by=near, named=[person], reason="§ 18")


def test_somebody_else_who_is_near_does_not_decide(
    danger: Statement, near: Professional, colleague: Professional, signed_in: SignedIn
) -> None:
    for page in ("shield_statement", "release_statement"):
        assert signed_in(colleague).get(url(page, danger)).status_code == 403
    with pytest.raises(ValidationError):
        danger.shield(by=colleague, named=[], reason="Nej.")


def test_it_is_released_with_a_reason_and_its_goal_comes_along(
    family: Family,
    danger: Statement,
    near: Professional,
    coordinator: Professional,
    colleague: Professional,
    signed_in: SignedIn,
) -> None:
    danger.shield(by=near, named=[colleague], reason="§ 18")
    goal = danger.aim(by=near, words="Hun bestemmer selv.", field="social", whose="authority")
    client, page = signed_in(colleague), url("release_statement", danger)
    shown = client.get(page)
    assert "named" not in {value for value, _label in shown.context["form"].fields["visibility"].choices}
    assert "reason" in errors(client.post(page, {"visibility": "core", "reason": ""}))
    client.post(page, {"visibility": "core", "reason": "Hun har selv bedt om det."})
    assert danger in family.statements.visible_to(coordinator)
    assert goal in family.goals.visible_to(coordinator)
    assert danger not in family.statements.visible_to(colleague)
    danger.refresh_from_db()
    with pytest.raises(ValidationError):
        danger.release("named", by=near, reason="Nej.")


def test_it_is_not_released_while_the_risk_is_being_assessed(danger: Statement, near: Professional) -> None:
    danger.shield(by=near, named=[], reason="§ 18")
    danger.order_risk_assessment(by=near)
    with pytest.raises(ValidationError):
        danger.release("near", by=near, reason="For tidligt.")
    danger.finish_risk_assessment(by=near)
    danger.release("near", by=near, reason="Vurderet.")


def test_sight_ends_with_the_involvement(
    family: Family, danger: Statement, near: Professional, colleague: Professional, coordinator: Professional
) -> None:
    danger.shield(by=near, named=[colleague], reason="§ 18")
    family.involvements.open().get(professional=colleague).end(by=coordinator, reason="staff")
    assert danger not in Statement.objects.visible_to(colleague)
