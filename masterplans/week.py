"""The week: what takes place on which day for whom, as one reader may see it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from operator import attrgetter
from typing import Any
from uuid import UUID

from families.models import Family, Letter, Member, Professional, Substitution
from families.protection import Protected
from families.questions import asked_by_reader, asked_in_family
from masterplans.load import Load
from masterplans.models import Activity, Contribution
from masterplans.occurrences import WEEK, Occurrence
from masterplans.rule import monday_of
from masterplans.taken import WHY_ALL, Taken, asked_of, by_activities, with_who
from roskilde import clock
from roskilde.keys import keys_in

UNLOGGED_WITHIN = timedelta(days=14)
FURTHEST = timedelta(weeks=1000)  # there are no weeks before and after the calendar's first and last


@dataclass(frozen=True)
class Slot:
    """One occurrence; ``activity`` is None where the reader may only know that the time is taken, and the
    hour where it may happen on any day of the week."""

    on: date
    starts_at: time | None
    ends_at: time | None
    minutes: int
    activity: Activity | None
    occurrence: Occurrence | None = None  # where the reader may know more than the time
    cancelled_because: str = ""

    @property
    def is_private(self) -> bool:
        return self.activity is None

    @property
    def order(self) -> tuple[time, time]:
        return self.starts_at or time.max, self.ends_at or time.max


@dataclass(frozen=True)
class Row:
    """One member's week, Monday first; ``member`` None is the whole family."""

    member: Member | None
    days: list[list[Slot]]
    load: Load | None = None


@dataclass(frozen=True)
class SomeDay:
    """What is to happen on some day of the week; where no members are named, for the whole family."""

    slot: Slot
    members: list[Member]


@dataclass(frozen=True)
class Week:
    monday: date
    rows: list[Row]
    taken: list[Taken]  # what it asks, occurrence by occurrence
    some_day: list[SomeDay] = field(default_factory=list)

    @property
    def days(self) -> list[date]:
        return [self.monday + timedelta(days=n) for n in range(7)]

    @property
    def number(self) -> int:
        """The ISO week number, as Danish calendars print it."""
        return self.monday.isocalendar().week

    @property
    def is_empty(self) -> bool:
        return not self.some_day and not any(slots for row in self.rows for slots in row.days)


def read_week(family: Family, monday: date, reader: Professional) -> Week:
    """Seven days from the first, which may be any weekday. Two queries: the members, and what takes time."""
    sunday = monday + timedelta(days=6)
    members = list(family.members.all())
    family.protected = Protected.among(members, family.address)  # read already: nothing more is asked
    days: dict[UUID | None, list[list[Slot]]] = {None: [[] for _n in range(7)]}
    days |= {member.pk: [[] for _n in range(7)] for member in members}
    activities = _activities(family, reader, monday, sunday)
    at_home = [member.pk for member in members if not member.left_on]
    taken = by_activities(activities, {family.pk: at_home}, monday, sunday)
    # Seven days from a Wednesday touch two weeks: what is to happen once in each is told once.
    some_day: dict[UUID, SomeDay] = {}
    for activity in activities:
        takes_part = keys_in(activity.member_keys)
        for slot in _slots(activity, monday, sunday):
            if slot.starts_at is None:
                people = [member for member in members if member.pk in takes_part]
                some_day.setdefault(activity.pk, SomeDay(slot, people))
                continue
            rows_of: list[UUID | None] = [*takes_part] or [None]
            for key in rows_of:
                days[key][slot.on.weekday()].append(slot)
    for lists in days.values():
        for slots in lists:
            slots.sort(key=attrgetter("order"))
    asks = asked_of(taken)
    rows = [
        Row(member, days[member.pk], Load.of(asks[member.pk]))
        for member in members
        if any(days[member.pk]) or not member.left_on
    ]
    if any(days[None]):
        rows.insert(0, Row(None, days[None]))
    return Week(monday, rows, taken, list(some_day.values()))


def _slots(activity: Any, first: date, last: date) -> Iterator[Slot]:
    """What takes place, and for who may see the activity also what was cancelled.

    Nobody is told of time that a hidden one does not take: what is cancelled, or has no hour.
    """
    for once in activity.occurrences(first, last):
        if activity.is_seen:
            yield Slot(once.on, once.starts_at, once.ends_at, once.minutes, activity, once)
        elif once.starts_at:
            yield Slot(once.on, once.starts_at, once.ends_at, once.minutes, None)
    if activity.is_seen:
        for off in activity.cancelled(first, last):
            yield Slot(off.on, off.starts_at, off.ends_at, 0, activity, None, off.reason)


@asked_in_family
def _activities(family: Family, reader: Professional, first: date, last: date) -> Any:
    """All of them, and whether the reader may see each."""
    found = family.activities.for_nobody(WHY_ALL).touching(first, last)
    return with_who(found, family.activities.visible_to(reader)).select_related("responsible__sector")


def read_deadlines(family: Family, monday: date, reader: Professional) -> list[list[Letter]]:
    """What must be answered on which of the seven days, as far as the reader sees the letters; nothing where
    nothing must. One query."""
    days: list[list[Letter]] = [[] for _n in range(7)]
    for letter in _letters(family, reader, monday, monday + timedelta(days=6)):
        assert letter.deadline
        days[(letter.deadline - monday).days].append(letter)
    return days if any(days) else []


@asked_in_family
def _letters(family: Family, reader: Professional, first: date, last: date) -> Any:
    letters = family.letters.visible_to(reader).open().due_within(first, last)
    return letters.select_related("helper").by_deadline()


def read_own_deadlines(reader: Professional, monday: date) -> list[Letter]:
    """The letters that the reader helps with and that must be answered in the week. One query."""
    return _own_letters(reader, monday, monday + timedelta(days=6))


@asked_by_reader
def _own_letters(reader: Professional, first: date, last: date) -> Any:
    letters = Letter.objects.visible_to(reader).waits_for(reader).due_within(first, last)
    return letters.select_related("family").by_deadline()[:MOST_CARRIED]


# Nobody carries so many weekly activities; who coordinates thousands of families gets a page all the same.
MOST_CARRIED = 100


@dataclass(frozen=True)
class Item:
    """One occurrence of something that a professional carries, and what was logged of it."""

    activity: Activity
    occurrence: Occurrence
    contribution: Contribution | None
    in_place_of: str = ""  # the absent ones who carry it, where the reader does it as their substitute
    is_own: bool = True  # the reader logged it, and may mend it

    @property
    def on(self) -> date:
        """The day; of what may happen on any day of a week the one on which it did, else the one on which it
        can be logged now."""
        if self.contribution and self.occurrence.is_flexible:
            return self.contribution.on
        first, last = self.occurrence.days
        if self.activity.ends_on:
            last = max(first, min(last, self.activity.ends_on))
        return min(max(first, self.activity.starts_on, clock.today()), last) if first < last else first

    @property
    def is_ahead(self) -> bool:
        return self.on > clock.today()


def read_own(reader: Professional, first: date, last: date) -> list[Item]:
    """What the reader carries in first..last in all their families, in the order of the days, with what
    those carry whom the reader stands in for today. Three queries, one more for a substitute."""
    absent = Professional.objects.filter(pk__in=reader.stands_for - {reader.pk})
    names = {person.pk: person.name for person in absent} if len(reader.stands_for) > 1 else {}
    logged = _logged(reader, monday_of(first), monday_of(last) + WEEK)
    items = []
    for activity in _carried(reader, first, last):
        carrying = {activity.responsible_id, *keys_in(activity.co_owner_keys)} & reader.stands_for
        mine = carrying & {reader.pk} or carrying  # one's own share comes before another's
        in_place_of = ", ".join(name for key, name in names.items() if key in mine)
        for once in activity.occurrences(first, last):
            days = (once.on + timedelta(days=n) for n in range((once.days[1] - once.on).days + 1))
            done = [
                each
                for day in days
                for each, done_for in logged.get((activity.pk, day), ())
                if done_for & mine
            ]
            latest = done[-1] if done else None
            is_own = latest is None or reader.pk in (latest.professional_id, latest.logged_by_id)
            items.append(Item(activity, once, latest, in_place_of, is_own))
    return sorted(
        items, key=lambda item: (item.on, item.occurrence.starts_at or time.max, item.activity.title)
    )


@asked_by_reader
def _carried(reader: Professional, first: date, last: date) -> Any:
    return (
        Activity.objects.visible_to(reader)
        .shared_by(*reader.stands_for)
        .touching(first, last)
        .with_exceptions()
        .with_co_owner_keys()
        .select_related("family", "responsible")[:MOST_CARRIED]
    )


Logged = dict[tuple[Any, date], list[tuple[Contribution, set[UUID]]]]


def _logged(reader: Professional, first: date, last: date) -> Logged:
    """What was logged of each occurrence, and for whom: by themselves, or by who stood in on that day."""
    substitutions = [
        (each.substitute_id, each.absent_id, each.since, each.ended_on)
        for each in Substitution.objects.filter(
            absent__in=reader.stands_for, since__lte=last, until__gte=first
        )
    ]
    people = reader.stands_for | {substitute for substitute, *_rest in substitutions}
    found: Iterable[Contribution] = _contributions(reader, frozenset(people), first, last)
    logged: Logged = defaultdict(list)
    # A correction comes after what it corrects and takes its place; one's own stands before another's.
    for each in sorted(found, key=lambda each: (each.professional_id == reader.pk, each.logged_at)):
        done_for = {each.professional_id} | {
            absent
            for substitute, absent, since, until in substitutions
            if substitute == each.professional_id and since <= each.on <= until
        }
        logged[each.activity_id, each.on].append((each, done_for))
    return logged


@asked_by_reader
def _contributions(reader: Professional, people: frozenset[UUID], first: date, last: date) -> Any:
    """What these people logged of activities, as far as the reader may see it."""
    logged = Contribution.objects.visible_to(reader).filter(professional__in=people, activity__isnull=False)
    return logged.filter(on__range=(first, last)).select_related("professional")
