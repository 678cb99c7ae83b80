"""Whom the family has itself, and the offices that it meets: people and places without a login here."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from families import contacts
from families.door import PageRequest, needs, note_looks
from families.forms.network import (
    ContactPointForm,
    EndContactPointForm,
    EndNetworkPersonForm,
    NetworkPersonForm,
)
from families.models import ContactPoint, Family, Involvement, NetworkPerson, Sector, Tier, Visibility
from families.pages import form_page
from families.rights import Right
from roskilde.keys import key_of
from roskilde.paging import page_of

VOLUNTEERS_PER_PAGE = 25


def _people(family: Family, place: str) -> str:
    return f"{reverse('families:show_people', args=[family.pk])}#{place}"


@needs(Right.CHANGE_NETWORK, gettext_lazy("Added a person in the network"))
def add_network_person(request: PageRequest, family: Family) -> HttpResponse:
    """Somebody in the family's own life who helps, or could."""
    form = NetworkPersonForm(request.POST or None, instance=NetworkPerson(family=family))
    return form_page(
        request,
        form,
        heading=_("Add a person in the network"),
        intro=_("Ask the family: who helps already, and who would come if you called?"),
        then=_people(family, "network"),
        family=family,
        seen_by=Visibility.NEAR,
    )


@needs(Right.CHANGE_NETWORK, gettext_lazy("Changed a person in the network"))
def change_network_person(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    """What they know, what they help with, how one reaches them."""
    person = get_object_or_404(family.network.open(), pk=pk)
    form = NetworkPersonForm(request.POST or None, instance=person)
    return form_page(
        request,
        form,
        heading=_("Change a person in the network"),
        then=_people(family, "network"),
        family=family,
        seen_by=Visibility.NEAR,
    )


@needs(Right.CHANGE_NETWORK, gettext_lazy("Ended a person's part in the network"))
def end_network_person(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    """Somebody moves away, or the family no longer wants their help."""
    person = get_object_or_404(family.network.open(), pk=pk)
    return form_page(
        request,
        EndNetworkPersonForm(request.POST or None, person=person),
        heading=_("No longer part of the network"),
        intro=_("%(name)s stays readable under “Stood here before”.") % {"name": person},
        then=_people(family, "network"),
        family=family,
        seen_by=Visibility.NEAR,
    )


@needs(Right.CHANGE_NETWORK, gettext_lazy("Added a contact point"))
def add_contact_point(request: PageRequest, family: Family) -> HttpResponse:
    """An office that the family meets; ``?sector=`` when one is asked for."""
    sector = Sector.objects.filter(pk__in=key_of(request.GET.get("sector", ""))).first()
    form = ContactPointForm(
        request.POST or None, instance=ContactPoint(family=family), initial={"sector": sector}
    )
    return form_page(
        request,
        form,
        heading=_("Add a contact point"),
        intro=_("An office that the family meets and that has no login here."),
        then=_people(family, "contacts"),
        family=family,
        seen_by=Visibility.NEAR,
    )


def _point(family: Family, pk: UUID) -> ContactPoint:
    point: ContactPoint = get_object_or_404(family.contact_points.open(), pk=pk)
    if not contacts.is_shown(point, family):
        raise Http404
    return point


@needs(Right.CHANGE_NETWORK, gettext_lazy("Changed a contact point"))
def change_contact_point(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    """Another number, another person to ask for."""
    form = ContactPointForm(request.POST or None, instance=_point(family, pk))
    return form_page(
        request,
        form,
        heading=_("Change a contact point"),
        then=_people(family, "contacts"),
        family=family,
        seen_by=Visibility.NEAR,
    )


@needs(Right.CHANGE_NETWORK, gettext_lazy("Ended a contact point"))
def end_contact_point(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    """The family no longer meets the office."""
    point = _point(family, pk)
    return form_page(
        request,
        EndContactPointForm(request.POST if request.method == "POST" else None, point=point),
        heading=_("The family no longer meets them"),
        intro=f"{point.what}, {point.sector}",
        then=_people(family, "contacts"),
        family=family,
        submit=_("Take it off the list"),
    )


@needs(Right.SEE_VOLUNTEERS, gettext_lazy("The volunteers"))
def list_volunteers(request: PageRequest) -> HttpResponse:
    """The register of volunteers in the families that the reader is core of, and what each still lacks."""
    core = Involvement.objects.open().of(request.user).filter(tier=Tier.CORE, family__left_on=None)
    volunteers = NetworkPerson.objects.open().volunteering().filter(family__in=core.values("family"))
    found = volunteers.select_related("family", "mentor_for").order_by("family__name_key", "name", "pk")
    page = page_of(found, request.GET.get("page"), VOLUNTEERS_PER_PAGE)
    note_looks(request, {each.family_id for each in page})
    return render(
        request,
        "families/list_volunteers.html",
        {"page": page, "lacking": volunteers.lacking_papers().count()},
    )
