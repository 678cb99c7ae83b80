"""What every record shares: a key that tells nothing, a count of its saves, a history never bypassed."""

import uuid
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar

from django.db import models
from simple_history.models import HistoricalRecords

from roskilde import clock

M = TypeVar("M", bound=models.Model, covariant=True)


class HistoryWouldBeLost(TypeError):
    """A write of many rows at once leaves no history; save them one by one, or say why none is needed."""


class RecordQuerySet(models.QuerySet[M]):
    """Refuses the writes that would leave no history."""

    _unrecorded: str = ""

    def _clone(self) -> Self:
        clone: Self = super()._clone()  # type: ignore[misc]
        clone._unrecorded = self._unrecorded
        return clone

    def unrecorded(self, reason: str) -> Self:
        """Allow writes without history, for a reason that the code spells out."""
        clone = self._clone()
        clone._unrecorded = reason
        return clone

    def _refuse(self, verb: str) -> None:
        if not self._unrecorded:
            raise HistoryWouldBeLost(f"{self.model.__name__}.{verb} would bypass the history.")

    def update(self, **kwargs: Any) -> int:
        self._refuse("update")
        return super().update(**kwargs)

    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        self._refuse("bulk_create")
        return super().bulk_create(objs, *args, **kwargs)

    def bulk_update(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> int:
        self._refuse("bulk_update")
        return super().bulk_update(objs, *args, **kwargs)


@cache
def _labels(field: "models.Field[Any, Any]") -> Mapping[Any, Any]:
    return dict(field.flatchoices)


class Record(models.Model):
    """A row that people work on: it knows how often it was saved, and each save names who and why."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    revision = models.PositiveIntegerField(default=1, editable=False)

    if TYPE_CHECKING:
        history: ClassVar[Any]  # each record names its own, made by ``history()`` below

    class Meta:
        abstract = True

    def save(self, *args: Any, by: Any = None, why: str = "", **kwargs: Any) -> None:
        """Save with history: ``by`` whom (else whoever is signed in), ``why`` in a few words."""
        if not self._state.adding:
            self.revision += 1
            if (fields := kwargs.get("update_fields")) is not None:
                kwargs["update_fields"] = {*fields, "revision"}
        if by is not None:
            self._history_user = by
        self._change_reason = why or None
        super().save(*args, **kwargs)

    def _get_FIELD_display(self, field: "models.Field[Any, Any]") -> str:  # noqa: N802 - Django's name
        """What ``get_…_display`` asks: the one label, where Django translates all of them to find it."""
        value = getattr(self, field.attname)
        return str(_labels(field).get(value, value))

    def lock(self) -> Self:
        """Read the row anew and hold it until the transaction ends; else two save a state that never was."""
        self.refresh_from_db(from_queryset=type(self)._base_manager.select_for_update())
        return self

    @property
    def _history_date(self) -> datetime:
        """simple-history asks here for the moment, so that the history keeps the demo's clock too."""
        return clock.now()


def history(**kwargs: Any) -> HistoricalRecords:
    """The history of a record; its keys tell nothing either, and it outlives whom it names."""
    return HistoricalRecords(
        history_id_field=models.UUIDField(default=uuid.uuid4),
        history_change_reason_field=models.TextField(null=True),
        **kwargs,
    )


class Unaddressed(TypeError):
    """Records with a visibility were about to be read for nobody in particular."""


class AddressedQuerySet(RecordQuerySet[M]):
    """Refuses to be read before it has been told for whom."""

    _reader: object = None

    def _clone(self) -> Self:
        clone = super()._clone()
        clone._reader = self._reader
        return clone

    def addressed(self, reader: object) -> Self:
        """Mark as read for ``reader``; ``visible_to`` does it once it has filtered."""
        clone = self._clone()
        clone._reader = reader
        return clone

    def for_nobody(self, reason: str) -> Self:
        """Read for no one in particular: counting, locking, laying data. The reason stands in the code."""
        return self.addressed(reason)

    def _ask(self) -> None:
        if self._reader is None:
            raise Unaddressed(f"Say for whom: {self.model.__name__}.objects.visible_to(reader).")

    def _fetch_all(self) -> None:
        self._ask()
        super()._fetch_all()

    def iterator(self, *args: Any, **kwargs: Any) -> Any:
        self._ask()
        return super().iterator(*args, **kwargs)

    def count(self) -> int:
        self._ask()
        return super().count()

    def exists(self) -> bool:
        self._ask()
        return super().exists()

    def aggregate(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        self._ask()
        return super().aggregate(*args, **kwargs)

    def contains(self, obj: Any) -> bool:
        self._ask()
        return super().contains(obj)
