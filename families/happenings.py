"""What this floor puts on a family's timeline: lines, letters, and the people who come and go."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db.models import Case, Exists, F, OuterRef, Q, When
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from families import timeline
from families.models import Becoming, Involvement, Kind, Letter, Line, Tier
from families.rights import TIER_RIGHTS, Right
from families.timeline import Asked, Entry, Source, asked_of_timeline, marked, who
from roskilde.ready import address

# -- Lines ---------------------------------------------------------------------------------------------------


def lines(asked: Asked) -> list[Entry]:
    """What people have written; of what is new, also what was written before and opened to more since."""
    return entries_of(_lines(asked), asked)


@asked_of_timeline
def _lines(asked: Asked) -> Any:
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
    return asked.first(rows, moment)


def entries_of(found: Sequence[Line], asked: Asked) -> list[Entry]:
    """Lines as they stand on the timeline, with what they answer."""
    answered = _answered(asked, found)
    return [marked(asked, _line(line, asked, answered.get(line.answers_id))) for line in found]


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
) -> Any:
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


@asked_of_timeline
def _letters(asked: Asked) -> Any:
    rows = asked.visible(Letter, "letters").select_related("author__sector", "settled_by", "line__about")
    rows = rows.only(
        *("family", "author", "sender", "deadline", "outcome", "written_at", "shared_at", "settled_at"),
        *("settled_by__name", "line__about__name", *who("author")),
    )
    if asked.sector:
        rows = rows.filter(author__sector=asked.sector)
    if asked.member:
        rows = rows.filter(line__in=asked.visible(Line, "lines").filter(about=asked.member))
    # A letter may have been opened to more people than the line that it was.
    known = asked.visible(Line, "lines").filter(pk=OuterRef("line"))
    rows = rows.annotate(knows_line=Exists(known))
    first = "shared_at" if asked.is_news else "written_at"
    return _two_moments(asked, rows, first, "author", "settled_at", "settled_by")


def letters(asked: Asked) -> list[Entry]:
    """What came out of the bag and was dealt with; of what is new, also what was opened to more since."""
    found: list[Entry] = []
    for letter in _letters(asked):
        deadline = date_format(letter.deadline, "DATE_FORMAT") if letter.deadline else ""
        words = _("a letter from %(sender)s") % {"sender": letter.sender}
        entry = Entry(
            family=letter.family_id,
            kind="letter",
            key=letter.pk,
            moment=letter.shared_at if asked.is_news else letter.written_at,
            reached_at=letter.shared_at,
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


@asked_of_timeline
def _people(asked: Asked) -> Any:
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
    ends = Q(moved=False)
    return _two_moments(asked, rows, "since", "begun_by", "until", "ended_by", ends=ends)


def people(asked: Asked) -> list[Entry]:
    """Who came to stand around the family, and who left it; a change of tier is not a farewell."""
    found: list[Entry] = []
    for each in _people(asked):
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


SOURCES = [
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
        for source in timeline.SOURCES
        if source.entries is not lines and source.right in rights
        for kind in source.kinds
    ]
    choices: list[tuple[Any, Any]] = [("", _("Everything")), (_("Lines"), Kind.choices)]
    choices.append((_("What lines became"), Becoming.choices))
    return [*choices, (_("What else happened"), others)] if others else choices
