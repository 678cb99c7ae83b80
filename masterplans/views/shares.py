"""Goals and activities: the parts of the plan that somebody carries."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from families.door import PageRequest, needs
from families.drafts import keep
from families.history import entries, entries_of, merged
from families.models import Family
from families.models.share import Shareable
from families.pages import form_page
from families.rights import Right
from masterplans.clashes import weigh
from masterplans.forms.activities import ActivityForm, EndActivityForm
from masterplans.forms.goals import GoalForm, SettleGoalForm
from masterplans.forms.time import PlannedForm
from masterplans.models import Activity, Contribution, Masterplan, Rearrangement
from masterplans.places import is_kept_from_history
from masterplans.taken import as_planned
from masterplans.views.plan import url_of
from roskilde import clock
from safety.models import Goal

MOST_TOLD = 3  # collisions, above the page that one returns to
COMING = timedelta(weeks=10)  # two of what takes place once a month
MOST_COMING = 6


def obstacle_to_drafting(request: PageRequest, family: Family, item: Shareable | None = None) -> str:
    """Why the reader may not write this part now, or nothing.

    The core composes the whole plan; whoever is near writes their own part while it is drafted.
    """
    if obstacle := obstacle_to_arranging(request, family, item):
        return obstacle
    plan = Masterplan.of(family)
    if Right.CHANGE_PLAN in request.rights or (plan and plan.is_drafted):
        return ""
    return _(
        "The plan is agreed. Ask %(name)s to open it for revision; then you can write your own part."
    ) % {"name": family.coordinator}


def obstacle_to_arranging(request: PageRequest, family: Family, item: Shareable | None = None) -> str:
    """Why the reader may not move or cancel a single day now, or nothing: an agreed plan needs no revision
    for it, and it is for the same people as changing the part is."""
    plan = Masterplan.of(family)
    if plan is None:
        return _("Nobody has begun the plan yet.")
    if plan.is_closed:
        return _("The plan is closed. What it says stays as it is.")
    if Right.CHANGE_PLAN in request.rights or item is None or item.is_share_of(request.user):
        return ""
    return _("This part is carried by others. Ask %(name)s if it should change.") % {
        "name": family.coordinator
    }


def refuse_unless_drafting(request: PageRequest, family: Family, item: Shareable | None = None) -> None:
    """A refusal with its reason; what was typed meanwhile waits as a draft for the day it is allowed."""
    refuse_for(request, obstacle_to_drafting(request, family, item))


def refuse_for(request: PageRequest, obstacle: str) -> None:
    if obstacle:
        if request.method == "POST":
            keep(request.POST)
        raise PermissionDenied(obstacle)


def goal_of(request: PageRequest, family: Family, pk: UUID) -> Goal:
    goal: Goal = get_object_or_404(family.goals.visible_to(request.user), pk=pk)
    return goal


def activity_of(request: PageRequest, family: Family, pk: UUID) -> Activity:
    activities = family.activities.visible_to(request.user).select_related("responsible__sector", "stage")
    activity: Activity = get_object_or_404(activities.with_exceptions(), pk=pk)
    return activity


# -- Goals ---------------------------------------------------------------------------------------------------


@needs(Right.DRAFT_PLAN, gettext_lazy("Set a goal"))
def add_goal(request: PageRequest, family: Family) -> HttpResponse:
    refuse_unless_drafting(request, family)
    member = request.GET.get("member", "")
    is_theirs = family.members.filter(pk__in=_keys(member)).exists()
    return form_page(
        request,
        GoalForm(
            request.POST or None,
            family=family,
            by=request.user,
            initial={"member": member} if is_theirs else {},
        ),
        family=family,
        heading=_("Set a goal"),
        intro=_("Ask: what will you do, and what will the child notice, when it goes well?"),
        then=url_of(family),
    )


def _keys(text: str) -> list[UUID]:
    try:
        return [UUID(text)]
    except ValueError:
        return []


@needs(Right.DRAFT_PLAN, gettext_lazy("Changed a goal"))
def change_goal(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    goal = goal_of(request, family, pk)
    refuse_unless_drafting(request, family, goal)
    return form_page(
        request,
        GoalForm(request.POST or None, instance=goal, family=family, by=request.user),
        family=family,
        heading=_("Change the goal"),
        then=url_of(family),
    )


@needs(Right.CHANGE_PLAN, gettext_lazy("Said where a goal stands"))
def settle_goal(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    goal = goal_of(request, family, pk)
    refuse_unless_drafting(request, family)
    return form_page(
        request,
        SettleGoalForm(request.POST or None, goal=goal, today=clock.today()),
        family=family,
        heading=_("Where does the goal stand?"),
        seen_by=goal.seen_by(),
        intro=goal.words,
        then=url_of(family),
    )


@needs(Right.SEE_PLAN, gettext_lazy("A goal's history"))
def show_goal_history(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    return _history_page(
        request, family, goal_of(request, family, pk), _("History of the goal"), url_of(family)
    )


# -- Activities ----------------------------------------------------------------------------------------------


@needs(Right.DRAFT_PLAN, gettext_lazy("Planned an activity"))
def add_activity(request: PageRequest, family: Family) -> HttpResponse:
    refuse_unless_drafting(request, family)
    initial: dict[str, Any] = {"starts_on": clock.today(), "place": family.pilot.default_place}
    if keys := _keys(request.GET.get("goal", "")):
        initial["goal"] = keys[0]
    initial |= PlannedForm(request.GET, family=family).written  # a time that was found
    if keys := _keys(request.GET.get("person", "")):
        initial["responsible"] = keys[0]
    return form_page(
        request,
        ActivityForm(request.POST or None, family=family, by=request.user, initial=initial),
        family=family,
        heading=_("Plan an activity"),
        then=lambda form: _weighed(request, family, form, url_of(family)),
        back=url_of(family),
        template="masterplans/plan_activity.html",
        weigh_url=reverse("masterplans:weigh_activity", args=[family.pk]),
    )


def _weighed(request: PageRequest, family: Family, form: ActivityForm, url: str) -> str:
    """On the way back: what it runs into. It is planned all the same, for people may know better."""
    form.instance.family = family  # the one that the door let in, with where the reader stands
    activity = as_planned(
        form.instance,
        members=form.cleaned_data["members"],
        co_owners=form.cleaned_data.get("co_owners") or form.instance.co_owners.all(),
    )
    if answer := weigh(activity, request.user, instead_of=activity.pk):
        for clash in answer.clashes[:MOST_TOLD]:
            messages.warning(request, clash.sentence)
        for each in answer.weights:
            if each.over:
                told = _("%(name)s: %(over)s in the week from %(day)s.")
                day = date_format(answer.since, "MONTH_DAY_FORMAT")
                messages.warning(request, told % {"name": each.member, "over": each.over, "day": day})
    return url


@needs(Right.DRAFT_PLAN, gettext_lazy("Changed an activity"))
def change_activity(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    activity = activity_of(request, family, pk)
    refuse_unless_drafting(request, family, activity)
    back = reverse("masterplans:show_activity", args=[family.pk, activity.pk])
    return form_page(
        request,
        ActivityForm(request.POST or None, instance=activity, family=family, by=request.user),
        family=family,
        heading=_("Change the activity"),
        then=lambda form: _weighed(request, family, form, back),
        back=back,
        template="masterplans/plan_activity.html",
        weigh_url=f"{reverse('masterplans:weigh_activity', args=[family.pk])}?activity={activity.pk}",
    )


@needs(Right.DRAFT_PLAN, gettext_lazy("Ended an activity"))
def end_activity(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    activity = activity_of(request, family, pk)
    refuse_unless_drafting(request, family, activity)
    return form_page(
        request,
        EndActivityForm(request.POST or None, activity=activity, today=clock.today()),
        family=family,
        heading=_("End the activity"),
        intro=_("It leaves the week after the last day. What has been logged stays."),
        submit=_("End the activity “%(title)s”") % {"title": activity.title},
        then=url_of(family),
    )


@needs(Right.SEE_GRANTED_PARTS, gettext_lazy("An activity"))
def show_activity(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    """When, where, with whom and what for; the latest results, and who can see it."""
    activity = activity_of(request, family, pk)
    sees_plan = Right.SEE_PLAN in request.rights
    today = clock.today()
    coming = activity.occurrences(today, today + COMING)[:MOST_COMING]
    until = coming[-1].on if len(coming) == MOST_COMING else today + COMING
    contributions = Contribution.objects.visible_to(request.user).filter(activity=activity)
    return render(
        request,
        "masterplans/show_activity.html",
        {
            "family": family,
            "activity": activity,
            "carriers": activity.carriers(),
            "coming": sorted([*coming, *activity.cancelled(today, until)], key=lambda each: each.on),
            "arranges": sees_plan and not obstacle_to_arranging(request, family, activity),
            "goal": family.goals.visible_to(request.user).filter(activities=activity).first(),
            "contributions": contributions.select_related("professional", "activity")[:10]
            if sees_plan
            else [],
            "seen_by": activity.seen_by() if sees_plan else [],
            "sees_plan": sees_plan,
            "drafts": sees_plan and not obstacle_to_drafting(request, family, activity),
            "sees_why": Right.SEE_WHY_IT_FAILED in request.rights,
        },
    )


@needs(Right.SEE_PLAN, gettext_lazy("An activity's history"))
def show_activity_history(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    activity = activity_of(request, family, pk)
    back = reverse("masterplans:show_activity", args=[family.pk, activity.pk])
    return _history_page(
        request, family, activity, _("History of the activity"), back, Rearrangement.ever_of(activity)
    )


def _history_page(
    request: PageRequest,
    family: Family,
    item: Shareable,
    heading: str,
    back: str,
    parts: Sequence[Rearrangement] = (),
) -> HttpResponse:
    is_kept = isinstance(item, Activity) and is_kept_from_history(item)
    without = ("place", "place_kind") if is_kept else ()
    return render(
        request,
        "masterplans/show_history.html",
        {
            "family": family,
            "heading": heading,
            "about": str(item),
            "entries": merged(
                entries(item, reader=request.user, without=without),
                entries_of(parts, reader=request.user, without=without),
            ),
            "back": back,
        },
    )


@needs(Right.SEE_GRANTED_PARTS, gettext_lazy("The parts shared with me"))
def show_granted_parts(request: PageRequest, family: Family) -> HttpResponse:
    """What of the plan names this reader; for who is near, it is also in the plan."""
    granted = {
        "goals": family.goals.visible_to(request.user).filter(pk__in=Goal.granted_to(request.user)),
        "activities": family.activities.visible_to(request.user)
        .filter(pk__in=Activity.granted_to(request.user))
        .select_related("responsible__sector")
        .with_co_owner_keys()
        .with_member_keys(),
    }
    return render(request, "masterplans/show_granted_parts.html", {"family": family, **granted})
