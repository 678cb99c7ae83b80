"""When the schools are closed, the same for all families: the administrators keep it."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from families.door import PageRequest, needs
from families.pages import form_page
from families.rights import Right
from masterplans.forms.school_holidays import RemoveSchoolHolidayForm, SchoolHolidayForm
from masterplans.models import SchoolHoliday
from roskilde import clock


@needs(Right.MANAGE_SECTORS, gettext_lazy("The school holidays"))
def list_school_holidays(request: PageRequest) -> HttpResponse:
    today = clock.today()
    return render(
        request,
        "masterplans/list_school_holidays.html",
        {
            "coming": SchoolHoliday.objects.ahead_of(today),
            "over": SchoolHoliday.objects.over_by(today),
        },
    )


@needs(Right.MANAGE_SECTORS, gettext_lazy("Added a school holiday"))
def add_school_holiday(request: PageRequest) -> HttpResponse:
    return form_page(
        request,
        SchoolHolidayForm(request.POST or None),
        heading=_("Add a school holiday"),
        intro=_("Activities that are not held in the school holidays are left out of these weeks at once."),
        then=reverse("masterplans:list_school_holidays"),
    )


@needs(Right.MANAGE_SECTORS, gettext_lazy("Changed a school holiday"))
def change_school_holiday(request: PageRequest, pk: UUID) -> HttpResponse:
    holiday = get_object_or_404(SchoolHoliday, pk=pk)
    return form_page(
        request,
        SchoolHolidayForm(request.POST or None, instance=holiday),
        heading=_("Change a school holiday"),
        then=reverse("masterplans:list_school_holidays"),
    )


@needs(Right.MANAGE_SECTORS, gettext_lazy("Removed a school holiday"))
def remove_school_holiday(request: PageRequest, pk: UUID) -> HttpResponse:
    holiday = get_object_or_404(SchoolHoliday, pk=pk)
    return form_page(
        request,
        RemoveSchoolHolidayForm(request.POST if request.method == "POST" else None, holiday=holiday),
        heading=_("Remove a school holiday"),
        intro=_("What is not held in the school holidays takes place on these days again."),
        submit=_("Remove “%(name)s”") % {"name": holiday},
        then=reverse("masterplans:list_school_holidays"),
    )
