"""The scales: their words, everybody's numbers, and how they have moved."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Max
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from families import danger as hearing
from families.door import PageRequest, needs
from families.models import Family, Knows, Professional, Tier
from families.pages import form_page
from families.rights import Right
from roskilde import clock
from safety.faces import FACES, face
from safety.forms.scales import (
    ANSWERS_FROM,
    CorrectForm,
    PairForm,
    RatingForm,
    ReasonForm,
    WordForm,
    answers_with_faces,
)
from safety.models import FollowUp, NoNumber, Rating, Scale, Speaker
from safety.models.scale import INNER
from safety.readings import KINDS, may_write_for, read_scales

ANSWERS_PER_PAGE = 50


def scale_of(request: PageRequest, family: Family, pk: UUID) -> Scale:
    """A scale that the reader sees."""
    scale: Scale = get_object_or_404(
        family.scales.visible_to(request.user).select_related("danger__author"), pk=pk
    )
    scale.family = scale.danger.family = family
    return scale


def _is_core(family: Family) -> bool:
    return family.tier == Tier.CORE


@needs(Right.SEE_SAFETY, gettext_lazy("The scales"))
def list_scales(request: PageRequest, family: Family) -> HttpResponse:
    """Each scale with its latest picture, and the dangers that have none yet."""
    dangers = family.statements.visible_to(request.user).dangers().open()
    return render(
        request,
        "safety/list_scales.html",
        {
            "family": family,
            "readings": read_scales(family, request.user),
            "unpaired": dangers.filter(scale=None),
            "may_write": Right.WRITE_STATEMENT in request.rights,
            "may_rate": Right.RATE in request.rights,
        },
    )


@needs(Right.SEE_SAFETY, gettext_lazy("A scale"))
def show_scale(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    """Everybody's numbers with their reasons, since the start and now."""
    scale = scale_of(request, family, pk)
    (reading,) = read_scales(family, request.user, only=scale)
    rows = reading.table(request.user, is_core=_is_core(family))
    return render(
        request,
        "safety/show_scale.html",
        {
            "family": family,
            "scale": scale,
            "reading": reading,
            "answers": Paginator(rows, ANSWERS_PER_PAGE).get_page(request.GET.get("page")),
            "may_write": Right.WRITE_STATEMENT in request.rights and scale.danger.is_open,
            "may_rate": Right.RATE in request.rights and scale.danger.is_open,
        },
    )


@needs(Right.WRITE_STATEMENT, gettext_lazy("Give a danger its scale"))
def pair_scale(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    """Both ends in the words of the danger and its goal."""
    dangers = family.statements.visible_to(request.user).dangers()
    danger = get_object_or_404(dangers.select_related("author"), pk=pk)
    if scale := family.scales.visible_to(request.user).filter(danger=danger).first():
        return redirect(scale)
    danger.family = family
    goal = family.goals.visible_to(request.user).filter(pk=danger.goal_id).first() if danger.goal_id else None
    return form_page(
        request,
        PairForm(request.POST or None, danger=danger),
        family=family,
        heading=_("Give a danger its scale"),
        then=lambda form: form.scale.get_absolute_url(),
        back=reverse("safety:list_scales", args=[family.pk]),
        seen_by=danger.seen_by(),
        template="safety/word_scale.html",
        danger=danger,
        goal=goal,
    )


@needs(Right.WRITE_STATEMENT, gettext_lazy("Word a scale anew"))
def word_scale(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    """A new wording: the numbers that were given before stay with the old one."""
    scale = scale_of(request, family, pk)
    return form_page(
        request,
        WordForm(request.POST or None, scale=scale, version=scale.versions.latest("number")),
        family=family,
        heading=_("Word both ends anew"),
        intro=_("The numbers until now stay with the old words, and no line is drawn from them to the new."),
        then=scale.get_absolute_url(),
        seen_by=scale.danger.seen_by(),
        template="safety/word_scale.html",
        danger=scale.danger,
    )


# -- Numbers -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Asked:
    """Somebody who can be asked for a number, and when they answered last; never what."""

    person: Speaker
    told: str
    kind: str
    url: str
    answered_on: date | None

    @property
    def kind_words(self) -> str | Promise:
        return KINDS[self.kind]

    @property
    def has_answered_today(self) -> bool:
        return self.answered_on == clock.today()


def raters(family: Family, by: Professional, follow_up: FollowUp | None) -> dict[UUID, tuple[str, Speaker]]:
    """Whom this person may write for, by key: the family from about six years on, who in the network knows of
    it, and themselves; at a follow-up the core may write for every professional who stands near."""
    found: dict[UUID, tuple[str, Speaker]] = {}
    for member in family.members.at_home():
        if member.age_on(clock.today()) >= ANSWERS_FROM:
            found[member.pk] = ("family", member)
    for person in family.network.open().exclude(knows=Knows.NOT_YET):
        found[person.pk] = ("network", person)
    if follow_up is not None and _is_core(family):
        inner = family.involvements.open().filter(tier__in=INNER).select_related("professional")
        for each in inner.order_by("professional__name_key"):
            found[each.professional.pk] = ("professional", each.professional)
    found[by.pk] = ("professional", by)
    return found


def follow_up_of(request: PageRequest, family: Family) -> FollowUp | None:
    """The follow-up at which the number is given, if the address names one (``?follow_up=``)."""
    key = request.GET.get("follow_up")
    if not key:
        return None
    try:
        return get_object_or_404(family.follow_ups.held().filter(ended_at=None), pk=UUID(key))
    except ValueError:
        raise Http404 from None


def _with(follow_up: FollowUp | None, url: str) -> str:
    return f"{url}?follow_up={follow_up.pk}" if follow_up else url


@needs(Right.RATE, gettext_lazy("Who gives a number"))
def choose_rater(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    """Whose number is written down next; no number is in sight."""
    scale, follow_up = scale_of(request, family, pk), follow_up_of(request, family)
    version = scale.versions.latest("number")
    given = family.ratings.for_nobody("who has answered and when, not what").standing()
    answered: dict[Any, date] = {}
    keys = ("member", "network_person", "professional")
    for *who, on in given.filter(version=version).order_by().values_list(*keys).annotate(on=Max("on")):
        answered[next(key for key in who if key)] = on
    asked = [
        Asked(
            person, _what(person), kind, _give_url(scale, person, request.user, follow_up), answered.get(key)
        )
        for key, (kind, person) in raters(family, request.user, follow_up).items()
    ]
    seen = family.ratings.visible_to(request.user).standing().with_raters()
    return render(
        request,
        "safety/choose_rater.html",
        {
            "family": family,
            "scale": scale,
            "version": version,
            "follow_up": follow_up,
            "asked": sorted(asked, key=lambda each: list(KINDS).index(each.kind)),
            "unreasoned": [
                row
                for row in seen.filter(version=version, value__isnull=False, because="")
                if row.is_around and may_write_for(row, request.user, is_core=_is_core(family))
            ],
        },
    )


def _what(person: Speaker) -> str:
    if isinstance(person, Professional):
        return person.title
    return getattr(person, "get_relation_display", lambda: getattr(person, "relation", ""))()


def _give_url(scale: Scale, person: Speaker, by: Professional, follow_up: FollowUp | None) -> str:
    if person.pk == by.pk:
        return _with(follow_up, reverse("safety:give_rating", args=[scale.family_id, scale.pk]))
    url = reverse("safety:write_rating", args=[scale.family_id, scale.pk, person.pk])
    return _with(follow_up, url)


@needs(Right.RATE, gettext_lazy("Give a number"))
def give_rating(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    """One's own number, before the others' are shown."""
    scale = scale_of(request, family, pk)
    return _rating_page(
        request, scale, request.user, heading=_("Give your number"), then=scale.get_absolute_url()
    )


@needs(Right.RATE, gettext_lazy("Write somebody's number down"))
def write_rating(request: PageRequest, family: Family, pk: UUID, person: UUID) -> HttpResponse:
    """The number of somebody with whom one sits together."""
    scale, follow_up = scale_of(request, family, pk), follow_up_of(request, family)
    known = raters(family, request.user, follow_up)
    if person not in known:
        raise Http404
    rater = known[person][1]
    return _rating_page(
        request,
        scale,
        rater,
        heading=_("%(name)s gives a number") % {"name": rater.name},
        then=_with(follow_up, reverse("safety:choose_rater", args=[family.pk, scale.pk])),
    )


def _rating_page(
    request: PageRequest, scale: Scale, rater: Speaker, *, heading: str, then: str
) -> HttpResponse:
    family, follow_up = scale.family, follow_up_of(request, scale.family)
    version = scale.versions.latest("number")
    form = RatingForm(request.POST or None, scale=scale, version=version, rater=rater, follow_up=follow_up)
    return form_page(
        request,
        form,
        family=family,
        heading=heading,
        then=lambda form: _advised(request, form.rating.because, then),
        back=then,
        seen_by=scale.danger.seen_by(),
        template="safety/give_rating.html",
        scale=scale,
        version=version,
        rater=rater,
        is_own=rater.pk == request.user.pk,
        is_core=_is_core(family),
        with_faces=answers_with_faces(rater, clock.today()),
    )


def _advised(request: PageRequest, words: str, then: str) -> str:
    """On the way: what to do, if the reason sounds as if a child were in danger."""
    hearing.advise(request, words)
    return then


def rating_of(request: PageRequest, family: Family, pk: UUID) -> Rating:
    """A number that the reader sees and may write for."""
    seen = family.ratings.visible_to(request.user).with_raters()
    rating: Rating = get_object_or_404(seen.select_related("version__scale__danger__author"), pk=pk)
    if not may_write_for(rating, request.user, is_core=_is_core(family)):
        raise PermissionDenied(_("%(name)s gives their own number.") % {"name": rating.speaker})
    rating.family = rating.version.scale.family = rating.version.scale.danger.family = family
    return rating


@needs(Right.RATE, gettext_lazy("Write the reason for a number"))
def add_reason(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    """Asked for again: why that number?"""
    rating = rating_of(request, family, pk)
    if rating.because and request.method != "POST":
        return redirect("safety:correct_rating", family.pk, rating.pk)
    return _following_page(request, rating, ReasonForm, heading=_("Why that number?"))


@needs(Right.RATE, gettext_lazy("Correct a number"))
def correct_rating(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    """A new row that points at the old one; both can be read."""
    return _following_page(
        request, rating_of(request, family, pk), CorrectForm, heading=_("Correct the number")
    )


def _following_page(request: PageRequest, rating: Rating, form: Any, *, heading: str) -> HttpResponse:
    scale = rating.version.scale
    return form_page(
        request,
        form(request.POST or None, rating=rating),
        family=scale.family,
        heading=heading,
        then=lambda form: _advised(request, form.cleaned_data["because"], scale.get_absolute_url()),
        back=scale.get_absolute_url(),
        seen_by=scale.danger.seen_by(),
        template="safety/follow_rating.html",
        scale=scale,
        version=rating.version,
        rating=rating,
        with_faces=rating.with_faces,
    )


@needs(Right.SEE_SAFETY, gettext_lazy("Number cards for print"))
def print_cards(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    """Cards from 0 to 10 and five faces, to lie on the table."""
    scale = scale_of(request, family, pk)
    return render(
        request,
        "safety/print_cards.html",
        {
            "family": family,
            "scale": scale,
            "version": scale.versions.latest("number"),
            "numbers": range(11),
            "no_numbers": NoNumber.labels,
            "faces": [(number, face(number)) for number in FACES],
        },
    )
