"""The professionals around a family: who they are, and how they come and go."""

from itertools import groupby
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from families import contacts, leaving, missing
from families.circles import Drawing, Someone, draw
from families.door import PageRequest, needs
from families.forms.family import SearchForm
from families.forms.people import (
    ChangeInvolvementForm,
    ChangeTierForm,
    EmergencyForm,
    EndForm,
    InviteForm,
    InvolveForm,
)
from families.models import (
    Family,
    Involvement,
    Knows,
    NetworkKind,
    NetworkPerson,
    Professional,
    Tier,
    Visibility,
)
from families.pages import form_page
from families.questions import asked_in_family
from families.rights import Right
from roskilde import clock

MOST_FOUND = 25


def _people(family: Family) -> str:
    return reverse("families:show_people", args=[family.pk])


@needs(Right.SEE_PEOPLE, gettext_lazy("People"))
def show_people(request: PageRequest, family: Family) -> HttpResponse:
    """Everybody around the family, as a picture and as lists, and who is missing."""
    everybody = _everybody(family, request.user)
    now = clock.now()
    people = [each for each in everybody if each.since <= now and each.is_open]
    former = sorted(
        (
            each
            for each in everybody
            if not each.is_open and not (each.stands_in_for and each.until == each.since)
        ),
        key=lambda each: each.until or each.since,
        reverse=True,
    )
    tiers = [(Tier(tier).label, list(found)) for tier, found in groupby(people, key=lambda each: each.tier)]
    network = sorted(_network(family, request.user), key=lambda each: Knows.values.index(each.knows))
    drawing = _drawing(family, people, [each for each in network if each.is_open])
    functions = missing.noted(family, request.user)
    return render(
        request,
        "families/show_people.html",
        {
            "family": family,
            "drawing": drawing,
            "described": _described(drawing),
            "tiers": tiers,
            "former": former,
            "network": [each for each in network if each.is_open],
            "former_network": [each for each in network if not each.is_open],
            "contacts": contacts.by_sector(family, people, request.user),
            "functions": functions,
            "lacks": missing.known(family, request.user, functions),
            "only_core": all(each.tier == Tier.CORE for each in people),
            "may_involve": Right.INVOLVE in request.rights,
            "sees_emergencies": Right.SEE_FAMILY_LOOKS in request.rights,
        },
    )


@asked_in_family
def _everybody(family: Family, reader: Professional) -> Any:
    standing = family.involvements.select_related("professional__sector", "stands_in_for").with_children()
    return standing.order_by("tier", "professional__sector__name_key", "professional__name_key", "since")


@asked_in_family
def _network(family: Family, reader: Professional) -> Any:
    return family.network.select_related("mentor_for")


def _drawing(family: Family, people: list[Involvement], network: list[NetworkPerson]) -> Drawing:
    """The network nearest the family, then core, near and peripheral, each by sector."""
    rings = [("network", _("Network"), [_of_the_network(each) for each in network])]
    for tier in Tier:
        standing = [_professional(each) for each in people if each.tier == tier]
        rings.append((tier.value, str(tier.label), standing))
    return draw(family.name, rings)


def _described(drawing: Drawing) -> str:
    """The picture in a sentence, for those who hear the page: who they are stands in the lists."""
    rings = ", ".join(f"{ring.name}: {len(ring.marks)}" for ring in drawing.rings)
    return _("The family in the middle, and rings around it. %(rings)s. The names stand in the lists.") % {
        "rings": rings
    }


def _professional(each: Involvement) -> Someone:
    person = each.professional
    absent = _("standing in for %(name)s") % {"name": each.stands_in_for} if each.stands_in_for else ""
    return Someone(
        name=person.name,
        told=", ".join(filter(None, (person.name, each.function, absent, str(person.sector)))),
        note=absent or each.function,
        sector=person.sector.name_key,
        letter=person.sector.letter,
        tint=person.sector.tint,
    )


def _of_the_network(each: NetworkPerson) -> Someone:
    note = knows = each.get_knows_display().lower()
    is_mentor = each.kind == NetworkKind.MENTOR
    if is_mentor:
        note = _("mentor, %(knows)s") % {"knows": knows}
    return Someone(
        name=each.name,
        told=f"{each.name}, {each.relation}, {note}",
        note=note,
        sector=str(Knows.values.index(each.knows)),
        knows=each.knows,
        is_mentor=is_mentor,
    )


@needs(Right.INVOLVE, gettext_lazy("Find a professional"))
def find_professional(request: PageRequest, family: Family) -> HttpResponse:
    """Look for the one to involve among those who do not stand around the family."""
    search = SearchForm(request.GET or None)
    search.fields["q"].label = _("Name, title or sector")
    standing = family.involvements.open().values("professional")
    found = Professional.objects.active().exclude(pk__in=standing).select_related("sector")
    if search.words:
        found = found.searched(search.words)
    people = list(found[: MOST_FOUND + 1])
    return render(
        request,
        "families/find_professional.html",
        {
            "family": family,
            "heading": _("Involve a professional"),
            "search": search,
            "people": people[:MOST_FOUND],
            "there_are_more": len(people) > MOST_FOUND,
            "may_invite": request.user.has_perm(Right.INVITE_PROFESSIONAL),
        },
    )


@needs(Right.INVOLVE, gettext_lazy("Involve a professional"))
def involve(request: PageRequest, family: Family, person: UUID) -> HttpResponse:
    """Let a professional stand around the family."""
    professional = get_object_or_404(Professional.objects.active().select_related("sector"), pk=person)
    if family.involvements.open().of(professional).exists():
        messages.info(request, _("%(name)s stands around the family already.") % {"name": professional})
        return redirect(_people(family))
    form = InvolveForm(request.POST or None, family=family, person=professional)
    return form_page(
        request,
        form,
        heading=_("Involve a professional"),
        intro=f"{professional}, {professional.title}, {professional.sector}",
        then=_people(family),
        back=reverse("families:find_professional", args=[family.pk]),
        family=family,
        submit=_("Involve"),
        said=_("%(name)s stands around the family now, and gets a mail.") % {"name": professional},
        template="families/involve.html",
    )


@needs(Right.INVOLVE, gettext_lazy("Invite a professional"))
def invite(request: PageRequest, family: Family) -> HttpResponse:
    """Invite somebody who is not in the system yet, and involve them in the same breath."""
    if not request.user.has_perm(Right.INVITE_PROFESSIONAL):
        raise PermissionDenied(_("Coordinators and the project leader invite new professionals."))
    form = InviteForm(request.POST or None, family=family)
    return form_page(
        request,
        form,
        heading=_("Invite a professional"),
        intro=_("They get a mail with a link, and nothing about the family in it."),
        then=_people(family),
        family=family,
        submit=_("Invite and involve"),
        said=_("The invitation is on its way."),
        template="families/involve.html",
    )


def _standing(family: Family, pk: UUID) -> Involvement:
    standing = family.involvements.open().select_related("professional__sector")
    involvement: Involvement = get_object_or_404(standing, pk=pk)
    return involvement


@needs(Right.TAKE_EMERGENCY_ACCESS, gettext_lazy("Emergency access"))
def take_emergency_access(request: PageRequest) -> HttpResponse:
    """For the hour in which whoever knows the family cannot be reached."""
    return form_page(
        request,
        EmergencyForm(request.POST or None),
        heading=_("Emergency access"),
        intro=_(
            "For four hours you see the family as its coordinator does. "
            "Every page you open is logged with the reason."
        ),
        submit=_("Open the family's file"),
        then=lambda form: form.involvement.family.get_absolute_url(),
        back=reverse("families:list_families"),
    )


@needs(Right.INVOLVE, gettext_lazy("Change a tier"))
def change_tier(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    """Move somebody closer or further away."""
    involvement = _standing(family, pk)
    obstacles = involvement.obstacles()
    form = ChangeTierForm(request.POST or None, involvement=involvement)
    person = involvement.professional
    return form_page(
        request,
        form,
        heading=_("Change the tier"),
        intro=_("%(name)s is %(tier)s now: %(function)s.")
        % {
            "name": person,
            "tier": form.tier_now.label.lower(),
            "function": involvement.function,
        },
        then=family.get_absolute_url() if person == request.user else _people(family),
        back=_people(family),
        family=family,
        submit=_("Change the tier"),
        template="families/change_tier.html",
        obstacles=[message for each in obstacles for message in each.messages],
    )


@needs(Right.INVOLVE, gettext_lazy("Change an involvement"))
def change_involvement(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    """Another function, other children; a substitute's and an emergency's follow what they come from."""
    involvement = _standing(family, pk)
    if involvement.is_emergency or involvement.stands_in_for_id:
        raise Http404
    person = involvement.professional
    return form_page(
        request,
        ChangeInvolvementForm(request.POST or None, instance=involvement),
        heading=_("Change function and children"),
        intro=f"{person}, {person.title}, {person.sector}",
        then=_people(family),
        family=family,
        seen_by=Visibility.NEAR,
    )


@needs(Right.INVOLVE, gettext_lazy("End an involvement"))
def end_involvement(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    """Let somebody leave the family; from that second they see nothing of it."""
    involvement = _standing(family, pk)
    person = involvement.professional
    items = leaving.carried_in_one(involvement, by=request.user)
    return form_page(
        request,
        EndForm(request.POST or None, involvement=involvement, items=items),
        heading=_("End the involvement"),
        intro=_("%(name)s leaves the family and sees nothing of it from the moment you press.")
        % {"name": person},
        then=reverse("families:list_families") if person == request.user else _people(family),
        back=_people(family),
        family=family,
        submit=_("End the involvement"),
        said=_("%(name)s has left the family.") % {"name": person},
        template="families/end_involvement.html",
        involvement=involvement,
        carries=bool(items),
        is_own=person == request.user,
        obstacles=[message for each in involvement.obstacles() for message in each.messages],
    )
