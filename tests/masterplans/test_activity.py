"""When an activity takes place."""

from datetime import date, time, timedelta

import pytest

from families.models import Family, Professional
from masterplans.models import Activity
from tests.makers import make_activity

MONDAY, SUNDAY = date(2026, 11, 16), date(2026, 11, 22)


def days(activity: Activity, first: date, last: date) -> list[str]:
    return [f"{each.on:%d.%m}" for each in activity.occurrences(first, last)]


@pytest.mark.demand("R58")
def test_once_is_on_its_date_alone(family: Family, near: Professional) -> None:
    once = make_activity(family, near, weekdays="", starts_on=date(2026, 11, 18))
    assert once.ends_on == once.starts_on
    assert days(once, MONDAY, SUNDAY) == ["18.11"]
    assert days(once, MONDAY + timedelta(days=7), SUNDAY + timedelta(days=7)) == []


@pytest.mark.demand("R58")
def test_weekly_is_on_its_weekdays_from_the_first_day_to_the_last_both_included(
    family: Family, near: Professional
) -> None:
    weekly = make_activity(
        family, near, weekdays="024", starts_on=date(2026, 11, 18), ends_on=date(2026, 11, 27)
    )
    assert days(weekly, date(2026, 11, 1), date(2026, 12, 31)) == [
        "18.11",
        "20.11",
        "23.11",
        "25.11",
        "27.11",
    ]


def test_a_first_day_that_is_no_such_weekday_waits_for_the_next(family: Family, near: Professional) -> None:
    weekly = make_activity(family, near, weekdays="0", starts_on=date(2026, 11, 18))
    assert days(weekly, MONDAY, date(2026, 11, 30)) == ["23.11", "30.11"]


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        (date(2026, 10, 19), ["19.10", "25.10"]),  # summer time ends on the 25th
        (date(2027, 3, 22), ["22.03", "28.03"]),  # and begins on the 28th
    ],
)
def test_the_clocks_change_moves_no_day(
    first: date, expected: list[str], family: Family, near: Professional
) -> None:
    daily = make_activity(family, near, weekdays="06", starts_on=date(2026, 1, 1))
    assert days(daily, first, first + timedelta(days=6)) == expected


def test_the_leap_day_is_a_day(family: Family, near: Professional) -> None:
    tuesdays = make_activity(family, near, weekdays="1", starts_on=date(2028, 2, 22))
    assert days(tuesdays, date(2028, 2, 22), date(2028, 3, 7)) == ["22.02", "29.02", "07.03"]


def test_weeks_cross_the_turn_of_the_year(family: Family, near: Professional) -> None:
    daily = make_activity(family, near, weekdays="34", starts_on=date(2026, 1, 1))
    assert days(daily, date(2026, 12, 28), date(2027, 1, 3)) == ["31.12", "01.01"]


def test_it_is_over_after_its_minutes_even_past_midnight(family: Family, near: Professional) -> None:
    assert make_activity(family, near, starts_at=time(9), minutes=90).ends_at == time(10, 30)
    assert make_activity(family, near, starts_at=time(23, 30), minutes=60).ends_at == time(0, 30)


def test_open_and_touching_count_the_last_day(family: Family, near: Professional) -> None:
    today = date(2026, 11, 18)
    why = "the test looks at all of them"
    make_activity(family, near, title="i dag", ends_on=today)
    make_activity(family, near, title="i går", ends_on=today - timedelta(days=1))
    make_activity(family, near, title="senere", starts_on=today + timedelta(days=1))
    found = family.activities.for_nobody(why)
    assert {each.title for each in found.open()} == {"i dag", "senere"}
    assert {each.title for each in found.touching(today, today)} == {"i dag"}


@pytest.mark.demand("R60")
def test_a_share_is_being_responsible_or_co_owner(
    family: Family, near: Professional, consultant: Professional, coordinator: Professional
) -> None:
    activity = make_activity(family, near, co_owners=[consultant])
    assert activity.is_share_of(near)
    assert activity.is_share_of(consultant)
    assert not activity.is_share_of(coordinator)
    for person, carried in ((near, [activity]), (consultant, [activity]), (coordinator, [])):
        assert list(Activity.objects.visible_to(person).shared_by(person)) == carried
