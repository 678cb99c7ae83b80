"""What the plan tells whoever takes over: who carries what now, the coming weeks, the last entries."""

from dataclasses import dataclass
from datetime import timedelta
from itertools import chain
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from families.models import Family, Involvement, Professional, Visibility
from masterplans.models import Activity
from masterplans.occurrences import Occurrence
from roskilde import clock
from safety.models import FollowUp, Goal

AHEAD = timedelta(days=13)
MOST = 12  # of each kind: the page is to be one page


@dataclass(frozen=True)
class Share:
    """A goal or an activity, and whoever has it now."""

    item: Goal | Activity
    who: str  # nobody, where it has no owner
    is_theirs: bool  # still the one's whom the page is about, alone or with others
    is_shared: bool  # somebody else is responsible, and goes on
    is_goal: bool


def carried(request: HttpRequest, family: Family, involvement: Involvement) -> str:
    """What is theirs, and what was and has a new owner; as the reader sees it today. Four queries."""
    assert isinstance(request.user, Professional)
    person, shares = involvement.professional, []
    for model, rows in ((Goal, family.goals), (Activity, family.activities)):
        seen: Any = rows.visible_to(request.user).open().select_related("responsible")
        held = model.history.filter(family=family.pk, responsible=person.pk)
        if person != request.user:  # who carried what was for named people then is theirs to know
            held = held.exclude(visibility=Visibility.NAMED)
        theirs = list(seen.shared_by(person)[:MOST])
        known = {item.pk for item in theirs}
        others = seen.filter(pk__in=held.values("id"))[: 2 * MOST]
        for item in chain(theirs, (each for each in others if each.pk not in known)):
            who = item.responsible.name if item.responsible else getattr(item, "network_name", "")
            is_shared = item.pk in known and item.responsible_id != person.pk
            shares.append(Share(item, who, item.pk in known, is_shared, model is Goal))
    return render_to_string(
        "masterplans/handover_carried.html",
        {"family": family, "shares": shares, "person": person, "is_here": involvement.is_open},
    )


def coming(request: HttpRequest, family: Family, involvement: Involvement) -> str:
    """The next follow-up, and what takes place in the coming two weeks. One query."""
    assert isinstance(request.user, Professional)
    today = clock.today()
    activities = (
        family.activities.visible_to(request.user)
        .touching(today, today + AHEAD)
        .with_exceptions()
        .select_related("responsible")
    )
    # A weekly one is told once, with its first day: the page is to be one page.
    days = ((each.occurrences(today, today + AHEAD), each) for each in activities)
    first: list[tuple[Occurrence, Activity]] = [(found[0], each) for found, each in days if found]
    first.sort(key=lambda pair: pair[0].order)
    return render_to_string(
        "masterplans/handover_coming.html", {"coming": first[:MOST], "follow_up": FollowUp.next_on(family)}
    )


def contributions(request: HttpRequest, family: Family, involvement: Involvement) -> str:
    """The last five that they logged. One query."""
    assert isinstance(request.user, Professional)
    rows = family.contributions.visible_to(request.user).filter(professional=involvement.professional_id)
    return render_to_string(
        "masterplans/handover_contributions.html", {"contributions": rows.select_related("activity")[:5]}
    )
