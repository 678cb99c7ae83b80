"""Strings that long pages are full of, made ready once: addresses made of keys, dates and hours."""

from datetime import date, time
from functools import cache, lru_cache
from uuid import UUID

from django.templatetags.static import static
from django.urls import get_script_prefix, reverse
from django.utils.dateformat import format as format_date
from django.utils.dateformat import time_format
from django.utils.formats import get_format
from django.utils.translation import get_language

_STAND_INS = tuple(UUID(int=number) for number in range(1, 5))


def address(view: str, *keys: UUID) -> str:
    """The address of a page that is found by keys alone; ``reverse`` searches all routes for each."""
    return _shape(view, len(keys), get_script_prefix()).format(*keys)


@cache
def _shape(view: str, keys: int, _prefix: str) -> str:
    """ "/families/{}/goals/{}/change/"."""
    shape = reverse(view, args=_STAND_INS[:keys])
    for each in _STAND_INS[:keys]:
        shape = shape.replace(str(each), "{}")
    return shape


@cache
def file_address(path: str) -> str:
    """The address of a static file, with the mark of its version: the same as long as the server runs."""
    return static(path)


def written(value: date | time, style: str) -> str:
    """A date or an hour in the reader's language; ``style`` is "SHORT_DATE_FORMAT" or a pattern "l j. F"."""
    return _written(value, style, get_language() or "da")


@lru_cache(maxsize=4096)
def _written(value: date | time, style: str, language: str) -> str:
    pattern = get_format(style, language)
    return time_format(value, pattern) if isinstance(value, time) else format_date(value, pattern)
