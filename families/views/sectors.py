"""The frame of the work: the sectors that people come from, and the pilot's period, place and room."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from families.door import PageRequest, needs
from families.forms.sectors import TINTS, PilotForm, SectorForm
from families.models import Pilot, Sector
from families.pages import form_page
from families.rights import Right
from roskilde import clock


@needs(Right.MANAGE_SECTORS, gettext_lazy("The sectors"))
def list_sectors(request: PageRequest) -> HttpResponse:
    return render(
        request, "families/list_sectors.html", {"sectors": Sector.objects.all(), "today": clock.today()}
    )


@needs(Right.MANAGE_SECTORS, gettext_lazy("Added a sector"))
def add_sector(request: PageRequest) -> HttpResponse:
    return form_page(
        request,
        SectorForm(request.POST or None),
        heading=_("Add a sector"),
        then=reverse("families:list_sectors"),
        template="families/sector_form.html",
        tints=TINTS,
    )


@needs(Right.MANAGE_SECTORS, gettext_lazy("Changed a sector"))
def change_sector(request: PageRequest, pk: UUID) -> HttpResponse:
    return form_page(
        request,
        SectorForm(request.POST or None, instance=get_object_or_404(Sector, pk=pk)),
        heading=_("Change a sector"),
        then=reverse("families:list_sectors"),
        template="families/sector_form.html",
        tints=TINTS,
    )


@needs(Right.MANAGE_SECTORS, gettext_lazy("The pilots"))
def list_pilots(request: PageRequest) -> HttpResponse:
    return render(
        request,
        "families/list_pilots.html",
        {"pilots": Pilot.objects.all(), "current": Pilot.objects.current()},
    )


@needs(Right.MANAGE_SECTORS, gettext_lazy("Added a pilot"))
def add_pilot(request: PageRequest) -> HttpResponse:
    return form_page(
        request,
        PilotForm(request.POST or None),
        heading=_("Add a pilot"),
        intro=_("Families are enrolled in the pilot that began last."),
        then=reverse("families:list_pilots"),
    )


@needs(Right.MANAGE_SECTORS, gettext_lazy("Changed a pilot"))
def change_pilot(request: PageRequest, pk: UUID) -> HttpResponse:
    return form_page(
        request,
        PilotForm(request.POST or None, instance=get_object_or_404(Pilot, pk=pk)),
        heading=_("Change the pilot"),
        then=reverse("families:list_pilots"),
    )
