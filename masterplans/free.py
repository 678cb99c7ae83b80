"""The times of a week at which given people could meet, the best first; and why others are not free."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext as _

from masterplans.collisions import Collision, Travel, against
from masterplans.load import hours_in_words
from masterplans.taken import Kind, Taken, Who

STEP = timedelta(minutes=15)
DAYTIME = (time(8), time(17))
ANY_TIME = (time(7), time(21))


@dataclass(frozen=True)
class Chance:
    """One time, with whom it would keep from something else, and how full the day is for who takes part."""

    taken: Taken
    collisions: Sequence[Collision]
    day_minutes: int  # of the fullest of the members' days, before this one comes on top

    @property
    def moved(self) -> frozenset[Who]:
        """Who would have to move something."""
        return frozenset(who for each in self.collisions for who in each.who)

    @property
    def is_free(self) -> bool:
        return not self.collisions

    @property
    def words(self) -> str:
        """ "2 hours already that day"."""
        return (
            _("%(length)s already that day") % {"length": hours_in_words(self.day_minutes)}
            if self.day_minutes
            else _("nothing else that day")
        )

    @property
    def rank(self) -> tuple[int, int, datetime]:
        """The fewest moved, the lightest day, the earliest."""
        return len(self.moved), self.day_minutes, self.taken.starts


def chances(
    wanted: Taken,
    days: Iterable[date],
    taken: Sequence[Taken],
    travel: Travel,
    *,
    hours: tuple[time, time] = DAYTIME,
    not_before: datetime | None = None,
) -> list[Chance]:
    """Every quarter of an hour at which ``wanted`` fits between the hours, the best first.

    ``wanted`` tells who, how long and where; its own day and hour do not matter.
    """
    length = wanted.ends - wanted.starts
    by_day = _by_day(taken, wanted.who)
    found = []
    for day in days:
        near = by_day[day - timedelta(days=1)] + by_day[day] + by_day[day + timedelta(days=1)]
        full = _fullest(by_day[day], wanted)
        starts, end = datetime.combine(day, hours[0]), datetime.combine(day, hours[1])
        while starts + length <= end:
            if not_before is None or starts >= not_before:
                asked = replace(wanted, starts=starts, ends=starts + length)
                found.append(Chance(asked, against(asked, near, travel), full))
            starts += STEP
    return sorted(found, key=lambda each: each.rank)


def chance_at(starts: datetime, wanted: Taken, taken: Sequence[Taken], travel: Travel) -> Chance:
    """One time, whatever hour of the day it is."""
    asked = replace(wanted, starts=starts, ends=starts + (wanted.ends - wanted.starts))
    near = [each for each in taken if not wanted.who.isdisjoint(each.who)]
    full = _fullest([each for each in near if each.on == asked.on], wanted)
    return Chance(asked, against(asked, near, travel), full)


def _by_day(taken: Iterable[Taken], who: frozenset[Who]) -> dict[date, list[Taken]]:
    """What concerns these people alone, by the day on which it begins: nothing lasts longer than one."""
    by_day: dict[date, list[Taken]] = defaultdict(list)
    for each in taken:
        if not who.isdisjoint(each.who):
            by_day[each.on].append(each)
    return by_day


def _fullest(taken: Iterable[Taken], wanted: Taken) -> int:
    minutes: dict[Who, int] = defaultdict(int)
    for each in taken:
        for who in each.who & wanted.who:
            if who[0] == Kind.MEMBER:
                minutes[who] += each.minutes
    return max(minutes.values(), default=0)


def proposals(found: Iterable[Chance], *, most: int = 9, a_day: int = 3) -> list[Chance]:
    """A few of the free ones that are worth reading out: none overlaps another, so many a day."""
    chosen: list[Chance] = []
    for chance in found:
        if not chance.is_free or len(chosen) == most:
            break
        that_day = [each for each in chosen if each.taken.on == chance.taken.on]
        if len(that_day) < a_day and all(_apart(each.taken, chance.taken) for each in that_day):
            chosen.append(chance)
    return chosen


def _apart(one: Taken, other: Taken) -> bool:
    return one.ends <= other.starts or other.ends <= one.starts
