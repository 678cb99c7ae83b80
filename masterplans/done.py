"""What was done with a family: what was logged, and the light help that a line tells of, by the day."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from families.models import Family, Kind, Line, Professional
from families.questions import asked_in_family
from masterplans.models import Contribution

Row = Contribution | Line
Key = tuple[date, datetime, UUID]


class Done:
    """Both kinds in one order, newest first; cut like a queryset, and read only as far as the cut.

    Of each kind no more keys are read than could fall before the cut, and the rows of those that fall in it.
    """

    def __init__(self, family: Family, reader: Professional) -> None:
        self.family, self.reader = family, reader

    def __getitem__(self, cut: slice) -> list[Row]:
        logged: list[Key] = _logged_keys(self.family, self.reader, cut.stop)
        helping: list[Key] = [
            (timezone.localtime(at).date(), at, key)
            for at, key in _helping_keys(self.family, self.reader, cut.stop)
        ]
        shown = sorted([*logged, *helping], reverse=True)[cut]
        rows: dict[UUID, Row] = {}
        for of_kind, read in ((logged, _logged), (helping, _helping)):
            if keys := tuple(key for _on, _at, key in {*of_kind}.intersection(shown)):
                rows |= {row.pk: row for row in read(self.family, self.reader, keys)}
        return [rows[key] for _on, _at, key in shown]


@asked_in_family
def _logged_keys(family: Family, reader: Professional, most: int) -> Any:
    return family.contributions.visible_to(reader).values_list("on", "logged_at", "pk")[:most]


@asked_in_family
def _helping_keys(family: Family, reader: Professional, most: int) -> Any:
    helping = family.lines.visible_to(reader).filter(kind=Kind.HELP)
    return helping.values_list("written_at", "pk")[:most]


@asked_in_family
def _logged(family: Family, reader: Professional, keys: tuple[UUID, ...]) -> Any:
    rows = family.contributions.visible_to(reader).filter(pk__in=keys).order_by()
    return rows.select_related("activity", "professional", "logged_by")


@asked_in_family
def _helping(family: Family, reader: Professional, keys: tuple[UUID, ...]) -> Any:
    return family.lines.visible_to(reader).filter(pk__in=keys).order_by().select_related("author")
