"""Who is expected at two places at once, or has too little time from one to the other."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Self

from families.models import Pilot
from masterplans.models import PlaceKind
from masterplans.taken import Spot, Taken, Who

AT_ONCE = timedelta(0)


@dataclass(frozen=True)
class Travel:
    """How long the ways are, by the kinds of their ends alone; where exactly somebody is, is not asked."""

    in_town: timedelta
    out_of_town: timedelta

    @classmethod
    def of(cls, pilot: Pilot) -> Self:
        return cls(timedelta(minutes=pilot.minutes_in_town), timedelta(minutes=pilot.minutes_out_of_town))

    @property
    def longest(self) -> timedelta:
        return max(self.in_town, self.out_of_town)

    def between(self, one: Spot | None, other: Spot | None) -> timedelta:
        if one is None or other is None or one == other:
            return AT_ONCE
        is_far = PlaceKind.OTHER_MUNICIPALITY in (one[0], other[0])
        return self.out_of_town if is_far else self.in_town


@dataclass(frozen=True)
class Collision:
    """Two appointments of the same people, the earlier one first, between which there is too little time."""

    first: Taken
    second: Taken
    who: frozenset[Who]
    way: timedelta

    @property
    def is_at_once(self) -> bool:
        return self.second.starts < self.first.ends

    @property
    def gap(self) -> timedelta:
        """What there is between them."""
        return max(self.second.starts - self.first.ends, AT_ONCE)

    def other(self, taken: Taken) -> Taken:
        return self.second if taken is self.first else self.first


def collisions(taken: Iterable[Taken], travel: Travel) -> list[Collision]:
    """Each pair once, in the order of the days; what has no hour yet collides with nothing."""
    ordered = sorted((each for each in taken if each.has_hour), key=lambda each: each.starts)
    return [found for number, each in enumerate(ordered) for found in _after(each, ordered, number, travel)]


def _after(each: Taken, ordered: Sequence[Taken], number: int, travel: Travel) -> Iterator[Collision]:
    reach, who = each.ends + travel.longest, each.who
    for place in range(number + 1, len(ordered)):
        later = ordered[place]
        if later.starts >= reach:
            break
        if who.isdisjoint(later.who):
            continue
        way = travel.between(each.spot, later.spot)
        if later.starts < each.ends + way:
            yield Collision(each, later, who & later.who, way)


def against(asked: Taken, taken: Iterable[Taken], travel: Travel) -> list[Collision]:
    """What stands in the way of one more."""
    found = []
    for each in taken:
        if not each.has_hour or asked.who.isdisjoint(each.who):
            continue
        first, second = (each, asked) if each.starts <= asked.starts else (asked, each)
        way = travel.between(first.spot, second.spot)
        if second.starts < first.ends + way:
            found.append(Collision(first, second, first.who & second.who, way))
    return sorted(found, key=lambda each: (each.first.starts, each.second.starts))
