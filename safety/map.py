"""A family's map read for one reader: no more queries for five hundred statements than for five."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from families.models import Family, Member, Professional, Visibility
from families.questions import asked_in_family
from roskilde import clock
from roskilde.keys import Keys, KeysThrough, keys_in
from safety.models import (
    WORKING,
    BottomLine,
    Category,
    Disagreement,
    Goal,
    NextStep,
    Occasion,
    Presentation,
    ScaleVersion,
    Statement,
    Whose,
)
from safety.models.voice import VOICES

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
    # Of one statement the rows themselves; in a whole map ``Hung``, as much of each as it shows.
    occasions: Sequence[Any] = ()
    disagreements: Sequence[Any] = ()
    presentations: Sequence[Any] = ()
    named: Sequence[str] = ()

    @property
    def last_said(self) -> Any:
        return self.presentations[-1] if self.presentations else None


@dataclass(frozen=True)
class Hung:
    """An occasion, a disagreement or a presentation as the map shows it."""

    statement: UUID
    kind: str
    on: date
    words: str
    speaker: str
    said_to: str  # names
    added_at: datetime


@dataclass
class DangerSet:
    """A danger, what stands beside it, and what shall be seen: one set."""

    card: Card
    beside: list[Card]
    goal: Goal | None
    steps: list[NextStep]

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
    """The map as it stands; ``only`` what has this visibility.

    Six queries; three more where something is shielded, or was.
    """
    statements = _statements(family, reader, only)
    goals, steps = _goals(family, reader, only), _steps(family, reader, only)
    cards = _cards(family, reader, only, statements)
    beside: dict[UUID, list[UUID]] = defaultdict(list)
    answering = set()
    for each in statements:
        if each.category in WORKING and (answered := set(keys_in(each.beside_keys)) & set(cards)):
            answering.add(each.pk)
            for key in answered:
                beside[key].append(each.pk)
    goal_of = {goal.pk: goal for goal in goals}
    steps_of: dict[UUID | None, list[NextStep]] = defaultdict(list)
    for step in steps:
        steps_of[step.danger_id if step.danger_id in cards else None].append(step)
    by_category: dict[str, list[Card]] = defaultdict(list)
    for card in cards.values():
        by_category[card.statement.category].append(card)
    sets = [
        DangerSet(
            card=card,
            beside=sorted(
                (cards[key] for key in beside[card.statement.pk]), key=lambda each: _working(each.statement)
            ),
            goal=goal_of.get(card.statement.goal_id) if card.statement.goal_id else None,
            steps=steps_of[card.statement.pk],
        )
        for card in by_category[Category.DANGER]
    ]
    rest = [card for card in cards.values() if card.statement.pk not in answering]
    return MapReading(
        sets=sets,
        harms=by_category[Category.PAST_HARM],
        harder=by_category[Category.COMPLICATING],
        strengths=[card for card in rest if card.statement.category == Category.STRENGTH],
        safeties=[card for card in rest if card.statement.category == Category.SAFETY],
        steps=steps_of[None],
        goals={whose: [goal for goal in goals if goal.whose == whose] for whose in Whose.values},
        bottom_lines=_bottom_lines(family, reader),
        quiet=_quiet(statements, goals, steps),
        own=sum(each.is_of_family for each in statements),
        total=len(statements),
    )


def _working(statement: Statement) -> tuple[bool, date]:
    return statement.category != Category.SAFETY, statement.on


@asked_in_family
def _statements(family: Family, reader: Professional, only: Visibility | None) -> Any:
    """Those that stand, with the two ends of a danger's scale and the keys of what they stand beside."""
    once = Statement.history.filter(id=OuterRef("pk"), visibility=Visibility.NAMED).order_by()
    newest = ScaleVersion.objects.filter(scale__danger=OuterRef("pk")).order_by("-number")
    return (
        _narrowed(family.statements.visible_to(reader), only)
        .open()
        .with_speakers()
        .annotate(
            about_keys=KeysThrough(Statement.about.through, "statement_id", "member_id"),
            beside_keys=KeysThrough(Statement.beside.through, "from_statement_id", "to_statement_id"),
            was_shielded=Exists(once),
            scale_key=F("scale"),
            zero=Subquery(newest.values("zero")[:1]),
            ten=Subquery(newest.values("ten")[:1]),
        )
    )


@asked_in_family
def _goals(family: Family, reader: Professional, only: Visibility | None) -> Any:
    return _narrowed(family.goals.visible_to(reader), only).open().select_related("member")


@asked_in_family
def _steps(family: Family, reader: Professional, only: Visibility | None) -> Any:
    return _narrowed(family.next_steps.visible_to(reader), only).open().select_related(*VOICES)


@asked_in_family
def _bottom_lines(family: Family, reader: Professional) -> Any:
    return family.bottom_lines.open()


@asked_in_family
def _hung(family: Family, reader: Professional, only: Visibility | None) -> Any:
    """What hangs on the statements that stand, oldest first."""
    seen = _narrowed(family.statements.visible_to(reader), only).open().order_by().values("pk")
    speaker, nobody = Coalesce(*(f"{voice}__name" for voice in VOICES)), Value("")
    to = (
        Keys(through._default_manager.filter(presentation=OuterRef("pk")).annotate(name=F(name)), "name")
        for through, name in (
            (Presentation.members.through, "member__name"),
            (Presentation.network.through, "networkperson__name"),
        )
    )
    told: Any = [
        rows.filter(statement__in=seen)
        .order_by()
        .annotate(kind=Value(kind), who=who, to_members=members, to_network=network)
        .values_list("statement", "kind", "on", "words", "who", "to_members", "to_network", "added_at")
        for kind, rows, who, (members, network) in (
            ("occasion", Occasion._default_manager.all(), speaker, (nobody, nobody)),
            ("disagreement", Disagreement._default_manager.filter(ended_on=None), speaker, (nobody, nobody)),
            ("presentation", Presentation._default_manager.all(), nobody, tuple(to)),
        )
    ]
    return told[0].union(*told[1:], all=True).order_by("on", "added_at")


def _narrowed(rows: Any, only: Visibility | None) -> Any:
    return rows.filter(visibility=only) if only else rows


def _cards(
    family: Family, reader: Professional, only: Visibility | None, statements: Sequence[Any]
) -> dict[UUID, Card]:
    """The statements of a whole map, each with what hangs on it."""
    members = {member.pk: member for member in family.members.all()}
    shut = _shut_before([each for each in statements if each.was_shielded], reader)
    named = _named(statements)
    hung: dict[tuple[UUID, str], list[Hung]] = defaultdict(list)
    for key, kind, on, words, speaker, to_members, to_network, added_at in _hung(family, reader, only):
        if key not in shut or added_at >= shut[key]:
            said_to = ", ".join(names.replace(",", ", ") for names in (to_members, to_network) if names)
            hung[key, kind].append(Hung(key, kind, on, words, speaker, said_to, added_at))
    return {
        each.pk: Card(
            each,
            sorted((members[key] for key in keys_in(each.about_keys)), key=lambda member: member.born_on),
            hung[each.pk, "occasion"],
            hung[each.pk, "disagreement"],
            hung[each.pk, "presentation"],
            named[each.pk],
        )
        for each in statements
    }


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

    occasions = hanging(Occasion.objects.select_related(*VOICES))
    disagreements = hanging(Disagreement.objects.filter(ended_on=None).select_related(*VOICES))
    presentations = hanging(
        Presentation.objects.select_related("presented_by").prefetch_related("members", "network")
    )
    named = _named(statements)
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


def _named(statements: Sequence[Statement]) -> dict[UUID, list[str]]:
    """For whom alone each of them is; nothing is asked where none is shielded."""
    named: dict[UUID, list[str]] = defaultdict(list)
    if shielded := [each.pk for each in statements if each.is_shielded]:
        grants = Statement.grants._default_manager.filter(content_object__in=shielded)
        for key, name in grants.order_by("user__name_key").values_list("content_object", "user__name"):
            named[key].append(name)
    return named


def _shut_before(statements: Sequence[Statement], reader: Professional) -> dict[UUID, datetime]:
    """From when on the reader may read of those that were shielded and are not any more."""
    open_now = {each.pk: each for each in statements if not each.is_shielded}
    if not open_now:
        return {}
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
