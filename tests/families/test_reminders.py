"""One mail a day at most: how much waits, counted as it is sent, and nothing of whom it is about."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from families import reminders
from families.models import (
    Family,
    Mail,
    MailKind,
    MailState,
    Professional,
    Reminders,
    Substitution,
    Tier,
)
from families.tasks import send_waiting_mail, write_reminders
from roskilde import clock
from roskilde.celery import app
from tests.makers import (
    leave,
    make_activity,
    make_family,
    make_follow_up,
    make_letter,
    make_next_step,
    make_person,
    make_plan,
)

MONDAY = datetime(2026, 11, 16, 6, tzinfo=UTC)  # seven o'clock in Denmark


@pytest.fixture(autouse=True)
def _a_tuesday(settings: Any) -> Iterator[None]:
    settings.TODAY = None
    with at(MONDAY + timedelta(days=1)):
        yield


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    with time_machine.travel(moment):
        yield


@pytest.fixture
def outbox(settings: Any, mailoutbox: list[Any]) -> list[Any]:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    return mailoutbox


@pytest.fixture
def everybody(
    leader: Professional, coordinator: Professional, near: Professional, peripheral: Professional
) -> None:
    """All have signed in at some time, read English, and what was told of before has been sent."""
    for person in (leader, coordinator, near, peripheral):
        person.last_login, person.language = timezone.now(), "en"
        person.save(update_fields=["last_login", "language"])
    Mail.objects.all().delete()


def remind(outbox: list[Any]) -> dict[str, str]:
    """The bodies that went out, by who got them."""
    outbox.clear()
    write_reminders()
    send_waiting_mail()
    return {letter.to[0].partition("@")[0]: letter.body for letter in outbox}


@pytest.mark.demand("R42", "S42")
def test_what_is_due_overdue_and_not_logged_is_counted(
    family: Family, near: Professional, coordinator: Professional, everybody: None, outbox: list[Any]
) -> None:
    make_letter(family, coordinator, helper=near, visibility="near", deadline=clock.today())
    make_letter(family, coordinator, helper=near, visibility="near", deadline=date(2026, 11, 18))
    make_letter(family, coordinator, helper=near, visibility="near", deadline=date(2026, 11, 19))
    make_letter(family, coordinator, helper=near, visibility="near", deadline=date(2026, 11, 10))
    make_next_step(family, near, due_on=clock.today())
    make_activity(family, near, starts_on=date(2026, 11, 15))
    body = remind(outbox)["laerer"]

    assert "- 1 letter is overdue\n" in body
    assert "- 2 letters must be answered by Wednesday 18 November\n" in body
    assert "- 1 next step must be taken by Wednesday 18 November\n" in body
    assert "- 2 activities have not been logged\n" in body


def test_a_reminder_tells_nothing_of_any_family(
    family: Family, near: Professional, coordinator: Professional, everybody: None, outbox: list[Any]
) -> None:
    letter = make_letter(family, coordinator, helper=near, visibility="near", deadline=clock.today())
    activity = make_activity(family, near)
    remind(outbox)

    (sent,) = (each for each in outbox if each.to == [near.email])
    for word in (family.name, str(family.pk), str(letter.pk), letter.sender, activity.title, "Zakariye"):
        assert word not in sent.subject + sent.body


@pytest.mark.demand("S14")
def test_a_follow_up_is_told_of_two_weeks_before_in_one_mail_alone(
    family: Family, near: Professional, coordinator: Professional, everybody: None, outbox: list[Any]
) -> None:
    make_follow_up(family, coordinator, on=date(2026, 12, 5), others=[near])  # a Saturday
    told = []
    for days in range(1, 10):
        with at(MONDAY + timedelta(days=days)):
            body = remind(outbox).get("laerer", "")
            told += [clock.today()] if "1 follow-up is held in two weeks" in body else []

    assert told == [date(2026, 11, 20)]  # the Friday: nobody gets a mail on the Saturday


def test_with_nothing_to_tell_there_is_no_mail(
    family: Family, near: Professional, everybody: None, outbox: list[Any]
) -> None:
    assert remind(outbox) == {}
    assert {mail.state for mail in Mail.objects.all()} == {MailState.NEEDLESS}


def test_one_mail_a_day_however_often_the_clock_strikes(
    family: Family, near: Professional, everybody: None, outbox: list[Any]
) -> None:
    make_activity(family, near)
    assert "laerer" in remind(outbox)
    assert remind(outbox) == {}
    assert Mail.objects.filter(kind=MailKind.REMINDER, to=near).count() == 1

    with at(MONDAY + timedelta(days=2)):
        assert "laerer" in remind(outbox)


def test_no_mail_at_weekends_and_on_public_holidays(
    family: Family, near: Professional, everybody: None, outbox: list[Any]
) -> None:
    make_activity(family, near)
    for day in (date(2026, 11, 21), date(2026, 11, 22), date(2026, 12, 25), date(2027, 3, 25)):
        with at(datetime(day.year, day.month, day.day, 7, tzinfo=UTC)):
            assert remind(outbox) == {}


@pytest.mark.parametrize(
    ("wish", "days"),
    [(Reminders.DAILY, [7, 8, 9, 10, 11, 14]), (Reminders.WEEKLY, [7, 14]), (Reminders.NONE, [])],
)
def test_each_chooses_how_often(
    wish: Reminders, days: list[int], family: Family, near: Professional, everybody: None, outbox: list[Any]
) -> None:
    make_activity(family, near)
    near.reminders = wish
    near.save()
    told = []
    for number in range(7, 15):
        with at(MONDAY + timedelta(days=number)):
            told += [number] if "laerer" in remind(outbox) else []

    assert told == days


def test_whoever_hears_weekly_hears_of_the_whole_week_and_on_tuesday_where_monday_is_a_holiday(
    family: Family, near: Professional, coordinator: Professional, everybody: None, outbox: list[Any]
) -> None:
    near.reminders = Reminders.WEEKLY
    near.save()
    with at(datetime(2027, 3, 30, 6, tzinfo=UTC)):  # after Easter Monday
        make_letter(family, coordinator, helper=near, visibility="near", deadline=date(2027, 4, 4))
        assert "1 letter must be answered by Monday 5 April" in remind(outbox)["laerer"]
    with at(datetime(2027, 3, 31, 6, tzinfo=UTC)):
        assert "laerer" not in remind(outbox)


@pytest.mark.demand("R46")
def test_once_a_week_the_core_hears_how_its_families_stand(
    family: Family, near: Professional, coordinator: Professional, everybody: None, outbox: list[Any]
) -> None:
    make_follow_up(family, coordinator, on=date(2026, 11, 26), others=[near])
    assert remind(outbox) == {}  # on a Tuesday
    with at(MONDAY + timedelta(days=7)):
        bodies = remind(outbox)

    assert set(bodies) == {"leder", "koordinator"}
    assert "need a hand in the families that you coordinate or lead" in bodies["koordinator"]
    assert "1 follow-up is held this week" in bodies["koordinator"]


def test_the_absent_ones_come_to_the_substitute(
    family: Family, near: Professional, everybody: None, outbox: list[Any]
) -> None:
    make_activity(family, near)
    ida = make_person("Ida Skov", "vikar", title="lærer", sector="Skole")
    ida.last_login = timezone.now()
    ida.save(update_fields=["last_login"])
    Substitution.arrange(near, ida, since=clock.today(), until=clock.today(), by=near)
    Mail.objects.all().delete()

    assert set(remind(outbox)) == {"vikar"}


def test_sight_that_ends_before_it_is_sent_ends_in_the_mail_too(
    family: Family, near: Professional, coordinator: Professional, everybody: None, outbox: list[Any]
) -> None:
    make_activity(family, near)
    write_reminders()
    leave(family, near, coordinator)
    send_waiting_mail()

    assert near.email not in [letter.to[0] for letter in outbox]


def test_who_stopped_or_never_signed_in_gets_none(
    family: Family,
    near: Professional,
    coordinator: Professional,
    administrator: Professional,
    everybody: None,
    outbox: list[Any],
) -> None:
    activity = make_activity(family, near)
    write_reminders()
    activity.change(by=coordinator, members=[], responsible=coordinator)
    near.stop_working_here(by=administrator)
    send_waiting_mail()
    assert near.email not in [letter.to[0] for letter in outbox]
    assert Mail.objects.get(to=near).state == MailState.NEEDLESS
    assert not Mail.objects.filter(to=administrator).exists()


def test_what_only_touches_the_edge_is_not_counted(
    family: Family, peripheral: Professional, coordinator: Professional, everybody: None, outbox: list[Any]
) -> None:
    activity = make_activity(family, coordinator, responsible=peripheral, visibility="named")
    activity.name_people([peripheral], by=coordinator)
    assert "klub" not in remind(outbox)


def test_a_reminder_of_yesterday_is_not_sent_today(
    family: Family, near: Professional, everybody: None, outbox: list[Any]
) -> None:
    make_activity(family, near)
    write_reminders()
    with at(MONDAY + timedelta(days=2)):
        assert len([each for each in remind(outbox) if each == "laerer"]) == 1
    assert Mail.objects.get(to=near, about="2026-11-17").state == MailState.NEEDLESS


def test_the_command_does_the_same_without_a_queue(
    family: Family, near: Professional, everybody: None, outbox: list[Any]
) -> None:
    make_activity(family, near)
    said = StringIO()
    call_command("send_reminders", stdout=said)
    assert said.getvalue().splitlines()[0] == "4 written."
    assert [letter.to for letter in outbox] == [[near.email]]


@pytest.mark.parametrize(
    ("moment", "is_due"),
    [
        (datetime(2026, 11, 17, 5, 59, tzinfo=UTC), False),
        (datetime(2026, 11, 17, 6, 0, tzinfo=UTC), True),  # winter
        (datetime(2026, 7, 14, 4, 59, tzinfo=UTC), False),
        (datetime(2026, 7, 14, 5, 0, tzinfo=UTC), True),  # summer
        (datetime(2026, 7, 14, 15, 0, tzinfo=UTC), False),
    ],
)
def test_the_clock_strikes_from_seven_in_denmark(
    moment: datetime, is_due: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    schedule: Any = app.conf.beat_schedule["write-reminders"]["schedule"]
    monkeypatch.setattr(schedule, "nowfun", lambda: moment)
    assert schedule.is_due(moment - timedelta(minutes=4)).is_due == is_due


def test_it_costs_the_same_for_one_thing_and_for_many(
    family: Family,
    near: Professional,
    coordinator: Professional,
    everybody: None,
    django_assert_max_num_queries: Any,
) -> None:
    def lay(where: Family) -> None:
        make_letter(where, coordinator, helper=near, visibility="near", deadline=clock.today())
        make_activity(where, near)
        make_follow_up(where, coordinator, others=[near])

    lay(family)
    person = Professional.objects.get(pk=near.pk)
    with django_assert_max_num_queries(100) as asked:
        assert reminders.counted(person)
    one = len(asked)
    for number in range(6):
        other = make_family(coordinator, f"Haidari {number}")
        make_plan(other, coordinator)
        other.involve(near, tier=Tier.NEAR, function="Job", reason="need", by=coordinator)
        lay(other)
    person = Professional.objects.get(pk=near.pk)
    with django_assert_max_num_queries(100) as asked:
        reminders.counted(person)
    assert len(asked) == one
