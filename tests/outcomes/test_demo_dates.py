"""The demo's dates, on every day there is."""

from datetime import date, timedelta

import pytest

from outcomes.demo.dates import TOLD_FROM, Ago, Calendar

EVERY_DAY = [date(2024, 1, 1) + timedelta(days=n) for n in range(3700)]


def test_the_pilot_began_on_the_latest_1_august_at_least_twelve_months_back() -> None:
    for today in EVERY_DAY:
        since = Calendar(today).since
        assert (since.month, since.day) == (8, 1)
        assert since.replace(year=since.year + 1) <= today < since.replace(year=since.year + 2)


@pytest.mark.parametrize(
    ("today", "since"),
    [
        (date(2026, 7, 31), date(2024, 8, 1)),
        (date(2026, 8, 1), date(2025, 8, 1)),
        (date(2026, 12, 24), date(2025, 8, 1)),
        (date(2028, 2, 29), date(2026, 8, 1)),
    ],
)
def test_it_moves_on_when_august_begins(today: date, since: date) -> None:
    assert Calendar(today).since == since


def test_today_lies_within_the_pilot() -> None:
    for today in EVERY_DAY:
        calendar = Calendar(today)
        assert calendar.since < today <= calendar.until


def test_meetings_keep_their_weekday_and_stay_near_their_date() -> None:
    told = [TOLD_FROM + timedelta(days=n) for n in range(0, 730, 11)]
    for today in EVERY_DAY[::90]:
        calendar = Calendar(today)
        for day in told:
            moved = calendar.by_weeks(day)
            assert moved.weekday() == day.weekday()
            assert abs(moved - calendar.by_years(day)) <= timedelta(days=4)


def test_the_distance_between_two_meetings_is_kept() -> None:
    first, second = date(2024, 9, 2), date(2026, 3, 12)
    for today in EVERY_DAY[::30]:
        calendar = Calendar(today)
        assert calendar.by_weeks(second) - calendar.by_weeks(first) == second - first


def test_births_move_by_whole_years() -> None:
    calendar = Calendar(date(2027, 10, 1))
    assert calendar.by_years(date(1975, 1, 1)) == date(1977, 1, 1)
    assert calendar.by_years(date(2016, 2, 29)) == date(2018, 2, 28)


def test_some_days_ago_is_a_working_day_before_today() -> None:
    for today in EVERY_DAY[:400]:
        for days in range(1, 20):
            day = Calendar(today).by_weeks(Ago(days))
            assert day.weekday() < 5
            assert timedelta(days=days) <= today - day <= timedelta(days=days + 2)
