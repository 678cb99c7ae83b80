"""A contribution: one a day, changeable for five working days, why only when it came to nothing."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from families.models import Family, Professional
from masterplans.models import Activity, Contribution, Outcome
from roskilde import clock
from roskilde.records import HistoryWouldBeLost, Unaddressed
from roskilde.workdays import working_days_after
from tests.masterplans.asking import log


@pytest.mark.parametrize(
    ("logged", "last"),
    [
        (date(2026, 11, 18), date(2026, 11, 25)),  # a Wednesday: one weekend
        (date(2026, 11, 21), date(2026, 11, 27)),  # a Saturday
        (date(2027, 3, 24), date(2027, 4, 5)),  # before Easter: Thursday to Monday are holidays
        (
            date(2026, 12, 23),
            date(2026, 12, 31),
        ),  # 25 is a holiday, 26 a Saturday; 24 and 31 are working days
        (date(2026, 12, 30), date(2027, 1, 7)),  # 1 January
        (date(2027, 5, 5), date(2027, 5, 13)),  # Ascension Day
    ],
)
def test_five_working_days_leave_out_weekends_and_danish_holidays(logged: date, last: date) -> None:
    assert working_days_after(logged, 5) == last


def test_great_prayer_day_is_a_working_day_since_2024() -> None:
    assert working_days_after(date(2024, 4, 25), 1) == date(2024, 4, 26)


def test_the_day_of_logging_is_the_day_in_denmark(activity: Activity, near: Professional) -> None:
    with time_machine.travel(datetime(2026, 11, 18, 23, 30, tzinfo=UTC)):  # half past midnight on the 19th
        row = log(activity, near, clock.today())
        assert row.on == date(2026, 11, 19)
        assert row.changeable_until == date(2026, 11, 26)


def test_it_is_changed_until_the_last_day_and_corrected_after(activity: Activity, near: Professional) -> None:
    row = log(activity, near, clock.today())
    with time_machine.travel(datetime(2026, 11, 25, 12, tzinfo=UTC)):
        row.change(by=near, note="Endnu i tide.")
    with time_machine.travel(datetime(2026, 11, 26, 12, tzinfo=UTC)):
        with pytest.raises(ValidationError) as refused:
            row.change(by=near, note="For sent.")
        assert refused.value.error_list[0].code == "too_late"
        correction = log(activity, near, row.on, "partly", corrects=row)
    row.refresh_from_db()
    assert (row.note, correction.corrects) == ("Endnu i tide.", row)


def test_nobody_else_changes_it(
    activity: Activity, near: Professional, consultant: Professional, coordinator: Professional
) -> None:
    row = log(activity, near, clock.today())
    for person in (consultant, coordinator):
        with pytest.raises(ValidationError):
            row.change(by=person, note="Nej.")


@pytest.mark.demand("R52")
def test_the_minutes_come_from_the_plan_unless_another_number_is_given(
    activity: Activity, near: Professional
) -> None:
    on = clock.today()
    assert log(activity, near, on).minutes == 60
    assert log(activity, near, on - timedelta(days=1), minutes=15).minutes == 15
    assert log(activity, near, on - timedelta(days=2), "nothing").minutes == 0


def test_one_per_activity_day_and_professional(
    activity: Activity, near: Professional, consultant: Professional
) -> None:
    log(activity, near, clock.today())
    log(activity, consultant, clock.today())
    with pytest.raises(ValidationError) as refused:
        log(activity, near, clock.today(), "partly")
    assert refused.value.code == "logged"


def test_the_database_keeps_one_per_day_too(activity: Activity, family: Family, near: Professional) -> None:
    row = log(activity, near, clock.today())
    again = Contribution(
        family=family,
        activity=activity,
        professional=near,
        on=row.on,
        outcome=Outcome.PARTLY,
        logged_at=clock.now(),
        logged_by=near,
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        again.save(by=near)


@pytest.mark.parametrize(
    "fields",
    [
        {"outcome": "nothing", "why": ""},
        {"outcome": "happened", "why": "us"},
        {"title": ""},
        {"sign": "", "sign_by": "Hodan"},
        {"minutes": 1441},
    ],
)
def test_the_database_refuses_what_cannot_be(
    fields: dict[str, object], family: Family, near: Professional
) -> None:
    row = Contribution.log(
        family, by=near, on=clock.today(), outcome=Outcome.HAPPENED, title="Hentede posten"
    )
    for name, value in fields.items():
        setattr(row, name, value)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(by=near)


def test_neither_the_future_nor_a_day_without_it_is_logged(activity: Activity, near: Professional) -> None:
    for on in (clock.today() + timedelta(days=1), activity.starts_on - timedelta(days=1)):
        with pytest.raises(ValidationError) as refused:
            log(activity, near, on)
        assert "on" in refused.value.error_dict


def test_it_is_read_for_somebody_and_never_written_in_bulk(activity: Activity, near: Professional) -> None:
    log(activity, near, clock.today())
    with pytest.raises(Unaddressed):
        list(Contribution.objects.all())
    with pytest.raises(Unaddressed):
        Contribution.objects.count()
    with pytest.raises(HistoryWouldBeLost):
        Contribution.objects.update(note="x")
    assert list(Contribution.objects.visible_to(near))
