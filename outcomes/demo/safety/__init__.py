"""How each family is seen together: each area tells its deeds of one family's telling."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from outcomes.demo.dates import Deed
from outcomes.demo.safety.children import children
from outcomes.demo.safety.follow_ups import follow_ups
from outcomes.demo.safety.plan import plan
from outcomes.demo.safety.scales import scales
from outcomes.demo.safety.statements import statements

if TYPE_CHECKING:
    from outcomes.demo.telling import FamilyTelling

AREAS: tuple[Callable[["FamilyTelling"], Iterator[Deed]], ...] = (
    statements,
    scales,
    follow_ups,
    children,
    plan,
)
