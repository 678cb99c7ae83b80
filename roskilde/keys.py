"""Many-to-many keys read along with their row: a page of fifty goals costs as many queries as one of one."""

from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Subquery


class Keys(Subquery):
    """The keys that a subquery of one column gives, as one text; read them with ``keys_in``."""

    output_field = models.TextField()

    def __init__(self, queryset: "models.QuerySet[Any]", column: str) -> None:
        self.column = column
        super().__init__(queryset.values(column))

    def as_sql(self, compiler: Any, connection: Any, template: str | None = None, **extra: Any) -> Any:
        joined = "STRING_AGG({}::text, ',')" if connection.vendor == "postgresql" else "GROUP_CONCAT({})"
        column = connection.ops.quote_name(self.column)
        template = f"(SELECT {joined.format(f'found.{column}')} FROM (%(subquery)s) found)"
        return super().as_sql(compiler, connection, template=template, **extra)


class KeysThrough(models.Func):
    """The same from a many-to-many table, for the row that is read; with no queryset to build each time."""

    output_field = models.TextField()

    def __init__(self, through: type[models.Model], of: str, column: str) -> None:
        self.through, self.of, self.column = through, of, column
        super().__init__(models.F("pk"))

    def as_sql(self, compiler: Any, connection: Any, *_args: Any, **_extra: Any) -> Any:
        row, values = compiler.compile(self.source_expressions[0])
        joined = "STRING_AGG({}::text, ',')" if connection.vendor == "postgresql" else "GROUP_CONCAT({})"
        table, of, column = map(
            connection.ops.quote_name, (self.through._meta.db_table, self.of, self.column)
        )
        return f"(SELECT {joined.format(column)} FROM {table} WHERE {table}.{of} = {row})", values


def keys_in(text: str | None) -> list[UUID]:
    return [UUID(each) for each in text.split(",")] if text else []


def key_of(text: str) -> list[UUID]:
    """The key in an address that anybody may have typed, for ``pk__in``: none where it is no key."""
    try:
        return [UUID(text)]
    except ValueError:
        return []
