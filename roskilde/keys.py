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


def keys_in(text: str | None) -> list[UUID]:
    return [UUID(each) for each in text.split(",")] if text else []
