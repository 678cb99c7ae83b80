"""Danish working days: weekends and public holidays are none."""

from datetime import date, timedelta
from functools import lru_cache

import holidays


@lru_cache(maxsize=64)
def public_holidays(year: int) -> frozenset[date]:
    """The Danish ones; what the law has taken away or given stands in the library."""
    return frozenset(holidays.country_holidays("DK", years=[year]))


def is_working_day(day: date) -> bool:
    return day.weekday() < 5 and day not in public_holidays(day.year)


def working_days_after(day: date, count: int) -> date:
    """The date that lies ``count`` working days after a day."""
    while count:
        day += timedelta(days=1)
        if is_working_day(day):
            count -= 1
    return day


def first_of_week(day: date) -> date:
    """The first working day of the day's week; of a week without one, its Monday."""
    monday = day - timedelta(days=day.weekday())
    week = (monday + timedelta(days=number) for number in range(7))
    return next((each for each in week if is_working_day(each)), monday)
