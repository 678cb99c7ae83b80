from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models

from families.models.family import Family
from families.models.professional import Professional

if TYPE_CHECKING:
    from uuid import UUID


class ReadMark(models.Model):
    """How far somebody has read of what is new in a family: theirs alone, without history."""

    reader = models.ForeignKey(Professional, models.CASCADE, related_name="+")
    family = models.ForeignKey(Family, models.CASCADE, related_name="+")
    read_until = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["reader", "family"], name="families_readmark_one_per_family"),
        )

    def __str__(self) -> str:
        return f"{self.read_until:%Y-%m-%d %H:%M}"

    @classmethod
    def of(cls, reader: Professional, families: "Iterable[UUID]") -> "dict[UUID, datetime]":
        """How far the reader has read in each family that they have read in. One query."""
        marks = cls._default_manager.filter(reader=reader, family__in=families)
        return dict(marks.values_list("family_id", "read_until"))

    @classmethod
    def move(cls, reader: Professional, family: Family, until: datetime) -> None:
        """Everything up to a moment has been read; a mark never moves back."""
        cls._default_manager.get_or_create(reader=reader, family=family, defaults={"read_until": until})
        cls._default_manager.filter(reader=reader, family=family, read_until__lt=until).update(
            read_until=until
        )
