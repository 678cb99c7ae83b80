from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from families.models import Family, Professional
from roskilde import clock
from roskilde.records import Record, RecordQuerySet, history


class MilestoneQuerySet(RecordQuerySet["Milestone"]):
    def kept(self) -> Self:
        """Those that the path leads by, as they come."""
        return self.filter(dropped_on=None).order_by(Coalesce("reached_on", "planned_on"), "planned_on", "pk")

    def ahead(self) -> Self:
        """Neither reached nor dropped."""
        return self.filter(reached_on=None, dropped_on=None)


class Milestone(Record):
    """One step on the family's path to closure: what will be seen, by when, and when it was."""

    family = models.ForeignKey(Family, models.CASCADE, related_name="milestones", editable=False)
    words = models.CharField(
        gettext_lazy("what will be seen"),
        max_length=200,
        help_text=gettext_lazy("In words that the family reads. A meeting, a trial of the plan, a change."),
    )
    planned_on = models.DateField(gettext_lazy("planned for"))
    reached_on = models.DateField(gettext_lazy("reached on"), null=True, blank=True, editable=False)
    reached_at = models.DateTimeField(null=True, blank=True, editable=False)
    reached_by = models.ForeignKey(
        Professional, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    dropped_on = models.DateField(null=True, blank=True, editable=False)
    drop_reason = models.CharField(
        gettext_lazy("taken off because"), max_length=300, blank=True, editable=False
    )
    planned_by = models.ForeignKey(Professional, models.PROTECT, related_name="+", editable=False)
    planned_at = models.DateTimeField(editable=False)

    history = history()
    objects = MilestoneQuerySet.as_manager()

    if TYPE_CHECKING:
        family_id: Any

    class Meta:
        ordering = ("planned_on", "pk")
        verbose_name = gettext_lazy("milestone")
        verbose_name_plural = gettext_lazy("milestones")
        indexes = (models.Index(fields=["family", "planned_on"], name="safety_milestone_of_family"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(reached_on=None, reached_at=None, reached_by=None)
                | Q(reached_on__isnull=False, reached_at__isnull=False, reached_by__isnull=False),
                name="safety_milestone_reached_by_and_on",
            ),
            models.CheckConstraint(
                condition=Q(dropped_on=None, drop_reason="")
                | (Q(dropped_on__isnull=False, reached_on=None) & ~Q(drop_reason="")),
                name="safety_milestone_dropped_with_a_reason",
                violation_error_code="reason",
                violation_error_message=gettext_lazy("Write why it is taken off the path."),
            ),
        )

    def __str__(self) -> str:
        return self.words

    @property
    def is_ahead(self) -> bool:
        return self.reached_on is None and self.dropped_on is None

    @property
    def is_overdue(self) -> bool:
        return self.is_ahead and self.planned_on < clock.today()

    @classmethod
    @transaction.atomic
    def plan(cls, family: Family, *, by: Professional, words: str, planned_on: date) -> "Milestone":
        """Put a step on the path, with the day by which it should be seen."""
        milestone = cls(
            family=family,
            words=words.strip(),
            planned_on=planned_on,
            planned_by=by,
            planned_at=clock.now(),
        )
        milestone.full_clean()
        milestone.save(by=by)
        return milestone

    @transaction.atomic
    def reach(self, *, by: Professional, on: date | None = None) -> None:
        """It has been seen; not before it lies behind."""
        self.lock()
        self._check_ahead()
        self.reached_on, self.reached_at, self.reached_by = on or clock.today(), clock.now(), by
        if self.reached_on > clock.today():
            raise ValidationError({"on": _("The date lies ahead.")}, code="ahead")
        self.full_clean()
        self.save(by=by, update_fields=["reached_on", "reached_at", "reached_by"])

    @transaction.atomic
    def drop(self, *, by: Professional, reason: str) -> None:
        """The path no longer leads by it, and why."""
        self.lock()
        self._check_ahead()
        self.dropped_on, self.drop_reason = clock.today(), reason.strip()
        self.full_clean()
        self.save(by=by, why=self.drop_reason, update_fields=["dropped_on", "drop_reason"])

    def _check_ahead(self) -> None:
        if self.reached_on:
            raise ValidationError(_("It is reached already."), code="too_late")
        if self.dropped_on:
            raise ValidationError(_("It has been taken off the path already."), code="too_late")
