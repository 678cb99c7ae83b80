"""Leaving the pilot: what stands in the way, and what is open and must be somebody's afterwards.

What is for named people only exists for nobody else, so it stops nobody else's deed (docs/rights.md); whoever
it names stays around the family and hands it on.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import OuterRef, Subquery
from django.utils.formats import date_format
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _

from families import leaving
from families.models import Family, Professional, Visible
from roskilde import clock
from roskilde.records import Record
from safety.models import Criterion, Discharge, Rating

RATED_WITHIN = timedelta(days=30)
LONGEST = 100


@dataclass(frozen=True)
class Unfinished:
    """Something that is open in the family."""

    record: Record
    label: str
    url: str = ""  # where it can be closed, if whoever tells of it knows
    view: str = ""  # the same as a name

    @property
    def kind(self) -> str:
        return str(capfirst(self.record._meta.verbose_name))

    @property
    def key(self) -> str:
        return f"{self.record._meta.model_name}-{self.record.pk}"


def obstacles(family: Family, reader: Professional) -> list[ValidationError]:
    """Why the family cannot leave the pilot yet, one reason each."""
    if family.left_on:
        return [ValidationError(_("The family has left the pilot already."), code="too_late")]
    return [*_unanswered(family), *_unrated(family, reader)]


def _unanswered(family: Family) -> Iterator[ValidationError]:
    criteria = list(family.closure_criteria.kept())
    if not criteria:
        yield ValidationError(_("What must be seen to close has not been asked yet."), code="criteria")
    for each in criteria:
        if not each.is_answered:
            words = _("No answer yet: “%(criterion)s”") % {"criterion": each.words}
            yield ValidationError(words, code="criteria")


def _unrated(family: Family, reader: Professional) -> Iterator[ValidationError]:
    for scale in rated_scales(family, reader):
        if is_stale(scale.rated_on):
            words = (
                _("The last number on the scale “%(danger)s” is of %(day)s. Ask everybody anew.")
                if scale.rated_on
                else _("Nobody has given a number on the scale “%(danger)s” yet.")
            )
            told = {
                "danger": Truncator(str(scale.danger)).chars(LONGEST),
                "day": date_format(scale.rated_on, "DATE_FORMAT") if scale.rated_on else "",
            }
            yield ValidationError(words % told, code="ratings")


def rated_scales(family: Family, reader: Professional) -> list[Any]:
    """The scales of dangers that stand, each with ``rated_on``: the day of its last number. One query."""
    ratings = Rating.objects.for_nobody("on which day, not how many").filter(version__scale=OuterRef("pk"))
    last = ratings.order_by("-on").values("on")[:1]
    scales = family.scales.visible_to(reader).filter(danger__ending="")
    return list(scales.annotate(rated_on=Subquery(last)).select_related("danger"))


def is_stale(rated_on: date | None) -> bool:
    return rated_on is None or rated_on < clock.today() - RATED_WITHIN


def unfinished(family: Family, reader: Professional) -> list[Unfinished]:
    """Everything that is open, as far as the reader may see it; each thing once."""
    found: dict[str, Unfinished] = {}
    for each in (*_open_here(family, reader), *_carried(family, reader)):
        if each.key not in found or each.url:
            found[each.key] = each
    return list(found.values())


def _open_here(family: Family, reader: Professional) -> Iterator[Unfinished]:
    """What this floor knows of."""
    for criterion in family.closure_criteria.kept():
        if not criterion.is_met:
            yield Unfinished(criterion, criterion.words, view="safety:answer_criterion")
    for milestone in family.milestones.ahead():
        yield Unfinished(milestone, milestone.words, view="safety:change_milestone")
    for follow_up in family.follow_ups.coming():
        yield Unfinished(follow_up, date_format(follow_up.on, "DATE_FORMAT"))
    for statement in family.statements.visible_to(reader).open():
        if statement.is_worry:
            yield Unfinished(statement, statement.words, view="safety:show_statement")
    for step in family.next_steps.visible_to(reader).open():
        yield Unfinished(step, step.words)
    for goal in family.goals.visible_to(reader).open():
        yield Unfinished(goal, goal.words)


def _carried(family: Family, reader: Professional) -> Iterator[Unfinished]:
    """What professionals carry, on whatever floor."""
    for involvement in family.involvements.open().select_related("professional"):
        for each in leaving.seen_in_one(involvement, reader):
            yield Unfinished(each.record, each.label, each.url)


def handed_over(discharge: Discharge, reader: Professional) -> list[tuple[Unfinished, str]]:
    """What was open when the family left, with who takes it over; without what the reader may not see."""
    by_model: dict[str, dict[UUID, str]] = defaultdict(dict)
    for handed in discharge.handed_over.all():
        by_model[handed.model][handed.key] = handed.receiver
    found = []
    for label, receivers in by_model.items():
        model: Any = apps.get_model(label)
        rows = model.objects.visible_to(reader) if issubclass(model, Visible) else model.objects.all()
        here = rows.filter(family=discharge.family_id, pk__in=receivers)
        found += [(Unfinished(record, str(record)), receivers[record.pk]) for record in here]
    return found


def all_met(family: Family) -> bool:
    """Whether everything that was asked is seen."""
    criteria: list[Criterion] = list(family.closure_criteria.kept())
    return bool(criteria) and all(each.is_met for each in criteria)
