"""How often something takes place: a rule of RFC 5545 in the few shapes that a family's week needs.

    ""                                once, on the first day
    FREQ=WEEKLY;BYDAY=MO,WE           every week
    FREQ=WEEKLY;INTERVAL=2;BYDAY=MO   every second week, counted from the week of the first day
    FREQ=MONTHLY;BYDAY=2TU            the second Tuesday of each month; -1TU the last
    FREQ=WEEKLY                       with no day: once within each week, whenever it suits

The first day (DTSTART) and the last (UNTIL) stand beside the rule: to end something touches no rule.
"""

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from dateutil.rrule import rrulestr
from django.core.validators import RegexValidator
from django.db import models
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.text import get_text_list
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

ONCE = ""
FLEXIBLE = "FREQ=WEEKLY"

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WEEKLY = r"(?!\Z)" + "".join(rf"(?:{day}(?:,(?=[A-Z])|\Z))?" for day in _DAYS)
SHAPES = re.compile(
    rf"^(?:|FREQ=WEEKLY|FREQ=WEEKLY(?:;INTERVAL=2)?;BYDAY={_WEEKLY}"
    rf"|FREQ=MONTHLY;BYDAY=(?:[1-4]|-1)(?:{'|'.join(_DAYS)}))\Z"
)


class Rhythm(models.TextChoices):
    """What a person chooses among; the rule follows from it, the weekdays and the first day."""

    ONCE = "once", gettext_lazy("Once")
    WEEKLY = "weekly", gettext_lazy("Every week")
    FORTNIGHTLY = "fortnightly", gettext_lazy("Every second week")
    MONTHLY = "monthly", gettext_lazy("Every month on the same weekday")
    FLEXIBLE = "flexible", gettext_lazy("Some day each week")


BY_WEEKDAY = (Rhythm.WEEKLY, Rhythm.FORTNIGHTLY)


def rule_of(rhythm: str, weekdays: str, starts_on: date) -> str:
    """The rule for what was chosen; ``weekdays`` are digits, Monday 0, read where the rhythm is weekly."""
    if rhythm == Rhythm.FLEXIBLE:
        return FLEXIBLE
    if rhythm == Rhythm.MONTHLY:
        place = _place_in_month(starts_on)
        return f"FREQ=MONTHLY;BYDAY={place}{_DAYS[starts_on.weekday()]}"
    if rhythm in BY_WEEKDAY:
        interval = ";INTERVAL=2" if rhythm == Rhythm.FORTNIGHTLY else ""
        return f"FREQ=WEEKLY{interval};BYDAY={','.join(_DAYS[int(digit)] for digit in weekdays)}"
    return ONCE


def _place_in_month(day: date) -> int:
    """1 for the first Tuesday of a month; a fifth one, which most months lack, is the last."""
    place = (day.day - 1) // 7 + 1
    return place if place < 5 else -1


def rhythm_of(rule: str) -> Rhythm:
    if not rule:
        return Rhythm.ONCE
    if rule == FLEXIBLE:
        return Rhythm.FLEXIBLE
    if rule.startswith("FREQ=MONTHLY"):
        return Rhythm.MONTHLY
    return Rhythm.FORTNIGHTLY if "INTERVAL=2" in rule else Rhythm.WEEKLY


def weekdays_of(rule: str) -> str:
    """ "024" for Monday, Wednesday and Friday; nothing where the rule is not by weekdays alone."""
    if rhythm_of(rule) not in BY_WEEKDAY:
        return ""
    return "".join(str(_DAYS.index(day)) for day in rule.partition("BYDAY=")[2].split(","))


def monthly_of(rule: str) -> tuple[str, int]:
    """Of a monthly rule "1" to "4" or "last", and the weekday, Monday 0."""
    found = rule.partition("BYDAY=")[2]
    return found[:-2].replace("-1", "last"), _DAYS.index(found[-2:])


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def days(rule: str, starts_on: date, first: date, last: date) -> list[date]:
    """The days in first..last, both included, that the rule gives from the first day on.

    Of a flexible one these are Mondays: of each week that shares a day with the period.
    """
    if not rule:
        return [starts_on] if first <= starts_on <= last else []
    if rule == FLEXIBLE:
        starts_on = monday_of(starts_on)
        first = monday_of(first)
    first = max(first, starts_on)
    if first > last:
        return []
    return [day for day in _days(rule, _moved(rule, starts_on, first), last) if day >= first]


def _moved(rule: str, starts_on: date, first: date) -> date:
    """The first day moved forward by whole periods, and to the beginning of one: a plan that is two years old
    costs no more than a new one, and families with the same rule share what was worked out."""
    if rule.startswith("FREQ=MONTHLY"):
        return first.replace(day=1)
    weeks = 2 if "INTERVAL=2" in rule else 1
    begun = monday_of(starts_on)
    return begun + timedelta(weeks=(first - begun).days // 7 // weeks * weeks)


@lru_cache(maxsize=4096)
def _days(rule: str, since: date, last: date) -> tuple[date, ...]:
    text = f"{rule};BYDAY=MO" if rule == FLEXIBLE else rule
    begins, ends = datetime.combine(since, time.min), datetime.combine(last, time.min)
    return tuple(day.date() for day in rrulestr(text, dtstart=begins).between(begins, ends, inc=True))


def in_words(rule: str) -> str:
    """ "every second week, Monday and Wednesday", "the second Tuesday of the month"; of what happens once,
    "once"."""
    return _in_words(rule, get_language() or "da")


@lru_cache(maxsize=512)
def _in_words(rule: str, _language: str) -> str:
    rhythm = rhythm_of(rule)
    if rhythm == Rhythm.ONCE:
        return _("once")
    if rhythm == Rhythm.FLEXIBLE:
        return _("some day each week")
    if rhythm == Rhythm.MONTHLY:
        place, day = monthly_of(rule)
        return _monthly(place) % {"weekday": WEEKDAYS[day]}
    told = on_days(weekdays_of(rule))
    return _("every second week, %(weekdays)s") % {"weekdays": told} if "INTERVAL=2" in rule else told


def _monthly(place: str) -> str:
    return {
        "1": _("the first %(weekday)s of the month"),
        "2": _("the second %(weekday)s of the month"),
        "3": _("the third %(weekday)s of the month"),
        "4": _("the fourth %(weekday)s of the month"),
        "last": _("the last %(weekday)s of the month"),
    }[place]


def on_days(weekdays: str) -> str:
    """ "024" is "Monday, Wednesday and Friday"; more than four days are told by their first letters."""
    if len(weekdays) == 7:
        return _("every day")
    names = WEEKDAYS_ABBR if len(weekdays) > 4 else WEEKDAYS
    return get_text_list([str(names[int(digit)]) for digit in weekdays], _("and"))


class RuleField(models.CharField):  # type: ignore[type-arg]
    """A rule in one of the shapes above, which the history tells in words."""

    default_validators = [RegexValidator(SHAPES)]

    def told(self, value: str) -> str:
        return in_words(value)
