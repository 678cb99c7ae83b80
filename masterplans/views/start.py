"""The start page: what needs a hand, what is to be done today, and what each role may do, in plain words."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from families import news, sections
from families.door import PageRequest, needs, note_looks
from families.models import Family, Professional, Role, Tier
from families.questions import asked_in_families
from families.rights import Right
from masterplans.models import Activity, PlaceKind, Rearrangement
from masterplans.occurrences import Occurrence
from masterplans.rule import monday_of
from masterplans.views.week import asked_monday, week_key
from masterplans.week import UNLOGGED_WITHIN, Item, read_own, read_own_deadlines
from roskilde import clock
from roskilde.questions import asked_often

FAMILIES_SHOWN = 12
NEWS_FROM = 60  # more families than anybody works with
WAITING_SHOWN = 12

# What each role may do, for those whose work here is not (only) with families.
ROLE_WORDS = {
    Role.STEERING_GROUP: _(
        "You sit in the steering group. Here you will follow the four result goals and the evaluation, in "
        "numbers and without names; there are none yet. A family's file is never opened to you by this role."
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
    mine = list(Family.objects.visible_to(reader).enrolled().values_list("pk", flat=True)[:NEWS_FROM])
    all_mine = [family for family in _families(reader.pk, tuple(mine)) if family.tier]
    families = all_mine[:FAMILIES_SHOWN]
    inner = [family for family in families if family.tier != Tier.PERIPHERAL]
    core = [family for family in inner if family.tier == Tier.CORE]
    context: dict[str, Any] = {
        "greetings": [greeting(request) for greeting in sections.GREETINGS],
        "families": families,
        "inner": inner,
        "has_more_families": len(mine) > FAMILIES_SHOWN,
        "role_words": [words for role, words in ROLE_WORDS.items() if role in reader.roles],
        "enrols": Right.ENROL_FAMILY in request.rights,
        "sees_looks": Right.SEE_ALL_LOOKS in request.rights,
        "manages": Right.MANAGE_PROFESSIONALS in request.rights,
    }
    if len(reader.stands_for) > 1:
        context["standing_in"] = reader.standing_in.running().select_related("absent")
    own: list[Item] = []
    if inner:
        monday = asked_monday(request)
        own = _own_items(reader, monday, today)
        context |= _own_week(own, monday, today)
        context["own_deadlines"] = read_own_deadlines(reader, monday)
    waiting = sorted(
        sections.all_waiting(reader, families),
        key=lambda each: (not each.is_urgent, not each.is_personal, each.since),
    )[:WAITING_SHOWN]
    new = news.across(reader, all_mine)
    # One's own week, what was said to one, and the news reach into families that the list is too short for.
    shown_of = {item.activity.family_id for item in own} | {line.family.pk for line in waiting}
    shown_of |= {letter.family_id for letter in context.get("own_deadlines", ())}
    shown_of |= {entry.family for entry in new}
    note_looks(request, {family.pk for family in families} | shown_of, known=all_mine)
    if core or waiting:
        context["waiting"] = waiting
    if families:
        names = {family.pk: family.name for family in all_mine}
        context["news"] = [(names[entry.family], entry) for entry in new]
    if core:
        context["in_the_house"] = _in_the_house(core, reader, today)
    return render(request, "masterplans/start.html", context)


@asked_often
def _families(reader: UUID, keys: tuple[UUID, ...]) -> Any:
    return sections.for_head(Family.objects.with_tier(reader)).filter(pk__in=keys)


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


def _in_the_house(
    core: Sequence[Family], reader: Professional, today: date
) -> list[tuple[Occurrence, Activity]]:
    """What takes place in the unit today with the families that the reader is core of."""
    activities = _in_the_unit(core, reader, today)
    by_key = {family.pk: family for family in core}
    found = []
    for each in activities:
        each.family = by_key[each.family_id]
        found += [
            (once, each)
            for once in each.occurrences(today, today)
            if once.place_kind == PlaceKind.UNIT and not once.is_flexible
        ]
    return sorted(found, key=lambda pair: pair[0].order)


@asked_in_families
def _in_the_unit(core: Sequence[Family], reader: Professional, on: date) -> Any:
    moved_here = Rearrangement.objects.filter(on=on, place_kind=PlaceKind.UNIT)
    here = Q(place_kind=PlaceKind.UNIT) | Q(pk__in=moved_here.values("activity"))
    activities = Activity.objects.visible_in(core, reader).filter(here).touching(on, on)
    return activities.with_exceptions().select_related("responsible")
