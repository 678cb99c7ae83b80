"""Everybody's share in one family's plan: who owns what, who owns nothing, who has long logged nothing."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Max
from django.utils import timezone

from families.models import Family, Involvement, Professional, Tier
from families.questions import asked_in_family
from masterplans.models import ShareRequest
from masterplans.reading import ActivityLine, GoalLine, PlanReading
from roskilde import clock

SILENT_AFTER = timedelta(days=30)


@dataclass
class Cell:
    """What one person carries of a goal: the goal itself, and activities that serve it."""

    mark: str = ""  # "responsible", "together" or ""
    activities: list[ActivityLine] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not (self.mark or self.activities)


@dataclass(frozen=True)
class Share:
    """One professional's row, as the reader may see it."""

    involvement: Involvement
    cells: list[Cell]  # one for each open goal
    beside: Cell  # activities that serve none of them
    last_on: date | None  # the last day of which they have logged something
    request: ShareRequest | None

    @property
    def person(self) -> Professional:
        return self.involvement.professional

    @property
    def is_own_place(self) -> bool:
        return not self.involvement.stands_in_for_id

    @property
    def owns_nothing(self) -> bool:
        """Of those who ought to own something: near, and not in another's place."""
        is_asked_for = self.involvement.tier == Tier.NEAR and self.is_own_place
        return is_asked_for and self.beside.is_empty and all(cell.is_empty for cell in self.cells)

    @property
    def is_silent(self) -> bool:
        """Around for thirty days, and nothing logged in the last thirty."""
        long_ago = clock.today() - SILENT_AFTER
        stood_since = timezone.localtime(self.involvement.since).date()
        has_logged = self.last_on is not None and self.last_on > long_ago
        return self.is_own_place and stood_since <= long_ago and not has_logged


@dataclass(frozen=True)
class Sharing:
    goals: list[GoalLine]
    shares: list[Share]

    @property
    def without(self) -> list[Share]:
        return [each for each in self.shares if each.owns_nothing]

    @property
    def silent(self) -> list[Share]:
        return [each for each in self.shares if each.is_silent]

    @property
    def has_beside(self) -> bool:
        return any(not each.beside.is_empty for each in self.shares)


def read_sharing(reading: PlanReading, reader: Professional) -> Sharing:
    """Of a plan that was read for the reader: two queries more, however many stand around the family."""
    family = reading.family
    goals = [line for line in reading.goals if line.goal.is_open]
    place = {line.goal.pk: number for number, line in enumerate(goals)}
    rows: dict[UUID, list[Cell]] = defaultdict(lambda: [Cell() for _goal in goals])
    beside: dict[UUID, Cell] = defaultdict(Cell)
    for number, goal_line in enumerate(goals):
        for person in goal_line.carriers:
            first = goal_line.goal.responsible_id == person.pk
            rows[person.pk][number].mark = "responsible" if first else "together"
    for line in reading.activities:
        at = place.get(line.activity.goal_id) if line.activity.goal_id else None
        for person in line.carriers:
            (beside[person.pk] if at is None else rows[person.pk][at]).activities.append(line)
    last = dict(_last_logged(family, reader))
    requests = {each.professional_id: each for each in _requests(family, reader)}
    shares = []
    for each in reading.near:
        request = requests.get(each.professional_id)
        if request and request.asked_at < each.since:  # asked when they stood here before
            request = None
        key = each.professional_id
        shares.append(Share(each, rows[key], beside[key], last.get(key), request))
    shares.sort(key=lambda each: (each.involvement.tier != Tier.CORE, each.person.name_key))
    return Sharing(goals, shares)


@asked_in_family
def _last_logged(family: Family, reader: Professional) -> Any:
    rows = family.contributions.visible_to(reader).order_by()
    return rows.values_list("professional").annotate(last=Max("on"))


@asked_in_family
def _requests(family: Family, reader: Professional) -> Any:
    return family.share_requests.unmet().select_related("asked_by")
