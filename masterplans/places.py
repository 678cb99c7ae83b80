"""Where something takes place, for those who may know: nothing else in this floor shows a place.

Where a protected member is met is for the core, and for whoever does it with them; what takes place in the
unit is no secret.
"""

from collections.abc import Callable, Collection
from functools import cache
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from families.models import Family
from families.protection import is_core
from masterplans.models import Activity, PlaceKind
from masterplans.occurrences import Occurrence
from roskilde.keys import keys_in


def is_shown(
    family: Family, kind: str, *, members: Callable[[], Collection[UUID]], is_carried: Callable[[], bool]
) -> bool:
    """Whether the reader whom the door let in may know the place; asked in the order of what it costs."""
    if kind == PlaceKind.UNIT or is_core(family) or not family.protected.members:
        return True
    return not family.protected.takes_part(members()) or is_carried()


def place_of(activity: Activity, *, at: Occurrence | None = None, in_full: bool = False) -> str:
    """The place, or the kind of place where no name is written; ``in_full`` both. ``at`` asks where it takes
    place that once."""
    place, kind = (at.place, at.place_kind) if at else (activity.place, activity.place_kind)
    if not is_known(activity, kind):
        return hidden()
    if place and not in_full:
        return place
    label = _label(kind)
    return f"{place} ({label})" if place else label


@cache
def _kinds() -> dict[str, Any]:
    return dict(PlaceKind.choices)


def _label(kind: str) -> str:
    return str(_kinds()[kind])


def frozen_place_of(frozen: dict[str, Any], family: Family, carried: Collection[str]) -> str:
    """The same of an activity in an agreed version; ``carried``: the keys of what the reader carries now."""
    is_open = is_shown(
        family,
        frozen["place_kind"],
        members=lambda: {UUID(key) for key, _name in frozen["members"]},
        is_carried=lambda: frozen["id"] in carried,
    )
    return str(frozen["place"] or PlaceKind(frozen["place_kind"]).label) if is_open else hidden()


def is_kept_from_history(activity: Activity) -> bool:
    """Whether earlier places are left out: a protected member may have been met there."""
    family = activity.family
    return not is_core(family) and bool(family.protected.members) and not _is_carried(activity)


def hidden() -> str:
    return _("Protected place")


def is_known(activity: Activity, kind: str) -> bool:
    """Whether the reader may know where it takes place, at a place of this kind."""
    return is_shown(
        activity.family,
        kind,
        members=lambda: _members(activity),
        is_carried=lambda: _is_carried(activity),
    )


def _members(activity: Activity) -> Collection[UUID]:
    """Who takes part: read along with a list of activities, asked for of a single one."""
    if hasattr(activity, "member_keys"):
        return keys_in(activity.member_keys)
    return set(activity.members.values_list("pk", flat=True))


def _is_carried(activity: Activity) -> bool:
    """Whether the reader, or whom they stand in for, is among those who do it."""
    standing = activity.family.standing
    if standing is None:
        return False
    mine = {key for key in (standing.reader, standing.in_place_of) if key}
    if activity.responsible_id in mine:
        return True
    if hasattr(activity, "co_owner_keys"):
        return not mine.isdisjoint(keys_in(activity.co_owner_keys))
    return activity.co_owners.filter(pk__in=mine).exists()
