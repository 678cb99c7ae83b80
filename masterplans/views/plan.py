"""The Masterplan: begun, agreed, revised, closed; its stages, its versions, the plans by law it points at."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from families.door import PageRequest, needs
from families.history import entries
from families.models import Family, Visibility
from families.pages import form_page
from families.rights import Right
from masterplans.comparing import compare
from masterplans.forms.plan import (
    AgreeForm,
    ClosePlanForm,
    CompareForm,
    FamilyAimForm,
    MemberAimForm,
    StageForm,
    StatutoryPlanForm,
)
from masterplans.frozen import Eyes, parts_of
from masterplans.models import Masterplan, Stage, StatutoryPlan, Version
from masterplans.reading import read_plan
from roskilde import clock
from roskilde.questions import asked_often


def plan_or_404(family: Family) -> Masterplan:
    if plan := Masterplan.of(family):
        return plan
    raise Http404


def url_of(family: Family) -> str:
    return reverse("masterplans:show_plan", args=[family.pk])


@needs(Right.SEE_PLAN, gettext_lazy("The plan"))
def show_plan(request: PageRequest, family: Family) -> HttpResponse:
    """The parts with their goals and activities; beside them what is missing and who owns what."""
    plan = Masterplan.of(family)
    context: dict[str, Any] = {"family": family, "plan": plan}
    if plan is not None:
        composes = Right.CHANGE_PLAN in request.rights
        reading = read_plan(family, plan, request.user)
        goals, rows = reading.matrix()
        context |= {
            "reading": reading,
            "stages": _stages(plan.pk),
            "gaps": [(gap, gap.deed(family) if composes else None) for gap in reading.gaps()],
            "matrix_goals": goals,
            "matrix": rows,
            "composes": composes and not plan.is_closed,
            "drafts": not plan.is_closed and (composes or plan.is_drafted),
        }
    return render(request, "masterplans/show_plan.html", context)


@asked_often
def _stages(plan: UUID) -> Any:
    return Stage.objects.filter(plan=plan)


@require_POST
@needs(Right.CHANGE_PLAN, gettext_lazy("Began the plan"))
def begin_plan(request: PageRequest, family: Family) -> HttpResponse:
    if Masterplan.of(family) is None:
        Masterplan.begin(family, by=request.user)
    return redirect("masterplans:show_plan", family.pk)


@needs(Right.CHANGE_PLAN, gettext_lazy("Agreed the plan"))
def agree_plan(request: PageRequest, family: Family) -> HttpResponse:
    plan = plan_or_404(family)
    return form_page(
        request,
        AgreeForm(request.POST or None, plan=plan, today=clock.today()),
        family=family,
        heading=_("Agree the plan"),
        intro=_("What the plan says now becomes the next version. What is unfinished can follow later."),
        submit=_("The plan is agreed"),
        then=url_of(family),
        said=_("The plan is agreed."),
        template="masterplans/agree_plan.html",
        gaps=read_plan(family, plan, request.user).gaps(),
    )


@require_POST
@needs(Right.CHANGE_PLAN, gettext_lazy("Opened the plan for revision"))
def revise_plan(request: PageRequest, family: Family) -> HttpResponse:
    plan = plan_or_404(family)
    if not plan.is_closed:
        plan.revise(by=request.user)
    return redirect("masterplans:show_plan", family.pk)


@needs(Right.CHANGE_PLAN, gettext_lazy("Closed the plan"))
def close_plan(request: PageRequest, family: Family) -> HttpResponse:
    return form_page(
        request,
        ClosePlanForm(request.POST or None, plan=plan_or_404(family)),
        family=family,
        heading=_("Close the plan"),
        seen_by=Visibility.NEAR,
        intro=_("The plan ends for everybody around the family. What it says stays readable."),
        submit=_("Close the plan"),
        then=url_of(family),
    )


@needs(Right.CHANGE_PLAN, gettext_lazy("Wrote what the plan wants"))
def change_aim(request: PageRequest, family: Family) -> HttpResponse:
    return form_page(
        request,
        FamilyAimForm(request.POST or None, instance=plan_or_404(family)),
        family=family,
        heading=_("What we want together with the whole family"),
        seen_by=Visibility.NEAR,
        then=url_of(family),
    )


@needs(Right.CHANGE_PLAN, gettext_lazy("Wrote what the plan wants with a member"))
def change_member_aim(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    member = get_object_or_404(family.members.at_home(), pk=pk)
    return form_page(
        request,
        MemberAimForm(request.POST or None, plan=plan_or_404(family), member=member),
        family=family,
        heading=_("What we want together"),
        seen_by=Visibility.NEAR,
        intro=member.name,
        then=url_of(family),
    )


# -- The programme -------------------------------------------------------------------------------------------


@needs(Right.CHANGE_PLAN, gettext_lazy("Added a stage"))
def add_stage(request: PageRequest, family: Family) -> HttpResponse:
    return form_page(
        request,
        StageForm(request.POST or None, plan=plan_or_404(family)),
        family=family,
        heading=_("Add a stage to the programme"),
        seen_by=Visibility.NEAR,
        intro=_("A stage is a stretch of the course: what it is for, and when we expect to be through it."),
        then=url_of(family),
    )


@needs(Right.CHANGE_PLAN, gettext_lazy("Changed a stage"))
def change_stage(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    plan = plan_or_404(family)
    stage = get_object_or_404(plan.stages, pk=pk)
    return form_page(
        request,
        StageForm(request.POST or None, instance=stage, plan=plan),
        family=family,
        heading=_("Change the stage"),
        seen_by=Visibility.NEAR,
        then=url_of(family),
        template="masterplans/change_stage.html",
        stage=stage,
    )


@require_POST
@needs(Right.CHANGE_PLAN, gettext_lazy("Moved a stage"))
def move_stage(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    plan = plan_or_404(family)
    stage = get_object_or_404(plan.stages, pk=pk)
    if not plan.is_closed:
        with transaction.atomic():  # never moved in a plan that still reads as agreed
            stage.move(-1 if request.POST.get("way") == "up" else 1, by=request.user)
            plan.revise(by=request.user)
    return redirect("masterplans:show_plan", family.pk)


# -- Plans by law --------------------------------------------------------------------------------------------


@needs(Right.SEE_PLAN, gettext_lazy("Plans by law"))
def list_statutory_plans(request: PageRequest, family: Family) -> HttpResponse:
    plan = plan_or_404(family)
    return render(
        request,
        "masterplans/list_statutory_plans.html",
        {
            "family": family,
            "plans": plan.statutory_plans.select_related("member"),
            "composes": Right.CHANGE_PLAN in request.rights,
        },
    )


@needs(Right.CHANGE_PLAN, gettext_lazy("Added a plan by law"))
def add_statutory_plan(request: PageRequest, family: Family) -> HttpResponse:
    return _statutory_plan_page(request, family, None, _("Point at a plan by law"))


@needs(Right.CHANGE_PLAN, gettext_lazy("Changed a plan by law"))
def change_statutory_plan(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    statutory = get_object_or_404(plan_or_404(family).statutory_plans, pk=pk)
    return _statutory_plan_page(request, family, statutory, _("Change the reference"))


def _statutory_plan_page(
    request: PageRequest, family: Family, statutory: StatutoryPlan | None, heading: str
) -> HttpResponse:
    return form_page(
        request,
        StatutoryPlanForm(request.POST or None, instance=statutory, plan=plan_or_404(family)),
        family=family,
        heading=heading,
        intro=_("Write where it is kept. What it says stays there; the Masterplan does not replace it."),
        then=reverse("masterplans:list_statutory_plans", args=[family.pk]),
    )


# -- Versions and history ------------------------------------------------------------------------------------


@needs(Right.SEE_PLAN, gettext_lazy("The plan's versions"))
def list_versions(request: PageRequest, family: Family) -> HttpResponse:
    versions = (
        plan_or_404(family)
        .versions.latest_first()
        .select_related("agreed_by")
        .prefetch_related("members", "professionals")
        .defer("content")
    )
    return render(request, "masterplans/list_versions.html", {"family": family, "versions": versions})


def version_or_404(family: Family, number: int) -> Version:
    return get_object_or_404(plan_or_404(family).versions.select_related("agreed_by"), number=number)


@needs(Right.SEE_PLAN, gettext_lazy("An agreed version of the plan"))
def show_version(request: PageRequest, family: Family, number: int) -> HttpResponse:
    """The plan as it was agreed; what is only for named people is asked for anew."""
    version = version_or_404(family, number)
    content = Eyes(family, request.user).read(version.content)
    return render(
        request,
        "masterplans/show_version.html",
        {"family": family, "version": version, "parts": parts_of(content)},
    )


@needs(Right.SEE_PLAN, gettext_lazy("Two versions of the plan compared"))
def compare_versions(request: PageRequest, family: Family) -> HttpResponse:
    """What came, went and changed from one version to another, or to the plan of today; by whom and why."""
    plan = plan_or_404(family)
    numbers = list(plan.versions.order_by("number").values_list("number", "agreed_on"))
    form = CompareForm(request.GET or None, numbers=numbers)
    compared = None
    if numbers and form.is_valid():
        first, last = form.cleaned_data["first"], form.cleaned_data["last"]
        compared = compare(plan, first, last, request.user)
    return render(
        request,
        "masterplans/compare_versions.html",
        {"family": family, "form": form, "numbers": numbers, "compared": compared},
    )


@needs(Right.SEE_PLAN, gettext_lazy("The plan's history"))
def show_plan_history(request: PageRequest, family: Family) -> HttpResponse:
    plan = plan_or_404(family)
    return render(
        request,
        "masterplans/show_history.html",
        {
            "family": family,
            "heading": _("History of the plan"),
            "entries": entries(plan),
            "back": url_of(family),
        },
    )
