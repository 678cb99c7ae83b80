"""Promises that Django cannot yet ask of both databases: no overlap, no change (ADR 0007).

PostgreSQL keeps them by an exclusion constraint and a trigger, SQLite by triggers. SQLite makes a table anew
to alter it and drops its triggers in silence; Django then asks each constraint for its SQL again, so they
come back.
"""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import FieldError, ValidationError
from django.db import DEFAULT_DB_ALIAS, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.backends.ddl_references import Statement, Table
from django.db.models import F
from django.db.models.constraints import BaseConstraint


class TableRule(BaseConstraint):
    """A rule of a whole table, kept by statements that are run once the table stands."""

    def statements(self, model: type[models.Model], vendor: str) -> list[str]:
        """SQL with ``%(table)s`` for the quoted table."""
        raise NotImplementedError

    def undoing(self, vendor: str) -> list[str]:
        raise NotImplementedError

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and self.deconstruct() == other.deconstruct()

    __hash__ = BaseConstraint.__hash__

    def _deferred(
        self, model: type[models.Model], editor: BaseDatabaseSchemaEditor, sql: list[str]
    ) -> list[Statement]:
        table = Table(model._meta.db_table, editor.quote_name)
        return [Statement(each, table=table) for each in sql]

    def constraint_sql(self, model: type[models.Model] | None, schema_editor: Any) -> str:
        assert model is not None
        sql = self.statements(model, schema_editor.connection.vendor)
        schema_editor.deferred_sql.extend(self._deferred(model, schema_editor, sql))
        return ""

    def create_sql(self, model: type[models.Model] | None, schema_editor: Any) -> Any:
        assert model is not None
        first, *rest = self._deferred(
            model, schema_editor, self.statements(model, schema_editor.connection.vendor)
        )
        for statement in rest:
            schema_editor.deferred_sql.append(statement)
        return first

    def remove_sql(self, model: type[models.Model] | None, schema_editor: Any) -> Any:
        assert model is not None
        first, *rest = self._deferred(model, schema_editor, self.undoing(schema_editor.connection.vendor))
        for statement in rest:
            schema_editor.execute(statement)
        return first


class NoOverlap(TableRule):
    """Two rows that agree on ``fields`` never share a moment of since..until (until empty: still open)."""

    def __init__(
        self,
        *,
        fields: Sequence[str],
        name: str,
        since: str = "since",
        until: str = "until",
        violation_error_code: str | None = None,
        violation_error_message: Any = None,
    ) -> None:
        self.fields, self.since, self.until = tuple(fields), since, until
        super().__init__(
            name=name,
            violation_error_code=violation_error_code,
            violation_error_message=violation_error_message,
        )

    def deconstruct(self) -> Any:
        path, args, kwargs = super().deconstruct()
        return path, args, kwargs | {"fields": self.fields, "since": self.since, "until": self.until}

    def _columns(self, model: type[models.Model]) -> tuple[list[str], str, str]:
        column = {field.name: field.column or field.name for field in model._meta.local_concrete_fields}
        return [column[each] for each in self.fields], column[self.since], column[self.until]

    def statements(self, model: type[models.Model], vendor: str) -> list[str]:
        same, since, until = self._columns(model)
        if vendor == "postgresql":
            is_moment = isinstance(model._meta.get_field(self.since), models.DateTimeField)
            kind = "tstzrange" if is_moment else "daterange"
            equal = ", ".join(f'"{column}" WITH =' for column in same)
            return [
                (
                    f'ALTER TABLE %(table)s ADD CONSTRAINT "{self.name}" EXCLUDE USING gist '
                    f'({equal}, {kind}("{since}", "{until}") WITH &&)'
                )
            ]
        equal = " AND ".join(f'other."{column}" = NEW."{column}"' for column in same)
        # SQLite takes a bare year for a number, and a number for less than any date.
        ever = "'9999-12-31'"
        overlap = (
            f'other."{since}" < COALESCE(NEW."{until}", {ever}) '
            f'AND NEW."{since}" < COALESCE(other."{until}", {ever})'
            # A period that ended as it began holds no moment; PostgreSQL's ranges know that by themselves.
            f'AND NEW."{since}" < COALESCE(NEW."{until}", {ever})'
            f'AND other."{since}" < COALESCE(other."{until}", {ever})'
        )
        key = model._meta.pk.column
        another = f'{equal} AND other."{key}" <> NEW."{key}" AND {overlap}'
        return [
            f'CREATE TRIGGER "{self.name}_{deed.lower()}" BEFORE {deed} ON %(table)s '
            f"WHEN EXISTS (SELECT 1 FROM %(table)s other WHERE {another}) "
            f"BEGIN SELECT RAISE(ABORT, '{self.name}'); END"
            for deed in ("INSERT", "UPDATE")
        ]

    def undoing(self, vendor: str) -> list[str]:
        if vendor == "postgresql":
            return [f'ALTER TABLE %(table)s DROP CONSTRAINT "{self.name}"']
        return [f'DROP TRIGGER "{self.name}_{deed}"' for deed in ("insert", "update")]

    def validate(
        self,
        model: type[models.Model],
        instance: models.Model,
        exclude: Any = None,
        using: str = DEFAULT_DB_ALIAS,
    ) -> None:
        if exclude and {*self.fields, self.since, self.until} & set(exclude):
            return
        same = {field: getattr(instance, field) for field in self.fields}
        since, until = getattr(instance, self.since), getattr(instance, self.until)
        others = model._base_manager.using(using).filter(**same).exclude(pk=instance.pk)
        if until is not None and until <= since:
            return
        others = others.exclude(**{f"{self.until}__lte": since}).exclude(**{self.until: F(self.since)})
        if until is not None:
            others = others.filter(**{f"{self.since}__lt": until})
        if others.exists():
            raise ValidationError(self.get_violation_error_message(), code=self.violation_error_code)


class NeverChanged(TableRule):
    """A row is written once; a later word is a later row."""

    def statements(self, model: type[models.Model], vendor: str) -> list[str]:
        if vendor == "postgresql":
            refuse = f"RAISE EXCEPTION '{self.name}' USING ERRCODE = 'integrity_constraint_violation'"
            function = f'CREATE OR REPLACE FUNCTION "{self.name}"() RETURNS trigger LANGUAGE plpgsql'
            trigger = f'CREATE TRIGGER "{self.name}" BEFORE UPDATE ON %(table)s'
            return [
                f"{function} AS $$BEGIN {refuse}; END$$",
                f'{trigger} FOR EACH ROW EXECUTE FUNCTION "{self.name}"()',
            ]
        trigger = f'CREATE TRIGGER "{self.name}" BEFORE UPDATE ON %(table)s'
        return [f"{trigger} BEGIN SELECT RAISE(ABORT, '{self.name}'); END"]

    def undoing(self, vendor: str) -> list[str]:
        if vendor == "postgresql":
            return [f'DROP FUNCTION "{self.name}"() CASCADE']
        return [f'DROP TRIGGER "{self.name}"']

    def validate(
        self,
        model: type[models.Model],
        instance: models.Model,
        exclude: Any = None,
        using: str = DEFAULT_DB_ALIAS,
    ) -> None:
        if not instance._state.adding:
            raise FieldError(f"{model.__name__} is never changed.")
