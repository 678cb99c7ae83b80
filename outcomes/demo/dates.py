"""When it happens: told from 1 August 2024, moved so that today lies in the pilot's second year."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property

from django.utils import timezone

TOLD_FROM = date(2024, 8, 1)


@dataclass(frozen=True)
class Ago:
    """So many days before today; of a weekend the Friday before it."""

    days: int


When = date | Ago


@dataclass(frozen=True)
class Deed:
    """Something that is done at a moment."""

    at: datetime
    do: Callable[[], object]


def moment(day: date, hour: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, hour))


@dataclass(frozen=True)
class Calendar:
    """Moves the stories' dates to around a day."""

    today: date

    @cached_property
    def since(self) -> date:
        """The latest 1 August that is at least twelve months back."""
        month_and_day = (TOLD_FROM.month, TOLD_FROM.day)
        reached = (self.today.month, self.today.day) >= month_and_day
        return date(self.today.year - (1 if reached else 2), *month_and_day)

    @cached_property
    def until(self) -> date:
        """The pilot's last day, two years after its first."""
        return date(self.since.year + 2, 7, 31)

    @cached_property
    def years(self) -> int:
        return self.since.year - TOLD_FROM.year

    @cached_property
    def weeks(self) -> int:
        return round((self.since - TOLD_FROM).days / 7)

    @cached_property
    def just_now(self) -> datetime:
        """The afternoon before today: the last that has happened."""
        return timezone.make_aware(datetime.combine(self.today - timedelta(days=1), time(15)))

    def by_years(self, day: date) -> date:
        """For births and school years: the same day of another year, 28 February where there is no 29th."""
        try:
            return day.replace(year=day.year + self.years)
        except ValueError:
            return day.replace(year=day.year + self.years, day=28)

    def by_weeks(self, when: When) -> date:
        """For meetings and activities: the same weekday and the same distances, nearest to the same date."""
        if isinstance(when, Ago):
            day = self.today - timedelta(days=when.days)
            return day - timedelta(days=max(day.weekday() - 4, 0))
        return when + timedelta(weeks=self.weeks)
