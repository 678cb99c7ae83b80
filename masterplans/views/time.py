"""Time: what a new activity runs into, when people could meet, how much a week may ask of a member."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from families.door import PageRequest, needs
from families.models import Family
from families.pages import form_page
from families.rights import Right
from masterplans.clashes import weigh
from masterplans.finding import find
from masterplans.forms.time import FindTimeForm, LoadLimitForm, PlannedForm
from masterplans.free import Chance
from masterplans.rule import monday_of
from masterplans.views.week import asked_monday, week_key
from roskilde.keys import key_of


@require_POST
@needs(Right.DRAFT_PLAN, gettext_lazy("Asked what an activity runs into"), looks=False)
def weigh_activity(request: PageRequest, family: Family) -> HttpResponse:
    """What the activity on the form collides with, and what it asks; nothing is kept."""
    composes = Right.CHANGE_PLAN in request.rights
    activity = PlannedForm(request.POST, family=family).activity(by=request.user, composes=composes)
    changed = key_of(request.GET.get("activity", ""))
    instead_of = changed[0] if changed else None
    answer = weigh(activity, request.user, instead_of=instead_of) if activity else None
    return render(request, "masterplans/weighed.html", {"family": family, "answer": answer})


@needs(Right.DRAFT_PLAN, gettext_lazy("Looked for a time"))
def find_time(request: PageRequest, family: Family) -> HttpResponse:
    """The free times of a week for given people, the best first; and why one that was asked about is not."""
    monday = asked_monday(request)
    is_asked = "minutes" in request.GET
    form = FindTimeForm(request.GET if is_asked else None, family=family, week=week_key(monday))
    context: dict[str, Any] = {"family": family, "form": form}
    if is_asked and form.is_valid():
        wanted = form.cleaned_data
        monday = monday_of(wanted["on"]) if wanted["on"] else monday
        found = find(family, request.user, monday, wanted)
        context |= {
            "found": found,
            "free": [(chance, _plan_url(family, chance, wanted)) for chance in found.free],
            "nearly": [
                (chance, reasons, _plan_url(family, chance, wanted)) for chance, reasons in found.nearly
            ],
            "asked": found.asked,
            "asked_url": _plan_url(family, found.asked, wanted) if found.asked else "",
        }
    context |= {
        "monday": monday,
        "sunday": monday + timedelta(days=6),
        "before": _again(request, week=week_key(monday - timedelta(days=7))),
        "after": _again(request, week=week_key(monday + timedelta(days=7))),
    }
    return render(request, "masterplans/find_time.html", context)


def _again(request: PageRequest, **changes: str) -> str:
    """The same question of another week."""
    asked = request.GET.copy()
    for name in ("on", "at"):
        asked.pop(name, None)
    for name, value in changes.items():
        asked[name] = value
    return f"?{asked.urlencode()}"


def _plan_url(family: Family, chance: Chance, wanted: dict[str, Any]) -> str:
    """The form of a new activity with what is known filled in."""
    starts = chance.taken.starts
    people = [person.pk for person in wanted["professionals"]]
    fields: dict[str, Any] = {
        "starts_on": starts.date().isoformat(),
        "starts_at": f"{starts:%H:%M}",
        "minutes": wanted["minutes"],
        "members": [member.pk for member in wanted["members"]],
        "responsible": people[:1],
        "co_owners": people[1:],
        "place_kind": wanted["place_kind"],
        "place": wanted["place"],
    }
    told = {name: value for name, value in fields.items() if value}
    return f"{reverse('masterplans:add_activity', args=[family.pk])}?{urlencode(told, doseq=True)}"


@needs(Right.CHANGE_PLAN, gettext_lazy("Agreed how much a week may ask"))
def agree_load_limit(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    member = get_object_or_404(family.members.at_home(), pk=pk)
    return form_page(
        request,
        LoadLimitForm(request.POST or None, member=member),
        family=family,
        heading=_("How much may a week ask?"),
        intro=_(
            "Ask %(name)s what is bearable. When a week holds more, it is said before one more is planned; "
            "nothing is refused. Leave both empty, and there is no limit."
        )
        % {"name": member},
        then=reverse("families:show_member", args=[family.pk, member.pk]),
    )
