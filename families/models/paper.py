from collections.abc import Iterable
from datetime import timedelta
from typing import Any, Self, TypeVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Max, Q

from families.models.professional import Professional
from roskilde import clock
from roskilde.records import Record, RecordQuerySet

P = TypeVar("P", bound="Paper", covariant=True)

A_MOMENT = timedelta(microseconds=1)


def removed_by_and_at(name: str) -> models.CheckConstraint:
    """What has been removed says who removed it."""
    return models.CheckConstraint(
        condition=Q(removed_at=None, removed_by=None) | Q(removed_at__isnull=False, removed_by__isnull=False),
        name=name,
    )


class PaperQuerySet(RecordQuerySet[P]):
    def kept(self) -> Self:
        """Those that have not been removed; a page is only read where it is shown."""
        return self.filter(removed_at=None).defer("content")

    def removed(self) -> Self:
        """That they were there, by whom they were taken away; there is nothing left to read."""
        return self.exclude(removed_at=None).defer("content").select_related("removed_by")


class Paper(Record):
    """A photographed page, a drawing or a PDF; it lies in the database, where only the door leads.

    Each kind names what it hangs on, keeps its history without the content, and says who may remove it.
    """

    content = models.BinaryField()
    content_type = models.CharField(max_length=40)
    added_at = models.DateTimeField(editable=False)
    added_by = models.ForeignKey(Professional, models.PROTECT, related_name="+", editable=False)
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)
    removed_by = models.ForeignKey(
        Professional, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )

    class Meta:
        abstract = True
        ordering = ("added_at", "pk")

    def __str__(self) -> str:
        return self.content_type

    @property
    def is_picture(self) -> bool:
        return self.content_type.startswith("image/")

    @classmethod
    @transaction.atomic
    def add(cls, documents: Iterable[tuple[bytes, str]], *, by: Professional, **holder: Any) -> list[Self]:
        """Put checked documents, each a content and its type, to what holds them, in their order.

        Who calls it has locked the holder.
        """
        last = cls._default_manager.filter(**holder).aggregate(at=Max("added_at"))["at"]
        papers = []
        for content, content_type in documents:
            # Each a moment after the one before: they are read in this order.
            at = max(clock.now(), last + A_MOMENT) if last else clock.now()
            paper = cls(**holder, content=content, content_type=content_type, added_at=at, added_by=by)
            last = at
            paper.full_clean()
            paper.save(by=by)
            papers.append(paper)
        return papers

    def obstacles_to_removing(self, by: Professional) -> list[ValidationError]:
        """What is removed is gone for everybody: each kind says whose it is to remove."""
        raise NotImplementedError

    @transaction.atomic
    def remove(self, *, by: Professional) -> None:
        """Take it away for good: its content is gone, that there was one stays, with who removed it.

        Raises:
            ValidationError: it is somebody else's to remove.
        """
        self.lock()
        if obstacles := self.obstacles_to_removing(by):
            raise ValidationError(obstacles)
        if self.removed_at is None:
            self.content, self.removed_at, self.removed_by = b"", clock.now(), by
            self.save(by=by, update_fields=["content", "removed_at", "removed_by"])
