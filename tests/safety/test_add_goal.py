"""A danger gets its safety goal, for the same eyes; the plan shows the same one."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from families.models import Family, Professional
from masterplans.models import PlanStatus
from safety.models import Goal, Statement
from tests.makers import make_family, make_goal, make_plan, make_statement
from tests.masterplans.asking import errors, text

SignedIn = Callable[[Professional], Client]
GOAL: dict[str, Any] = {"words": "Der er mad på bordet hver morgen.", "whose": "shared", "field": "social"}


def url(statement: Statement) -> str:
    return reverse("safety:add_goal", args=[statement.family_id, statement.pk])


@pytest.fixture
def danger(family: Family, near: Professional) -> Statement:
    return make_statement(family, near)


@pytest.mark.demand("R64", "R66")
def test_a_new_goal_stands_in_the_map_and_in_the_plan(
    family: Family, danger: Statement, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    plan = make_plan(family, coordinator)
    plan.agree(
        by=coordinator, on=plan.status_on, members=list(family.members.all())[:1], professionals=[],
        language="so", interpreter="not_needed",
    )  # fmt: skip
    client = signed_in(near)
    client.post(url(danger), GOAL)
    danger.refresh_from_db()
    plan.refresh_from_db()
    assert danger.goal
    assert (danger.goal.words, danger.goal.responsible) == (GOAL["words"], near)
    assert plan.status == PlanStatus.REVISION
    assert GOAL["words"] in text(client.get(reverse("masterplans:show_plan", args=[family.pk])))


def test_a_goal_that_there_is_is_paired_and_not_doubled(
    family: Family, danger: Statement, near: Professional, signed_in: SignedIn
) -> None:
    goal = make_goal(family, near)
    signed_in(near).post(url(danger), {"existing": goal.pk, "whose": "shared"})
    danger.refresh_from_db()
    assert danger.goal == goal
    assert family.goals.visible_to(near).count() == 1
    other = make_statement(family, near, words="En anden.")
    assert "existing" not in signed_in(near).get(url(other)).context["form"].fields


def test_neither_chosen_nor_written_is_no_goal(
    danger: Statement, near: Professional, signed_in: SignedIn
) -> None:
    assert {"words", "field"} <= set(errors(signed_in(near).post(url(danger), {"whose": "shared"})))


def test_advice_comes_where_a_goal_tells_what_is_gone(
    danger: Statement, near: Professional, signed_in: SignedIn
) -> None:
    answer = signed_in(near).post(
        url(danger), {**GOAL, "words": "Mor skal holde op med at sove."}, follow=True
    )
    assert "Hvad gør man i stedet?" in text(answer)


def test_the_goal_of_a_shielded_danger_is_shielded_and_leaves_the_plan_alone(
    family: Family,
    danger: Statement,
    near: Professional,
    leader: Professional,
    coordinator: Professional,
    signed_in: SignedIn,
) -> None:
    plan = make_plan(family, coordinator)
    plan.agree(
        by=coordinator, on=plan.status_on, members=list(family.members.all())[:1], professionals=[],
        language="so", interpreter="not_needed",
    )  # fmt: skip
    danger.shield(by=near, named=[leader], reason="§ 18")
    signed_in(near).post(url(danger), GOAL)
    danger.refresh_from_db()
    plan.refresh_from_db()
    assert danger.goal
    assert danger.goal.visibility == "named"
    assert set(danger.goal.named) == {near, leader}
    assert plan.status == PlanStatus.AGREED


def test_each_has_its_own_and_for_the_same_eyes(
    family: Family, danger: Statement, near: Professional, coordinator: Professional
) -> None:
    hidden = make_goal(family, near, visibility="named")
    foreign: Goal = make_goal(make_family(coordinator, "Haidari"), coordinator)
    for goal in (hidden, foreign):
        with pytest.raises(ValidationError):
            danger.aim(by=near, goal=goal)
    goal = danger.aim(by=near, **GOAL)
    with pytest.raises(ValidationError):
        danger.aim(by=near, **GOAL)
    with pytest.raises(ValidationError):
        make_statement(family, near, words="En anden.").aim(by=near, goal=goal)
    with pytest.raises(ValidationError):
        make_statement(family, near, category="strength").aim(by=near, **GOAL)
