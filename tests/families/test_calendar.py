"""One's own calendar: a secret link that tells when somebody is taken, and nothing else."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from icalendar import Calendar

from families.models import Family, Feed, Look, Professional, Substitution, Tier, Visibility
from families.models.feed import hashed
from masterplans.models import Activity
from roskilde import clock
from roskilde.logs import without_names
from safety.models import FollowUp
from tests.makers import leave, make_activity, make_family, make_follow_up, make_person

SignedIn = Callable[[Professional], Client]
DENMARK = ZoneInfo("Europe/Copenhagen")
PAGES = ("families:show_calendar", "families:rotate_feed", "families:revoke_feed")


@pytest.fixture(autouse=True)
def _thursday_before_winter_time(settings: Any) -> Iterator[None]:
    """22 October 2026, ten o'clock in Denmark: the clocks go back in the night to Sunday."""
    settings.TODAY = None
    with time_machine.travel(datetime(2026, 10, 22, 8, tzinfo=UTC)):
        yield


@pytest.fixture
def activity(family: Family, near: Professional) -> Activity:
    """Near carries it, at eight each morning."""
    return make_activity(family, near, title="Morgenmad hos Warsame")


def fetched(secret: str) -> Any:
    return Client().get(reverse("families:read_feed", args=[secret]))


def events(secret: str) -> list[Any]:
    response = fetched(secret)
    assert response.status_code == 200
    return list(Calendar.from_ical(response.content).walk("VEVENT"))


def feed_of(person: Professional) -> Feed:
    return person.feeds.open().get()


@pytest.mark.demand("R42")
def test_a_calendar_program_reads_what_one_carries(activity: Activity, near: Professional) -> None:
    found = events(Feed.make(near))

    assert found[0].start.date() == date(2026, 9, 24)  # when the activity begins
    assert found[-1].start.date() == date(2027, 2, 19)  # 120 days ahead
    assert {event.end - event.start for event in found} == {timedelta(hours=1)}
    assert len({event["UID"] for event in found}) == len(found)


def test_eight_in_the_morning_is_eight_before_and_after_winter_time(
    activity: Activity, near: Professional
) -> None:
    response = fetched(Feed.make(near))
    calendar: Any = Calendar.from_ical(response.content)
    by_day = {event.start.date(): event.start for event in calendar.walk("VEVENT")}

    assert by_day[date(2026, 10, 24)].astimezone(UTC).time() == time(6)
    assert by_day[date(2026, 10, 25)].astimezone(UTC).time() == time(7)
    assert b"DTSTART;TZID=Europe/Copenhagen:20261025T080000" in response.content
    # The rules of the zone that it carries say the same as the machine's.
    zone = next(iter(calendar.walk("VTIMEZONE"))).to_tz(lookup_tzid=False)
    for day in (date(2026, 10, 24), date(2026, 10, 26), date(2027, 3, 27), date(2027, 3, 29)):
        noon = datetime.combine(day, time(12))
        assert noon.replace(tzinfo=zone).utcoffset() == noon.replace(tzinfo=DENMARK).utcoffset()


def test_an_entry_tells_nothing_but_when(
    activity: Activity, near: Professional, family: Family, settings: Any
) -> None:
    near.language = "en"
    near.save()
    response = fetched(Feed.make(near))
    text = response.content.decode().replace("\r\n ", "")

    assert {str(event["SUMMARY"]) for event in Calendar.from_ical(response.content).walk("VEVENT")} == {
        "VIA activity"
    }
    assert "LOCATION" not in text
    assert "ATTENDEE" not in text
    assert f"DESCRIPTION:{settings.BASE_URL}/?week=2026-W43" in text
    for word in (family.name, "Morgenmad", near.name, near.email, str(family.pk), str(activity.pk)):
        assert word not in text
    assert activity.pk.hex not in text


def test_what_named_people_may_know_of_is_only_taken(
    family: Family, near: Professional, coordinator: Professional
) -> None:
    near.language = "en"
    near.save()
    make_activity(family, near, visibility=Visibility.NAMED)

    assert {str(event["SUMMARY"]) for event in events(Feed.make(near))} == {"Taken"}


def test_a_colleagues_activity_is_not_ones_own(activity: Activity, coordinator: Professional) -> None:
    assert events(Feed.make(coordinator)) == []


@pytest.mark.demand("S14")
def test_a_follow_up_to_attend_is_there_with_and_without_a_time(
    family: Family, near: Professional, coordinator: Professional, peripheral: Professional
) -> None:
    make_follow_up(family, coordinator, others=[near], on=date(2026, 11, 3), at=time(14, 30))
    make_follow_up(family, coordinator, others=[near, peripheral], on=date(2026, 12, 1))
    make_follow_up(family, coordinator, others=[], on=date(2026, 12, 2), led_by=coordinator)

    with_time, whole_day = events(Feed.make(near))
    assert with_time.start == datetime(2026, 11, 3, 14, 30, tzinfo=DENMARK)
    assert (whole_day.start, whole_day.end) == (date(2026, 12, 1), date(2026, 12, 2))
    assert len(events(Feed.make(coordinator))) == 1
    assert events(Feed.make(peripheral)) == []  # who only touches the family does not see its follow-ups


def test_a_follow_up_that_was_called_off_is_gone(
    family: Family, near: Professional, coordinator: Professional
) -> None:
    make_follow_up(family, coordinator, others=[near])
    secret = Feed.make(near)
    assert len(events(secret)) == 1

    FollowUp.objects.get().call_off(by=coordinator, reason="Sygdom")

    assert events(secret) == []


def test_the_same_entry_keeps_its_name_and_counts_its_changes(
    activity: Activity, near: Professional, coordinator: Professional
) -> None:
    secret = Feed.make(near)
    before = events(secret)[-1]
    activity.change(by=coordinator, members=[], starts_at=time(9))
    after = events(feed_of(near).rotate())[-1]

    assert before["UID"] == after["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after.start.time() == time(9)


def test_two_who_carry_the_same_cannot_tell_by_their_calendars(
    activity: Activity, near: Professional, coordinator: Professional
) -> None:
    activity.change(by=near, members=[], co_owners=[coordinator])
    mine, theirs = ({event["UID"] for event in events(Feed.make(each))} for each in (near, coordinator))

    assert len(mine) == len(theirs)
    assert not mine & theirs


def test_sight_ends_the_second_an_involvement_ends(
    activity: Activity, family: Family, near: Professional, coordinator: Professional
) -> None:
    secret = Feed.make(near)
    assert events(secret)
    leave(family, near, coordinator)
    assert events(secret) == []


def test_a_substitute_sees_the_absent_ones_and_the_log_says_for_whom(
    activity: Activity, family: Family, near: Professional
) -> None:
    ida = make_person("Ida Skov", "vikar", title="lærer", sector="Skole")
    Substitution.arrange(near, ida, since=clock.today(), until=clock.today(), by=near)

    assert events(Feed.make(ida))
    look = Look.objects.by(ida).get(page="families:read_feed")
    assert (look.family_id, look.on_behalf_of_id) == (family.pk, near.pk)


def test_a_link_that_opens_nothing_is_not_found(
    activity: Activity, near: Professional, coordinator: Professional, administrator: Professional
) -> None:
    old = Feed.make(near)
    secret = feed_of(near).rotate()
    for wrong in (old, "x", secret[:-1], hashed(secret), str(feed_of(near).pk), "æ" * 300, "%00"):
        assert fetched(wrong).status_code == 404
    assert fetched(secret).status_code == 200

    feed_of(near).revoke(by=near)
    assert fetched(secret).status_code == 404


def test_who_works_here_no_more_has_no_calendar_not_even_when_they_come_back(
    near: Professional, family: Family, coordinator: Professional, administrator: Professional
) -> None:
    secret = Feed.make(near)
    near.stop_working_here(by=administrator)
    assert fetched(secret).status_code == 404

    near.let_back(by=administrator, reason="Tilbage fra orlov.")
    assert fetched(secret).status_code == 404
    assert Feed.objects.get().revoked_by == administrator


def test_nothing_keeps_the_answer_and_nothing_is_told_onwards(near: Professional) -> None:
    response = fetched(Feed.make(near))

    assert response["Cache-Control"] == "private, no-store"
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert not response.cookies
    assert Client().post(reverse("families:read_feed", args=["x"])).status_code == 405


@pytest.mark.demand("R54")
def test_a_day_of_fetching_is_one_look_at_each_family(
    activity: Activity, family: Family, near: Professional, coordinator: Professional
) -> None:
    other = make_family(coordinator, "Haidari")
    other.involve(near, tier=Tier.NEAR, function="Job", reason="need", by=coordinator)
    secret = Feed.make(near)
    events(secret)
    make_activity(other, near)
    for _poll in range(3):
        events(secret)

    looks = Look.objects.by(near).filter(page="families:read_feed")
    assert looks.count() == 2
    assert set(looks.values_list("family_id", flat=True)) == {family.pk, other.pk}

    with time_machine.travel(clock.now() + timedelta(days=1)):
        events(secret)
    assert looks.count() == 4


def test_it_costs_the_same_for_one_and_for_many(
    family: Family, near: Professional, coordinator: Professional
) -> None:
    secret = Feed.make(near)

    def cost() -> int:
        fetched(secret)  # whatever is asked once is asked
        with CaptureQueriesContext(
            connection,
        ) as asked:
            fetched(secret)
        return len(asked)

    make_activity(family, near)
    make_follow_up(family, coordinator, others=[near])
    one = cost()
    for number in range(12):
        make_activity(family, near)
        make_follow_up(family, coordinator, others=[near], on=clock.today() + timedelta(days=number))
    assert cost() == one


def test_the_secret_is_kept_nowhere(near: Professional, signed_in: SignedIn) -> None:
    client = signed_in(near)
    response = client.post(reverse("families:make_feed"))
    secret = response.context["link"].rpartition("/")[2].removesuffix(".ics")
    assert len(secret) >= 40
    assert response["Cache-Control"] == "no-store"

    kept = str(list(Feed.objects.values())) + str(list(Feed.history.values())) + str(dict(client.session))
    assert secret not in kept
    assert hashed(secret) not in str(list(Feed.history.values()))
    for page in PAGES:
        assert secret not in client.get(reverse(page)).content.decode()


def test_a_second_link_is_refused_and_renewing_stops_the_first(
    near: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(near)
    first = client.post(reverse("families:make_feed")).context["link"]
    assert client.post(reverse("families:make_feed")).status_code == 302
    with pytest.raises(ValidationError):
        Feed.make(near)
    second = client.post(reverse("families:rotate_feed")).context["link"]

    assert Client().get(first).status_code == 404
    assert Client().get(second).status_code == 200
    assert client.post(reverse("families:revoke_feed")).status_code == 302
    assert Client().get(second).status_code == 404
    assert client.get(reverse("families:rotate_feed")).status_code == 404


def test_its_owner_sees_when_a_calendar_last_asked(near: Professional, signed_in: SignedIn) -> None:
    secret = Feed.make(near)
    assert feed_of(near).fetched_at is None
    events(secret)
    first = feed_of(near).fetched_at
    assert first
    events(secret)
    assert feed_of(near).fetched_at == first  # not written at each poll
    assert feed_of(near).revision == 1
    shown = signed_in(near).get(reverse("families:show_calendar"))
    assert shown.context["feed"].fetched_at == first


def test_the_servers_log_has_no_secret() -> None:
    said = without_names(None, "error", {"request": "GET /feeds/abc-_1.ics", "event": "Failed: /feeds/x.ics"})
    assert said == {"request": "GET /feeds/….ics", "event": "Failed: /feeds/….ics"}


@pytest.mark.parametrize(
    ("name", "broken"),
    [
        ("families_feed_revoked_by_and_at", {"revoked_at": datetime(2026, 10, 1, tzinfo=UTC)}),
        ("families_feed_one_open_per_person", {"revoked_at": None, "revoked_by": None}),
    ],
)
def test_the_database_refuses(name: str, broken: dict[str, Any], near: Professional) -> None:
    Feed.make(near)
    feed_of(near).revoke(by=near)
    Feed.make(near)
    # SQLite names the columns of a unique index and not the index.
    said = f"{name}|UNIQUE constraint failed: families_feed.person_id"
    rows = Feed.objects.unrecorded("past the verbs").filter(person=near)
    rows = rows.open() if "revoked_by" not in broken else rows
    with pytest.raises(IntegrityError, match=said), transaction.atomic():
        rows.update(**broken)


def test_khal_reads_it(activity: Activity, near: Professional, tmp_path: Path) -> None:
    """A calendar program that others wrote, which knows nothing of ours."""
    near.language = "en"
    near.save()
    (tmp_path / "feed.ics").write_bytes(fetched(Feed.make(near)).content)
    (tmp_path / "config").write_text(
        f"[calendars]\n[[masterplan]]\npath = {tmp_path}/masterplan\n"
        f"[sqlite]\npath = {tmp_path}/khal.db\n"
        "[locale]\nlocal_timezone = Europe/Copenhagen\ndefault_timezone = Europe/Copenhagen\n"
        "timeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
        "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
    )
    (tmp_path / "masterplan").mkdir()

    def khal(*words: str) -> str:
        told = subprocess.run(
            [str(Path(sys.executable).with_name("khal")), "--config", str(tmp_path / "config"), *words],
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
            env={"HOME": str(tmp_path), "LANG": "C.UTF-8"},
        )
        return told.stdout

    khal("import", "--batch", "--include-calendar", "masterplan", str(tmp_path / "feed.ics"))
    listed = khal("list", "--format", "{start} {end} {title}", "--day-format", "", "2026-10-24", "3d")
    assert listed.split("\n")[:3] == [
        f"2026-10-{day} 08:00 2026-10-{day} 09:00 VIA activity" for day in (24, 25, 26)
    ]
