from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from families.models import Family, Professional
from roskilde import clock
from roskilde.records import Record, RecordQuerySet, history


class BottomLineQuerySet(RecordQuerySet["BottomLine"]):
    def open(self) -> Self:
        return self.filter(ended_on=None)


class BottomLine(Record):
    """What the authority demands: only where its decision stands, for it is made and kept at city hall."""

    family = models.ForeignKey(Family, models.CASCADE, related_name="bottom_lines", editable=False)
    decision = models.CharField(
        gettext_lazy("what has been decided"),
        max_length=200,
        help_text=gettext_lazy("As it is called in the case file. No reasons and no amounts."),
    )
    decided_on = models.DateField(gettext_lazy("decided on"))
    unit = models.CharField(gettext_lazy("who decided"), max_length=120)
    case_number = models.CharField(gettext_lazy("case number"), max_length=60)
    added_by = models.ForeignKey(Professional, models.PROTECT, related_name="+", editable=False)
    ended_on = models.DateField(gettext_lazy("no longer since"), null=True, blank=True, editable=False)
    ended_by = models.ForeignKey(
        Professional, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )

    history = history()
    objects = BottomLineQuerySet.as_manager()

    class Meta:
        ordering = ("decided_on", "pk")
        verbose_name = gettext_lazy("bottom line")
        verbose_name_plural = gettext_lazy("bottom lines")
        constraints = (
            models.CheckConstraint(
                condition=Q(ended_on=None, ended_by=None) | Q(ended_on__isnull=False, ended_by__isnull=False),
                name="safety_bottomline_ended_by_and_on",
            ),
        )

    def __str__(self) -> str:
        return self.decision

    @classmethod
    @transaction.atomic
    def add(cls, family: Family, *, by: Professional, **fields: Any) -> "BottomLine":
        """Point at a decision."""
        line = cls(family=family, added_by=by)
        line._write(by, fields)
        return line

    @transaction.atomic
    def change(self, *, by: Professional, **fields: Any) -> None:
        """Point at it rightly."""
        self.lock()
        self._write(by, fields)

    def _write(self, by: Professional, fields: dict[str, Any]) -> None:
        for name, value in fields.items():
            setattr(self, name, value)
        self.full_clean()
        if self.decided_on > clock.today():
            raise ValidationError({"decided_on": _("The date lies ahead.")}, code="ahead")
        self.save(by=by)

    @transaction.atomic
    def end(self, *, by: Professional) -> None:
        """The decision no longer holds."""
        self.lock()
        if self.ended_on is None:
            self.ended_on, self.ended_by = clock.today(), by
            self.save(by=by, update_fields=["ended_on", "ended_by"])
