"""What other tables tell of an activity, read along with its row: a week costs as many queries with a hundred
cancelled days as with none, and the start page one as ever."""

import json
from datetime import date, time
from functools import lru_cache
from typing import Any

from django.db import models

from masterplans.occurrences import Change

_COLUMNS = ("planned_on", "on", "starts_at", "minutes", "place", "place_kind", "reason")


class _Told(models.Func):
    """A text of several rows, for the row that is read."""

    output_field = models.TextField()
    of = "pk"
    postgresql: str
    sqlite: str

    def __init__(self) -> None:
        super().__init__(models.F(self.of))

    def as_sql(self, compiler: Any, connection: Any, *_args: Any, **_extra: Any) -> Any:
        row, values = compiler.compile(self.source_expressions[0])
        told = self.postgresql if connection.vendor == "postgresql" else self.sqlite
        return told.format(row=row), values


_LISTED = ", ".join(f'"{name}"' for name in _COLUMNS)
_CHANGES = 'FROM "masterplans_rearrangement" WHERE "masterplans_rearrangement"."activity_id" = {row}'


class ChangesTold(_Told):
    """What was arranged for single days; read it with ``read_changes``."""

    postgresql = f"(SELECT json_agg(json_build_array({_LISTED}))::text {_CHANGES})"
    # Of no rows SQLite would make an empty list, for each activity.
    sqlite = f"(SELECT NULLIF(json_group_array(json_array({_LISTED})), '[]') {_CHANGES})"


class SchoolHolidaysTold(_Told):
    """When the schools are closed, for those that then do not take place (``free_days.days_of``)."""

    of = "skips_school_holidays"
    _listed = 'FROM "masterplans_schoolholiday"'
    postgresql = f"CASE WHEN {{row}} THEN (SELECT string_agg(since || '/' || until, ',') {_listed}) END"
    sqlite = f"CASE WHEN {{row}} THEN (SELECT group_concat(since || '/' || until) {_listed}) END"


@lru_cache(maxsize=1024)
def read_changes(told: str) -> tuple[Change, ...]:
    return tuple(
        Change(
            date.fromisoformat(planned_on),
            date.fromisoformat(on) if on else None,
            time.fromisoformat(starts_at) if starts_at else None,
            minutes or 0,
            *words,
        )
        for planned_on, on, starts_at, minutes, *words in json.loads(told)
    )
