"""What this floor puts on a family's timeline: what came into the map, and what was agreed to do next."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from families.rights import Right
from families.timeline import Asked, Entry, Source, asked_of_timeline, who
from roskilde.ready import address
from safety.models import NextStep, Statement
from safety.models.voice import VOICES

NAMES = tuple(f"{voice}__name" for voice in VOICES)


@asked_of_timeline
def _statements(asked: Asked) -> Any:
    rows = asked.visible(Statement, "statements").filter(asked.within("written_at", by="author"))
    if asked.sector:
        rows = rows.filter(author__sector=asked.sector)
    if asked.member:
        rows = rows.filter(about=asked.member)
    rows = rows.select_related("author__sector", *VOICES).only(
        *("family", "category", "words", "written_at", "author", *VOICES, *NAMES, *who("author"))
    )
    return asked.first(rows, "written_at")


def statements(asked: Asked) -> list[Entry]:
    """What was put into the map, by who wrote it."""
    return [
        Entry(
            family=each.family_id,
            kind="statement",
            key=each.pk,
            moment=each.written_at,
            who=each.author.name,
            words=f"{each.get_category_display()} ({each.speaker}): {each.words}",
            label=_("The map"),
            url=address("safety:show_statement", each.family_id, each.pk),
            by=each.author_id,
            sector=each.author.sector,
        )
        for each in _statements(asked)
    ]


@asked_of_timeline
def _next_steps(asked: Asked) -> Any:
    rows = asked.visible(NextStep, "next_steps").filter(asked.within("written_at", by="author"))
    if asked.sector:
        rows = rows.filter(author__sector=asked.sector)
    if asked.member:
        rows = rows.filter(member=asked.member)
    rows = rows.select_related("author__sector", *VOICES).only(
        *("family", "words", "due_on", "written_at", "author", *VOICES, *NAMES, *who("author"))
    )
    return asked.first(rows, "written_at")


def next_steps(asked: Asked) -> list[Entry]:
    """What was agreed, who does it and by when."""
    return [
        Entry(
            family=each.family_id,
            kind="next-step",
            key=each.pk,
            moment=each.written_at,
            who=each.author.name,
            words=_("next step for %(who)s: %(what)s") % {"who": each.speaker, "what": each.words},
            label=_("The map"),
            url=address("safety:show_map", each.family_id),
            by=each.author_id,
            sector=each.author.sector,
        )
        for each in _next_steps(asked)
    ]


SOURCES = [
    Source(
        gettext_lazy("The map"),
        frozenset({"statements"}),
        Right.SEE_SAFETY,
        statements,
        frozenset({"member", "sector"}),
    ),
    Source(
        gettext_lazy("Next steps"),
        frozenset({"next_steps"}),
        Right.SEE_SAFETY,
        next_steps,
        frozenset({"member", "sector"}),
    ),
]
