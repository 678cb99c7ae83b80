"""The plan and the week as files: for the case file, for the wall."""

from django.http import HttpResponse
from django.utils.translation import gettext_lazy

from families.door import PageRequest, needs
from families.models import Family
from families.rights import Right
from masterplans import plan_paper, week_paper
from masterplans.views.plan import version_or_404
from masterplans.views.week import asked_monday, week_key
from masterplans.week import read_deadlines, read_week
from roskilde.documents import PDF, WORD, sent


@needs(Right.SEE_PLAN, gettext_lazy("Fetched an agreed version of the plan as PDF"))
def print_version(request: PageRequest, family: Family, number: int) -> HttpResponse:
    version = version_or_404(family, number)
    return sent(plan_paper.as_pdf(family, version, request.user), PDF, name=f"masterplan-version-{number}")


@needs(Right.SEE_PLAN, gettext_lazy("Fetched an agreed version of the plan for Word"))
def export_version(request: PageRequest, family: Family, number: int) -> HttpResponse:
    version = version_or_404(family, number)
    return sent(plan_paper.as_word(family, version, request.user), WORD, name=f"masterplan-version-{number}")


@needs(Right.SEE_PLAN, gettext_lazy("Fetched the week as PDF"))
def print_week(request: PageRequest, family: Family) -> HttpResponse:
    monday = asked_monday(request)
    week = read_week(family, monday, request.user)
    deadlines = read_deadlines(family, monday, request.user)
    return sent(week_paper.as_pdf(family, week, deadlines), PDF, name=f"uge-{week_key(monday)}")
