"""What is asked for in the first six weeks, resources before problems."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from families.door import PageRequest, needs
from families.forms.background import BackgroundForm, FuturesForm, MeasureForm, ProblemsForm
from families.models import Background, EarlierMeasure, Family, Problem, ProblemGrade, Visibility
from families.pages import form_page
from families.rights import Right
from roskilde import clock


def _background(family: Family) -> str:
    return reverse("families:show_background", args=[family.pk])


@dataclass(frozen=True)
class Graded:
    """One kind of problem with its grade now and those before it, newest first."""

    label: str
    now: ProblemGrade | None
    before: list[ProblemGrade]


@needs(Right.SEE_BACKGROUND, gettext_lazy("The background"))
def show_background(request: PageRequest, family: Family) -> HttpResponse:
    """What works and what is hoped for first; last the kinds of problem and their degree."""
    grades: dict[str, list[ProblemGrade]] = {}
    for grade in family.problem_grades.select_related("graded_by"):
        grades.setdefault(grade.problem, []).append(grade)
    background = family.background
    missing = Background.missing_in(family)
    return render(
        request,
        "families/show_background.html",
        {
            "family": family,
            "background": background,
            "contact_points": background.contact_points.all(),
            "members": family.members.at_home(),
            "measures": family.earlier_measures.select_related("member"),
            "problems": [
                Graded(str(problem.label), *_newest(grades.get(problem, []))) for problem in Problem
            ],
            "is_graded": bool(grades),
            "missing": missing,
            "is_overdue": bool(missing) and family.background_due_on < clock.today(),
            "may_change": Right.CHANGE_FAMILY in request.rights,
        },
    )


def _newest(grades: list[ProblemGrade]) -> tuple[ProblemGrade | None, list[ProblemGrade]]:
    return (grades[0], grades[1:]) if grades else (None, [])


@needs(Right.CHANGE_FAMILY, gettext_lazy("Change the background"))
def change_background(request: PageRequest, family: Family) -> HttpResponse:
    """Why this family, whom it meets, what repeats itself, what we doubt."""
    form = BackgroundForm(request.POST or None, instance=family.background)
    return form_page(
        request,
        form,
        heading=_("Change the background"),
        then=_background(family),
        family=family,
        seen_by=Visibility.CORE,
    )


@needs(Right.CHANGE_FAMILY, gettext_lazy("Write the hoped-for futures"))
def change_futures(request: PageRequest, family: Family) -> HttpResponse:
    """The hoped-for future of each member, in their own words."""
    form = FuturesForm(request.POST or None, family=family)
    return form_page(
        request,
        form,
        heading=_("The hoped-for future"),
        seen_by=Visibility.CORE,
        intro=_("Ask each of them. Write what they say, not what we think will come."),
        then=_background(family),
        family=family,
    )


@needs(Right.CHANGE_FAMILY, gettext_lazy("Add an earlier measure"))
def add_measure(request: PageRequest, family: Family) -> HttpResponse:
    """Something that was tried before the pilot."""
    asked = request.GET.get("member", "")
    member = next((each for each in family.members.all() if str(each.pk) == asked), None)
    form = MeasureForm(request.POST or None, instance=EarlierMeasure(family=family, member=member))
    return form_page(
        request,
        form,
        heading=_("What has been tried before"),
        then=_background(family),
        family=family,
        seen_by=Visibility.CORE,
    )


@needs(Right.CHANGE_FAMILY, gettext_lazy("Change an earlier measure"))
def change_measure(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    """What was tried, and what came of it."""
    measure = get_object_or_404(family.earlier_measures, pk=pk)
    form = MeasureForm(request.POST or None, instance=measure)
    return form_page(
        request,
        form,
        heading=_("What has been tried before"),
        then=_background(family),
        family=family,
        seen_by=Visibility.CORE,
    )


@needs(Right.CHANGE_FAMILY, gettext_lazy("Grade the kinds of problem"))
def grade_problems(request: PageRequest, family: Family) -> HttpResponse:
    """Say how much there is of each kind of problem, once the resources are written."""
    form = ProblemsForm(request.POST or None, family=family)
    return form_page(
        request,
        form,
        heading=_("Kinds of problem"),
        intro=_("What works stands first: %(what)s") % {"what": family.what_works}
        if family.what_works
        else "",
        then=_background(family),
        family=family,
        template="families/grade_problems.html",
        resources_missing=not family.what_works.strip(),
    )
