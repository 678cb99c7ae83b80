"""The path to closure: its steps, what must be seen, and the two events that end it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from families.door import PageRequest, needs
from families.history import entries
from families.models import Family, Visibility
from families.pages import form_page, saved_now
from families.rights import Right
from safety import closure
from safety.forms.closure import (
    AnswerCriterionForm,
    CaseClosingForm,
    CriterionForm,
    LeaveForm,
    MilestoneForm,
    ReachForm,
)
from safety.forms.plan import ReasonForm
from safety.models import CaseClosing, Criterion, Discharge, Milestone, Standard

LISTENING = "safety/listening_form.html"


def _closure(family: Family, place: str = "") -> str:
    return reverse("safety:show_closure", args=[family.pk]) + place


@needs(Right.SEE_SAFETY, gettext_lazy("The path to closure"))
def show_closure(request: PageRequest, family: Family) -> HttpResponse:
    """The steps, and what must be seen for the case to close, as the family reads it."""
    may_close = Right.CLOSE_CASE in request.rights
    discharges = list(family.discharges.select_related("left_by", "renewed_by"))
    return render(
        request,
        "safety/show_closure.html",
        {
            "family": family,
            **_read(family),
            "dropped": family.closure_criteria.exclude(dropped_on=None),
            "scales": [
                (scale, closure.is_stale(scale.rated_on))
                for scale in closure.rated_scales(family, request.user)
            ],
            "discharges": [(each, closure.handed_over(each, request.user)) for each in discharges],
            "cases": family.case_closings.select_related("member", "noted_by"),
            "may_plan": Right.PLAN_SAFETY in request.rights,
            "may_close": may_close,
        },
    )


def _read(family: Family) -> dict[str, Any]:
    """What the family reads too: the four stand here before anybody has laid them."""
    criteria = list(family.closure_criteria.kept().select_related("answered_by"))
    return {
        "milestones": list(family.milestones.kept()),
        "criteria": criteria,
        "standards": [] if criteria else Standard.labels,
        "met": sum(each.is_met for each in criteria),
    }


@needs(Right.SEE_SAFETY, gettext_lazy("The family's copy of the path to closure"))
def print_closure(request: PageRequest, family: Family) -> HttpResponse:
    """One sheet: the way there, and what must be seen for the case to close."""
    return render(request, "safety/print_closure.html", {"family": family, **_read(family)})


# -- Steps on the way ----------------------------------------------------------------------------------------


def _milestone(family: Family, pk: UUID) -> Milestone:
    milestone: Milestone = get_object_or_404(family.milestones.ahead(), pk=pk)
    return milestone


@needs(Right.PLAN_SAFETY, gettext_lazy("Planned a step on the path to closure"))
def plan_milestone(request: PageRequest, family: Family) -> HttpResponse:
    return form_page(
        request,
        MilestoneForm(request.POST or None, instance=Milestone(family=family)),
        family=family,
        heading=_("A step on the way"),
        intro=_("Ask the family: what will we see next, if it goes on like this?"),
        then=_closure(family),
        seen_by=Visibility.NEAR,
    )


@needs(Right.PLAN_SAFETY, gettext_lazy("Changed a step on the path to closure"))
def change_milestone(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    return form_page(
        request,
        MilestoneForm(request.POST or None, instance=_milestone(family, pk)),
        family=family,
        heading=_("Change the step"),
        then=_closure(family),
        seen_by=Visibility.NEAR,
    )


@needs(Right.PLAN_SAFETY, gettext_lazy("Reached a step on the path to closure"))
def reach_milestone(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    milestone = _milestone(family, pk)
    return form_page(
        request,
        ReachForm(request.POST or None, milestone=milestone),
        family=family,
        heading=_("The step is reached"),
        intro=milestone.words,
        then=_closure(family),
        submit=_("It is reached"),
    )


@needs(Right.PLAN_SAFETY, gettext_lazy("Dropped a step on the path to closure"))
def drop_milestone(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    milestone = _milestone(family, pk)
    return form_page(
        request,
        ReasonForm(request.POST or None, verb=milestone.drop),
        family=family,
        heading=_("Take the step off the path"),
        intro=milestone.words,
        then=_closure(family),
        submit=_("Take it off"),
        seen_by=Visibility.NEAR,
    )


# -- What must be seen ---------------------------------------------------------------------------------------


def _criterion(family: Family, pk: UUID) -> Criterion:
    criterion: Criterion = get_object_or_404(family.closure_criteria.kept(), pk=pk)
    return criterion


@require_POST
@needs(Right.CLOSE_CASE, gettext_lazy("Laid the criteria for closure"))
def lay_criteria(request: PageRequest, family: Family) -> HttpResponse:
    """The four that hold for every family, so that they can be answered; twice is once."""
    Criterion.lay(family, by=request.user)
    messages.success(request, saved_now())
    return redirect(_closure(family, "#criteria"))


@needs(Right.CLOSE_CASE, gettext_lazy("Added a criterion for closure"))
def add_criterion(request: PageRequest, family: Family) -> HttpResponse:
    """One of this family's own."""
    return form_page(
        request,
        CriterionForm(request.POST or None, instance=Criterion(family=family)),
        family=family,
        heading=_("One more thing to see"),
        intro=_("Add only what the family knows of: nothing new is asked of them on the last day."),
        then=_closure(family, "#criteria"),
        seen_by=Visibility.NEAR,
    )


@needs(Right.CLOSE_CASE, gettext_lazy("Changed a criterion for closure"))
def change_criterion(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    """The same in the family's words."""
    return form_page(
        request,
        CriterionForm(request.POST or None, instance=_criterion(family, pk)),
        family=family,
        heading=_("In the family's words"),
        then=_closure(family, "#criteria"),
        seen_by=Visibility.NEAR,
    )


@needs(Right.CLOSE_CASE, gettext_lazy("Answered a criterion for closure"))
def answer_criterion(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    """Whether it is seen, and what shows it."""
    criterion = _criterion(family, pk)
    return form_page(
        request,
        AnswerCriterionForm(request.POST or None, criterion=criterion),
        family=family,
        heading=_("Is it seen?"),
        intro=_("“%(criterion)s”") % {"criterion": criterion.words},
        then=_closure(family, "#criteria"),
        template=LISTENING,
        seen_by=Visibility.NEAR,
    )


@needs(Right.CLOSE_CASE, gettext_lazy("Reopened a criterion for closure"))
def reopen_criterion(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    """It is not so after all."""
    criterion = _criterion(family, pk)
    return form_page(
        request,
        ReasonForm(request.POST or None, verb=criterion.reopen),
        family=family,
        heading=_("Open it again"),
        intro=_("“%(criterion)s”") % {"criterion": criterion.words},
        then=_closure(family, "#criteria"),
        submit=_("Open it again"),
        seen_by=Visibility.NEAR,
    )


@needs(Right.CLOSE_CASE, gettext_lazy("Dropped a criterion for closure"))
def drop_criterion(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    """One of the family's own is asked no longer."""
    criterion = get_object_or_404(family.closure_criteria.kept().filter(standard=""), pk=pk)
    return form_page(
        request,
        ReasonForm(request.POST or None, verb=criterion.drop),
        family=family,
        heading=_("No longer asked"),
        intro=_("“%(criterion)s”") % {"criterion": criterion.words},
        then=_closure(family, "#criteria"),
        submit=_("Ask it no longer"),
        seen_by=Visibility.NEAR,
    )


@needs(Right.SEE_SAFETY, gettext_lazy("History of a criterion for closure"))
def show_criterion_history(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    """What was answered, what was opened again, and why."""
    criterion = get_object_or_404(family.closure_criteria.all(), pk=pk)
    return render(
        request,
        "safety/show_criterion_history.html",
        {"family": family, "criterion": criterion, "entries": entries(criterion, without=("number",))},
    )


# -- The two events ------------------------------------------------------------------------------------------


@needs(Right.CLOSE_CASE, gettext_lazy("The family leaves the pilot"))
def leave_pilot(request: PageRequest, family: Family) -> HttpResponse:
    """The family's time in the pilot ends; everything open gets a receiver first."""
    if family.left_on and request.method != "POST":
        raise PermissionDenied(_("The family has left the pilot already."))
    items = closure.unfinished(family, request.user)
    obstacles = closure.obstacles(family, request.user)
    return form_page(
        request,
        LeaveForm(request.POST or None, family=family, items=items),
        family=family,
        heading=_("The family leaves the project"),
        intro=_("Its time in the project ends. No case at the town hall is closed by it."),
        then=_closure(family, "#left"),
        submit=_("End the family's time in the project"),
        said=_("The family has left the project."),
        template="safety/leave_pilot.html",
        seen_by=Visibility.NEAR,
        items=items,
        obstacles=[message for each in obstacles for message in each.messages],
    )


@needs(Right.CLOSE_CASE, gettext_lazy("Took the family in again"))
def renew_enrolment(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    """The file goes on where it was."""
    discharge: Discharge = get_object_or_404(family.discharges.all(), pk=pk)
    return form_page(
        request,
        ReasonForm(request.POST or None, verb=discharge.renew_enrolment),
        family=family,
        heading=_("Take the family in again"),
        intro=_("Everything stands where it stood. Agree a follow-up with the family first."),
        then=family.get_absolute_url(),
        back=_closure(family, "#left"),
        submit=_("Take the family in again"),
        seen_by=Visibility.NEAR,
    )


@needs(Right.CLOSE_CASE, gettext_lazy("Noted that a case is closed"))
def note_case_closed(request: PageRequest, family: Family) -> HttpResponse:
    """A reference to what the town hall has decided; it is never decided here."""
    return form_page(
        request,
        CaseClosingForm(request.POST or None, instance=CaseClosing(family=family)),
        family=family,
        heading=_("A case is closed at the town hall"),
        intro=_(
            "The town hall decides. Here stands only where the decision lies, before or after the project."
        ),
        then=_closure(family, "#cases"),
        seen_by=Visibility.NEAR,
    )


@needs(Right.CLOSE_CASE, gettext_lazy("Corrected the note of a closed case"))
def change_case_closed(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    case: CaseClosing = get_object_or_404(family.case_closings.all(), pk=pk)
    return form_page(
        request,
        CaseClosingForm(request.POST or None, instance=case),
        family=family,
        heading=_("Correct the reference"),
        then=_closure(family, "#cases"),
        seen_by=Visibility.NEAR,
    )
