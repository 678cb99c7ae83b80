"""A family's map read for one reader: no more queries for five hundred statements than for five."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from families.models import Family, Member, Professional, Visibility
from roskilde import clock
from safety.models import (
    WORKING,
    BottomLine,
    Category,
    Disagreement,
    Goal,
    NextStep,
    Occasion,
    Presentation,
    Scale,
    ScaleVersion,
    Statement,
    Whose,
)

QUIET_AFTER = timedelta(days=60)

QUESTIONS = {
    "worried": gettext_lazy("What are we worried about?"),
    "working": gettext_lazy("What works well?"),
    "happen": gettext_lazy("What needs to happen?"),
}
# Where a column has been silent for long: what to ask.
QUIET = {
    "worried": gettext_lazy("Nothing new about worries for %(days)d days. What do you worry about now?"),
    "working": gettext_lazy("Nothing new about what works for %(days)d days. What has been better since?"),
    "happen": gettext_lazy("Nothing new agreed for %(days)d days. What is the smallest next step?"),
}


@dataclass
class Card:
    """One statement with all that stands with it, as far as the reader may see it."""

    statement: Statement
    about: list[Member] = field(default_factory=list)
    occasions: list[Occasion] = field(default_factory=list)
    disagreements: list[Disagreement] = field(default_factory=list)
    presentations: list[Presentation] = field(default_factory=list)
    named: list[str] = field(default_factory=list)

    @property
    def last_said(self) -> Presentation | None:
        return self.presentations[-1] if self.presentations else None


@dataclass
class DangerSet:
    """A danger, what stands beside it, and what shall be seen: one set."""

    card: Card
    beside: list[Card]
    goal: Goal | None
    steps: list[NextStep]
    scale: Scale | None = None
    version: ScaleVersion | None = None

    @property
    def gaps(self) -> "list[Gap]":
        found = []
        if not self.beside:
            found.append(Gap(self.card.statement, "beside", asks_what_works(self.card)))
        if self.goal is None:
            found.append(Gap(self.card.statement, "goal", asks_what_to_see(self.card)))
        return found

    @property
    def lacks(self) -> dict[str, "Gap"]:
        return {gap.what: gap for gap in self.gaps}


@dataclass(frozen=True)
class Gap:
    """What is missing beside a danger, and the question that fills it."""

    danger: Statement
    what: str
    question: str


def asks_what_works(card: Card) -> str:
    who = _names(card)
    if not who:
        return _("When could it have happened and did not? Who did what then?")
    return _("When could it have happened and did not, and what did %(who)s notice then?") % {"who": who}


def asks_what_to_see(card: Card) -> str:
    who = _names(card)
    if not who:
        return _("What shall we see happen, so that we know that the children are safe?")
    return _("What shall we see happen, so that we know that %(who)s is safe?") % {"who": who}


def _names(card: Card) -> str:
    names = [member.name for member in card.about]
    return names[0] if len(names) == 1 else ""


@dataclass
class MapReading:
    """The whole map."""

    sets: list[DangerSet]
    harms: list[Card]
    harder: list[Card]
    strengths: list[Card]  # what stands beside no danger
    safeties: list[Card]
    steps: list[NextStep]  # those that answer no danger
    goals: dict[str, list[Goal]]  # by whose they are
    bottom_lines: list[BottomLine]
    quiet: dict[str, str]
    own: int  # statements that are the family's own
    total: int

    @property
    def gaps(self) -> list[Gap]:
        return [gap for each in self.sets for gap in each.gaps]

    @property
    def is_empty(self) -> bool:
        return not (self.total or self.steps or any(self.goals.values()) or self.bottom_lines)

    @property
    def share(self) -> int:
        return round(100 * self.own / self.total) if self.total else 0


def read_map(family: Family, reader: Professional, *, only: Visibility | None = None) -> MapReading:
    """The map as it stands; ``only`` what has this visibility."""

    def narrowed(rows: Any) -> Any:
        rows = rows.visible_to(reader)
        return rows.filter(visibility=only) if only else rows

    statements = list(narrowed(family.statements).open().with_speakers().prefetch_related("about"))
    goals = list(narrowed(family.goals).open().select_related("member"))
    steps = list(
        narrowed(family.next_steps).open().select_related("member", "network_person", "professional")
    )
    cards = {card.statement.pk: card for card in cards_of(statements, reader)}
    beside = _beside(cards)
    answering = {key for keys in beside.values() for key in keys}
    scales = _scales(family, reader, cards)
    goal_of = {goal.pk: goal for goal in goals}
    steps_of: dict[UUID | None, list[NextStep]] = defaultdict(list)
    for step in steps:
        steps_of[step.danger_id if step.danger_id in cards else None].append(step)
    by_category: dict[str, list[Card]] = defaultdict(list)
    for card in cards.values():
        by_category[card.statement.category].append(card)
    sets = []
    for card in by_category[Category.DANGER]:
        scale, version = scales.get(card.statement.pk, (None, None))
        sets.append(
            DangerSet(
                card=card,
                beside=sorted(
                    (cards[key] for key in beside[card.statement.pk]),
                    key=lambda each: _working(each.statement),
                ),
                goal=goal_of.get(card.statement.goal_id) if card.statement.goal_id else None,
                steps=steps_of[card.statement.pk],
                scale=scale,
                version=version,
            )
        )
    rest = [card for card in cards.values() if card.statement.pk not in answering]
    return MapReading(
        sets=sets,
        harms=by_category[Category.PAST_HARM],
        harder=by_category[Category.COMPLICATING],
        strengths=[card for card in rest if card.statement.category == Category.STRENGTH],
        safeties=[card for card in rest if card.statement.category == Category.SAFETY],
        steps=steps_of[None],
        goals={whose: [goal for goal in goals if goal.whose == whose] for whose in Whose.values},
        bottom_lines=list(family.bottom_lines.open()),
        quiet=_quiet(statements, goals, steps),
        own=sum(each.is_of_family for each in statements),
        total=len(statements),
    )


def _working(statement: Statement) -> tuple[bool, date]:
    return statement.category != Category.SAFETY, statement.on


def cards_of(statements: Sequence[Statement], reader: Professional) -> list[Card]:
    """Each with what hangs on it; what was hung on while it was shielded from the reader stays shut."""
    shut = _shut_before(statements, reader)

    def hanging(rows: Any) -> dict[UUID, list[Any]]:
        found: dict[UUID, list[Any]] = defaultdict(list)
        for row in rows.filter(statement__in=[each.pk for each in statements]):
            since = shut.get(row.statement_id)
            if since is None or row.added_at >= since:
                found[row.statement_id].append(row)
        return found

    voices = ("member", "network_person", "professional")
    occasions = hanging(Occasion.objects.select_related(*voices))
    disagreements = hanging(Disagreement.objects.filter(ended_on=None).select_related(*voices))
    presentations = hanging(
        Presentation.objects.select_related("presented_by").prefetch_related("members", "network")
    )
    shielded = [each.pk for each in statements if each.is_shielded]
    named: dict[UUID, list[str]] = defaultdict(list)
    if shielded:
        grants = Statement.grants._default_manager.filter(content_object__in=shielded)
        for key, name in grants.order_by("user__name_key").values_list("content_object", "user__name"):
            named[key].append(name)
    return [
        Card(
            each,
            list(each.about.all()),
            occasions[each.pk],
            disagreements[each.pk],
            presentations[each.pk],
            named[each.pk],
        )
        for each in statements
    ]


def _shut_before(statements: Sequence[Statement], reader: Professional) -> dict[UUID, datetime]:
    """From when on the reader may read of those that were shielded and are not any more."""
    open_now = {each.pk: each for each in statements if not each.is_shielded}
    once = Statement.history.filter(id__in=list(open_now), visibility=Visibility.NAMED)
    found = {}
    for key in set(once.values_list("id", flat=True)):
        saves = sorted(open_now[key].history.all(), key=lambda row: (row.history_date, row.revision))
        readable = {row.history_id for row in open_now[key].readable(saves, reader)}
        shut = [row.history_id not in readable for row in saves]
        if any(shut):
            opened = len(shut) - shut[::-1].index(True)
            found[key] = saves[opened].history_date if opened < len(saves) else clock.now()
    return found


def _beside(cards: dict[UUID, Card]) -> dict[UUID, list[UUID]]:
    """What stands beside each danger."""
    rows = Statement.beside.through._default_manager.filter(
        from_statement__in=[key for key, card in cards.items() if card.statement.category in WORKING]
    )
    found: dict[UUID, list[UUID]] = defaultdict(list)
    for working, danger in rows.values_list("from_statement", "to_statement"):
        if danger in cards:
            found[danger].append(working)
    return found


def _scales(
    family: Family, reader: Professional, cards: dict[UUID, Card]
) -> dict[UUID, tuple[Scale, ScaleVersion | None]]:
    """Each danger's scale with the wording that holds now."""
    scales = family.scales.visible_to(reader).filter(danger__in=list(cards)).prefetch_related("versions")
    return {
        scale.danger_id: (scale, max(scale.versions.all(), key=_number, default=None)) for scale in scales
    }


def _number(version: ScaleVersion) -> int:
    return version.number


def _quiet(
    statements: Sequence[Statement], goals: Sequence[Goal], steps: Sequence[NextStep]
) -> dict[str, str]:
    """Which columns have had nothing new for long, once there is a map at all."""
    if not statements:
        return {}
    columns: dict[str, Iterable[Any]] = {
        "worried": [each for each in statements if each.is_worry],
        "working": [each for each in statements if not each.is_worry],
        "happen": [*goals, *steps],
    }
    return {
        name: str(QUIET[name]) % {"days": days}
        for name, rows in columns.items()
        if (days := days_since(each.changed_at for each in rows)) is not None
        and timedelta(days=days) >= QUIET_AFTER
    }


def days_since(moments: Iterable[datetime]) -> int | None:
    """Days since the last of these; None where there is none."""
    last = max(moments, default=None)
    return (clock.today() - timezone.localtime(last).date()).days if last else None
