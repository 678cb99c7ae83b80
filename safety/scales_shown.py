"""What the scales show on the pages of the floor below: the overview, the start page and the timeline."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from families.models import Family, Professional, Tier
from families.questions import asked_in_families
from families.rights import Right
from families.sections import Waiting
from families.timeline import Asked, Entry, Source, asked_of_timeline, who
from roskilde import clock
from roskilde.ready import address
from safety.models import Rating, Scale
from safety.readings import read_newest

OLD_AFTER = timedelta(days=60)


def scales_in_short(request: HttpRequest, family: Family) -> str:
    """Everybody's numbers at the start and now, on each scale whose danger is open. One query."""
    assert isinstance(request.user, Professional)
    readings = read_newest(family, request.user)
    context = {"family": family, "readings": readings}
    return render_to_string("safety/scales_in_short.html", context) if readings else ""


def waiting(reader: Professional, families: Sequence[Family]) -> list[Waiting]:
    """Numbers to be asked for again, and those that wait for one's own. Two queries in all."""
    core = {family.pk: family for family in families if family.tier == Tier.CORE}
    near = {family.pk: family for family in families if family.tier == Tier.NEAR}
    return [*_old(reader, core), *_own_missing(reader, near)]


def _old(reader: Professional, families: dict[UUID, Family]) -> list[Waiting]:
    """Whose last answer is more than sixty days old; one line for each scale."""
    by_scale: dict[Any, list[Any]] = {}
    for row in _grown_old(list(families.values()), reader, clock.today() - OLD_AFTER):
        by_scale.setdefault((row["family"], row["scale"]), []).append(row)
    words = gettext_lazy("these numbers are more than 60 days old: %(names)s.")
    return [
        Waiting(
            families[family],
            str(words) % {"names": ", ".join(row["name"] for row in old)},
            _("Ask again"),
            reverse("safety:choose_rater", args=[family, scale]),
            old[0]["on"] + OLD_AFTER,
        )
        for (family, scale), old in by_scale.items()
    ]


@asked_in_families
def _grown_old(families: Sequence[Family], reader: Professional, due: date) -> Any:
    """Each rater's last answer on each scale, where it is older than that."""
    standing = Rating.objects.visible_in(families, reader).standing().on_newest_wording()
    rows = standing.of_those_around().filter(version__scale__danger__ending="").order_by()
    named = Coalesce("member__name", "network_person__name", "professional__name")
    last = rows.values("family", scale=F("version__scale"), name=named).annotate(
        key=Coalesce("member", "network_person", "professional"), on=Max("on")
    )
    return last.filter(on__lt=due).order_by("on", "name")


@asked_in_families
def _unseen(families: Sequence[Family], reader: Professional) -> Any:
    """How many numbers on each scale wait for the reader's own, and since when."""
    hidden = Rating.objects.waiting_for(reader, families).on_newest_wording()
    counted = hidden.filter(version__scale__danger__ending="").order_by()
    by_scale = counted.values("family", scale=F("version__scale"))
    return by_scale.annotate(many=Count("pk"), since=Min("on"))


def _own_missing(reader: Professional, families: dict[UUID, Family]) -> list[Waiting]:
    """Where others have given a number since the reader gave theirs."""
    return [
        Waiting(
            families[row["family"]],
            ngettext(
                "%(many)s new number on a scale is shown once you have given yours.",
                "%(many)s new numbers on a scale are shown once you have given yours.",
                row["many"],
            )
            % {"many": row["many"]},
            _("Give your number"),
            reverse("safety:give_rating", args=[row["family"], row["scale"]]),
            row["since"],
        )
        for row in _unseen(list(families.values()), reader)
    ]


@asked_of_timeline
def _given(asked: Asked) -> Any:
    scales = asked.visible(Scale, "scales")
    rows = Rating.objects.filter(version__scale__in=scales.order_by().values("pk"), corrects=None)
    earlier = Rating.objects.for_nobody("whether it is the day's first").filter(
        version=OuterRef("version"), typed_by=OuterRef("typed_by"), on=OuterRef("on"), corrects=None
    )
    before = Q(typed_at__lt=OuterRef("typed_at")) | Q(typed_at=OuterRef("typed_at"), pk__lt=OuterRef("pk"))
    rows = rows.filter(asked.within("typed_at", by="typed_by"), ~Exists(earlier.filter(before).order_by()))
    if asked.sector:
        rows = rows.filter(typed_by__sector=asked.sector)
    rows = rows.addressed(asked.reader).select_related("typed_by__sector", "version__scale__danger")
    rows = rows.only(
        *("family", "typed_at", "typed_by", "version__scale__family", "version__scale__danger__words"),
        *who("typed_by"),
    )
    return asked.first(rows, "typed_at")


def given(asked: Asked) -> list[Entry]:
    """That numbers were given, never which: once for whoever wrote them down, a scale and a day."""
    return [
        Entry(
            family=row.family_id,
            kind="rating",
            key=row.pk,
            moment=row.typed_at,
            who=row.typed_by.name,
            words=_("has written numbers down on the scale: %(danger)s")
            % {"danger": row.version.scale.danger.words},
            label=_("Scale"),
            url=address("safety:show_scale", row.family_id, row.version.scale_id),
            by=row.typed_by_id,
            sector=row.typed_by.sector,
        )
        for row in _given(asked)
    ]


SOURCE = Source(
    gettext_lazy("Scales"), frozenset({"ratings"}), Right.SEE_SAFETY, given, frozenset({"sector"})
)
