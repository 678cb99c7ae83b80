"""What happens around a family, from many sources, as one timeline; and what of it is new to somebody.

A source is asked for a stretch of time and so many entries, never for all there is: it costs one query or
two, however much has happened before. Upper floors register theirs when the project starts.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.functional import Promise
from django.utils.text import Truncator

from families.models import (
    Family,
    Involvement,
    Line,
    Member,
    Professional,
    ReadMark,
    Sector,
    Tier,
)
from families.questions import FamiliesQuestion, FamilyQuestion, by_tier
from families.rights import TIER_RIGHTS, Right
from roskilde import clock
from roskilde.questions import asked_often
from roskilde.templatetags.look import quoted

PER_PAGE = 25
MOST_AT_ONE_MOMENT = 500
SHORT = 140  # characters of a sentence on a start page


@dataclass(frozen=True)
class Reach:
    """Where somebody stands in a family, and up to when they have read what is new there."""

    tier: Tier
    until: datetime


def reach(reader: Professional, families: Iterable[UUID]) -> dict[UUID, Reach]:
    """How far the reader has read; where they never have, everything since they came is new. One query."""
    return {
        family: Reach(Tier(tier), until) for family, tier, until in _read_until(reader.pk, tuple(families))
    }


@asked_often
def _read_until(reader: UUID, families: tuple[UUID, ...]) -> Any:
    mark = ReadMark._default_manager.filter(reader=reader, family=OuterRef("family"))
    standing = Involvement.objects.open().of(reader).filter(family__in=families)
    rows = standing.annotate(read_until=Coalesce(Subquery(mark.values("read_until")), F("since")))
    return rows.values_list("family", "tier", "read_until")


@dataclass(frozen=True)
class Entry:
    """Something that happened around a family, in a sentence."""

    family: UUID
    kind: str
    key: UUID
    moment: datetime
    who: str
    words: str
    label: str
    url: str
    by: UUID | None  # who did it: nobody's own deed is new to them
    reached_at: datetime | None = None  # when it last reached somebody new, where that is another moment
    is_quote: bool = False
    sector: Sector | None = None
    about: str = ""
    tag: str = ""
    line: Line | None = None
    answered: Line | None = None
    becomes: bool = False  # whether the reader may say what the line is
    is_new: bool = False

    @property
    def anchor(self) -> str:
        return f"{self.kind}-{self.key}"

    @property
    def sentence(self) -> str:
        """ "Birgitte Ørum: “Zakariye rakte hånden op”"."""
        words = Truncator(" ".join(self.words.split())).chars(SHORT)
        return f"{self.who}: {quoted(words) if self.is_quote else words}"


@dataclass(frozen=True)
class Asked:
    """What of the timeline is wanted: whose, for whom, from when, and narrowed to what."""

    reader: Professional
    reach: Mapping[UUID, Reach]
    limit: int = PER_PAGE
    family: Family | None = None  # the one whose door has been passed; without it,
    families: Sequence[Family] = ()  # those that were read for the reader ``with_tier``
    is_news: bool = False  # what others did since the reader read last
    oldest_first: bool = False
    before: datetime | None = None
    no_further: datetime | None = None  # where the page is full already
    member: Member | None = None
    sector: Sector | None = None
    kind: str = ""
    words: str = ""

    def visible(self, model: Any, related_name: str) -> Any:
        """The records that the reader may see, of the one family or of all in reach."""
        if self.family:
            return getattr(self.family, related_name).visible_to(self.reader)
        in_reach = [family for family in self.families if family.pk in self.reach]
        return model.objects.visible_in(in_reach, self.reader)

    def within(self, moment: str, *, by: str) -> Q:
        """Which rows fall into the time that is asked for; of what is news, what others did."""
        until = {f"{moment}__lt": self.before} if self.before else {f"{moment}__lte": clock.now()}
        if self.no_further:
            until[f"{moment}__lte" if self.oldest_first else f"{moment}__gte"] = self.no_further
        if self.is_news:
            since = Q(pk__in=[])
            for family, reach in self.reach.items():
                since |= Q(family=family, **{f"{moment}__gt": reach.until})
            return since & Q(**until) & ~Q(**{by: self.reader})
        return Q(**until) if self.family else Q(**until, family__in=list(self.reach))

    def first(self, rows: Any, moment: str) -> Any:
        """As many as fit, and one more that tells whether there is more."""
        order = moment if self.oldest_first else f"-{moment}"
        return rows.order_by(order, "pk")[: self.limit + 1]

    def falls_in(self, entry: Entry) -> bool:
        """Whether one of a row's two moments is asked for."""
        if entry.moment > clock.now():
            return False
        if self.is_news:
            return entry.by != self.reader.pk and entry.moment > self.reach[entry.family].until
        return self.before is None or entry.moment < self.before


class TimelineQuestion:
    """A function of what is asked that gives a queryset, called for what the queryset finds."""

    def __init__(self, rows: Callable[[Asked], Any]) -> None:
        self._rows = rows
        self._of_family = FamilyQuestion(self._in_family)
        self._of_families = FamiliesQuestion(self._in_families)

    def __call__(self, asked: Asked) -> list[Any]:
        if asked.member or asked.sector or asked.kind or asked.words:
            return list(self._rows(asked))
        when = (asked.before, asked.no_further, asked.limit, asked.is_news, asked.oldest_first)
        if asked.family:
            return self._of_family(asked.family, asked.reader, asked.reach[asked.family.pk], *when)
        families = by_tier([family for family in asked.families if family.pk in asked.reach])
        until = tuple(asked.reach[family.pk].until for family in families)
        return self._of_families(families, asked.reader, until, *when)

    def _in_family(self, family: Family, reader: Professional, reach: Reach, *when: Any) -> Any:
        return self._rows(_asked(reader, {family.pk: reach}, *when, family=family))

    def _in_families(
        self, families: Sequence[Family], reader: Professional, until: tuple[datetime, ...], *when: Any
    ) -> Any:
        reach = {
            family.pk: Reach(Tier(family.tier), each) for family, each in zip(families, until, strict=True)
        }
        return self._rows(_asked(reader, reach, *when, families=families))


def _asked(
    reader: Professional,
    reach: Mapping[UUID, Reach],
    before: datetime | None,
    no_further: datetime | None,
    limit: int,
    is_news: bool,
    oldest_first: bool,
    **whose: Any,
) -> Asked:
    return Asked(
        reader=reader,
        reach=reach,
        before=before,
        no_further=no_further,
        limit=limit,
        is_news=is_news,
        oldest_first=oldest_first,
        **whose,
    )


def asked_of_timeline(rows: Callable[[Asked], Any]) -> TimelineQuestion:
    """Mark how a source reads its rows: of a whole family it is put into SQL once."""
    return TimelineQuestion(rows)


def who(person: str) -> list[str]:
    """Of a person no more is read than the timeline shows: the name, and the sector's mark."""
    sector = f"{person}__sector__"
    return [f"{person}__name", *(f"{sector}{field}" for field in ("name", "name_en", "letter", "tint"))]


@dataclass(frozen=True)
class Source:
    """Something that a timeline is made of: what it is called, who may see it, and what narrows it."""

    label: str | Promise
    kinds: frozenset[str]
    right: Right
    entries: Callable[[Asked], list[Entry]]
    narrowed_by: frozenset[str] = frozenset()

    def answers(self, asked: Asked) -> bool:
        """Whether it has anything to say; what cannot be narrowed is left out while the page is narrowed."""
        wanted = {name for name in ("member", "sector", "words") if getattr(asked, name)}
        return (not asked.kind or asked.kind in self.kinds) and wanted <= self.narrowed_by


@dataclass(frozen=True)
class Page:
    """A piece of the timeline, and whether it goes on."""

    entries: list[Entry]
    goes_on: bool

    @property
    def last(self) -> datetime | None:
        return self.entries[-1].moment if self.entries else None


def read(asked: Asked) -> Page:
    """What is asked for, from all sources, in order."""
    found: list[Entry] = []
    for source in SOURCES:
        if source.answers(asked):
            open_to = {
                key: each for key, each in asked.reach.items() if source.right in TIER_RIGHTS[each.tier]
            }
            if open_to:
                found += source.entries(replace(asked, reach=open_to, no_further=_end(asked, found)))
    found.sort(key=lambda entry: entry.key)
    found.sort(key=lambda entry: entry.moment, reverse=not asked.oldest_first)
    if len(found) <= asked.limit:
        return Page([marked(asked, entry) for entry in found], goes_on=False)
    shown = found[: asked.limit]
    # What happened at one moment stays on one page: a cursor and a mark know moments alone.
    while shown and shown[-1].moment == found[asked.limit].moment:
        shown.pop()
    if not shown and asked.limit < MOST_AT_ONE_MOMENT:
        return read(replace(asked, limit=MOST_AT_ONE_MOMENT))
    return Page([marked(asked, entry) for entry in shown or found[: asked.limit]], goes_on=True)


def _end(asked: Asked, found: list[Entry]) -> datetime | None:
    """Beyond it nothing can come on this page, once one source has filled it."""
    if len(found) <= asked.limit:
        return None
    return sorted((entry.moment for entry in found), reverse=not asked.oldest_first)[asked.limit]


def newest(asked: Asked) -> list[Entry]:
    """The newest of all, where it does not matter what comes after them."""
    return read(asked).entries[: asked.limit]


def marked(asked: Asked, entry: Entry) -> Entry:
    """Only where old and new stand beside each other."""
    reached_at = entry.reached_at or entry.moment
    is_new = entry.by != asked.reader.pk and reached_at > asked.reach[entry.family].until
    return replace(entry, is_new=is_new and not asked.is_news)


SOURCES: list[Source] = []
