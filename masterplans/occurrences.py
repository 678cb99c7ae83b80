"""What a rule comes to in a period, once holidays and what was arranged for a single day are counted in.

Nothing here asks the database. What iCalendar calls RECURRENCE-ID is ``planned_on``: the day that the rule
gave, by which a single occurrence is known wherever it was moved.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple

from masterplans.rule import FLEXIBLE, days

WEEK = timedelta(days=6)  # to its last day


class Pattern(NamedTuple):
    """What is planned; ``starts_at`` is None where it is to happen on some day of each week."""

    rule: str
    starts_on: date
    ends_on: date | None
    starts_at: time | None
    minutes: int
    place: str = ""
    place_kind: str = ""

    def is_planned(self, day: date) -> bool:
        """Whether the rule gives that day; of a flexible one, the Monday of its week."""
        return day in self.planned(day, day + WEEK if self.rule == FLEXIBLE else day)

    def planned(self, first: date, last: date) -> list[date]:
        """What the rule gives in first..last; of a flexible one each week of which a day lies in it."""
        first, last = max(first, self.starts_on), min(last, self.ends_on) if self.ends_on else last
        return days(self.rule, self.starts_on, first, last) if first <= last else []


class Change(NamedTuple):
    """What was arranged for one day: another day, hour, length and place; ``on`` None is cancelled."""

    planned_on: date
    on: date | None = None
    starts_at: time | None = None
    minutes: int = 0
    place: str = ""
    place_kind: str = ""
    reason: str = ""

    @property
    def occurrence(self) -> "Occurrence | None":
        if self.on is None or self.starts_at is None:
            return None
        hours = self.starts_at, over_at(self.starts_at, self.minutes), self.minutes
        return Occurrence(self.on, self.planned_on, *hours, self.place, self.place_kind, is_moved=True)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Once: when, for how long and where. Of a flexible one ``on`` is the Monday of the week, and no hour."""

    on: date
    planned_on: date
    starts_at: time | None
    ends_at: time | None
    minutes: int
    place: str
    place_kind: str
    is_moved: bool = False

    @property
    def is_flexible(self) -> bool:
        return self.starts_at is None

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day on which it may happen."""
        return (self.on, self.on + WEEK) if self.starts_at is None else (self.on, self.on)

    @property
    def order(self) -> tuple[date, time]:
        """By day and hour; what may happen whenever it suits comes last of its day."""
        return self.on, self.starts_at or time.max


@dataclass(frozen=True, slots=True)
class Cancelled:
    """What would have taken place, and why it does not."""

    on: date
    starts_at: time | None
    ends_at: time | None
    reason: str


@lru_cache(maxsize=4096)
def over_at(starts_at: time, minutes: int) -> time:
    """The clock time at which it is over."""
    return (datetime.combine(date.min, starts_at) + timedelta(minutes=minutes)).time()


def occurrences(
    pattern: Pattern,
    first: date,
    last: date,
    *,
    changes: Collection[Change] = (),
    skipped: frozenset[date] = frozenset(),
) -> list[Occurrence]:
    """What takes place in first..last, both included, by day and hour.

    What was arranged for a day stands, holiday or not, as long as the rule still gives that day and the
    arranged one lies between the first and the last.
    """
    changed = {change.planned_on for change in changes}
    _rule, starts_on, ends_on, starts_at, minutes, place, place_kind = pattern
    ends_at = over_at(starts_at, minutes) if starts_at else None
    found = [
        Occurrence(day, day, starts_at, ends_at, minutes, place, place_kind)
        for day in pattern.planned(first, last)
        if day not in changed and not (skipped and _is_skipped(pattern, day, skipped))
    ]
    if not changes:
        return found
    first, last = max(first, starts_on), min(last, ends_on) if ends_on else last
    moved = (change.occurrence for change in changes if pattern.is_planned(change.planned_on))
    found += [each for each in moved if each and first <= each.on <= last]
    return sorted(found, key=lambda each: each.order)


def cancelled(pattern: Pattern, first: date, last: date, changes: Iterable[Change]) -> list[Cancelled]:
    """What was to take place in first..last and was cancelled, by day."""
    called_off = {change.planned_on: change.reason for change in changes if change.on is None}
    if not called_off:
        return []
    ends_at = over_at(pattern.starts_at, pattern.minutes) if pattern.starts_at else None
    return [
        Cancelled(day, pattern.starts_at, ends_at, called_off[day])
        for day in pattern.planned(first, last)
        if day in called_off
    ]


def _is_skipped(pattern: Pattern, day: date, skipped: frozenset[date]) -> bool:
    """A day that is a holiday; of a flexible one, a week without a single working day."""
    if pattern.rule != FLEXIBLE:
        return day in skipped
    return all(day + timedelta(days=number) in skipped for number in range(5))
