"""What a rule comes to, with holidays and single days counted in, against a walk day by day."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from masterplans.free_days import days_of, skipped
from masterplans.occurrences import Change, Occurrence, Pattern, cancelled, occurrences
from masterplans.rule import FLEXIBLE, ONCE
from roskilde.workdays import public_holidays

BASE = date(2026, 1, 1)
NAMES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
RULES = [
    ONCE,
    FLEXIBLE,
    "FREQ=WEEKLY;BYDAY=MO",
    "FREQ=WEEKLY;BYDAY=TU,TH,SA",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU",
    "FREQ=MONTHLY;BYDAY=1MO",
    "FREQ=MONTHLY;BYDAY=3TH",
    "FREQ=MONTHLY;BYDAY=-1SU",
]

near = st.integers(0, 90).map(lambda number: BASE + timedelta(days=number))
hours = st.times(time(6), time(22)).map(lambda at: at.replace(second=0, microsecond=0))


@st.composite
def plans(draw: Any) -> tuple[Pattern, list[Change], frozenset[date]]:
    rule, starts_on = draw(st.sampled_from(RULES)), draw(near)
    ends_on = starts_on if rule == ONCE else draw(st.none() | near.filter(lambda day: day >= starts_on))
    pattern = Pattern(
        rule, starts_on, ends_on, None if rule == FLEXIBLE else draw(hours), 60, "Lokale 2", "unit"
    )
    changes = [
        draw(
            st.just(Change(planned_on, reason="Syg"))
            | st.builds(Change, st.just(planned_on), near, hours, st.integers(5, 720), st.just("Ude"))
        )
        for planned_on in draw(st.lists(near, unique=True, max_size=8))
    ]
    return pattern, changes, draw(st.frozensets(near, max_size=30))


def is_given(rule: str, starts_on: date, day: date) -> bool:
    """Whether the rule gives a day, by its words alone."""
    if rule == ONCE:
        return day == starts_on
    if rule == FLEXIBLE:
        return day.weekday() == 0
    by_day = rule.partition("BYDAY=")[2]
    if rule.startswith("FREQ=WEEKLY"):
        monday = starts_on - timedelta(days=starts_on.weekday())
        weeks = (day - monday).days // 7
        return NAMES[day.weekday()] in by_day.split(",") and weeks % (2 if "INTERVAL=2" in rule else 1) == 0
    if NAMES[day.weekday()] != by_day[-2:]:
        return False
    month = [day.replace(day=number) for number in range(1, 32) if number <= _length(day)]
    same = [each for each in month if each.weekday() == day.weekday()]
    place = int(by_day[:-2])
    return same[place - 1 if place > 0 else place] == day


def _length(day: date) -> int:
    return ((day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)).day


def is_alive(pattern: Pattern, day: date) -> bool:
    return pattern.starts_on <= day and (pattern.ends_on is None or day <= pattern.ends_on)


def week_of(day: date) -> list[date]:
    return [day + timedelta(days=number) for number in range(7)]


def is_planned(pattern: Pattern, day: date) -> bool:
    living = week_of(day) if pattern.rule == FLEXIBLE else [day]
    return is_given(pattern.rule, pattern.starts_on, day) and any(is_alive(pattern, each) for each in living)


def walked(
    pattern: Pattern, first: date, last: date, changes: list[Change], off: frozenset[date]
) -> Iterator[tuple[date, date, time | None, int, str, bool]]:
    """Day by day over more than all of it, asking of each whether and when what it gives takes place."""
    arranged = {change.planned_on: change for change in changes}
    for number in range(-40, 200):
        day = BASE + timedelta(days=number)
        if not is_planned(pattern, day):
            continue
        change = arranged.get(day)
        if change is None:
            if pattern.rule == FLEXIBLE:
                is_off = all(each in off for each in week_of(day)[:5])
                here = any(first <= each <= last and is_alive(pattern, each) for each in week_of(day))
            else:
                is_off, here = day in off, first <= day <= last
            if here and not is_off:
                yield day, day, pattern.starts_at, pattern.minutes, pattern.place, False
        elif change.on and first <= change.on <= last and is_alive(pattern, change.on):
            yield change.on, day, change.starts_at, change.minutes, change.place, True


def told(each: Occurrence) -> tuple[date, date, time | None, int, str, bool]:
    return each.on, each.planned_on, each.starts_at, each.minutes, each.place, each.is_moved


@settings(max_examples=2000, deadline=None)
@given(plan=plans(), first=near, length=st.integers(0, 40))
def test_it_equals_a_walk_day_by_day(
    plan: tuple[Pattern, list[Change], frozenset[date]], first: date, length: int
) -> None:
    pattern, changes, off = plan
    last = first + timedelta(days=length)
    found = occurrences(pattern, first, last, changes=changes, skipped=off)
    assert sorted(map(told, found), key=str) == sorted(walked(pattern, first, last, changes, off), key=str)
    assert [each.order for each in found] == sorted(each.order for each in found)
    for each in found:
        if each.starts_at:
            over = datetime.combine(each.on, each.starts_at) + timedelta(minutes=each.minutes)
            assert each.ends_at == over.time()
        else:
            assert (each.ends_at, each.is_flexible, each.on.weekday()) == (None, True, 0)
    off_days = [each.on for each in cancelled(pattern, first, last, changes)]
    called_off = {change.planned_on for change in changes if change.on is None}
    if pattern.rule != FLEXIBLE:
        assert off_days == [
            day for day in sorted(called_off) if first <= day <= last and is_planned(pattern, day)
        ]
    assert called_off.isdisjoint(each.planned_on for each in found)


def test_the_days_off_are_the_schools_and_the_countrys() -> None:
    assert date(2026, 5, 25) in public_holidays(2026)  # Whit Monday
    assert date(2026, 5, 1) not in public_holidays(2026)  # the Great Prayer Day was taken away in 2024
    assert days_of("2026-10-10/2026-10-12,2027-01-01/2027-01-01") == {
        date(2026, 10, 10), date(2026, 10, 11), date(2026, 10, 12), date(2027, 1, 1),
    }  # fmt: skip
    assert skipped(2026, 2026, public=False, school="") == frozenset()
    assert date(2027, 1, 1) in skipped(2026, 2027, public=True, school="")
