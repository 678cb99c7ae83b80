"""What somebody's own calendar fetches: when they are taken, and nothing of whom it is about.

Each floor registers where it finds appointments; this one writes them as iCalendar (RFC 5545). A calendar on
a telephone is read over shoulders, copied to servers we do not know and shared with those at home: an entry
says that the time is taken, and its link leads to the sign-in (ADR 0018).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from urllib.parse import urlsplit
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone

from families.models import Professional
from roskilde import clock

BACK = timedelta(days=30)
AHEAD = timedelta(days=120)
DENMARK = ZoneInfo("Europe/Copenhagen")
# By its rules, as Outlook and Apple write it themselves: a list of changes would end some year.
ZONE = """BEGIN:VTIMEZONE
TZID:Europe/Copenhagen
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
END:VTIMEZONE
"""


@dataclass(frozen=True)
class Appointment:
    """One time at which somebody is to be somewhere; whole days have no ``starts_at``."""

    of: models.Model  # what takes place: told apart by its key, of which the calendar learns nothing
    family: UUID
    on: date
    starts_at: time | None
    minutes: int
    changed_at: datetime
    revision: int
    is_shielded: bool = False
    planned_on: date | None = None  # where it was moved from: an appointment stays the same one


# Each answers with what a person carries or attends from a day to a day, as far as they see it now.
SOURCES: list[Callable[[Professional, date, date], list[Appointment]]] = []


def appointments(person: Professional) -> list[Appointment]:
    """What the person's calendar shows today; as many queries for one as for all."""
    today = clock.today()
    found = [each for source in SOURCES for each in source(person, today - BACK, today + AHEAD)]
    return sorted(found, key=lambda each: (each.on, each.starts_at or time.min))


def written(person: Professional, found: list[Appointment]) -> bytes:
    """The appointments as an iCalendar file."""
    calendar = Calendar()
    calendar.add("prodid", "-//Masterplan//DA")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Masterplan")
    # How often to ask again: Outlook goes by the first, others by the second.
    calendar.add("x-published-ttl", "PT1H")
    calendar.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})
    calendar.add_component(_zone())
    for each in found:
        calendar.add_component(_event(person, each))
    content: bytes = calendar.to_ical()
    return content


def _event(person: Professional, appointment: Appointment) -> Event:
    event = Event()
    event.add("uid", _uid(person, appointment))
    event.add("summary", _("Taken") if appointment.is_shielded else _("VIA activity"))
    if appointment.starts_at is None:
        event.add("dtstart", appointment.on)
        event.add("dtend", appointment.on + timedelta(days=1))
    else:
        begins = datetime.combine(appointment.on, appointment.starts_at, DENMARK)
        event.add("dtstart", begins)
        event.add("dtend", begins + timedelta(minutes=appointment.minutes))
    event.add("dtstamp", appointment.changed_at)
    event.add("last-modified", appointment.changed_at)
    event.add("sequence", appointment.revision - 1)
    event.add("class", "PRIVATE")
    year, week, _day = appointment.on.isocalendar()
    link = f"{settings.BASE_URL}/?week={year}-W{week:02}"
    event.add("url", link)
    event.add("description", link)  # Outlook shows no other link
    return event


def _uid(person: Professional, appointment: Appointment) -> str:
    """The same for the same occurrence as long as it is there, and no key of ours: two people's calendars
    side by side do not tell that they work with the same family."""
    on = appointment.planned_on or appointment.on
    of = f"{person.pk} {appointment.of._meta.label} {appointment.of.pk} {on}"
    digest = salted_hmac(__name__, of, algorithm="sha256").hexdigest()
    return f"{digest[:32]}@{urlsplit(settings.BASE_URL).hostname}"


@cache
def _zone() -> Timezone:
    zone = Timezone.from_ical(ZONE)
    assert isinstance(zone, Timezone)
    return zone
