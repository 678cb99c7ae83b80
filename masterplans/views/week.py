"""The week of one family: members by days."""

from collections.abc import Callable
from datetime import date, timedelta

from django.db.models import Prefetch, prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy

from families.door import PageRequest, needs
from families.models import Family, Member
from families.rights import Right
from masterplans.clashes import weigh_week
from masterplans.models import Masterplan
from masterplans.rule import monday_of
from masterplans.week import FURTHEST, Slot, read_deadlines, read_week
from roskilde import clock
from roskilde.keys import keys_in


def asked_monday(request: PageRequest) -> date:
    """The Monday of the week in ``?week=2026-W47``; this week's where none or nonsense is asked for."""
    this_week = monday_of(clock.today())
    try:
        monday = date.fromisoformat(f"{request.GET.get('week', '')}-1")
    except ValueError:
        return this_week
    return monday if abs(monday - this_week) < FURTHEST else this_week


def week_key(monday: date) -> str:
    year, number, _day = monday.isocalendar()
    return f"{year}-W{number:02}"


def _may_move(request: PageRequest, family: Family) -> Callable[[Slot], bool]:
    """The core moves everything, others what they carry; in the weeks that are not over."""
    plan, since = Masterplan.of(family), monday_of(clock.today())
    arranges = Right.DRAFT_PLAN in request.rights and plan is not None and not plan.is_closed
    composes, people = Right.CHANGE_PLAN in request.rights, request.user.stands_for

    def may_move(slot: Slot) -> bool:
        if not arranges or slot.activity is None or slot.occurrence is None or slot.on < since:
            return False
        carrying = {slot.activity.responsible_id, *keys_in(slot.activity.co_owner_keys)}
        return composes or not carrying.isdisjoint(people)

    return may_move


@needs(Right.SEE_PLAN, gettext_lazy("The week"))
def show_week(request: PageRequest, family: Family) -> HttpResponse:
    monday = asked_monday(request)
    prefetch_related_objects([family], Prefetch("members", Member.objects.select_related("load_limit")))
    weighed = weigh_week(family, read_week(family, monday, request.user), request.user)
    return render(
        request,
        "masterplans/show_week.html",
        {
            "family": family,
            "week": weighed.week,
            "weighed": weighed,
            "composes": Right.CHANGE_PLAN in request.rights,
            "deadlines": read_deadlines(family, monday, request.user),
            "week_key": week_key(monday),
            "before": week_key(monday - timedelta(days=7)),
            "after": week_key(monday + timedelta(days=7)),
            "is_this_week": monday == monday_of(clock.today()),
            "may_move": _may_move(request, family),
        },
    )
