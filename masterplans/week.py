"""The week: what takes place on which day for whom, as one reader may see it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any
from uuid import UUID

from families.models import Family, Member, Professional
from masterplans.models import Activity, Contribution
from roskilde import clock
from roskilde.keys import keys_in


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


@dataclass(frozen=True)
class Slot:
    """One occurrence; ``activity`` is None where the reader may only know that the time is taken."""

    on: date
    starts_at: time
    ends_at: time
    activity: Activity | None

    @property
    def is_private(self) -> bool:
        return self.activity is None


@dataclass(frozen=True)
class Row:
    """One member's week, Monday first; ``member`` None is the whole family."""

    member: Member | None
    days: list[list[Slot]]


@dataclass(frozen=True)
class Week:
    monday: date
    rows: list[Row]

    @property
    def days(self) -> list[date]:
        return [self.monday + timedelta(days=n) for n in range(7)]

    @property
    def number(self) -> int:
        """The ISO week number, as Danish calendars print it."""
        return self.monday.isocalendar().week

    @property
    def is_empty(self) -> bool:
        return not any(slots for row in self.rows for slots in row.days)


def read_week(family: Family, monday: date, reader: Professional) -> Week:
    """Three queries: the members, what the reader sees, and what else takes time."""
    sunday = monday + timedelta(days=6)
    members = list(family.members.all())
    touching = family.activities.all().touching(monday, sunday).with_member_keys()
    seen = touching.visible_to(reader).select_related("responsible__sector")
    hidden = touching.hidden_from(reader).only(
        "id", "family", "starts_on", "ends_on", "weekdays", "starts_at", "minutes"
    )
    days: dict[UUID | None, list[list[Slot]]] = {None: [[] for _n in range(7)]}
    days |= {member.pk: [[] for _n in range(7)] for member in members}
    found: Iterable[tuple[Any, Activity | None]] = (
        *((each, each) for each in seen),
        *((each, None) for each in hidden),
    )
    for activity, shown in found:
        rows_of: list[UUID | None] = [*keys_in(activity.member_keys)] or [None]
        for on in activity.occurrences(monday, sunday):
            slot = Slot(on, activity.starts_at, activity.ends_at, shown)
            for key in rows_of:
                days[key][on.weekday()].append(slot)
    for lists in days.values():
        for slots in lists:
            slots.sort(key=lambda slot: (slot.starts_at, slot.ends_at))
    rows = [Row(member, days[member.pk]) for member in members if not member.left_on or any(days[member.pk])]
    if any(days[None]):
        rows.insert(0, Row(None, days[None]))
    return Week(monday, rows)


# Nobody carries so many weekly activities; who coordinates thousands of families gets a page all the same.
MOST_CARRIED = 100


@dataclass(frozen=True)
class Item:
    """One occurrence of something that a professional carries, and what they logged of it."""

    activity: Activity
    on: date
    contribution: Contribution | None

    @property
    def is_ahead(self) -> bool:
        return self.on > clock.today()


def read_own(reader: Professional, first: date, last: date) -> list[Item]:
    """What the reader carries in first..last in all their families, in the order of the days. Two queries."""
    activities = (
        Activity.objects.visible_to(reader)
        .shared_by(reader)
        .touching(first, last)
        .select_related("family", "responsible")[:MOST_CARRIED]
    )
    logged = _logged(reader, first, last)
    items = [
        Item(activity, on, logged.get((activity.pk, on)))
        for activity in activities
        for on in activity.occurrences(first, last)
    ]
    return sorted(items, key=lambda item: (item.on, item.activity.starts_at, item.activity.title))


def _logged(reader: Professional, first: date, last: date) -> dict[tuple[Any, date], Contribution]:
    own: Iterable[Contribution] = Contribution.objects.visible_to(reader).filter(
        professional=reader, on__range=(first, last), activity__isnull=False
    )
    # A correction comes after what it corrects and takes its place.
    ordered = sorted(own, key=lambda each: each.logged_at)
    return {(each.activity_id, each.on): each for each in ordered}
