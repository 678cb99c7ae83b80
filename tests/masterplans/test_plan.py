"""The Masterplan itself: one per family, draft, agreed, under revision, closed."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from families.models import Family, Member, Professional
from masterplans.models import Activity, Masterplan, Part, PlanStatus, Stage
from roskilde import clock
from roskilde.records import HistoryWouldBeLost
from safety.models import Goal
from tests.makers import make_activity, make_family, make_goal, make_plan
from tests.masterplans.conftest import agree


@pytest.mark.demand("R55")
def test_a_family_has_one_plan_and_the_database_says_so(
    plan: Masterplan, family: Family, coordinator: Professional
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Masterplan(family=family, status_on=clock.today()).save(by=coordinator)


def test_it_goes_from_draft_to_agreed_to_revision_to_agreed_to_closed(
    plan: Masterplan, mother: Member, coordinator: Professional
) -> None:
    assert plan.status == PlanStatus.DRAFT
    agree(plan, coordinator, mother)
    assert (plan.status, plan.agreed_version, plan.is_drafted) == (PlanStatus.AGREED, 1, False)
    plan.revise(by=coordinator)
    assert (plan.status, plan.agreed_version, plan.is_drafted) == (PlanStatus.REVISION, 1, True)
    agree(plan, coordinator, mother)
    assert plan.agreed_version == 2
    plan.close(by=coordinator, reason="Målene er nået.")
    assert plan.is_closed


def test_it_is_agreed_once_a_version(plan: Masterplan, mother: Member, coordinator: Professional) -> None:
    agree(plan, coordinator, mother)
    with pytest.raises(ValidationError) as refused:
        agree(plan, coordinator, mother)
    assert refused.value.code == "agreed"


def test_a_closed_plan_is_neither_revised_nor_agreed_nor_closed_again(
    plan: Masterplan, mother: Member, coordinator: Professional
) -> None:
    plan.close(by=coordinator, reason="Flyttet.")
    deeds: tuple[Callable[[], object], ...] = (
        lambda: plan.revise(by=coordinator),
        lambda: agree(plan, coordinator, mother),
        lambda: plan.close(by=coordinator, reason="Igen."),
    )
    for deed in deeds:
        with pytest.raises(ValidationError):
            deed()


def test_each_step_stands_in_the_history_with_who_and_why(
    plan: Masterplan, mother: Member, coordinator: Professional, leader: Professional
) -> None:
    agree(plan, coordinator, mother)
    plan.revise(by=leader, reason="Rima begynder i praktik.")
    rows = [
        (row.status, row.history_user, row.history_change_reason or "")
        for row in plan.history.order_by("revision")
    ]
    assert rows == [
        ("draft", coordinator, ""),
        ("agreed", coordinator, ""),
        ("revision", leader, "Rima begynder i praktik."),
    ]


def test_the_database_wants_a_reason_for_closing(plan: Masterplan, coordinator: Professional) -> None:
    plan.status = PlanStatus.CLOSED
    with pytest.raises(IntegrityError), transaction.atomic():
        plan.save(by=coordinator)


def test_the_database_wants_agreed_at_and_its_version_together(
    plan: Masterplan, coordinator: Professional
) -> None:
    plan.agreed_version = 1
    with pytest.raises(IntegrityError), transaction.atomic():
        plan.save(by=coordinator)


def test_the_database_wants_one_part_per_member(
    plan: Masterplan, son: Member, coordinator: Professional
) -> None:
    plan.aim_at("Ro.", by=coordinator, member=son)
    with pytest.raises(IntegrityError), transaction.atomic():
        Part(plan=plan, member=son, aim="Mere ro.").save(by=coordinator)


def test_the_database_wants_a_stage_to_end_after_it_begins(
    plan: Masterplan, coordinator: Professional
) -> None:
    stage = Stage(plan=plan, position=1, title="x", since=date(2026, 2, 1), until=date(2026, 1, 1))
    with pytest.raises(IntegrityError), transaction.atomic():
        stage.save(by=coordinator)


def test_the_database_wants_an_activity_to_have_one_responsible(
    family: Family, activity: Activity, near: Professional
) -> None:
    for responsible, network_name in ((None, ""), (near, "Moster Fadumo")):
        activity.responsible, activity.network_name = responsible, network_name
        with pytest.raises(IntegrityError), transaction.atomic():
            activity.save(by=near)


@pytest.mark.parametrize("minutes", [0, 4, 721])
def test_the_database_wants_an_activity_to_last_5_to_720_minutes(
    minutes: int, activity: Activity, near: Professional
) -> None:
    activity.minutes = minutes
    with pytest.raises(IntegrityError), transaction.atomic():
        activity.save(by=near)


def test_the_database_wants_an_activity_to_end_after_it_begins(
    activity: Activity, near: Professional
) -> None:
    activity.ends_on = activity.starts_on - timedelta(days=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        activity.save(by=near)


def test_writes_of_many_rows_at_once_are_refused_because_the_history_would_be_lost(
    activity: Activity, goal: Goal, plan: Masterplan
) -> None:
    for model in (Masterplan, Goal, Activity, Stage, Part):
        rows = model._default_manager.all()
        with pytest.raises(HistoryWouldBeLost):
            rows.update(revision=9)
        with pytest.raises(HistoryWouldBeLost):
            rows.bulk_create([])
        with pytest.raises(HistoryWouldBeLost):
            rows.bulk_update([], ["revision"])


def test_a_member_of_another_family_gets_no_goal_here(
    plan: Masterplan, family: Family, coordinator: Professional
) -> None:
    other = make_family(coordinator, "Haidari")
    with pytest.raises(ValidationError) as refused:
        make_goal(family, coordinator, member=other.members.all()[0])
    assert "member" in refused.value.error_dict


def test_a_goal_of_another_family_gets_no_activity_here(
    plan: Masterplan, family: Family, coordinator: Professional
) -> None:
    other = make_family(coordinator, "Haidari")
    make_plan(other, coordinator)
    with pytest.raises(ValidationError) as refused:
        make_activity(family, coordinator, goal=make_goal(other, coordinator))
    assert "goal" in refused.value.error_dict
