"""Questions to the database that every page asks, put into SQL once: Django takes ten times as long to write
one as the database takes to answer it.

    @asked_often
    def _stages(plan: UUID) -> QuerySet[Stage]:
        return Stage.objects.filter(plan=plan, reached_on=None, until__lt=clock.today())

    late = _stages(plan.pk)  # a list

Keys, days and moments among the arguments are filled in each time, and so is what ``clock`` says; whatever
else there is (a tier, a flag, how many) makes another question. The SQL is kept, never what was read with it.
A function that decides something by a key or a moment, other than in its filters, is no such question.
"""

from collections.abc import Callable, Iterator
from copy import copy
from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from functools import cache
from itertools import count
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from django.core.exceptions import EmptyResultSet
from django.db import connection, models
from django.utils import timezone

from roskilde import clock

_FIELDS: "dict[type, models.Field[Any, Any]]" = {
    UUID: models.UUIDField(),
    datetime: models.DateTimeField(),
    date: models.DateField(),
}
MOST_SHAPES = 100  # of one question; a list of keys makes another one by its length
# What stands in the SQL's place of the clock while it is written: no row of ours is so old.
_MOMENT = datetime(1900, 1, 2, 3, 4, 5, 678901, tzinfo=UTC)


class _Gap(NamedTuple):
    """Where the value with this number is filled in."""

    number: int
    field: Any


@dataclass(frozen=True)
class _Written:
    """A question in SQL, with the gaps that are filled each time it is asked."""

    queryset: Any
    compiler: Any
    sql: str
    params: tuple[Any, ...]
    converters: Any

    def ask(self, values: list[Any], known: models.Model | None) -> list[Any]:
        params = tuple(
            each.field.get_db_prep_value(values[each.number], connection) if type(each) is _Gap else each
            for each in self.params
        )
        compiler = copy(self.compiler)
        compiler.connection = connection  # another thread's is another one
        compiler.as_sql = lambda *args, **kwargs: (self.sql, params)
        compiler.get_converters = lambda expressions: self.converters
        rows = self.queryset._chain()  # read here and never handed out: nothing can be narrowed any more
        rows.query.get_compiler = lambda *args, **kwargs: compiler
        if known is not None:
            rows._known_related_objects = {field: {known.pk: known} for field in rows._known_related_objects}
        return list(rows)


class Question:
    """A function that gives a queryset, called for what the queryset finds."""

    def __init__(self, queryset: Callable[..., Any]) -> None:
        self._queryset, self._name = queryset, queryset.__qualname__
        self._written: dict[Any, _Written | None] = {}

    def __call__(self, *given: Any, known: models.Model | None = None) -> list[Any]:
        """What is found; ``known`` is what the rows are reached from, and need not fetch again."""
        now = clock.now()
        values: list[Any] = [now, timezone.localtime(now).date()]
        shape = tuple(_shape(each, values) for each in given)
        try:
            written = self._written[shape]
        except KeyError:
            if len(self._written) >= MOST_SHAPES:
                self._written.clear()
            written = self._written[shape] = self._write(given)
        return written.ask(values, known) if written else []

    def _write(self, given: tuple[Any, ...]) -> _Written | None:
        """With values that nothing else has, which are then found among the parameters."""
        with clock.held_at(_MOMENT), connection.execute_wrapper(self._refuse):
            stand_ins: list[Any] = [clock.now(), clock.today()]
            numbers = count(1)
            queryset = self._queryset(*(_stand_in(each, stand_ins, numbers) for each in given))
            compiler = queryset.query.get_compiler(queryset.db)
            try:
                sql, params = compiler.as_sql()
            except EmptyResultSet:
                return None  # for a reader like this nothing can ever be found
        gaps = {}
        for number, each in enumerate(stand_ins):
            field = _FIELDS[type(each)]
            gaps[field.get_db_prep_value(each, connection)] = _Gap(number, field)
        filled = tuple(gaps.get(each) or self._constant(each) for each in params)
        columns = [column for column, *_rest in compiler.select[: compiler.col_count]]
        return _Written(queryset, compiler, sql, filled, compiler.get_converters(columns))

    def _constant(self, value: Any) -> Any:
        """Part of the question for good: a word or a number, never a key or a moment of this once."""
        if isinstance(value, int) or not any(map(str.isdigit, str(value))):
            return value
        raise TypeError(f"{self._name} would ask for {value!r} for ever: make it an argument.")

    def _refuse(self, *args: Any) -> None:
        raise TypeError(f"{self._name} asks the database while it is written.")


def asked_often(queryset: Callable[..., Any]) -> Question:
    return Question(queryset)


def _shape(given: Any, values: list[Any]) -> Any:
    """What of an argument makes another question; its keys, days and moments are put among the values."""
    kind: Any = type(given)
    if kind in _FIELDS:
        values.append(given)
        return kind
    if given is None or isinstance(given, int | Enum):
        return given
    if kind in (tuple, frozenset):
        return (kind, *[_shape(each, values) for each in given])
    if names := _names(kind):
        return (kind, *[_shape(getattr(given, name), values) for name in names])
    raise TypeError(f"{given!r} is no key, day, moment, number or choice.")


@cache
def _names(kind: Any) -> tuple[str, ...]:
    """Of a dataclass, what it holds."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()


def _stand_in(given: Any, stand_ins: list[Any], numbers: Iterator[int]) -> Any:
    """The same argument with values of nobody in it, in the order of ``_shape``."""
    kind: Any = type(given)
    if kind in _FIELDS:
        days = timedelta(days=next(numbers))
        stand_ins.append(
            uuid4() if kind is UUID else _MOMENT - days if kind is datetime else (_MOMENT - days).date()
        )
        return stand_ins[-1]
    if names := _names(kind):
        return kind(*[_stand_in(getattr(given, name), stand_ins, numbers) for name in names])
    if kind in (tuple, frozenset):
        return kind([_stand_in(each, stand_ins, numbers) for each in given])
    return given
