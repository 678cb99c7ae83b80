"""The log of who has looked at what: all of it for the data protection officer, one's own for everybody."""

import secrets
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from django.db.models import Max, Min, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from families.door import PageRequest, needs
from families.forms.looks import LookFilterForm
from families.models import Family, Look, Professional
from families.rights import Right
from families.views.family import Seen, seen
from roskilde import clock
from roskilde.paging import page_of

LOOKS_PER_PAGE = 50
SAMPLE = 20
SAMPLE_PERIOD = timedelta(days=30)
EARLIEST = date(2000, 1, 1)  # before any look; the first years of our era have no time in UTC
DRAWS = 900  # some fall beside the period, and SQLite takes 999 values in a question


@needs(Right.SEE_ALL_LOOKS, gettext_lazy("The whole log"))
def list_looks(request: PageRequest) -> HttpResponse:
    form = LookFilterForm(request.GET)
    looks = Look.objects.newest_first()
    if form.is_valid():
        looks = looks.filter(**_narrowed(form.cleaned_data))
    page = page_of(looks, request.GET.get("page"), LOOKS_PER_PAGE)
    return render(
        request,
        "families/list_looks.html",
        {"form": form, "page": page, "lines": _marked(list(page))},
    )


@needs(Right.SEE_ALL_LOOKS, gettext_lazy("A sample of the log"))
def draw_sample(request: PageRequest) -> HttpResponse:
    """Twenty looks by lot from thirty days; with the seed in the address the same sample is found again."""
    try:
        seed, until = int(request.GET["seed"]), date.fromisoformat(request.GET["until"])
    except (KeyError, ValueError):
        seed = secrets.randbelow(900_000) + 100_000
        return redirect(f"{reverse('families:draw_sample')}?seed={seed}&until={clock.today()}")
    until = max(until, EARLIEST)
    since = until - SAMPLE_PERIOD
    looks = Look.objects.filter(at__gte=_midnight(since), at__lt=_midnight(until))
    return render(
        request,
        "families/draw_sample.html",
        {
            "seed": seed,
            "since": since,
            "until": until - timedelta(days=1),
            "lines": _marked(_drawn(looks, seed)),
        },
    )


@needs(Right.SIGN_IN, gettext_lazy("One's own looks"))
def list_own_looks(request: PageRequest) -> HttpResponse:
    page = page_of(Look.objects.by(request.user).newest_first(), request.GET.get("page"), LOOKS_PER_PAGE)
    # A family's name goes out of sight with the family.
    lines = _lines(list(page), Family.objects.visible_to(request.user))
    return render(request, "families/list_own_looks.html", {"page": page, "lines": lines})


def _narrowed(wanted: dict[str, Any]) -> dict[str, Any]:
    """The conditions that a filter asks for."""
    conditions: dict[str, Any] = {}
    if wanted["person"]:
        conditions["professional_id__in"] = Professional.objects.searched(wanted["person"]).values("pk")
    if wanted["family"]:
        conditions["family_id__range"] = wanted["family"]
    if wanted["since"]:
        conditions["at__gte"] = _midnight(wanted["since"])
    if wanted["until"] and wanted["until"] < date.max:
        conditions["at__lt"] = _midnight(wanted["until"] + timedelta(days=1))
    if wanted["verdict"]:
        conditions["verdict"] = wanted["verdict"]
    return conditions


def _lines(looks: list[Look], named: "QuerySet[Family]") -> list[tuple[str, Seen]]:
    """The looks in words, each with its family; two queries, whatever the number of looks."""
    families = dict(named.filter(pk__in={look.family_id for look in looks}).values_list("pk", "name"))
    out_of_sight, none = _("A family out of sight"), _("No family of that name")
    return [
        (families.get(look.family_id, out_of_sight) if look.family_id else none, line)
        for look, line in zip(looks, seen(looks), strict=True)
    ]


def _marked(looks: list[Look]) -> list[tuple[str, Seen]]:
    """The looks in words, each with the beginning of the family's key: whoever supervises the log must tell
    families apart, and has no right to their names."""
    marks = [
        _("Family %(mark)s") % {"mark": look.family_id.hex[:8]}
        if look.family_id
        else _("No family of that name")
        for look in looks
    ]
    return list(zip(marks, seen(looks), strict=True))


def _drawn(looks: "QuerySet[Look]", seed: int) -> list[Look]:
    """By lot among the numbers of the period's looks, so that the whole period need not be read."""
    edges = looks.aggregate(first=Min("pk"), last=Max("pk"))
    if edges["first"] is None:
        return []
    numbers = range(edges["first"], edges["last"] + 1)
    dice = Random(seed)  # noqa: S311 - it must fall the same way again; nothing secret hangs on it
    tried = dice.sample(numbers, min(len(numbers), DRAWS))
    found = looks.in_bulk(tried)
    drawn = [found[number] for number in tried if number in found][:SAMPLE]
    if len(drawn) < SAMPLE and len(numbers) > DRAWS:  # the period's looks lie scattered among others
        there = list(looks.order_by("pk").values_list("pk", flat=True))
        drawn = list(looks.in_bulk(dice.sample(there, min(len(there), SAMPLE))).values())
    return sorted(drawn, key=lambda look: (look.at, look.pk), reverse=True)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(max(day, EARLIEST), time.min))
