"""When people of one family, and those who meet them, could meet in a week."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from families.models import Family, Professional
from masterplans.clashes import Clash, Weight, clashes_of, names_in, weights_of
from masterplans.collisions import Travel
from masterplans.free import ANY_TIME, DAYTIME, Chance, chance_at, chances, proposals
from masterplans.models import Activity, PlaceKind
from masterplans.taken import Asked, Kind, as_planned, asked_of, by_activities, of_activities, with_the_rest
from roskilde import clock

WORKING_DAYS = 5
NEARLY = 3  # times that are told where none is free


@dataclass(frozen=True)
class Found:
    """Free times; where there are none, those for which the fewest must move; the time that was asked about;
    and what one more would ask of each member."""

    free: list[Chance]
    nearly: list[tuple[Chance, list[Clash]]]
    asked: Chance | None
    reasons: list[Clash]
    weights: list[Weight]


def find(family: Family, reader: Professional, monday: date, wanted: Mapping[str, Any]) -> Found:
    """``wanted`` holds members, professionals, minutes, place_kind, place, any_time, and on and at where one
    time is asked about."""
    members = list(family.members.select_related("load_limit"))
    at_home = {family.pk: [member.pk for member in members if not member.left_on]}
    activity = as_planned(
        Activity(
            family=family,
            title=_("this appointment"),
            place_kind=wanted["place_kind"] or PlaceKind.UNIT,
            place=wanted["place"],
            starts_on=monday,
            ends_on=monday,
            starts_at=time(12),
            minutes=wanted["minutes"],
        ),
        members=wanted["members"],
        co_owners=wanted["professionals"],
    )
    (meeting,) = by_activities([activity], at_home, monday, monday)
    days = [monday + timedelta(days=number) for number in range(7)]
    asked = Asked([family], reader, days[0], days[-1])
    taken = with_the_rest(asked, of_activities(asked, at_home), also=meeting.keys(Kind.PROFESSIONAL))
    timed = [each for each in taken if each.has_hour]
    travel = Travel.of(family.pilot)
    now = timezone.localtime(clock.now()).replace(tzinfo=None)
    hours, open_days = (ANY_TIME, days) if wanted["any_time"] else (DAYTIME, days[:WORKING_DAYS])
    found = chances(meeting, open_days, timed, travel, hours=hours, not_before=now)
    free = proposals(found)
    on, at = wanted["on"], wanted["at"]
    that = chance_at(datetime.combine(on, at), meeting, timed, travel) if on else None
    nearly = [] if free else found[:NEARLY]
    names = names_in(
        family, reader, members, [each for one in [*nearly, that] if one for each in one.collisions]
    )

    def reasons(chance: Chance) -> list[Clash]:
        return clashes_of(chance.collisions, [family.pk], names)

    asks = asked_of([*taken, meeting])
    weights = weights_of(members, meeting, asks)
    return Found(
        free, [(each, reasons(each)) for each in nearly], that, reasons(that) if that else [], weights
    )
