"""Next steps, and the authority's bottom lines."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from families import danger
from families.door import PageRequest, needs
from families.models import Family
from families.pages import form_page
from families.rights import Right
from safety.forms.statements import refused
from safety.forms.steps import (
    BottomLineForm,
    DropStepForm,
    EndBottomLineForm,
    FinishStepForm,
    NextStepForm,
)
from safety.models import BottomLine, NextStep
from safety.views.map import map_of
from safety.views.statements import key_in, line_asked_for


@needs(Right.WRITE_STATEMENT, gettext_lazy("Agreed a next step"))
def agree_next_step(request: PageRequest, family: Family) -> HttpResponse:
    """Who does what by when; for a danger (``?danger=``) or out of a line (``?line=``)."""
    line = line_asked_for(request, family)
    if line:
        known = NextStep.objects.for_nobody("a line becomes one step").filter(line=line)
        if known.exists():
            if family.next_steps.visible_to(request.user).filter(line=line).exists():
                return redirect(map_of(family))
            raise PermissionDenied(_("This has been taken up already."))
        if obstacles := line.obstacles_to_becoming(request.user):
            raise PermissionDenied(refused(obstacles))
    wanted = key_in(request.GET.get("danger", ""))
    dangers = family.statements.visible_to(request.user).open().dangers()
    asked = dangers.filter(pk=wanted).first() if wanted else None

    def after(form: NextStepForm) -> str:
        danger.advise(request, form.instance.words)
        return map_of(family)

    return form_page(
        request,
        NextStepForm(
            request.POST or None,
            family=family,
            by=request.user,
            line=line,
            initial={"danger": asked} if asked else {},
        ),
        family=family,
        heading=_("Agree a next step"),
        then=after,
        back=line.get_absolute_url() if line else map_of(family),
        submit=_("Agree it"),
        template="families/write_line.html",
    )


def _step(request: PageRequest, family: Family, pk: UUID) -> NextStep:
    step: NextStep = get_object_or_404(family.next_steps.visible_to(request.user), pk=pk)
    return step


@needs(Right.WRITE_STATEMENT, gettext_lazy("Finished a next step"))
def finish_next_step(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    step = _step(request, family, pk)
    return form_page(
        request,
        FinishStepForm(request.POST or None, step=step),
        family=family,
        heading=_("The step is done"),
        intro=step.words,
        then=map_of(family),
        submit=_("It is done"),
        seen_by=step.seen_by(),
    )


@needs(Right.WRITE_STATEMENT, gettext_lazy("Dropped a next step"))
def drop_next_step(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    step = _step(request, family, pk)
    return form_page(
        request,
        DropStepForm(request.POST or None, step=step),
        family=family,
        heading=_("Drop the step"),
        intro=step.words,
        then=map_of(family),
        submit=_("Drop the step"),
        seen_by=step.seen_by(),
    )


# -- Bottom lines --------------------------------------------------------------------------------------------

ONLY_A_REFERENCE = gettext_lazy(
    "The demand is the authority's, made and kept at city hall. Write only where the decision stands; the "
    "family decides how it meets it."
)


@needs(Right.WRITE_STATEMENT, gettext_lazy("Added a bottom line"))
def add_bottom_line(request: PageRequest, family: Family) -> HttpResponse:
    return _bottom_line_page(request, family, None, _("Point at a decision"))


@needs(Right.WRITE_STATEMENT, gettext_lazy("Changed a bottom line"))
def change_bottom_line(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    bottom_line = get_object_or_404(family.bottom_lines.open(), pk=pk)
    return _bottom_line_page(request, family, bottom_line, _("Change the reference"))


def _bottom_line_page(
    request: PageRequest, family: Family, bottom_line: BottomLine | None, heading: str
) -> HttpResponse:
    return form_page(
        request,
        BottomLineForm(request.POST or None, instance=bottom_line, family=family),
        family=family,
        heading=heading,
        intro=str(ONLY_A_REFERENCE),
        then=map_of(family),
    )


@needs(Right.WRITE_STATEMENT, gettext_lazy("Ended a bottom line"))
def end_bottom_line(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    bottom_line = get_object_or_404(family.bottom_lines.open(), pk=pk)
    return form_page(
        request,
        EndBottomLineForm(request.POST if request.method == "POST" else None, bottom_line=bottom_line),
        family=family,
        heading=_("The decision no longer holds"),
        intro=str(bottom_line),
        submit=_("It no longer holds"),
        then=map_of(family),
    )
