"""One day of an activity arranged otherwise, and the rest as planned."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from families.models import Family, Professional
from masterplans.models import Activity, Rearrangement
from roskilde import clock
from tests.makers import make_activity, make_school_holiday
from tests.masterplans.asking import log

MONDAY, SUNDAY = date(2026, 11, 16), date(2026, 11, 22)
NEXT = timedelta(days=7)
WHY = "the test looks at all of them"


@pytest.fixture
def mondays(family: Family, near: Professional) -> Activity:
    """Every Monday at eight since four weeks ago."""
    return make_activity(family, near, weekdays="0", place="Lokale 2")


def days(activity: Activity, first: date = MONDAY, last: date = SUNDAY + NEXT) -> list[str]:
    """As it stands in the database, read alone; and the same when it is read with others."""
    fresh = Activity.objects.for_nobody(WHY).get(pk=activity.pk)
    told = Activity.objects.for_nobody(WHY).with_exceptions().get(pk=activity.pk)
    assert fresh.occurrences(first, last) == told.occurrences(first, last)
    assert fresh.cancelled(first, last) == told.cancelled(first, last)
    return [f"{each.on:%d.%m}" for each in told.occurrences(first, last)]


def refusal(error: pytest.ExceptionInfo[ValidationError]) -> list[str]:
    """The code, or the field that it stands beside."""
    if hasattr(error.value, "error_dict"):
        return list(error.value.error_dict)
    return [str(each.code) for each in error.value.error_list]


@pytest.mark.demand("R58")
def test_cancelled_is_that_day_alone_and_it_says_why(mondays: Activity, near: Professional) -> None:
    mondays.cancel(on=MONDAY + NEXT, by=near, reason=" Læreren er på kursus. ")
    assert days(mondays) == ["16.11"]
    (off,) = mondays.cancelled(MONDAY, SUNDAY + NEXT)
    assert (off.on, off.starts_at, off.reason) == (MONDAY + NEXT, time(8), "Læreren er på kursus.")
    row = mondays.rearrangements.get()
    assert (row.arranged_by, row.arranged_at.date(), row.is_cancelled) == (near, clock.today(), True)
    assert row.history.get().history_user == near


@pytest.mark.demand("R58")
def test_moved_is_that_day_alone_with_what_was_not_said_as_planned(
    mondays: Activity, near: Professional
) -> None:
    mondays.move(on=MONDAY + NEXT, to=date(2026, 11, 25), starts_at=time(13), by=near, reason="Ferie")
    assert days(mondays) == ["16.11", "25.11"]
    moved = mondays.occurrences(*[date(2026, 11, 25)] * 2)[0]
    assert (moved.planned_on, moved.is_moved) == (MONDAY + NEXT, True)
    assert (moved.starts_at, moved.ends_at, moved.minutes, moved.place) == (
        time(13), time(14), 60, "Lokale 2",
    )  # fmt: skip


def test_moved_again_it_is_still_the_same_day_and_taken_back_it_is_as_planned(
    mondays: Activity, near: Professional, coordinator: Professional
) -> None:
    mondays.cancel(on=MONDAY, by=near, reason="Syg")
    mondays.move(on=MONDAY, to=date(2026, 11, 17), by=near, reason="Rask igen")
    mondays.move(on=MONDAY, to=date(2026, 11, 20), minutes=30, place="Ude", by=near, reason="Regn")
    assert days(mondays) == ["20.11", "23.11"]
    mondays.restore(on=MONDAY, by=coordinator)
    assert days(mondays) == ["16.11", "23.11"]
    saves = Rearrangement.history.filter(activity=mondays.pk).order_by("history_date")
    assert [save.history_type for save in saves] == ["+", "~", "~", "-"]
    assert saves.last().history_user == coordinator
    with pytest.raises(ValidationError) as error:
        mondays.restore(on=MONDAY, by=coordinator)
    assert refusal(error) == ["as_planned"]


def test_it_can_move_into_another_week_and_is_found_there(mondays: Activity, near: Professional) -> None:
    mondays.move(on=MONDAY, to=date(2026, 12, 2), by=near, reason="Ferie")
    assert days(mondays, MONDAY, SUNDAY) == []
    assert days(mondays, date(2026, 11, 30), date(2026, 12, 6)) == ["30.11", "02.12"]


def test_what_takes_place_once_is_moved_itself_and_its_history_says_why(
    family: Family, near: Professional
) -> None:
    once = make_activity(family, near, weekdays="", starts_on=date(2026, 11, 18))
    once.move(on=date(2026, 11, 18), to=date(2026, 11, 26), starts_at=time(9), by=near, reason="Aftalt")
    once.refresh_from_db()
    assert (once.starts_on, once.ends_on, once.starts_at) == (date(2026, 11, 26), date(2026, 11, 26), time(9))
    assert once.history.latest().history_change_reason == "Aftalt"
    once.cancel(on=date(2026, 11, 26), by=near, reason="Syg")
    assert days(once) == []
    once.move(on=date(2026, 11, 26), to=date(2026, 11, 27), by=near, reason="Rask")
    assert days(once) == ["27.11"]
    assert not once.rearrangements.exists()


@pytest.mark.parametrize(
    ("on", "to", "code"),
    [
        (date(2026, 11, 17), date(2026, 11, 18), "other_day"),  # a Tuesday
        (MONDAY, date(2026, 10, 1), "to"),  # before the first day
        (MONDAY, date(2026, 12, 1), "to"),  # after the last
        (MONDAY, MONDAY + NEXT, "to"),  # the next Monday
    ],
)
def test_it_moves_only_what_is_planned_and_to_a_free_day_between_the_first_and_the_last(
    on: date, to: date, code: str, mondays: Activity, near: Professional
) -> None:
    mondays.end(on=date(2026, 11, 30), by=near, reason="Færdig")
    with pytest.raises(ValidationError) as error:
        mondays.move(on=on, to=to, by=near, reason="x")
    assert refusal(error) == [code]
    assert not mondays.rearrangements.exists()


def test_what_has_been_logged_stays_where_it_is(mondays: Activity, near: Professional) -> None:
    log(mondays, near, MONDAY)
    with pytest.raises(ValidationError) as error:
        mondays.cancel(on=MONDAY, by=near, reason="x")
    assert refusal(error) == ["logged"]
    with pytest.raises(ValidationError) as error:
        mondays.move(on=MONDAY, to=date(2026, 11, 18), by=near, reason="x")
    assert refusal(error) == ["logged"]
    mondays.move(on=MONDAY - NEXT, to=date(2026, 11, 12), by=near, reason="x")
    log(mondays, near, date(2026, 11, 12))
    with pytest.raises(ValidationError) as error:
        mondays.restore(on=MONDAY - NEXT, by=near)
    assert refusal(error) == ["logged"]


def test_it_is_logged_on_the_day_it_was_moved_to_with_its_own_length(
    mondays: Activity, near: Professional
) -> None:
    mondays.move(on=MONDAY, to=date(2026, 11, 18), minutes=25, by=near, reason="x")
    with pytest.raises(ValidationError):
        log(mondays, near, MONDAY)
    assert log(mondays, near, date(2026, 11, 18)).minutes == 25


def test_an_end_or_another_rule_takes_the_single_days_with_it(mondays: Activity, near: Professional) -> None:
    mondays.move(on=MONDAY + NEXT, to=date(2026, 11, 27), by=near, reason="x")
    mondays.cancel(on=MONDAY, by=near, reason="x")
    mondays.change(by=near, members=[], rule="FREQ=WEEKLY;BYDAY=TU")
    assert days(mondays) == ["17.11", "24.11"]
    mondays.change(by=near, members=[], rule="FREQ=WEEKLY;BYDAY=MO")
    assert days(mondays) == ["27.11"]
    mondays.end(on=date(2026, 11, 26), by=near, reason="Færdig")
    assert days(mondays) == []


def test_holidays_are_left_out_where_that_was_chosen(
    family: Family, near: Professional, administrator: Professional
) -> None:
    make_school_holiday(administrator, since=date(2026, 12, 19), until=date(2027, 1, 3))
    period = date(2026, 12, 14), date(2027, 1, 10)

    def fridays(**chosen: Any) -> list[str]:
        return days(make_activity(family, near, weekdays="4", **chosen), *period)

    assert fridays() == ["18.12", "25.12", "01.01", "08.01"]
    assert fridays(skips_public_holidays=True) == ["18.12", "08.01"]
    assert fridays(skips_school_holidays=True) == ["18.12", "08.01"]
    saturdays = make_activity(family, near, weekdays="5", skips_public_holidays=True)
    assert days(saturdays, *period) == ["19.12", "02.01", "09.01"]  # the 26th is a holiday


def test_what_somebody_arranged_stands_though_the_day_is_a_holiday(
    mondays: Activity, near: Professional, administrator: Professional
) -> None:
    mondays.change(by=near, members=[], skips_school_holidays=True)
    mondays.move(on=MONDAY + NEXT, to=date(2026, 11, 25), by=near, reason="Aftalt")
    make_school_holiday(administrator, since=MONDAY, until=SUNDAY + NEXT)
    assert days(mondays) == ["25.11"]


def test_some_day_each_week_is_logged_once_on_any_of_them(family: Family, near: Professional) -> None:
    call = make_activity(family, near, rule="FREQ=WEEKLY", starts_at=None)
    log(call, near, date(2026, 11, 11))
    log(call, near, date(2026, 11, 17))
    with pytest.raises(ValidationError) as error:
        log(call, near, date(2026, 11, 18))
    assert refusal(error) == ["logged"]
    assert [each.is_flexible for each in call.occurrences(MONDAY, SUNDAY)] == [True]


def test_some_day_of_a_week_can_be_given_a_day_and_an_hour_or_be_left_out(
    family: Family, near: Professional
) -> None:
    call = make_activity(family, near, rule="FREQ=WEEKLY", starts_at=None)
    call.move(on=MONDAY, to=date(2026, 11, 19), starts_at=time(10), by=near, reason="Aftalt")
    call.cancel(on=MONDAY + NEXT, by=near, reason="Ferie")
    assert days(call) == ["19.11"]
    with pytest.raises(ValidationError) as error:
        call.move(on=MONDAY, to=date(2026, 11, 20), by=near, reason="Uden tid")
    assert [each.code for each in error.value.error_dict[NON_FIELD_ERRORS]] == ["starts_at"]


def test_a_week_without_working_days_is_left_out_by_what_is_for_some_day(
    family: Family, near: Professional, administrator: Professional
) -> None:
    make_school_holiday(administrator, since=date(2026, 12, 21), until=date(2026, 12, 31))
    chosen: Any = {"skips_public_holidays": True, "skips_school_holidays": True}
    call = make_activity(family, near, rule="FREQ=WEEKLY", starts_at=None, **chosen)
    assert days(call, date(2026, 12, 14), date(2027, 1, 10)) == ["14.12", "04.01"]


def past_the_verbs(row: Rearrangement) -> None:
    rows: QuerySet[Rearrangement] = QuerySet(Rearrangement)
    with transaction.atomic():
        rows.bulk_create([row])


@pytest.mark.parametrize(
    ("rule", "changes"),
    [
        ("is_cancelled_or_whole", {"on": MONDAY}),
        ("is_cancelled_or_whole", {"starts_at": time(8)}),
        ("is_cancelled_or_whole", {"place": "Ude"}),
        (
            "is_cancelled_or_whole",
            {"on": MONDAY, "starts_at": time(8), "minutes": 4, "place_kind": "unit"},
        ),
        ("has_a_reason", {"reason": ""}),
        ("one_per_day|UNIQUE", {"planned_on": MONDAY + NEXT}),
    ],
)
def test_the_database_refuses_half_of_it_no_reason_and_the_same_day_twice(
    rule: str, changes: dict[str, object], mondays: Activity, near: Professional
) -> None:
    mondays.cancel(on=MONDAY + NEXT, by=near, reason="x")
    fields = {"planned_on": MONDAY, "reason": "x", "arranged_by": near, "arranged_at": clock.now()}
    with pytest.raises(IntegrityError, match=rule):
        past_the_verbs(Rearrangement(activity=mondays, **{**fields, **changes}))


@pytest.mark.parametrize("changes", [{"starts_at": None}, {"rule": "FREQ=WEEKLY"}])
def test_an_hour_belongs_to_all_but_what_is_for_some_day(
    changes: dict[str, object], mondays: Activity
) -> None:
    with pytest.raises(IntegrityError, match="has_an_hour_unless_flexible"), transaction.atomic():
        QuerySet(Activity).filter(pk=mondays.pk).update(**changes)
