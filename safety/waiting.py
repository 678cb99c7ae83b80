"""What in the map needs a hand: said on the start page of whoever can lend one."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from families.models import Family, Professional
from families.questions import asked_in_families
from families.sections import Waiting
from roskilde import clock
from roskilde.keys import KeysThrough, keys_in
from roskilde.templatetags.look import quoted
from safety.map import QUIET, QUIET_AFTER, days_since
from safety.models import Category, Goal, NextStep, Statement


def of_maps(reader: Professional, families: Sequence[Family]) -> list[Waiting]:
    """Dangers that stand alone, and columns that have been quiet for long. Three queries, however many."""
    statements = _by_family(_statements(families, reader))
    goals, steps = _by_family(_goals(families, reader)), _by_family(_steps(families, reader))
    answered = {key for rows in statements.values() for each in rows for key in keys_in(each.beside_keys)}
    lines: list[Waiting] = []
    for family in families:
        if rows := statements[family.pk]:
            keys = {goal.pk for goal in goals[family.pk]}
            for danger in rows:
                if danger.category == Category.DANGER:
                    lines += _alone(
                        family, danger, has_beside=danger.pk in answered, has_goal=danger.goal_id in keys
                    )
            lines += _quiet(family, rows, [*goals[family.pk], *steps[family.pk]])
    return lines


@asked_in_families
def _statements(families: Sequence[Family], reader: Professional) -> Any:
    """With the dangers that each answers, where it is something that works."""
    beside = KeysThrough(Statement.beside.through, "from_statement_id", "to_statement_id")
    rows = Statement.objects.visible_in(families, reader).open().annotate(beside_keys=beside)
    return rows.only("family", "category", "words", "goal", "changed_at", "on")


@asked_in_families
def _goals(families: Sequence[Family], reader: Professional) -> Any:
    return Goal.objects.visible_in(families, reader).open().only("family", "changed_at")


@asked_in_families
def _steps(families: Sequence[Family], reader: Professional) -> Any:
    return NextStep.objects.visible_in(families, reader).open().only("family", "changed_at")


def _by_family(rows: Any) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.family_id].append(row)
    return found


def _alone(family: Family, danger: Statement, *, has_beside: bool, has_goal: bool) -> list[Waiting]:
    if has_beside and has_goal:
        return []
    words = quoted(Truncator(" ".join(danger.words.split())).chars(60))
    if not has_goal:
        sentence = _("nobody has said what shall be seen to happen: %(words)s")
        deed, url = _("Set a goal"), reverse("safety:add_goal", args=[family.pk, danger.pk])
    else:
        sentence = _("nothing that works stands beside a worry: %(words)s")
        deed, url = _("Open the map"), reverse("safety:show_map", args=[family.pk])
    return [Waiting(family, sentence % {"words": words}, deed, url, danger.on)]


def _quiet(family: Family, statements: list[Statement], happens: list[Any]) -> list[Waiting]:
    """One line a family: the column that has been quiet for longest."""
    columns = {
        "worried": [each for each in statements if each.is_worry],
        "working": [each for each in statements if not each.is_worry],
        "happen": happens,
    }
    quiet = {name: days_since(each.changed_at for each in rows) or 0 for name, rows in columns.items()}
    name, days = max(quiet.items(), key=lambda pair: pair[1])
    if timedelta(days=days) < QUIET_AFTER:
        return []
    words = str(QUIET[name]) % {"days": days}
    url = reverse("safety:show_map", args=[family.pk])
    since = clock.today() - timedelta(days=days)
    return [Waiting(family, words[:1].lower() + words[1:], _("Open the map"), url, since)]


def own_steps(reader: Professional, families: Sequence[Family]) -> list[Waiting]:
    """What the reader has promised to do and the day has passed. One query."""
    by_key = {family.pk: family for family in families}
    return [
        Waiting(
            by_key[step.family_id],
            _("you would have: %(what)s") % {"what": step.words},
            _("It is done"),
            reverse("safety:finish_next_step", args=[step.family_id, step.pk]),
            step.due_on,
            is_urgent=True,
        )
        for step in _own_steps(families, reader)
    ]


@asked_in_families
def _own_steps(families: Sequence[Family], reader: Professional) -> Any:
    late = NextStep.objects.visible_in(families, reader).due_before(clock.today())
    return late.filter(professional=reader.pk)
