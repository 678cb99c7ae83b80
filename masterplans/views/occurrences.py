"""A single day of an activity: moved, cancelled, or as planned after all."""

from datetime import date
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from families.door import PageRequest, needs
from families.models import Family
from families.pages import came_from, form_page
from families.rights import Right
from masterplans.forms.activities import CancelOccurrenceForm, MoveOccurrenceForm, RestoreOccurrenceForm
from masterplans.models import Activity
from masterplans.views.contributions import day_or_404
from masterplans.views.shares import activity_of, obstacle_to_arranging, refuse_for
from masterplans.views.week import week_key


def _planned_or_404(request: PageRequest, family: Family, pk: UUID, on: str) -> tuple[Activity, date]:
    activity, day = activity_of(request, family, pk), day_or_404(on)
    if not activity.pattern.is_planned(day):
        raise Http404
    refuse_for(request, obstacle_to_arranging(request, family, activity))
    return activity, day


def _week_of(request: PageRequest, family: Family, day: date) -> str:
    week = f"{reverse('masterplans:show_week', args=[family.pk])}?week={week_key(day)}"
    return came_from(request, otherwise=week)


def _heading(activity: Activity, day: date) -> str:
    if activity.is_flexible:
        return _("%(title)s in week %(week)s") % {"title": activity, "week": day.isocalendar().week}
    return _("%(title)s on %(day)s") % {"title": activity, "day": date_format(day, "l j. F")}


@needs(Right.DRAFT_PLAN, gettext_lazy("Moved a single day"))
def move_occurrence(request: PageRequest, family: Family, pk: UUID, on: str) -> HttpResponse:
    activity, day = _planned_or_404(request, family, pk, on)
    arranged = activity.rearrangements.filter(planned_on=day).first()
    form = MoveOccurrenceForm(
        request.POST or None,
        activity=activity,
        planned_on=day,
        once=arranged.occurrence if arranged and arranged.occurrence else activity.as_planned(day),
    )
    return form_page(
        request,
        form,
        family=family,
        template="masterplans/move_occurrence.html",
        heading=_heading(activity, day),
        intro=_("This once only: the rest stays as planned, and the agreed plan is not opened."),
        submit=_("Move"),
        seen_by=activity.seen_by(),
        then=_week_of(request, family, day),
        activity=activity,
        day=day,
        arranged=arranged,
    )


@needs(Right.DRAFT_PLAN, gettext_lazy("Cancelled a single day"))
def cancel_occurrence(request: PageRequest, family: Family, pk: UUID, on: str) -> HttpResponse:
    activity, day = _planned_or_404(request, family, pk, on)
    return form_page(
        request,
        CancelOccurrenceForm(request.POST or None, activity=activity, planned_on=day),
        family=family,
        heading=_heading(activity, day),
        intro=_("This once only: the rest stays as planned, and the agreed plan is not opened."),
        submit=_("Cancel this once"),
        seen_by=activity.seen_by(),
        then=_week_of(request, family, day),
    )


@needs(Right.DRAFT_PLAN, gettext_lazy("Let a single day be as planned"))
def restore_occurrence(request: PageRequest, family: Family, pk: UUID, on: str) -> HttpResponse:
    activity, day = _planned_or_404(request, family, pk, on)
    if not activity.rearrangements.filter(planned_on=day).exists():
        raise Http404
    return form_page(
        request,
        RestoreOccurrenceForm(
            request.POST if request.method == "POST" else None, activity=activity, planned_on=day
        ),
        family=family,
        heading=_heading(activity, day),
        intro=_("It takes place as planned after all. That it was moved or cancelled stays in the history."),
        submit=_("As planned"),
        then=_week_of(request, family, day),
    )
