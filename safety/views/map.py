"""The map: as it stands, as it stood, on paper for the family; and the report of concern."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from families.door import PageRequest, needs
from families.models import Family, Visibility
from families.pages import form_page
from families.rights import Right
from roskilde import clock
from safety.forms.map import CompareForm, ReportForm
from safety.map import QUESTIONS, read_map
from safety.models import WORKING, WORRIES, Whose
from safety.models.voice import VOICES
from safety.past import as_it_stood, between

MOST_ENDED = 100


def map_of(family: Family) -> str:
    return reverse("safety:show_map", args=[family.pk])


def _day(text: str) -> date | None:
    """The day that the address asks for; nonsense and days to come ask for none."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day <= clock.today() else None


@needs(Right.SEE_SAFETY, gettext_lazy("The map"))
def show_map(request: PageRequest, family: Family) -> HttpResponse:
    """What worries, what works, what shall happen; with ``?on=`` as it stood on a day."""
    day = _day(request.GET.get("on", ""))
    context: dict[str, Any] = {
        "family": family,
        "questions": QUESTIONS,
        "today": clock.today(),
        "writes": Right.WRITE_STATEMENT in request.rights,
    }
    if day:
        stood = list(as_it_stood(family, request.user, day).values())
        context |= {
            "day": day,
            "worried": [each for each in stood if each.category in WORRIES],
            "working": [each for each in stood if each.category in WORKING],
            "goals": [
                goal
                for goal in family.goals.visible_to(request.user)
                if goal.written_at.date() <= day and (goal.is_open or goal.status_on > day)
            ],
            "steps": [
                step
                for step in family.next_steps.visible_to(request.user).select_related(
                    "member", "network_person", "professional"
                )
                if step.written_at.date() <= day and (step.ended_on is None or step.ended_on > day)
            ],
        }
        return render(request, "safety/show_map_on.html", context)
    reading = read_map(family, request.user)
    return render(
        request,
        "safety/show_map.html",
        {
            **context,
            "reading": reading,
            "goal_columns": [(Whose(whose).label, goals) for whose, goals in reading.goals.items()],
        },
    )


@needs(Right.SEE_SAFETY, gettext_lazy("What no longer stands in the map"))
def list_ended(request: PageRequest, family: Family) -> HttpResponse:
    """What was resolved or superseded and why, and what became of the next steps, the newest first."""
    statements = family.statements.visible_to(request.user).ended().with_speakers()
    steps = family.next_steps.visible_to(request.user).exclude(ending="").select_related(*VOICES)
    context = {
        "family": family,
        "ended": statements[:MOST_ENDED],
        "settled_steps": steps.order_by("-ended_on", "pk")[:MOST_ENDED],
    }
    return render(request, "safety/list_ended.html", context)


@needs(Right.SEE_SAFETY, gettext_lazy("Two days of the map compared"))
def compare_maps(request: PageRequest, family: Family) -> HttpResponse:
    """What came, what changed and what ended between two days."""
    form = CompareForm(request.GET or None)
    context: dict[str, Any] = {"family": family, "form": form}
    if form.is_bound and form.is_valid():
        first, second = form.cleaned_data["first"], form.cleaned_data["second"]
        context |= {"between": between(family, request.user, first, second), "first": first, "second": second}
    return render(request, "safety/compare_maps.html", context)


@needs(Right.SEE_SAFETY, gettext_lazy("The family's copy of the map"))
def print_map(request: PageRequest, family: Family) -> HttpResponse:
    """On paper for the family: what everybody near may see, once no danger stands alone."""
    reading = read_map(family, request.user, only=Visibility.NEAR)
    return render(
        request,
        "safety/print_map.html",
        {"family": family, "reading": reading, "questions": QUESTIONS, "today": clock.today()},
    )


@needs(Right.WRITE_STATEMENT, gettext_lazy("Report of concern"))
def report(request: PageRequest, family: Family) -> HttpResponse:
    """What to do when one has become worried; and, afterwards, that it has been done."""
    return form_page(
        request,
        ReportForm(request.POST or None, family=family),
        family=family,
        heading=_("I have become worried about a child"),
        submit=_("Note that I have reported"),
        said=_("It is noted that you have reported. Only you and the project leader see it."),
        then=map_of(family),
        template="safety/report.html",
        reports=family.reports.visible_to(request.user).latest_first().select_related("author"),
    )
