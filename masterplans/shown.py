"""What the plan shows on the pages of the floor below: the family's head, its overview, the start page."""

from collections.abc import Sequence
from datetime import timedelta

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from families.models import Family, Professional
from families.sections import Fact, Waiting
from masterplans.models import Contribution, Masterplan, PlanStatus
from masterplans.reading import read_plans
from roskilde import clock

DRAFT_IS_OLD_AFTER = timedelta(days=14)


def next_follow_up(family: Family) -> Fact:
    plan = Masterplan.of(family)
    if plan is None or plan.is_closed or plan.next_follow_up_on is None:
        return Fact(_("No follow-up agreed"), "", is_missing=True)
    return Fact(_("Follow-up"), date_format(plan.next_follow_up_on, "MONTH_DAY_FORMAT"))


def _reader(request: HttpRequest) -> Professional:
    assert isinstance(request.user, Professional)
    return request.user


def plan_in_short(request: HttpRequest, family: Family) -> str:
    """The open goals with whose they are and who carries them. One query."""
    goals = family.goals.visible_to(_reader(request)).select_related("responsible", "member")
    return render_to_string(
        "masterplans/plan_in_short.html",
        {"family": family, "plan": Masterplan.of(family), "goals": goals},
        request,
    )


def week_in_short(request: HttpRequest, family: Family) -> str:
    """What takes place in the coming seven days, as the reader may see it. One query."""
    today = clock.today()
    last = today + timedelta(days=6)
    activities = (
        family.activities.visible_to(_reader(request))
        .touching(today, last)
        .select_related("responsible__sector")
    )
    coming = sorted(
        ((on, each) for each in activities for on in each.occurrences(today, last)),
        key=lambda pair: (pair[0], pair[1].starts_at),
    )
    return render_to_string(
        "masterplans/week_in_short.html", {"family": family, "coming": coming[:8]}, request
    )


def latest_contributions(request: HttpRequest, family: Family) -> str:
    """The newest five. One query."""
    rows = (
        Contribution.objects.visible_to(_reader(request))
        .filter(family=family)
        .select_related("activity", "professional")[:5]
    )
    return render_to_string(
        "masterplans/latest_contributions.html", {"family": family, "contributions": rows}, request
    )


def waiting(reader: Professional, families: Sequence[Family]) -> list[Waiting]:
    """What in the plans of these families needs a hand; as many queries for one family as for all."""
    lines, plans = [], []
    for family in families:
        plan = Masterplan.of(family)
        if plan is None:
            url = reverse("masterplans:show_plan", args=[family.pk])
            lines.append(
                Waiting(family, _("has no plan yet."), _("Begin the draft"), url, family.enrolled_on)
            )
        elif not plan.is_closed:
            plans.append((family, plan))
    for reading in read_plans(plans, reader):
        lines += _unfinished(reading.family, reading.plan)
        for gap in reading.gaps():
            deed, url = gap.deed(reading.family)
            lines.append(Waiting(reading.family, gap.sentence, deed, url, reading.plan.status_on))
    return lines


def _unfinished(family: Family, plan: Masterplan) -> list[Waiting]:
    if plan.is_drafted and clock.today() - plan.status_on > DRAFT_IS_OLD_AFTER:
        since = date_format(plan.status_on, "MONTH_DAY_FORMAT")
        words = (
            _("the draft has waited for the family since %(date)s.")
            if plan.status == PlanStatus.DRAFT
            else _("the plan has been under revision since %(date)s.")
        )
        url = reverse("masterplans:agree_plan", args=[family.pk])
        return [Waiting(family, words % {"date": since}, _("Agree it"), url, plan.status_on, is_urgent=True)]
    return []
