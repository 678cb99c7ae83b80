"""Collisions, load and free times, held against a slow reference that looks at every minute of the week."""

import os
from collections import defaultdict
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from masterplans.collisions import Travel, against, collisions
from masterplans.free import STEP, chances, proposals
from masterplans.load import Load
from masterplans.taken import Kind, Spot, Taken, Who

MONDAY = datetime(2026, 11, 16)  # noqa: DTZ001 - the clock on the wall
DAYS = [MONDAY.date() + timedelta(days=number) for number in range(7)]
MINUTE = timedelta(minutes=1)

MEMBERS = [(Kind.MEMBER, UUID(int=number)) for number in range(1, 5)]
PROFESSIONALS = [(Kind.PROFESSIONAL, UUID(int=number)) for number in range(11, 14)]
OTHERS = [(Kind.NETWORK, UUID(int=21)), (Kind.ROOM, UUID(int=31)), (Kind.INTERPRETER, UUID(int=41))]
SPOTS: list[Spot | None] = [
    None,
    ("unit", None),
    ("home", 1),
    ("school", "a"),
    ("school", "b"),
    ("other_municipality", "c"),
    ("other_municipality", "d"),
]

# A busy machine is slow, and that says nothing of what is found.
WEEKS = 2000 if os.environ.get("THOROUGH") else 200
weeks = settings(max_examples=WEEKS, deadline=None, suppress_health_check=[HealthCheck.too_slow])

people = st.frozensets(st.sampled_from(MEMBERS + PROFESSIONALS + OTHERS), min_size=1, max_size=4)
ways = st.builds(
    lambda town, far: Travel(timedelta(minutes=town), timedelta(minutes=far)),
    st.sampled_from([0, 10, 15, 30]),
    st.sampled_from([0, 20, 45, 90]),
)


@st.composite
def appointments(draw: st.DrawFn, *, day: int | None = None) -> Taken:
    on = draw(st.integers(0, 6)) if day is None else day
    starts = MONDAY + timedelta(days=on, minutes=draw(st.integers(7 * 12, 22 * 12)) * 5)
    lasts = timedelta(minutes=draw(st.sampled_from([5, 15, 30, 45, 60, 90, 240, 720])))
    is_seen = draw(st.booleans())
    return Taken(
        key=UUID(int=draw(st.integers(1, 2**64))),
        starts=starts,
        ends=starts + lasts,
        who=draw(people),
        spot=draw(st.sampled_from(SPOTS)) if is_seen else None,
        what="Noget" if is_seen else "",
        place=draw(st.sampled_from(["", "Lokale 1", "Skolen"])) if is_seen else "",
    )


a_week = st.lists(appointments(), max_size=14, unique_by=lambda each: each.key)


def way_slowly(one: Taken, other: Taken, travel: Travel) -> int:
    if one.spot is None or other.spot is None or one.spot == other.spot:
        return 0
    is_far = one.spot[0] == "other_municipality" or other.spot[0] == "other_municipality"
    return int((travel.out_of_town if is_far else travel.in_town).total_seconds()) // 60


def minutes_of(taken: Taken, *, and_way: int = 0) -> set[int]:
    """Every minute since Monday's beginning in which somebody is there, or on the way from there."""
    first = int((taken.starts - MONDAY) / MINUTE)
    return set(range(first, int((taken.ends - MONDAY) / MINUTE) + and_way))


def collide_slowly(one: Taken, other: Taken, travel: Travel) -> set[Who]:
    """Who of the two would be in one of them while in the other, or on the way between."""
    if not set(one.who) & set(other.who):
        return set()
    way = way_slowly(one, other, travel)
    if one.starts <= other.starts:
        is_taken = minutes_of(one, and_way=way) & minutes_of(other)
    else:
        is_taken = minutes_of(other, and_way=way) & minutes_of(one)
    return set(one.who) & set(other.who) if is_taken else set()


@weeks
@given(a_week, ways)
def test_collisions_are_those_that_a_slow_count_finds(taken: list[Taken], travel: Travel) -> None:
    found = {
        frozenset((each.first.key, each.second.key)): set(each.who) for each in collisions(taken, travel)
    }
    slowly = {
        frozenset((one.key, other.key)): who
        for number, one in enumerate(taken)
        for other in taken[number + 1 :]
        if (who := collide_slowly(one, other, travel))
    }
    assert found == slowly


@weeks
@given(a_week)
def test_the_load_is_what_a_slow_count_finds(taken: list[Taken]) -> None:
    for member in MEMBERS:
        appointments = minutes = 0
        professionals, places = set(), set()
        for each in taken:
            if member in each.who:
                appointments += 1
                minutes += len(minutes_of(each))
                if each.what:
                    professionals |= {who for who in each.who if who in PROFESSIONALS}
                    places |= {each.place} - {""}
        asked = [each for each in taken if member in each.who]
        assert Load.of(asked) == Load(appointments, minutes, len(professionals), len(places))


@weeks
@given(a_week, ways, appointments(day=0), st.integers(0, 6))
def test_free_times_are_those_that_a_slow_count_finds(
    taken: list[Taken], travel: Travel, wanted: Taken, day: int
) -> None:
    found = {each.taken.starts: each for each in chances(wanted, [DAYS[day]], taken, travel)}
    length = wanted.ends - wanted.starts
    starts = MONDAY + timedelta(days=day, hours=8)
    expected = set()
    while starts + length <= MONDAY + timedelta(days=day, hours=17):
        expected.add(starts)
        asked = Taken(wanted.key, starts, starts + length, wanted.who, wanted.spot, wanted.what)
        in_the_way = [collide_slowly(asked, each, travel) for each in taken]
        assert found[starts].moved == set().union(*in_the_way)
        assert found[starts].is_free == (not any(in_the_way))
        starts += timedelta(minutes=15)
    assert set(found) == expected
    full: dict[Who, int] = defaultdict(int)
    for each in taken:
        for who in each.who & wanted.who & set(MEMBERS):
            full[who] += each.minutes if each.starts.date() == DAYS[day] else 0
    assert {each.day_minutes for each in found.values()} <= {max(full.values(), default=0)}


def at(day: int, hour: int, minute: int = 0, *, lasts: int = 60, **changes: object) -> Taken:
    starts = MONDAY + timedelta(days=day, hours=hour, minutes=minute)
    fields = {
        "key": UUID(int=day * 10_000 + hour * 100 + minute + lasts),
        "starts": starts,
        "ends": starts + timedelta(minutes=lasts),
        "who": frozenset(MEMBERS[:1]),
        "spot": ("unit", None),
        "what": "Dansk",
    }
    return Taken(**{**fields, **changes})  # type: ignore[arg-type]


TRAVEL = Travel(timedelta(minutes=15), timedelta(minutes=45))


def test_the_best_time_moves_nobody_then_comes_on_the_lightest_day_then_early() -> None:
    wanted = at(0, 12)
    found = chances(wanted, DAYS[:2], [at(0, 9), at(1, 9), at(1, 13, lasts=30)], TRAVEL)
    best = found[0].taken.starts
    assert (best.date(), best.time()) == (DAYS[0], time(8))
    assert [each.is_free for each in found] == sorted((each.is_free for each in found), reverse=True)


def test_proposals_lie_apart_and_are_few() -> None:
    found = proposals(chances(at(0, 12), DAYS, [], TRAVEL))
    assert len(found) == 9
    by_day: dict[date, list[Taken]] = defaultdict(list)
    for each in found:
        by_day[each.taken.on].append(each.taken)
    assert [len(each) for each in by_day.values()] == [3, 3, 3]
    for taken in by_day.values():
        for one, other in pairwise(taken):
            assert one.ends <= other.starts


def test_what_has_begun_already_is_no_proposal() -> None:
    now = MONDAY + timedelta(hours=12, minutes=5)
    found = chances(at(0, 12), DAYS[:1], [], TRAVEL, not_before=now)
    assert min(each.taken.starts for each in found) == MONDAY + timedelta(hours=12, minutes=15)
    assert timedelta(minutes=15) == STEP


def test_a_way_is_counted_between_known_places_alone() -> None:
    clinic = ("other_municipality", "klinikken")
    here, there = at(1, 9), at(1, 10, 30, spot=clinic)
    (found,) = against(there, [here], TRAVEL)
    assert (found.is_at_once, found.gap, found.way) == (False, timedelta(minutes=30), timedelta(minutes=45))
    assert not against(at(1, 10, 30, spot=None), [here], TRAVEL)
    assert not against(at(1, 10, 45, spot=clinic), [here], TRAVEL)
    assert not against(at(1, 10, spot=("unit", None)), [here], TRAVEL)


def test_a_load_is_over_a_limit_of_appointments_or_of_hours() -> None:
    from django.utils import translation

    from masterplans.models import LoadLimit

    load = Load(appointments=9, minutes=690, professionals=6, places=5)
    with translation.override("en"):
        assert load.over(LoadLimit(appointments=7)) == "2 appointments over the limit"
        assert load.over(LoadLimit(hours=10)) == "1.5 hours over the limit"
        assert load.over(LoadLimit(appointments=8, hours=11)) == (
            "1 appointment and 0.5 hours over the limit"
        )
    assert load.over(LoadLimit(appointments=9, hours=12)) == load.over(None) == ""
