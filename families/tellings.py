"""What was said to whom and waits, for the start page; and what was written from the edge of a family."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from families.models import Family, Involvement, Line, Professional, Telling, Tier, Visibility
from families.models.involvement import stands_open
from families.questions import asked_by_reader, asked_in_families
from families.sections import Waiting
from roskilde import clock
from roskilde.ready import address

ANSWERED_WITHIN = timedelta(days=3)
MOST_TOLD = 50
WORDS_SHOWN = 120


def observations(reader: Professional, family: Family) -> Any:
    """What the reader has written to the core, newest first: who has seen it, and what was answered."""
    lines = family.lines.visible_to(reader)
    answers = lines.select_related("author").order_by("written_at")
    own = lines.filter(author=reader, visibility=Visibility.CORE, answers=None)
    return own.prefetch_related("tellings__to", Prefetch("replies", answers))


def waiting(reader: Professional, families: Sequence[Family]) -> list[Waiting]:
    """What was said to the reader and waits, and what the reader said and nobody answers.

    It is said to a person, so it is told from all the reader's families and not from ``families`` alone; what
    was written to the core of these waits for all of it. Four queries.
    """
    to_me, by_me = _to_reader(reader), _by_reader(reader)
    observed = _to_the_core(reader, [family for family in families if family.tier == Tier.CORE])
    keys = {each.line_id for each in (*to_me, *by_me, *observed)}
    if not keys:
        return []
    lines = {line.pk: line for line in _lines(reader, frozenset(keys))}
    told = [_says(each, lines[each.line_id], reader) for each in (*to_me, *observed) if each.line_id in lines]
    return told + [_unheard(each, lines[each.line_id]) for each in by_me if each.line_id in lines]


@asked_by_reader
def _lines(reader: Professional, keys: frozenset[UUID]) -> Any:
    return Line.objects.visible_to(reader).filter(pk__in=keys).select_related("family")


@asked_by_reader
def _told(reader: Professional) -> Any:
    told = Telling.objects.open().addressed_to(*reader.stands_for)
    return _oldest(told.filter(stands_open(reader, "line__family__involvements")))


def _to_reader(reader: Professional) -> list[Any]:
    """What the reader, or whoever they stand in for, was told and has not done."""
    found = _told(reader)
    # An observation that somebody else of the core has answered waits for nobody, unless it was taken on.
    return [each for each in found if not (each.is_observation and each.is_answered and not each.taken_at)]


@asked_by_reader
def _unseen(reader: Professional, since: datetime) -> Any:
    unseen = Telling.objects.unanswered().filter(told_by=reader, told_at__lt=since).exclude(to=reader)
    return _oldest(unseen.filter(stands_open(reader, "line__family__involvements")))


def _by_reader(reader: Professional) -> list[Any]:
    """What the reader said to others days ago, and they have not as much as seen."""
    found = _unseen(reader, clock.now() - ANSWERED_WITHIN)
    return [each for each in found if not (each.is_observation and each.is_answered)]


def _to_the_core(reader: Professional, core: Sequence[Family]) -> list[Any]:
    """The observations that another of the core was told of, until one of them has seen or answered it."""
    return _observed(core, reader) if core else []


@asked_in_families
def _observed(core: Sequence[Family], reader: Professional) -> Any:
    # By whom they were told to, few in each family: its lines may be thousands.
    to = Involvement.objects.filter(family__in=core, tier=Tier.CORE).values("professional")
    unseen = Telling.objects.unanswered().filter(to__in=to, line__family__in=core)
    others = unseen.exclude(to__in=reader.stands_for).exclude(told_by=reader)
    return _oldest(_marked(others).filter(is_observation=True, is_answered=False))


def _oldest(tellings: QuerySet[Telling]) -> Any:
    marked = _marked(tellings).select_related("to", "told_by").order_by("told_at", "pk")
    return marked[:MOST_TOLD]


def _marked(tellings: QuerySet[Telling]) -> QuerySet[Any]:
    """With whether each tells of an observation, whether that is answered, and whether who was told is there.

    An observation is what somebody who stood at the edge then wrote to the core, and told it of themselves.
    """
    written = OuterRef("line__written_at")
    at_the_edge = Involvement.objects.filter(
        Q(until=None) | Q(until__gt=written),
        family=OuterRef("line__family"),
        professional=OuterRef("told_by"),
        tier=Tier.PERIPHERAL,
        since__lte=written,
    )
    own = Q(told_by=F("line__author"), line__visibility=Visibility.CORE, line__answers=None)
    answers = Line.objects.filter(answers=OuterRef("line")).exclude(author=OuterRef("told_by"))
    here = Involvement.objects.open().filter(family=OuterRef("line__family"), professional=OuterRef("to"))
    return tellings.annotate(
        is_observation=Q(own & Exists(at_the_edge)), is_answered=Exists(answers), is_here=Exists(here)
    )


def _says(telling: Any, line: Line, reader: Professional) -> Waiting:
    """ "Sara to you, 18 November: “…”", with what the reader can answer by a tap."""
    telling.line = line
    told_at = timezone.localtime(telling.told_at)
    told = {"name": telling.told_by, "to": telling.to, "date": _day(told_at), "words": _short(line)}
    deed, url = _("See the line"), line.get_absolute_url()
    if telling.is_observation:
        sentence = _("%(name)s has written an observation: “%(words)s”") % told
        deed, url = _("Answer"), f"{address('families:answer_line', line.family_id, line.pk)}?next=/"
    elif telling.to_id != reader.pk:
        sentence = _("%(name)s to %(to)s, for whom you stand in, %(date)s: “%(words)s”") % told
    elif telling.told_by_id == reader.pk:
        sentence = _("You to yourself, %(date)s: “%(words)s”") % told
    else:
        sentence = _("%(name)s to you, %(date)s: “%(words)s”") % told
    if telling.due_on:
        sentence += " " + _("At the latest %(date)s.") % {"date": _day(telling.due_on)}
    is_late = telling.seen_at is None and telling.told_at < clock.now() - ANSWERED_WITHIN
    return Waiting(
        line.family,
        sentence,
        deed,
        url,
        told_at.date(),
        is_urgent=is_late or telling.is_overdue,
        is_personal=True,
        piece="families/waiting_telling.html" if telling.to_id in reader.stands_for else "",
        about=telling,
    )


def _unheard(telling: Any, line: Line) -> Waiting:
    """ "Ida has not answered since 18 November": write to them, or say it to somebody else."""
    told_at = timezone.localtime(telling.told_at)
    told = {"name": telling.to, "date": _day(told_at), "words": _short(line)}
    if telling.is_here:
        sentence = _("%(name)s has not answered since %(date)s: “%(words)s”") % told
        deed, url = _("Write to %(name)s") % told, f"mailto:{telling.to.email}"
    else:
        sentence = _("%(name)s has left the family without answering: “%(words)s”") % told
        deed, url = _("See the line"), line.get_absolute_url()
    return Waiting(line.family, sentence, deed, url, told_at.date())


def _day(day: Any) -> str:
    return date_format(day, "MONTH_DAY_FORMAT")


def _short(line: Line) -> str:
    return Truncator(" ".join(line.text.split())).chars(WORDS_SHOWN)
