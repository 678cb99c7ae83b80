"""What was done with a family: what was logged, and the light help that a line tells of, by the day."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from families.models import Family, Kind, Line, Professional
from masterplans.models import Contribution

Row = Contribution | Line


class Done:
    """Both kinds in one order, newest first; cut like a queryset, and read only as far as the cut.

    Of each kind no more keys are read than could fall before the cut, and the rows of those that fall in it.
    """

    def __init__(self, family: Family, reader: Professional) -> None:
        self.contributions = family.contributions.visible_to(reader)
        self.helping = family.lines.visible_to(reader).filter(kind=Kind.HELP)

    def __getitem__(self, cut: slice) -> list[Row]:
        keys: list[tuple[date, datetime, UUID]] = [
            *self.contributions.values_list("on", "logged_at", "pk")[: cut.stop],
            *(
                (timezone.localtime(at).date(), at, key)
                for at, key in self.helping.values_list("written_at", "pk")[: cut.stop]
            ),
        ]
        shown = [key for _on, _at, key in sorted(keys, reverse=True)[cut]]
        rows: dict[UUID, Any] = {
            **self.contributions.select_related("activity", "professional", "logged_by").in_bulk(shown),
            **self.helping.select_related("author").in_bulk(shown),
        }
        return [rows[key] for key in shown]
