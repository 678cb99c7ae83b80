"""``python -m tests.bench.family_week``: the CPU that a family-week costs, 8 people and 60 appointments.

Pure computing, without a database: the collisions, the load of each member, and a week of free times.
"""

import time as clock
from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random
from statistics import median
from uuid import UUID

from django.conf import settings

MONDAY = datetime(2026, 11, 16)  # noqa: DTZ001 - the clock on the wall
APPOINTMENTS, ELSEWHERE, ROUNDS = 60, 60, 300


def cost(deed: Callable[[], object]) -> float:
    """Milliseconds of CPU, the median of many."""
    found = []
    for _round in range(ROUNDS):
        before = clock.process_time_ns()
        deed()
        found.append((clock.process_time_ns() - before) / 1e6)
    return median(found)


def main() -> None:
    import django

    if not settings.configured:
        django.setup()
    from masterplans.collisions import Travel, collisions
    from masterplans.free import chances
    from masterplans.load import Load
    from masterplans.taken import Kind, Taken

    random = Random(47)
    members = [(Kind.MEMBER, UUID(int=number)) for number in range(8)]
    people = [(Kind.PROFESSIONAL, UUID(int=100 + number)) for number in range(6)]
    spots = [("unit", None), ("home", 1), ("school", "a"), ("town", "b"), ("other_municipality", "c")]

    def appointment(number: int, who: list[tuple[Kind, UUID]]) -> Taken:
        starts = MONDAY + timedelta(days=random.randrange(7), minutes=15 * random.randrange(32, 70))
        lasts = timedelta(minutes=random.choice([30, 45, 60, 90, 120]))
        return Taken(
            UUID(int=1000 + number), starts, starts + lasts, frozenset(who), random.choice(spots), "x", "y"
        )

    own = [
        appointment(number, [*random.sample(members, random.randint(1, 3)), random.choice(people)])
        for number in range(APPOINTMENTS)
    ]
    elsewhere = [appointment(9000 + number, [random.choice(people)]) for number in range(ELSEWHERE)]
    travel = Travel(timedelta(minutes=15), timedelta(minutes=45))

    def week(taken: list[Taken]) -> None:
        collisions(taken, travel)
        for member in members:
            Load.of(each for each in taken if member in each.who)

    days = [MONDAY.date() + timedelta(days=number) for number in range(5)]
    wanted = appointment(1, [*members[:3], people[0]])
    print(f"{len(collisions(own, travel))} collisions among {APPOINTMENTS} appointments of 8 people")
    print(f"collisions and loads      {cost(lambda: week(own)):6.2f} ms")
    print(f"the same, {ELSEWHERE} elsewhere    {cost(lambda: week(own + elsewhere)):6.2f} ms")
    print(f"free times of five days   {cost(lambda: chances(wanted, days, own + elsewhere, travel)):6.2f} ms")


if __name__ == "__main__":
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.bench.settings")
    os.environ.setdefault("SECRET_KEY", "a key for measuring alone")
    main()
