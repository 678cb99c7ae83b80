"""What happens around a family, from many sources, as one timeline; and what of it is new to somebody.

A source is asked for a stretch of time and so many entries, never for all there is: it costs one query or
two, however much has happened before. Upper floors register theirs when the project starts.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from families.models import (
    Becoming,
    Family,
    Involvement,
    Kind,
    Letter,
    Line,
    Member,
    Professional,
    ReadMark,
    Sector,
    Tier,
)
from families.rights import TIER_RIGHTS, Right
from roskilde import clock
from roskilde.ready import address
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
    mark = ReadMark._default_manager.filter(reader=reader, family=OuterRef("family"))
    standing = Involvement.objects.open().of(reader).filter(family__in=families)
    rows = standing.annotate(read_until=Coalesce(Subquery(mark.values("read_until")), F("since")))
    return {
        family: Reach(Tier(tier), until)
        for family, tier, until in rows.values_list("family", "tier", "read_until")
    }


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

    def first(self, rows: Any, moment: str) -> list[Any]:
        """As many as fit, and one more that tells whether there is more."""
        order = moment if self.oldest_first else f"-{moment}"
        return list(rows.order_by(order, "pk")[: self.limit + 1])

    def falls_in(self, entry: Entry) -> bool:
        """Whether one of a row's two moments is asked for."""
        if entry.moment > clock.now():
            return False
        if self.is_news:
            return entry.by != self.reader.pk and entry.moment > self.reach[entry.family].until
        return self.before is None or entry.moment < self.before


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
        return Page([_marked(asked, entry) for entry in found], goes_on=False)
    shown = found[: asked.limit]
    # What happened at one moment stays on one page: a cursor and a mark know moments alone.
    while shown and shown[-1].moment == found[asked.limit].moment:
        shown.pop()
    if not shown and asked.limit < MOST_AT_ONE_MOMENT:
        return read(replace(asked, limit=MOST_AT_ONE_MOMENT))
    return Page([_marked(asked, entry) for entry in shown or found[: asked.limit]], goes_on=True)


def _end(asked: Asked, found: list[Entry]) -> datetime | None:
    """Beyond it nothing can come on this page, once one source has filled it."""
    if len(found) <= asked.limit:
        return None
    return sorted((entry.moment for entry in found), reverse=not asked.oldest_first)[asked.limit]


def newest(asked: Asked) -> list[Entry]:
    """The newest of all, where it does not matter what comes after them."""
    return read(asked).entries[: asked.limit]


def _marked(asked: Asked, entry: Entry) -> Entry:
    """Only where old and new stand beside each other."""
    reached_at = entry.reached_at or entry.moment
    is_new = entry.by != asked.reader.pk and reached_at > asked.reach[entry.family].until
    return replace(entry, is_new=is_new and not asked.is_news)


# -- Lines ---------------------------------------------------------------------------------------------------


def lines(asked: Asked) -> list[Entry]:
    """What people have written; of what is new, also what was written before and opened to more since."""
    moment = "shared_at" if asked.is_news else "written_at"
    rows = asked.visible(Line, "lines").filter(asked.within(moment, by="author"))
    if asked.kind in Kind.values:
        rows = rows.filter(kind=asked.kind)
    elif asked.kind in Becoming.values:
        rows = rows.turned_into(asked.kind)
    elif asked.kind:
        rows = rows.filter(kind=Kind.HELP)  # light help is a contribution
    if asked.member:
        rows = rows.filter(about=asked.member)
    if asked.sector:
        rows = rows.filter(author__sector=asked.sector)
    if asked.words:
        rows = rows.searched(asked.words)
    rows = rows.select_related("author__sector", "about").only(
        *("family", "author", "about__name", "answers", "text", "kind", "minutes", "became"),
        *("written_at", "shared_at", *who("author")),
    )
    return entries_of(asked.first(rows, moment), asked)


def entries_of(found: Sequence[Line], asked: Asked) -> list[Entry]:
    """Lines as they stand on the timeline, with what they answer."""
    answered = _answered(asked, found)
    return [_marked(asked, _line(line, asked, answered.get(line.answers_id))) for line in found]


def _answered(asked: Asked, found: Iterable[Line]) -> dict[UUID | None, Line]:
    """The lines that these answer, as far as the reader may see them."""
    keys = {line.answers_id for line in found if line.answers_id}
    if not keys:
        return {}
    rows = asked.visible(Line, "lines").filter(pk__in=keys).select_related("author")
    return {line.pk: line for line in rows}


def _line(line: Line, asked: Asked, answered: Line | None) -> Entry:
    tier = asked.reach[line.family_id].tier
    rights, is_own = TIER_RIGHTS[tier], line.author_id == asked.reader.pk
    return Entry(
        family=line.family_id,
        kind="line",
        key=line.pk,
        moment=line.shared_at if asked.is_news else line.written_at,
        reached_at=line.shared_at,
        who=line.author.name,
        words=line.text,
        label=_("Answer") if line.answers_id else line.get_kind_display(),
        url=address("families:show_line", line.family_id, line.pk),
        by=line.author_id,
        is_quote=True,
        sector=line.author.sector,
        about=line.about.name if line.about and Right.SEE_MEMBERS in rights else "",
        tag=line.get_became_display() if line.became else "",
        line=line,
        answered=answered,
        # As ``Line.obstacles_to_becoming`` says, which would ask for each line anew.
        becomes=Right.WRITE_LINE in rights and (is_own or tier == Tier.CORE),
    )


# -- Letters, and the people around the family ---------------------------------------------------------------


def _two_moments(
    asked: Asked, rows: Any, first: str, first_by: str, then: str, then_by: str, *, ends: Q | None = None
) -> list[Any]:
    """Rows that begin and end, by whichever of the two falls into the time that is asked for. One query.

    ``ends`` narrows which of the ends are told.
    """
    began, ended = asked.within(first, by=first_by), asked.within(then, by=then_by) & (ends or Q())
    # Newest first, what ended in that time comes by its end; oldest first, what began in it by its beginning.
    moment = Case(When(began, then=F(first)), default=F(then))
    if not asked.oldest_first:
        moment = Case(When(ended, then=F(then)), default=F(first))
    rows = rows.annotate(moment=moment).filter(began | ended)
    return asked.first(rows, "moment")


def letters(asked: Asked) -> list[Entry]:
    rows = asked.visible(Letter, "letters").select_related("author__sector", "settled_by", "line__about")
    rows = rows.only(
        *("family", "author", "sender", "deadline", "outcome", "written_at", "settled_at"),
        *("settled_by__name", "line__about__name", *who("author")),
    )
    if asked.sector:
        rows = rows.filter(author__sector=asked.sector)
    if asked.member:
        rows = rows.filter(line__in=asked.visible(Line, "lines").filter(about=asked.member))
    # A letter may have been opened to more people than the line that it was.
    known = asked.visible(Line, "lines").filter(pk=OuterRef("line"))
    rows = rows.annotate(knows_line=Exists(known))
    found: list[Entry] = []
    for letter in _two_moments(asked, rows, "written_at", "author", "settled_at", "settled_by"):
        deadline = date_format(letter.deadline, "DATE_FORMAT") if letter.deadline else ""
        words = _("a letter from %(sender)s") % {"sender": letter.sender}
        entry = Entry(
            family=letter.family_id,
            kind="letter",
            key=letter.pk,
            moment=letter.written_at,
            who=letter.author.name,
            words=_("%(letter)s, to be answered by %(day)s") % {"letter": words, "day": deadline}
            if deadline
            else words,
            label=_("Letter"),
            url=address("families:show_letter", letter.family_id, letter.pk),
            by=letter.author_id,
            sector=letter.author.sector,
            about=letter.line.about.name if letter.knows_line and letter.line.about else "",
        )
        found.append(entry)
        if letter.settled_at:
            settled = _("the letter from %(sender)s is dealt with") % {"sender": letter.sender}
            found.append(
                replace(
                    entry,
                    kind="settled-letter",
                    moment=letter.settled_at,
                    who=letter.settled_by.name,
                    words=f"{settled}: {letter.outcome}" if letter.outcome else settled,
                    by=letter.settled_by_id,
                    sector=None,
                )
            )
    return [entry for entry in found if asked.falls_in(entry)]


def people(asked: Asked) -> list[Entry]:
    """Who came to stand around the family, and who left it; a change of tier is not a farewell."""
    moved = Involvement.objects.filter(
        family=OuterRef("family"), professional=OuterRef("professional"), since=OuterRef("until")
    )
    involvements = asked.family.involvements if asked.family else Involvement.objects
    rows = involvements.select_related("professional__sector", "stands_in_for").annotate(moved=Exists(moved))
    rows = rows.exclude(stands_in_for__isnull=False, until=F("since"))  # called off before it began
    rows = rows.only(
        *(
            "family",
            "professional",
            "tier",
            "function",
            "since",
            "until",
            "is_emergency",
            "begun_by",
            "ended_by",
        ),
        *("stands_in_for__name", *who("professional")),
    )
    if asked.sector:
        rows = rows.filter(professional__sector=asked.sector)
    if asked.is_news:
        rows = rows.exclude(professional=asked.reader)
    found: list[Entry] = []
    ends = Q(moved=False)
    for each in _two_moments(asked, rows, "since", "begun_by", "until", "ended_by", ends=ends):
        entry = Entry(
            family=each.family_id,
            kind="person",
            key=each.pk,
            moment=each.since,
            who=each.professional.name,
            words=_came(each),
            label=_("People"),
            url=address("families:show_people", each.family_id),
            by=each.begun_by_id,
            sector=each.professional.sector,
        )
        found.append(entry)
        if each.until and not each.moved:
            words = _("no longer stands around the family")
            found.append(replace(entry, kind="farewell", moment=each.until, words=words, by=each.ended_by_id))
    return [entry for entry in found if asked.falls_in(entry)]


def _came(involvement: Involvement) -> str:
    if involvement.is_emergency:
        return _("opened the file in an emergency")
    if absent := involvement.stands_in_for:
        return _("stands in for %(name)s") % {"name": absent.name}
    return _("now stands around the family: %(function)s (%(tier)s)") % {
        "function": involvement.function,
        "tier": involvement.get_tier_display().lower(),
    }


SOURCES: list[Source] = [
    Source(
        gettext_lazy("Lines"),
        frozenset({*Kind.values, *Becoming.values, "contributions"}),
        Right.SEE_LINES,
        lines,
        frozenset({"member", "sector", "words"}),
    ),
    Source(
        gettext_lazy("Letters"),
        frozenset({"letters"}),
        Right.HANDLE_LETTERS,
        letters,
        frozenset({"member", "sector"}),
    ),
    Source(gettext_lazy("People"), frozenset({"people"}), Right.SEE_PEOPLE, people, frozenset({"sector"})),
]


def kinds(rights: frozenset[Right]) -> list[tuple[Any, Any]]:
    """What the timeline can be narrowed to, for somebody with these rights."""
    others = [
        (kind, source.label)
        for source in SOURCES
        if source.entries is not lines and source.right in rights
        for kind in source.kinds
    ]
    choices: list[tuple[Any, Any]] = [("", _("Everything")), (_("Lines"), Kind.choices)]
    choices.append((_("What lines became"), Becoming.choices))
    return [*choices, (_("What else happened"), others)] if others else choices
