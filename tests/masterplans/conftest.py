"""The family of the cast with a plan, on a Wednesday morning."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine

from families.models import Family, Member, Professional, Tier
from masterplans.models import Activity, Masterplan
from safety.models import Goal
from tests.laid import Laid
from tests.makers import make_activity, make_goal, make_person, make_plan
from tests.world import World, second_family


@pytest.fixture(autouse=True)
def _wednesday_morning(settings: Any) -> Iterator[None]:
    """18 November 2026, ten o'clock in Denmark, ISO week 47; time goes on from there."""
    settings.TODAY = None
    with time_machine.travel(datetime(2026, 11, 18, 9, tzinfo=UTC)):
        yield


@pytest.fixture
def plan(family: Family, coordinator: Professional, laid: Laid) -> Masterplan:
    """A draft."""
    return laid(lambda: make_plan(family, coordinator))


@pytest.fixture
def agreed(plan: Masterplan, coordinator: Professional, mother: Member) -> Masterplan:
    """The draft, agreed as version 1 before anything stands in it."""
    agree(plan, coordinator, mother)
    return plan


def agree(plan: Masterplan, by: Professional, *members: Member) -> None:
    from roskilde import clock

    plan.agree(
        by=by, on=clock.today(), members=members, professionals=[by], language="so", interpreter="not_needed"
    )


@pytest.fixture
def mother(family: Family) -> Member:
    return family.members.get(name="Hodan")


@pytest.fixture
def son(family: Family) -> Member:
    return family.members.get(name="Zakariye")


@pytest.fixture
def goal(plan: Masterplan, family: Family, near: Professional, laid: Laid) -> Goal:
    """The class teacher's."""
    return laid(lambda: make_goal(family, near, responsible=near))


@pytest.fixture
def activity(goal: Goal, family: Family, near: Professional, laid: Laid) -> Activity:
    """The class teacher's, every morning at eight since four weeks ago."""
    return laid(lambda: make_activity(family, near, goal=goal))


@pytest.fixture
def consultant(family: Family, coordinator: Professional, laid: Laid) -> Professional:
    """Near too, from another sector than the class teacher."""

    def make() -> Professional:
        person = make_person("Kasper Holst", "jobkonsulent", title="jobkonsulent", sector="Jobcenter")
        family.involve(person, tier=Tier.NEAR, function="Jobkonsulent", reason="need", by=coordinator)
        return person

    return laid(make)


@pytest.fixture
def others(family: Family, laid: Laid) -> World:
    """A family that nobody of the cast but the project leader stands around."""
    return laid(second_family)
