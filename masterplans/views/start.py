"""The start page: what needs a hand, what is to be done today, and what each role may do, in plain words."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from families import sections
from families.door import PageRequest, needs, note_looks
from families.models import Family, Professional, Role, Tier
from families.rights import Right
from masterplans.models import Activity, Contribution, PlaceKind
from masterplans.views.week import asked_monday, week_key
from masterplans.week import Item, monday_of, read_own
from roskilde import clock

FAMILIES_SHOWN = 12
WAITING_SHOWN = 12
UNLOGGED_WITHIN = timedelta(days=14)

# What each role may do, for those whose work here is not (only) with families.
ROLE_WORDS = {
    Role.STEERING_GROUP: _(
        "You sit in the steering group. You follow the four result goals and the evaluation, in numbers and "
        "without names; a family's file is never opened to you by this role."
    ),
    Role.CITY_HALL: _(
        "You take the decisions that belong to the town hall. You will see the matters that are sent to your "
        "unit, and nothing else of a family. No matter has been sent to you."
    ),
    Role.DPO: _(
        "You see who has looked at which family, when, and at what; never the texts. Draw a sample now and "
        "then, on days that nobody can guess."
    ),
    Role.ADMINISTRATOR: _(
        "You keep the professionals, their roles, the sectors and the pilot in order. A role counts once a "
        "second person has confirmed it. Families are not open to you."
    ),
}


@needs(Right.SIGN_IN, _("The start page"))
def start(request: PageRequest) -> HttpResponse:
    reader, today = request.user, clock.today()
    mine = Family.objects.visible_to(reader).enrolled().values_list("pk", flat=True)
    found = list(mine[: FAMILIES_SHOWN + 1])
    shown = Family.objects.with_tier(reader).filter(pk__in=found[:FAMILIES_SHOWN])
    joined = shown.select_related("coordinator", *sections.HEAD_JOINS)
    families = [family for family in joined if family.tier]
    inner = [family for family in families if family.tier != Tier.PERIPHERAL]
    core = [family for family in inner if family.tier == Tier.CORE]
    context: dict[str, Any] = {
        "families": families,
        "inner": inner,
        "has_more_families": len(found) > FAMILIES_SHOWN,
        "role_words": [words for role, words in ROLE_WORDS.items() if role in reader.roles],
        "enrols": Right.ENROL_FAMILY in request.rights,
        "sees_looks": Right.SEE_ALL_LOOKS in request.rights,
        "manages": Right.MANAGE_PROFESSIONALS in request.rights,
    }
    own: list[Item] = []
    if inner:
        monday = asked_monday(request)
        own = _own_items(reader, monday, today)
        context |= _own_week(own, monday, today)
    # One's own week reaches into families that the list is too short for.
    note_looks(request, {family.pk for family in families} | {item.activity.family_id for item in own})
    if core:
        waiting = sorted(_waiting(reader, core), key=lambda each: (not each.is_urgent, each.since))
        context |= {
            "in_the_house": _in_the_house(core, reader, today),
            "waiting": waiting[:WAITING_SHOWN],
            "news": _news(core, reader),
        }
    return render(request, "masterplans/start.html", context)


def _own_items(reader: Professional, monday: date, today: date) -> list[Item]:
    """What the reader carries in the week, and with this week also in the days that wait to be logged."""
    first = min(monday, today - UNLOGGED_WITHIN) if monday == monday_of(today) else monday
    return read_own(reader, first, monday + timedelta(days=6))


def _own_week(items: Sequence[Item], monday: date, today: date) -> dict[str, Any]:
    """The week day by day; and, on this week's page, what of the last fourteen days is not logged yet."""
    is_this_week = monday == monday_of(today)
    late = [item for item in items if item.on < today and item.contribution is None] if is_this_week else []
    shown = [item for item in items if item.on >= monday and item not in late]
    return {
        "own_today": [item for item in shown if item.on == today],
        "own_late": late[::-1],
        "own_days": _by_day([item for item in shown if item.on != today]),
        "monday": monday,
        "is_this_week": is_this_week,
        "before": week_key(monday - timedelta(days=7)),
        "after": week_key(monday + timedelta(days=7)),
    }


def _by_day(items: Sequence[Item]) -> list[tuple[date, list[Item]]]:
    return [(on, list(found)) for on, found in groupby(items, key=lambda item: item.on)]


def _in_the_house(core: Sequence[Family], reader: Professional, today: date) -> list[Activity]:
    """What takes place in the unit today with the families that the reader is core of."""
    activities = (
        Activity.objects.visible_to(reader)
        .filter(family__in=core, place_kind=PlaceKind.UNIT)
        .touching(today, today)
        .select_related("family", "responsible")
    )
    return sorted((each for each in activities if each.occurs_on(today)), key=lambda each: each.starts_at)


def _waiting(reader: Professional, core: Sequence[Family]) -> list[sections.Waiting]:
    return [line for offered in sections.WAITING for line in offered(reader, core)]


def _news(core: Sequence[Family], reader: Professional) -> list[Contribution]:
    """What others have logged lately in the families that the reader is core of."""
    rows = Contribution.objects.visible_to(reader).filter(family__in=core).exclude(logged_by=reader)
    return list(rows.select_related("family", "professional", "activity").order_by("-logged_at")[:6])
