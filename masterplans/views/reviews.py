"""The plan at a follow-up: every open goal and every silent activity decided on, one after the other."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from families.door import PageRequest, needs
from families.models import Family
from families.pages import form_page
from families.rights import Right
from masterplans.forms.reviews import ReviewActivityForm, ReviewGoalForm
from masterplans.models import Activity, Decision
from masterplans.reviewing import Round, read_round
from masterplans.views.plan import plan_or_404
from masterplans.views.shares import activity_of, goal_of, obstacle_to_drafting
from safety.models import FollowUp, Goal
from safety.readings import Reading, read_scales


def _follow_up(family: Family, pk: UUID) -> FollowUp:
    """One that has begun: at any other nothing can be decided."""
    follow_up: FollowUp = get_object_or_404(family.follow_ups.held(), pk=pk)
    return follow_up


def _refuse_unless_open(request: PageRequest, family: Family) -> None:
    if obstacle := obstacle_to_drafting(request, family):
        raise PermissionDenied(obstacle)


def _scale_of(family: Family, goal: Goal, request: PageRequest) -> Reading | None:
    """The scale of the danger that the goal grew from: the numbers that the reader may see."""
    return next((each for each in read_scales(family, request.user) if each.goal == goal), None)


@needs(Right.SEE_PLAN, gettext_lazy("The plan at a follow-up"))
def show_reviews(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    """All that is asked about at one follow-up, with what was decided."""
    plan = plan_or_404(family)
    return render(
        request,
        "masterplans/show_reviews.html",
        {
            "family": family,
            "plan": plan,
            "round": read_round(family, _follow_up(family, pk), request.user),
            "composes": Right.CHANGE_PLAN in request.rights and not plan.is_closed,
        },
    )


def _next(family: Family, round_: Round, but: UUID) -> str:
    """The next that nobody has decided on; else all of them."""
    for row in round_.undecided:
        if row.item.pk != but:
            page = "masterplans:review_goal" if row.is_goal else "masterplans:review_activity"
            return reverse(page, args=[family.pk, row.item.pk, round_.follow_up.pk])
    return reverse("masterplans:show_reviews", args=[family.pk, round_.follow_up.pk])


def _review_page(
    request: PageRequest, family: Family, follow_up: FollowUp, form: Any, **context: Any
) -> HttpResponse:
    item: Goal | Activity = context["item"]
    round_ = read_round(family, follow_up, request.user)
    overview = reverse("masterplans:show_reviews", args=[family.pk, follow_up.pk])

    def then(form: Any) -> str:
        if isinstance(item, Activity) and form.cleaned_data["verdict"] == Decision.CHANGED:
            return reverse("masterplans:change_activity", args=[family.pk, item.pk])
        return _next(family, round_, item.pk)

    return form_page(
        request,
        form,
        family=family,
        then=then,
        back=overview,
        seen_by=item.seen_by(),
        template="masterplans/review.html",
        round=round_,
        **context,
    )


@needs(Right.CHANGE_PLAN, gettext_lazy("Decided on a goal"))
def review_goal(request: PageRequest, family: Family, pk: UUID, follow_up: UUID) -> HttpResponse:
    goal, meeting = goal_of(request, family, pk), _follow_up(family, follow_up)
    _refuse_unless_open(request, family)
    reviews = family.reviews.visible_to(request.user).filter(goal=goal).select_related("reviewed_by")
    review = next((each for each in reviews if each.follow_up_id == meeting.pk), None)
    return _review_page(
        request,
        family,
        meeting,
        ReviewGoalForm(request.POST or None, goal=goal, follow_up=meeting, review=review),
        heading=_("What becomes of the goal?"),
        item=goal,
        reviews=reviews,
        reading=_scale_of(family, goal, request),
    )


@needs(Right.CHANGE_PLAN, gettext_lazy("Decided on an activity"))
def review_activity(request: PageRequest, family: Family, pk: UUID, follow_up: UUID) -> HttpResponse:
    activity, meeting = activity_of(request, family, pk), _follow_up(family, follow_up)
    _refuse_unless_open(request, family)
    reviews = family.reviews.visible_to(request.user).filter(activity=activity).select_related("reviewed_by")
    review = next((each for each in reviews if each.follow_up_id == meeting.pk), None)
    return _review_page(
        request,
        family,
        meeting,
        ReviewActivityForm(request.POST or None, activity=activity, follow_up=meeting, review=review),
        heading=_("Is it to stay?"),
        item=activity,
        reviews=reviews,
    )


@needs(Right.SEE_PLAN, gettext_lazy("A goal"))
def show_goal(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    """What was decided at each follow-up, and the numbers on the scale that the goal grew from."""
    goal = goal_of(request, family, pk)
    reviews: Any = family.reviews.visible_to(request.user).filter(goal=goal)
    return render(
        request,
        "masterplans/show_goal.html",
        {
            "family": family,
            "goal": goal,
            "carriers": goal.carriers(),
            "reviews": reviews.select_related("reviewed_by", "follow_up").order_by("-on"),
            "reading": _scale_of(family, goal, request),
            "seen_by": goal.seen_by(),
        },
    )
