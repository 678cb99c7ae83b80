"""Long lists, a page at a time, never counted: a total costs more than the page, and nobody acts on it."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.db import models

# Nobody turns so many pages by hand; further back one narrows the list instead, for the database walks every
# row that is skipped.
FURTHEST = 1000


class UncountedPage(Page[Any]):
    """A page that knows whether there is one after it, and not how many there are."""

    def __init__(self, rows: list[Any], number: int, *, goes_on: bool) -> None:
        super().__init__(rows, number, Paginator(rows, max(len(rows), 1)))
        self._goes_on = goes_on

    def has_next(self) -> bool:
        return self._goes_on


def page_of(rows: "models.QuerySet[Any]", number: str | None, per_page: int) -> UncountedPage:
    """The page that the address asks for (``?page=3``), the first where it asks for nonsense."""
    wanted = int(number) if number and number.isascii() and number.isdecimal() else 1
    wanted = min(max(wanted, 1), FURTHEST)
    start = (wanted - 1) * per_page
    found = list(rows[start : start + per_page + 1])  # one more than is shown tells whether the list goes on
    return UncountedPage(found[:per_page], wanted, goes_on=len(found) > per_page and wanted < FURTHEST)
