"""What the tests of the shared picture begin with."""

import pytest

from families.models import Family, Member, Professional
from roskilde import clock
from safety.models import FollowUp, Scale, Statement
from tests.laid import Laid
from tests.makers import make_danger, make_follow_up, make_scale


@pytest.fixture
def mother(family: Family) -> Member:
    return family.members.get(name="Hodan")


@pytest.fixture
def hodan(mother: Member) -> Member:
    return mother


@pytest.fixture
def son(family: Family) -> Member:
    """Thirteen."""
    return family.members.get(name="Zakariye")


@pytest.fixture
def danger(family: Family, near: Professional, laid: Laid) -> Statement:
    """Everybody near sees it; it has no scale yet."""
    return laid(lambda: make_danger(family, near))


@pytest.fixture
def scale(danger: Statement, near: Professional, laid: Laid) -> Scale:
    """Nobody has given a number on it."""
    return laid(lambda: make_scale(danger, near))


@pytest.fixture
def under_way(family: Family, coordinator: Professional, laid: Laid) -> FollowUp:
    """A meeting that has begun, with nobody invited by name."""

    def make() -> FollowUp:
        follow_up = make_follow_up(family, coordinator, on=clock.today())
        follow_up.begin(by=coordinator)
        return follow_up

    return laid(make)
