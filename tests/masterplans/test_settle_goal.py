"""Where a goal stands: reached, given up, on the way again."""

from datetime import date

import pytest

from families.models import Family, Member, Professional
from masterplans.models import Masterplan, PlanStatus
from safety.models import Goal, GoalStatus
from tests.masterplans.asking import SignedIn, errors, settle, text, url
from tests.masterplans.conftest import agree
from tests.world import World

REACHED = {"status": "reached", "on": "2026-11-16", "reason": "Set i tre uger, siger Hodan."}


@pytest.mark.demand("R66")
def test_a_goal_is_reached_since_a_day_and_for_a_reason(
    goal: Goal, family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    client, page = signed_in(coordinator), url("settle_goal", family, goal.pk)
    assert client.get(page).status_code == 200
    assert client.post(page, REACHED)["Location"] == url("show_plan", family)
    goal.refresh_from_db()
    assert (goal.status, goal.status_on) == (GoalStatus.REACHED, date(2026, 11, 16))
    assert goal.status_reason == REACHED["reason"]
    latest = goal.history.order_by("-history_date")[0]
    assert (latest.history_user, latest.history_change_reason) == (coordinator, REACHED["reason"])


def test_progress_is_no_revision(
    goal: Goal,
    plan: Masterplan,
    family: Family,
    mother: Member,
    coordinator: Professional,
    signed_in: SignedIn,
) -> None:
    agree(plan, coordinator, mother)
    signed_in(coordinator).post(url("settle_goal", family, goal.pk), REACHED)
    plan.refresh_from_db()
    assert plan.status == PlanStatus.AGREED


def test_a_goal_that_is_reached_can_come_back(
    goal: Goal, family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    settle(goal, "reached", coordinator)
    post = {"status": "on_the_way", "on": "2026-11-18", "reason": "Det gled igen."}
    signed_in(coordinator).post(url("settle_goal", family, goal.pk), post)
    goal.refresh_from_db()
    assert goal.is_open


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"reason": ""}, "reason"),
        ({"on": "2026-11-19"}, "on"),
        ({"on": "2026-02-31"}, "on"),
        ({"status": "on_the_way"}, "status"),
        ({"status": "lost"}, "status"),
    ],
)
def test_bad_input_is_told_beside_its_field_and_keeps_the_text(
    changes: dict[str, str],
    field: str,
    goal: Goal,
    family: Family,
    coordinator: Professional,
    signed_in: SignedIn,
) -> None:
    answer = signed_in(coordinator).post(url("settle_goal", family, goal.pk), {**REACHED, **changes})
    assert set(errors(answer)) == {field}
    if field != "reason":
        assert REACHED["reason"] in text(answer)
    goal.refresh_from_db()
    assert goal.is_open


def test_a_closed_plans_goals_stay_as_they_are(
    goal: Goal, plan: Masterplan, family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    plan.close(by=coordinator, reason="Flyttet.")
    assert signed_in(coordinator).post(url("settle_goal", family, goal.pk), REACHED).status_code == 403


def test_it_asks_for_the_right(
    goal: Goal,
    family: Family,
    others: World,
    near: Professional,
    peripheral: Professional,
    stranger: Professional,
    coordinator: Professional,
    signed_in: SignedIn,
) -> None:
    page = url("settle_goal", family, goal.pk)
    people = (near, peripheral, stranger)
    assert [signed_in(each).post(page, REACHED).status_code for each in people] == [403, 403, 404]
    assert signed_in(coordinator).post(url("settle_goal", family, others.goal.pk), REACHED).status_code == 404
