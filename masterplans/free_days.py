"""Days on which nothing takes place where that was chosen: public holidays, and the schools' own."""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

from roskilde.workdays import public_holidays


@lru_cache(maxsize=256)
def days_of(periods: str) -> frozenset[date]:
    """Each day of periods that are told as "2026-10-10/2026-10-18,2026-12-23/2027-01-03"."""
    found: set[date] = set()
    for period in filter(None, periods.split(",")):
        since, until = map(date.fromisoformat, period.split("/"))
        found |= set(_each(since, until))
    return frozenset(found)


def _each(since: date, until: date) -> Iterable[date]:
    return (since + timedelta(days=number) for number in range((until - since).days + 1))


@lru_cache(maxsize=1024)
def skipped(first_year: int, last_year: int, *, public: bool, school: str) -> frozenset[date]:
    """What is skipped in these years; ``school`` are periods, empty where none are skipped."""
    found: set[date] = set()
    if public:
        found = found.union(*map(public_holidays, range(first_year, last_year + 1)))
    return frozenset(found | days_of(school))
