"""A family and its members: the list, the enrolment, the overview, its history, and who has looked."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Exists, prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from families import history, sections
from families.door import DISCREET, PAGES, PageRequest, needs, note_looks
from families.forms.family import EnrolForm, FamilyForm, HandForm, LooksForm, SearchForm
from families.models import (
    Background,
    Family,
    Look,
    Pilot,
    Professional,
    TargetCriterion,
    Tier,
    Verdict,
    Visibility,
)
from families.pages import form_page
from families.protection import Protected, home_of
from families.questions import asked_in_family
from families.rights import Right
from families.tellings import observations
from families.timeline import who
from roskilde import clock
from roskilde.paging import page_of
from roskilde.questions import asked_often

FAMILIES_PER_PAGE = 25
OBSERVATIONS_SHOWN = 3
LOOKS_PER_PAGE = 50
SAVES_PER_PAGE = 100


@needs(Right.SIGN_IN, gettext_lazy("The list of families"))
def list_families(request: PageRequest) -> HttpResponse:
    """The families that I stand around."""
    families = Family.objects.visible_to(request.user)
    search = SearchForm(request.GET or None)
    if search.words:
        families = families.searched(search.words)
    # First which, then what they say: who stands around thousands has but a page of them read and sorted.
    page = page_of(families.values_list("pk", flat=True), request.GET.get("page"), FAMILIES_PER_PAGE)
    shown = _families(request.user.pk, tuple(page.object_list))
    page.object_list = [family for family in shown if family.tier]
    note_looks(request, [family.pk for family in page], known=page.object_list)
    for family in page:
        family.my_tier = Tier(family.tier).label
    return render(
        request,
        "families/list_families.html",
        {"page": page, "search": search, "may_enrol": Right.ENROL_FAMILY in request.rights},
    )


@asked_often
def _families(reader: UUID, keys: tuple[UUID, ...]) -> Any:
    return Family.objects.with_tier(reader).filter(pk__in=keys).select_related("coordinator")


@needs(Right.ENROL_FAMILY, gettext_lazy("Enrol a family"))
def enrol_family(request: PageRequest) -> HttpResponse:
    """Take a family in, with little to write."""
    heading = _("Enrol a family")
    pilot = Pilot.objects.current()
    obstacles = [_("There is no pilot to enrol a family in yet. The administrator begins one.")]
    if pilot:
        obstacles = [
            message for each in pilot.obstacles_to_enrolling(clock.today()) for message in each.messages
        ]
    if pilot is None or (obstacles and request.method != "POST"):
        return render(request, "families/cannot_enrol.html", {"heading": heading, "obstacles": obstacles})
    page: dict[str, Any] = {
        "heading": heading,
        "submit": _("Enrol the family"),
        "back": reverse("families:list_families"),
        "intro": _("Ask the family what they hope for, and what works already. The rest can wait six weeks."),
    }
    if "add_member" in request.POST:
        form = EnrolForm(pilot=pilot, enroller=request.user)
        form.drafted_for(request, request.path)
        form.ask_for_another_member(dict(request.POST.lists()))
        return render(request, "families/enrol_family.html", {"form": form, "family": None, **page})
    form = EnrolForm(request.POST or None, pilot=pilot, enroller=request.user)
    return form_page(
        request,
        form,
        then=lambda done: done.family.get_absolute_url(),
        said=_("The family is enrolled."),
        template="families/enrol_family.html",
        **page,
    )


@needs(Right.SEE_CONTACT_CARD, gettext_lazy("The overview"))
def show_family(request: PageRequest, family: Family) -> HttpResponse:
    """The family at a glance, as much of it as the reader's tier lets in."""
    if Right.SEE_PEOPLE not in request.rights:
        return _overview(
            request,
            family,
            "families/contact_card.html",
            my_tier=Tier(family.tier).label,
            observations=observations(request.user, family)[:OBSERVATIONS_SHOWN],
        )
    people = _standing(family, request.user)
    prefetch_related_objects([family], "members")  # read once for everything on the page
    members = family.members.all()
    family.protected = Protected.among(members, family.address)
    missing = Background.gaps(people[0]) if Right.SEE_BACKGROUND in request.rights else []
    return _overview(
        request,
        family,
        "families/show_family.html",
        people=people,
        lacks=any(each.lacks for each in people),
        only_core=all(each.tier == Tier.CORE for each in people),
        members=[member for member in members if member.left_on is None],
        missing=missing,
        is_overdue=bool(missing) and family.background_due_on < clock.today(),
        home=home_of(family),
        may_change=Right.CHANGE_FAMILY in request.rights,
        may_involve=Right.INVOLVE in request.rights,
        may_see_background=Right.SEE_BACKGROUND in request.rights,
    )


@asked_in_family
def _standing(family: Family, reader: Professional) -> Any:
    """Who is here, the core first; and, the same in each row, whether somebody or something is missing."""
    standing = family.involvements.open().annotate(
        lacks=Exists(family.missing_functions.open()), **Background.known_of(family.pk)
    )
    shown = standing.select_related("professional__sector").only(
        "family", "tier", "function", *who("professional")
    )
    return shown.order_by("tier", "professional__name_key")


def _overview(request: PageRequest, family: Family, template: str, **context: Any) -> HttpResponse:
    context["sections"] = [
        section(request, family) for right, section in sections.OVERVIEW if right in request.rights
    ]
    return render(request, template, {"family": family, **context})


@needs(Right.CHANGE_FAMILY, gettext_lazy("Change the family"))
def change_family(request: PageRequest, family: Family) -> HttpResponse:
    """Correct the name or language, and write anew what is hoped for and what works."""
    form = FamilyForm(request.POST or None, instance=family)
    return form_page(
        request,
        form,
        heading=_("Change the family"),
        then=family.get_absolute_url(),
        family=family,
        seen_by=Visibility.NEAR,
    )


@needs(Right.INVOLVE, gettext_lazy("Give the family a new coordinator"))
def hand_family(request: PageRequest, family: Family) -> HttpResponse:
    """Give the family another coordinator."""
    form = HandForm(request.POST or None, family=family)
    return form_page(
        request,
        form,
        heading=_("New coordinator"),
        intro=_("%(name)s coordinates the family now, and stays in the core until you end it under People.")
        % {"name": family.coordinator},
        then=reverse("families:show_people", args=[family.pk]),
        family=family,
        submit=_("Give the family to them"),
    )


@needs(Right.SEE_BACKGROUND, gettext_lazy("The family's history"))
def show_family_history(request: PageRequest, family: Family) -> HttpResponse:
    """What was changed about the family, its members and the people around it: by whom, when and why."""
    entries = history.merged(
        history.entries(family),
        history.entries_of(list(family.members.all())),
        history.entries_of(list(family.involvements.select_related("professional"))),
        history.entries(
            family.background, words={"criteria": dict(TargetCriterion.choices)}, called=_("Background")
        ),
        history.entries_of(list(family.earlier_measures.all())),
        # The page is the core's alone, from whom nothing of these is kept on their own pages.
        history.entries_of(list(family.network.all()), kind=_("Network")),
        history.entries_of(list(family.contact_points.all()), kind=_("Contact point")),
        history.entries_of(list(family.missing_functions.all()), kind=_("Missing near the family")),
    )
    page = Paginator(entries, SAVES_PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "families/show_family_history.html", {"family": family, "page": page})


@dataclass(frozen=True)
class Seen:
    """One look, in words."""

    at: datetime
    who: str
    for_whom: str
    page: str
    is_deed: bool
    answer: str
    was_opened: bool
    reason: str


@needs(Right.SEE_OWN_LOOKS, gettext_lazy("Who has read"))
def list_family_looks(request: PageRequest, family: Family) -> HttpResponse:
    """Who has looked at the family, when, at what, and what the door answered."""
    sees_all = Right.SEE_FAMILY_LOOKS in request.rights
    looks = Look.objects.of_family(family.pk)
    if not sees_all:
        looks = looks.by(request.user)
    form = LooksForm(request.GET or None)
    if not sees_all:
        del form.fields["who"]
    if form.is_valid():
        asked = form.cleaned_data
        if asked.get("who"):
            looks = looks.filter(professional_id__in=Professional.objects.searched(asked["who"]).values("pk"))
        if asked["since"]:
            looks = looks.filter(at__gte=timezone.make_aware(datetime.combine(asked["since"], time())))
        if asked["until"]:
            after = asked["until"] + timedelta(days=1)
            looks = looks.filter(at__lt=timezone.make_aware(datetime.combine(after, time())))
    page = page_of(looks.newest_first(), request.GET.get("page"), LOOKS_PER_PAGE)
    return render(
        request,
        "families/list_family_looks.html",
        {"family": family, "page": page, "rows": seen(list(page)), "form": form, "sees_all": sees_all},
    )


def seen(looks: list[Look]) -> list[Seen]:
    """Looks with the names behind their keys, in one query: the log itself points at nothing."""
    keys = {look.professional_id for look in looks} | {
        look.on_behalf_of_id for look in looks if look.on_behalf_of_id
    }
    names = {person.pk: person for person in Professional.objects.filter(pk__in=keys)}
    nobody = _("Somebody who is no longer in the system")
    return [
        Seen(
            at=look.at,
            who=str(names.get(look.professional_id, nobody)),
            for_whom=str(names.get(look.on_behalf_of_id, nobody)) if look.on_behalf_of_id else "",
            page=str(PAGES.get(look.page, look.page)),
            is_deed=look.method == "POST" and look.page not in DISCREET,
            answer=look.get_verdict_display(),
            was_opened=look.verdict == Verdict.OPENED,
            reason=look.reason,
        )
        for look in looks
    ]
