"""The map as it stood on a day, from the history; and what came, changed and ended between two days."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from families.models import Family, Professional, Visibility
from safety.models import Category, Statement

ORDER = list(Category.values)


@dataclass(frozen=True)
class Past:
    """One statement as it read on a day."""

    key: UUID
    category: str
    words: str
    addition: str
    on: date
    speaker: str
    about: tuple[str, ...]
    is_of_family: bool

    @property
    def label(self) -> str:
        return str(Category(self.category).label)


@dataclass(frozen=True)
class Changed:
    """One that read otherwise on the later day."""

    before: Past
    after: Past


@dataclass(frozen=True)
class Between:
    """What happened to the map between two days."""

    came: list[Past]
    changed: list[Changed]
    ended: list[tuple[Past, Statement | None]]  # with how it ended, where it did not only go out of sight


def end_of(day: date) -> datetime:
    """The first moment after a day."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time()))


def as_it_stood(family: Family, reader: Professional, day: date) -> dict[UUID, Past]:
    """What stood in the map at the end of a day, of what the reader may see now and might have read then."""
    known = {
        each.pk: each for each in family.statements.visible_to(reader).filter(written_at__lt=end_of(day))
    }
    saves = list(Statement.history.filter(id__in=list(known), history_date__lt=end_of(day)))
    about = _about(saves)
    # A save and the names of whom it is about leave two rows; at one moment the fuller is the later.
    saves.sort(key=lambda row: (row.history_date, row.revision, len(about[row.history_id])))
    last = {row.id: row for row in saves}
    standing = {
        key: row for key, row in last.items() if row.ending == "" and _is_readable(known[key], row, reader)
    }
    names = _names(family, standing)
    return {
        key: Past(
            key=key,
            category=row.category,
            words=row.words,
            addition=row.addition,
            on=row.on,
            speaker=names.get(_speaker_key(row), ""),
            about=tuple(sorted(names.get(each, "") for each in about[row.history_id])),
            is_of_family=row.member_id is not None,
        )
        for key, row in sorted(standing.items(), key=lambda pair: (ORDER.index(pair[1].category), pair[1].on))
    }


def _is_readable(statement: Statement, row: Any, reader: Professional) -> bool:
    """Read under the same visibility now and then, it was the reader's then; anything else is looked into."""
    if statement.visibility == row.visibility and row.visibility in (Visibility.CORE, Visibility.NEAR):
        return True
    rows = statement.readable(statement.history.all(), reader)
    return any(each.history_id == row.history_id for each in rows)


def _about(rows: list[Any]) -> dict[UUID, set[UUID]]:
    """Whom each row of the history is about."""
    through = Statement.history.model.about.model
    found: dict[UUID, set[UUID]] = defaultdict(set)
    pairs = through.objects.filter(history__in=[row.history_id for row in rows])
    for history_id, member in pairs.values_list("history_id", "member_id"):
        found[history_id].add(member)
    return found


def _speaker_key(row: Any) -> UUID | None:
    key: UUID | None = row.member_id or row.network_person_id or row.professional_id
    return key


def _names(family: Family, rows: Mapping[UUID, Any]) -> dict[UUID | None, str]:
    spoke = {row.professional_id for row in rows.values() if row.professional_id}
    return {
        **dict(family.members.values_list("pk", "name")),
        **dict(family.network.values_list("pk", "name")),
        **dict(Professional.objects.filter(pk__in=spoke).values_list("pk", "name")),
    }


def between(family: Family, reader: Professional, first: date, second: date) -> Between:
    """What the map says on the second day and did not say on the first."""
    before, after = as_it_stood(family, reader, first), as_it_stood(family, reader, second)
    gone = [each for key, each in before.items() if key not in after]
    ended = {
        each.pk: each
        for each in family.statements.visible_to(reader).ended().filter(pk__in=[each.key for each in gone])
    }
    return Between(
        came=[each for key, each in after.items() if key not in before],
        changed=[
            Changed(before[key], each)
            for key, each in after.items()
            if key in before and _said(before[key]) != _said(each)
        ],
        ended=[(each, ended.get(each.key)) for each in gone],
    )


def _said(past: Past) -> tuple[Any, ...]:
    return past.category, past.words, past.addition, past.on, past.speaker, past.about
