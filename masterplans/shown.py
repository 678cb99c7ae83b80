"""What the plan shows on the pages of the floor below: the family's head, its overview, the start page."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Subquery
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from families.missing import ANSWER_WITHIN
from families.models import Family, Involvement, Member, Professional
from families.questions import asked_in_families, asked_in_family
from families.rights import Right
from families.sections import Waiting
from families.siblings import CHILDREN
from masterplans.models import LoadLimit, Masterplan, PlanStatus, ShareRequest
from masterplans.reading import read_plans
from masterplans.week import read_week
from roskilde import clock
from roskilde.questions import asked_often
from roskilde.ready import address

DRAFT_IS_OLD_AFTER = timedelta(days=14)


def _reader(request: HttpRequest) -> Professional:
    assert isinstance(request.user, Professional)
    return request.user


def plan_in_short(request: HttpRequest, family: Family) -> str:
    """The open goals with whose they are and who carries them. One query."""
    return render_to_string(
        "masterplans/plan_in_short.html",
        {"family": family, "plan": Masterplan.of(family), "goals": _goals(family, _reader(request))},
    )


@asked_in_family
def _goals(family: Family, reader: Professional) -> Any:
    goals = family.goals.visible_to(reader).select_related("responsible", "member")
    return goals.only("family", "words", "status", "responsible__name", "member__name")


def week_in_short(request: HttpRequest, family: Family) -> str:
    """What takes place in the coming seven days, as the reader may see it, and what it asks of the grown-ups.
    One query, where the members are read already."""
    week = read_week(family, clock.today(), _reader(request))
    slots = [slot for row in week.rows for day in row.days for slot in day]
    coming = {
        (slot.on, slot.activity.pk): slot for slot in slots if slot.activity and not slot.cancelled_because
    }
    loads = [
        (row.member, row.load.words)
        for row in week.rows
        if row.member and row.load and row.load.appointments and row.member.relation not in CHILDREN
    ]
    ordered = sorted(coming.values(), key=lambda slot: (slot.on, slot.order))
    some_day = {each.slot.activity for each in week.some_day if not each.slot.cancelled_because}
    return render_to_string(
        "masterplans/week_in_short.html",
        {
            "family": family,
            "coming": ordered[:8],
            "some_day": sorted(some_day, key=str),
            "loads": loads,
        },
    )


def plan_of_member(request: HttpRequest, family: Family, member: Member) -> str:
    """The goals that the plan holds for one member. One query."""
    goals = family.goals.visible_to(_reader(request)).filter(member=member)
    return render_to_string("masterplans/plan_of_member.html", {"family": family, "goals": goals})


def load_of_member(request: HttpRequest, family: Family, member: Member) -> str:
    """How much a week may ask of one member at home. One query."""
    return render_to_string(
        "masterplans/load_of_member.html",
        {
            "family": family,
            "member": member,
            "limit": LoadLimit.of(member),
            "composes": Right.CHANGE_PLAN in getattr(request, "rights", ()) and not member.left_on,
        },
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
    requests = {(each.family_id, each.professional_id): each for each in _share_requests(families, reader)}
    for reading in read_plans(plans, reader):
        lines += _unfinished(reading.family, reading.plan)
        for gap in reading.gaps():
            person = gap.professional if gap.kind == "share" else None
            if person and (asked := requests.get((reading.family.pk, person.pk))):
                lines += _asked(reading.family, asked)
                continue
            deed, url = gap.deed(reading.family)
            lines.append(Waiting(reading.family, gap.sentence, deed, url, reading.plan.status_on))
    return lines


def _asked(family: Family, request: ShareRequest) -> list[Waiting]:
    """Of somebody who owns nothing and has been asked: the no, or no answer for five days."""
    url, name = address("masterplans:show_sharing", family.pk), {"name": request.professional}
    if request.declined_at:
        words = _("%(name)s said no to a part of the plan: %(reason)s")
        told = words % {**name, "reason": request.decline_reason}
        since = timezone.localtime(request.declined_at).date()
        return [Waiting(family, told, _("See who owns what"), url, since)]
    since = timezone.localtime(request.asked_at).date()
    if clock.today() - since < ANSWER_WITHIN:
        return []
    words = _("%(name)s has not answered since %(date)s about a part of the plan.")
    told = words % {**name, "date": date_format(since, "MONTH_DAY_FORMAT")}
    return [Waiting(family, told, _("See who owns what"), url, since)]


@asked_in_families
def _share_requests(families: Sequence[Family], reader: Professional) -> Any:
    return ShareRequest.objects.unmet().filter(family__in=families).select_related("professional")


def own_part_waits(reader: Professional, families: Sequence[Family]) -> list[Waiting]:
    """Where the reader has been asked to write their part of the plan. One query."""
    by_key = {family.pk: family for family in families}
    return [
        Waiting(
            by_key[each.family_id],
            _("%(name)s asks you to write your part of the plan.") % {"name": each.asked_by},
            _("Write it, or say no"),
            address("masterplans:show_sharing", each.family_id),
            timezone.localtime(each.asked_at).date(),
            is_personal=True,
        )
        for each in _asked_of(reader.pk, tuple(by_key))
    ]


@asked_often
def _asked_of(reader: UUID, families: tuple[UUID, ...]) -> Any:
    asked = ShareRequest.objects.open().filter(professional=reader, family__in=families)
    standing = Involvement.objects.open().filter(professional=reader, family=OuterRef("family"))
    since = standing.order_by().values("since")[:1]
    return asked.filter(asked_at__gte=Subquery(since)).select_related("asked_by")


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
