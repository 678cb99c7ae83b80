"""What the reader meets as history: who changed what, when and why, in words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, cast

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from families.models import Family, Professional, Visible
from roskilde.cpr import masked
from roskilde.danish import KeyField, TextKeyField
from roskilde.records import Record

NOTHING = "–"


@dataclass(frozen=True)
class Change:
    """One fact, as it read before and after."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Entry:
    """One save: what was saved, who did it, when, why, and what it changed."""

    of: str
    at: datetime
    who: str
    why: str
    is_first: bool = False
    is_last: bool = False
    changes: list[Change] = field(default_factory=list)


Words = Mapping[str, Mapping[Any, Any]]


def entries(
    record: Record,
    *,
    fields: Collection[str] | None = None,
    reader: Professional | None = None,
    words: Words | None = None,
    called: str = "",
    without: Collection[str] = (),
) -> list[Entry]:
    """The history of one record, newest first; as many queries for one save as for fifty.

    ``fields`` names the only ones to tell of, ``without`` those to keep silent about. ``words`` gives the
    labels of a field that holds codes.
    Records that are not everybody's are told by name only to a ``reader`` who may see them. ``called`` is the
    heading of a record whose own name says too little.
    """
    return entries_of([record], fields=fields, reader=reader, words=words, called=called, without=without)


def entries_of(
    records: Sequence[Record],
    *,
    fields: Collection[str] | None = None,
    reader: Professional | None = None,
    words: Words | None = None,
    called: str = "",
    kind: str = "",
    without: Collection[str] = (),
) -> list[Entry]:
    """The histories of several records of one kind, merged, newest first; ``kind`` says what they are, where
    their names do not."""
    if not records:
        return []
    told = [
        each
        for each in _told(type(records[0]))
        if (fields is None or each.name in fields) and each.name not in without
    ]
    reading = _Reading(records, told, reader=reader, words=words or {})
    found: list[tuple[datetime, int, Entry]] = []
    for record in records:
        before: Any = None
        for saved in _saves(reading.rows_of(record)):
            row = saved[-1]
            changes = reading.changes(before, row)
            if changes or row.history_type == "-":
                name = f"{kind}: {record}" if kind else str(record)
                entry = _entry(called or name, saved, changes)
                found.append((row.history_date, row.revision, entry))
            before = row
    found.sort(key=lambda each: each[:2], reverse=True)
    return [entry for _at, _revision, entry in found]


def _entry(of: str, saved: list[Any], changes: list[Change]) -> Entry:
    """One save, from the rows that it left."""
    row = saved[-1]
    is_last = row.history_type == "-"
    return Entry(
        of=of,
        at=row.history_date,
        who=str(row.history_user or _("The system")),
        why=next((each.history_change_reason for each in saved if each.history_change_reason), ""),
        is_first=saved[0].history_type == "+",
        is_last=is_last,
        changes=[] if is_last else changes,
    )


def merged(*histories: Iterable[Entry]) -> list[Entry]:
    """Several histories as one, newest first."""
    return sorted(
        (entry for entries in histories for entry in entries), key=lambda entry: entry.at, reverse=True
    )


class _Reading:
    """The history rows of records of one kind, and in words what they hold; a query for each fact that points
    elsewhere, however many the rows."""

    def __init__(
        self,
        records: Sequence[Record],
        told: list[models.Field[Any, Any]],
        *,
        reader: Professional | None,
        words: Words,
    ) -> None:
        self.told, self.words = told, words
        model = type(records[0])
        rows = self._rows(model, records, reader)
        self.many = {
            each.name: _many(model, each, rows) for each in told if isinstance(each, models.ManyToManyField)
        }
        # A save with many-to-many fields leaves several rows; where the demo's clock gave them one moment,
        # the fullest is the last.
        rows.sort(key=lambda row: (row.history_date, row.revision, self._held_by(row)))
        self.related = {
            each.name: _related(each, [self._value(row, each) for row in rows], reader) for each in told
        }
        self._of: dict[Any, list[Any]] = {}
        for row in rows:
            self._of.setdefault(row.id, []).append(row)

    def _rows(self, model: type[Record], records: Sequence[Record], reader: Professional | None) -> list[Any]:
        """Those that the reader may read."""
        rows = list(
            model.history.filter(id__in={record.pk for record in records}).select_related("history_user")
        )
        if reader is None or not issubclass(model, Visible):
            return rows
        # What was written for fewer eyes stays theirs when the record is opened to more.
        of: dict[Any, list[Any]] = {record.pk: [] for record in records}
        for row in rows:
            of[row.id].append(row)
        return [row for each in records for row in cast("Visible", each).readable(of[each.pk], reader)]

    def _keys(self, row: Any, name: str) -> frozenset[Any]:
        return self.many[name].get(row.history_id, frozenset())

    def _held_by(self, row: Any) -> int:
        return sum(len(self._keys(row, name)) for name in self.many)

    def _value(self, row: Any, each: models.Field[Any, Any]) -> Any:
        return self._keys(row, each.name) if each.name in self.many else getattr(row, each.attname)

    def _text(self, row: Any, each: models.Field[Any, Any]) -> str:
        if row is None:
            return NOTHING
        related = self.related[each.name]
        labels = related if related is not None else self.words.get(each.name)
        return _readable(each, self._value(row, each), labels)

    def rows_of(self, record: Record) -> list[Any]:
        """One record's, oldest first."""
        return self._of.get(record.pk, [])

    def changes(self, before: Any, after: Any) -> list[Change]:
        """The facts that read otherwise after a save than before it."""
        return [
            Change(str(capfirst(each.verbose_name)), _masked(each, was), _masked(each, now))
            for each in self.told
            if (was := self._text(before, each)) != (now := self._text(after, each))
        ]


def _told(model: type[Record]) -> list[models.Field[Any, Any]]:
    """The facts of a record: neither its keys nor who wrote it, which the entry says already."""
    tracked = {each.name for each in model.history.model.tracked_fields}
    many = {each.name for each in model.history.model._history_m2m_fields}
    return [
        each
        for each in (*model._meta.concrete_fields, *model._meta.many_to_many)
        if each.name in tracked | many
        and each.name != "revision"
        and not each.primary_key
        and not isinstance(each, (KeyField, TextKeyField))
        and each.related_model is not Family
        and not (each.related_model is Professional and (each.name.endswith("_by") or each.name == "author"))
        and not (isinstance(each, models.DateTimeField) and each.name.endswith("_at"))
    ]


def _saves(rows: Iterable[Any]) -> list[list[Any]]:
    """The rows of one record, those of one save together."""
    saves: list[list[Any]] = []
    for row in rows:
        if saves and saves[-1][-1].revision == row.revision and row.history_type == "~":
            saves[-1].append(row)
        else:
            saves.append([row])
    return saves


def _many(model: type[Record], each: models.Field[Any, Any], rows: list[Any]) -> dict[Any, frozenset[Any]]:
    """Which keys each history row held, in one query."""
    through = getattr(model.history.model, each.name).model
    column = cast("Any", each).m2m_reverse_field_name() + "_id"
    keys: dict[Any, set[Any]] = {}
    for history_id, key in through.objects.filter(history__in=[row.history_id for row in rows]).values_list(
        "history_id", column
    ):
        keys.setdefault(history_id, set()).add(key)
    return {history_id: frozenset(found) for history_id, found in keys.items()}


def _related(
    each: models.Field[Any, Any], values: list[Any], reader: Professional | None
) -> dict[Any, str] | None:
    """The names behind a field's keys, in one query; None where the field holds its own value."""
    model = each.related_model
    if model is None or isinstance(model, str):
        return None
    keys = {
        key
        for value in values
        for key in (value if isinstance(value, frozenset) else [value])
        if key is not None
    }
    if not keys:
        return {}
    rows: models.QuerySet[Any] = model._base_manager.filter(pk__in=keys)
    if issubclass(model, Visible):
        if reader is None:
            return {}
        rows = cast("Any", model)._default_manager.visible_to(reader).filter(pk__in=keys)
    elif "professional" in {each.name for each in model._meta.concrete_fields}:
        rows = rows.select_related("professional")  # whose name it goes by
    return {row.pk: str(row) for row in rows}


def _masked(each: models.Field[Any, Any], text: str) -> str:
    """A CPR number has changed, which everybody who reads the history may know; to what is asked for."""
    return masked(text) if each.name == "cpr" and text != NOTHING else text


def _readable(each: models.Field[Any, Any], value: Any, labels: Mapping[Any, Any] | None) -> str:
    if isinstance(value, (frozenset, list, tuple)):
        # A key without a label is of something that the reader may not see: it does not exist for them.
        known = (
            [str(labels[key]) for key in value if key in labels]
            if labels is not None
            else [str(key) for key in value]
        )
        return ", ".join(sorted(known)) or NOTHING
    if labels is not None:
        return str(labels.get(value, NOTHING))
    if hasattr(each, "told"):  # a field whose values are a code has its own words for them
        return str(each.told(value))
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if value is None or value == "":
        return NOTHING
    if each.choices:
        return str(dict(each.flatchoices).get(value, value))
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "SHORT_DATETIME_FORMAT")
    if isinstance(value, date):
        return date_format(value, "DATE_FORMAT")
    if isinstance(value, time):
        return time_format(value, "TIME_FORMAT")
    return str(value)
