"""The plan after a follow-up: what of it has been decided there, and what waits for somebody to decide."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.translation import ngettext

from families.models import Family, Professional
from families.sections import Waiting
from masterplans.models import Activity, Contribution, Masterplan, PlanStatus, Review
from roskilde.ready import address
from safety.models import FollowUp, Goal, GoalStatus


@dataclass(frozen=True)
class Row:
    """A goal, or an activity that nobody has logged since the follow-up before, with what was decided."""

    item: Goal | Activity
    review: Review | None

    @property
    def is_goal(self) -> bool:
        return isinstance(self.item, Goal)


@dataclass(frozen=True)
class Round:
    """One follow-up's way through the plan, as the reader may see it."""

    follow_up: FollowUp
    goals: list[Row]
    activities: list[Row]

    @property
    def rows(self) -> list[Row]:
        return [*self.goals, *self.activities]

    @property
    def undecided(self) -> list[Row]:
        return [row for row in self.rows if row.review is None]

    @property
    def decided(self) -> int:
        return len(self.rows) - len(self.undecided)


def read_round(family: Family, follow_up: FollowUp, reader: Professional) -> Round:
    """What was open when the family met, and what was decided. Four queries."""
    reviews = family.reviews.visible_to(reader).filter(follow_up=follow_up)
    found = {each.goal_id or each.activity_id: each for each in reviews.select_related("reviewed_by")}
    goals = family.goals.visible_to(reader).select_related("member", "responsible")
    activities = family.activities.visible_to(reader).select_related("responsible")
    reviewed = list(found)
    open_then = Q(status=GoalStatus.ON_THE_WAY, written_at__date__lt=follow_up.on)
    silent = _not_logged(activities, family, follow_up).order_by().values("pk")
    return Round(
        follow_up,
        [Row(each, found.get(each.pk)) for each in goals.filter(open_then | Q(pk__in=reviewed))],
        [Row(each, found.get(each.pk)) for each in activities.filter(Q(pk__in=silent) | Q(pk__in=reviewed))],
    )


def _not_logged(activities: Any, family: Family, follow_up: FollowUp) -> Any:
    """Open activities of professionals that began before the follow-up and of which nothing has been logged
    since the one before."""
    before = family.follow_ups.held().filter(on__lt=follow_up.on).values_list("on", flat=True).first()
    logged = Contribution.objects.for_nobody("whether there is any, of what the reader sees").filter(
        activity=OuterRef("pk")
    )
    if before:
        logged = logged.filter(on__gt=before)
    asked = activities.open().filter(starts_on__lt=follow_up.on, responsible__isnull=False)
    return asked.exclude(rule="").filter(~Exists(logged))


def of_follow_up(request: HttpRequest, family: Family, follow_up: FollowUp) -> str:
    """On the follow-up's page: what became of the plan, and the way through it."""
    plan = Masterplan.of(family)
    if plan is None or not follow_up.is_begun:
        return ""
    assert isinstance(request.user, Professional)
    context = {"family": family, "plan": plan, "round": read_round(family, follow_up, request.user)}
    return render_to_string("masterplans/of_follow_up.html", context, request)


def waiting(reader: Professional, families: Sequence[Family]) -> list[Waiting]:
    """Goals that were open at the last follow-up and of which nobody has decided. Two queries for all."""
    last = _last_held([family.pk for family in families if _is_planned(family)])
    if not last:
        return []
    by_key = {family.pk: family for family in families}
    many: dict[UUID, int] = dict.fromkeys(last, 0)
    reviewed = Review.objects.for_nobody("whether there is one").filter(
        goal=OuterRef("pk"), follow_up__in=[each.pk for each in last.values()]
    )
    here = [by_key[key] for key in last]
    goals = Goal.objects.visible_in(here, reader).open().filter(~Exists(reviewed))
    for family, written_at in goals.order_by().values_list("family", "written_at__date"):
        many[family] += written_at < last[family].on
    return [
        Waiting(
            by_key[key],
            ngettext(
                "one goal has not been decided on since the follow-up of %(date)s.",
                "%(many)s goals have not been decided on since the follow-up of %(date)s.",
                count,
            )
            % {"many": count, "date": date_format(last[key].on, "MONTH_DAY_FORMAT")},
            ngettext("Go through it", "Go through them", count),
            address("masterplans:show_reviews", key, last[key].pk),
            last[key].on,
        )
        for key, count in many.items()
        if count
    ]


def _is_planned(family: Family) -> bool:
    plan = Masterplan.of(family)
    return plan is not None and plan.status != PlanStatus.CLOSED


def _last_held(families: Sequence[UUID]) -> dict[UUID, FollowUp]:
    later = FollowUp.objects.filter(family=OuterRef("family"), ended_at__gt=OuterRef("ended_at"))
    held = FollowUp.objects.filter(family__in=families, ended_at__isnull=False).filter(~Exists(later))
    return {each.family_id: each for each in held.order_by("on")}
