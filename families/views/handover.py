"""Leaving well: what is mine and open, and the one page for whoever takes over."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from families import contacts, leaving, sections
from families.door import PageRequest, needs
from families.forms.people import HandOnForm, TakeOverForm
from families.models import Family, Involvement, Letter, Telling, Tier, Visibility
from families.pages import form_page
from families.protection import is_core
from families.rights import Right

MOST = 8  # of each kind: the page is to be one page


@needs(Right.SEE_PEOPLE, gettext_lazy("A handover"))
def show_handover(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    """What somebody carries here and who takes it over, as far as the reader may see; one page of paper."""
    joined = family.involvements.select_related("professional__sector")
    involvement = get_object_or_404(joined, pk=pk)
    person, standing = involvement.professional, family.standing
    assert standing
    if not is_core(family) and person.pk not in (request.user.pk, standing.in_place_of):
        raise PermissionDenied(_("A handover is for the core, and for whoever it is about."))
    is_own = person == request.user
    lines = family.lines.visible_to(request.user)
    return render(
        request,
        "families/show_handover.html",
        {
            "family": family,
            "involvement": involvement,
            "person": person,
            "is_own": is_own,
            "carries": is_own and bool(leaving.seen_in_one(involvement, request.user)),
            "sections": [
                section(request, family, involvement)
                for right, section in sections.HANDOVER
                if right in request.rights
            ],
            "letters": family.letters.visible_to(request.user).open().select_related("helper")[:MOST],
            "taken_over": _letters_taken_over(family, involvement, request, is_own=is_own),
            "tellings": Telling.objects.open()
            .filter(to=person, line__in=lines.order_by())
            .select_related("line", "told_by")[:MOST],
            "lines": lines.filter(author=person).select_related("about")[:5],
            "people": family.involvements.open()
            .exclude(tier=Tier.PERIPHERAL)
            .exclude(pk=involvement.pk)
            .select_related("professional__sector")
            .order_by("tier", "professional__name_key"),
            "network": family.network.open(),
            "contact_points": [
                point
                for point in family.contact_points.open().select_related("sector")
                if contacts.is_shown(point, family)
            ],
        },
    )


def _letters_taken_over(
    family: Family, involvement: Involvement, request: PageRequest, *, is_own: bool
) -> "QuerySet[Any]":
    """Open letters that they helped with and somebody else does now."""
    helped = Letter.history.filter(family=family.pk, helper=involvement.professional_id)
    if not is_own:  # who carried what was for named people then is theirs to know
        helped = helped.exclude(visibility=Visibility.NAMED)
    letters: QuerySet[Any] = family.letters.visible_to(request.user).open().filter(pk__in=helped.values("id"))
    return letters.exclude(helper=involvement.professional_id).select_related("helper")[:MOST]


@needs(Right.SEE_PEOPLE, gettext_lazy("Handed on what was theirs"))
def hand_on(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    """Give what is mine and open to somebody else: the only way for what is for named people only."""
    standing = family.involvements.open().select_related("professional")
    involvement = get_object_or_404(standing, pk=pk)
    if involvement.professional != request.user:
        raise Http404
    items = leaving.seen_in_one(involvement, request.user)
    return form_page(
        request,
        HandOnForm(request.POST if request.method == "POST" else None, involvement=involvement, items=items),
        heading=_("What is mine"),
        intro=_("Choose who takes over, thing by thing. What you leave as it is stays yours."),
        then=reverse("families:show_handover", args=[family.pk, involvement.pk]),
        family=family,
        submit=_("Hand it on"),
        template="families/hand_on.html",
        carries=bool(items),
    )


@needs(Right.SEE_PEOPLE, gettext_lazy("Took over from a substitute"))
def take_over(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    """What somebody took on while they stood in gets an owner who is here."""
    places = family.involvements.former().filter(stands_in_for__isnull=False)
    place = get_object_or_404(places.select_related("professional", "stands_in_for"), pk=pk)
    if Right.INVOLVE not in request.rights and place.stands_in_for != request.user:
        raise PermissionDenied(_("What a substitute carried is for whoever came back, and for the core."))
    items = leaving.left_in_one(place, request.user)
    if not items and request.method != "POST":
        told = _("Nothing that %(name)s carried is open any more.") % {"name": place.professional}
        messages.info(request, told)
        return redirect("families:show_people", family.pk)
    asked = request.POST if request.method == "POST" else None
    return form_page(
        request,
        TakeOverForm(asked, involvement=place, items=items, by=request.user),
        heading=_("Take over from %(name)s") % {"name": place.professional},
        intro=_("%(name)s stood in for %(absent)s and carries this still, though the place has ended.")
        % {"name": place.professional, "absent": place.stands_in_for},
        then=reverse("start"),
        back=reverse("families:show_people", args=[family.pk]),
        family=family,
        submit=_("Take over"),
    )
