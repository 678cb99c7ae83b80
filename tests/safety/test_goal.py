"""A goal: what will be seen, whose it is, where it stands and why."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from families.models import Family, Professional
from roskilde import clock
from roskilde.records import HistoryWouldBeLost, Unaddressed
from safety.models import Goal, GoalStatus, Whose
from tests.makers import make_family, make_goal


@pytest.fixture
def goal(family: Family, near: Professional) -> Goal:
    return make_goal(family, near, responsible=near)


@pytest.mark.demand("R16", "R66")
def test_it_is_set_with_the_family_and_is_on_the_way(goal: Goal, family: Family, near: Professional) -> None:
    assert (goal.family, goal.author, goal.status) == (family, near, GoalStatus.ON_THE_WAY)
    assert goal.status_on == clock.today()
    assert goal.whose == Whose.FAMILY
    assert goal.is_open
    assert goal.history.first().history_user == near


@pytest.mark.parametrize("missing", ["words", "field"])
def test_it_needs_words_and_a_field_of_work(missing: str, family: Family, near: Professional) -> None:
    with pytest.raises(ValidationError) as refused:
        make_goal(family, near, **{missing: ""})
    assert missing in refused.value.error_dict


def test_it_is_for_a_member_of_the_family_or_for_all(
    family: Family, near: Professional, coordinator: Professional
) -> None:
    other = make_family(coordinator, "Haidari")
    with pytest.raises(ValidationError) as refused:
        make_goal(family, near, member=other.members.all()[0])
    assert "member" in refused.value.error_dict
    assert make_goal(family, near, member=family.members.all()[0]).member


def test_it_is_settled_since_a_day_and_can_come_back(goal: Goal, coordinator: Professional) -> None:
    goal.settle(GoalStatus.REACHED, by=coordinator, reason=" Set i tre uger. ", on=date(2020, 1, 2))
    goal.refresh_from_db()
    assert (goal.status, goal.status_on, goal.status_reason) == (
        GoalStatus.REACHED,
        date(2020, 1, 2),
        "Set i tre uger.",
    )
    assert not goal.is_open
    goal.settle(GoalStatus.ON_THE_WAY, by=coordinator, reason="Det gled igen.")
    assert goal.is_open
    reasons = [row.history_change_reason for row in goal.history.order_by("revision")]
    assert reasons[-2:] == [" Set i tre uger. ", "Det gled igen."]


def test_it_is_not_settled_twice_nor_ahead_of_time_nor_without_a_reason(
    goal: Goal, coordinator: Professional
) -> None:
    tomorrow = clock.today() + timedelta(days=1)
    refusals = [
        (GoalStatus.ON_THE_WAY, "Stadig.", None),
        (GoalStatus.REACHED, "Snart.", tomorrow),
        (GoalStatus.REACHED, " ", None),
    ]
    for status, reason, on in refusals:
        with pytest.raises(ValidationError):
            goal.settle(status, by=coordinator, reason=reason, on=on)
    goal.refresh_from_db()
    assert goal.is_open


def test_the_database_wants_a_reason_for_its_end(goal: Goal, near: Professional) -> None:
    goal.status = GoalStatus.GIVEN_UP
    with pytest.raises(IntegrityError), transaction.atomic():
        goal.save(by=near)


@pytest.mark.demand("R60")
def test_it_is_carried_by_one_or_several(goal: Goal, near: Professional, coordinator: Professional) -> None:
    assert goal.carriers() == [near]
    goal.co_owners.set([near, coordinator])
    assert goal.carriers() == [near, coordinator]
    assert goal.is_share_of(coordinator)


def test_who_carried_it_stands_in_its_history(goal: Goal, coordinator: Professional) -> None:
    goal.co_owners.set([coordinator])
    newest = goal.history.order_by("-history_date")[0]
    assert [row.professional for row in newest.co_owners.all()] == [coordinator]


def test_it_is_read_for_somebody_and_never_written_in_bulk(goal: Goal, near: Professional) -> None:
    with pytest.raises(Unaddressed):
        list(Goal.objects.all())
    with pytest.raises(HistoryWouldBeLost):
        Goal.objects.update(words="x")
    assert list(Goal.objects.visible_to(near).open()) == [goal]
