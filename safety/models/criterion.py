from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from families.models import Family, Professional
from roskilde import clock
from roskilde.records import Record, RecordQuerySet, history


class Standard(models.TextChoices):
    """What is asked of every family before its case can close, in words that the family reads."""

    GOALS = "goals", gettext_lazy("What we agreed to see happen, happens.")
    KEPT = "kept", gettext_lazy("The family and its network have kept what was agreed, over time.")
    CHILD = "child", gettext_lazy("The child feels safe, and says so.")
    NETWORK = "network", gettext_lazy("The network believes that the plan works, and goes on with it.")


class Finding(models.TextChoices):
    """What was answered to a criterion."""

    MET = "met", gettext_lazy("It is seen")
    NOT_MET = "not_met", gettext_lazy("It is not seen yet")


class CriterionQuerySet(RecordQuerySet["Criterion"]):
    def kept(self) -> Self:
        return self.filter(dropped_on=None)

    def met(self) -> Self:
        return self.kept().filter(finding=Finding.MET)

    def unanswered(self) -> Self:
        return self.kept().filter(finding="")


class Criterion(Record):
    """What must be seen for the case to close, known to the family from the first day."""

    family = models.ForeignKey(Family, models.CASCADE, related_name="closure_criteria", editable=False)
    standard = models.CharField(max_length=8, choices=Standard, blank=True, editable=False)
    number = models.PositiveSmallIntegerField(editable=False)
    words = models.CharField(
        gettext_lazy("what must be seen"),
        max_length=300,
        help_text=gettext_lazy("In words that the family reads: what do you see them do?"),
    )
    finding = models.CharField(
        gettext_lazy("answer"), max_length=8, choices=Finding, blank=True, editable=False
    )
    evidence = models.TextField(gettext_lazy("what shows it"), max_length=1000, blank=True, editable=False)
    answered_on = models.DateField(gettext_lazy("seen on"), null=True, blank=True, editable=False)
    answered_by = models.ForeignKey(
        Professional, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    dropped_on = models.DateField(null=True, blank=True, editable=False)
    drop_reason = models.CharField(
        gettext_lazy("no longer asked because"), max_length=300, blank=True, editable=False
    )
    added_by = models.ForeignKey(Professional, models.PROTECT, related_name="+", editable=False)
    added_at = models.DateTimeField(editable=False)

    history = history()
    objects = CriterionQuerySet.as_manager()

    if TYPE_CHECKING:
        family_id: Any

    class Meta:
        ordering = ("number", "pk")
        verbose_name = gettext_lazy("criterion for closure")
        verbose_name_plural = gettext_lazy("criteria for closure")
        constraints = (
            models.UniqueConstraint(
                fields=["family", "standard"],
                condition=~Q(standard=""),
                name="safety_criterion_standard_once",
            ),
            models.CheckConstraint(
                condition=Q(finding="", evidence="", answered_on=None, answered_by=None)
                | (
                    Q(finding__in=Finding.values, answered_on__isnull=False, answered_by__isnull=False)
                    & ~Q(evidence="")
                ),
                name="safety_criterion_answered_with_evidence",
                violation_error_code="evidence",
                violation_error_message=gettext_lazy("Write what shows it: who saw what?"),
            ),
            models.CheckConstraint(
                condition=Q(dropped_on=None, drop_reason="")
                | (Q(dropped_on__isnull=False, standard="") & ~Q(drop_reason="")),
                name="safety_criterion_own_ones_are_dropped_with_a_reason",
                violation_error_code="reason",
                violation_error_message=gettext_lazy("Write why, so that the family can read it later."),
            ),
        )

    def __str__(self) -> str:
        return self.words

    @property
    def is_answered(self) -> bool:
        return self.finding != ""

    @property
    def is_met(self) -> bool:
        return self.finding == Finding.MET

    @classmethod
    @transaction.atomic
    def lay(cls, family: Family, *, by: Professional) -> None:
        """Lay the four that hold for every family, once."""
        family.lock()
        if not family.closure_criteria.exists():
            for number, standard in enumerate(Standard, start=1):
                cls._add(family, by=by, standard=standard, number=number, words=str(standard.label))

    @classmethod
    @transaction.atomic
    def add(cls, family: Family, *, by: Professional, words: str) -> "Criterion":
        """Add one of the family's own, after the four."""
        cls.lay(family, by=by)
        last = family.closure_criteria.aggregate(last=models.Max("number"))["last"]
        return cls._add(family, by=by, number=last + 1, words=words.strip())

    @classmethod
    def _add(cls, family: Family, *, by: Professional, **fields: Any) -> "Criterion":
        criterion = cls(family=family, added_by=by, added_at=clock.now(), **fields)
        criterion.full_clean()
        criterion.save(by=by)
        return criterion

    @transaction.atomic
    def word(self, *, by: Professional, words: str) -> None:
        """Say the same in the family's words. What is answered already is not said otherwise afterwards.

        Raises:
            ValidationError: it is answered.
        """
        self.lock()
        self._check_kept()
        if self.is_answered:
            raise ValidationError(_("It is answered. Open it again first."), code="too_late")
        self.words = words.strip()
        self.full_clean()
        self.save(by=by, update_fields=["words"])

    @transaction.atomic
    def answer(self, *, by: Professional, finding: str, evidence: str, on: date | None = None) -> None:
        """Say whether it is seen, what shows it, and since when; one answered before is answered anew.

        Raises:
            ValidationError: nothing shows it, or the day lies ahead.
        """
        self.lock()
        self._check_kept()
        self.finding, self.evidence = finding, evidence.strip()
        self.answered_on, self.answered_by = on or clock.today(), by
        if self.answered_on > clock.today():
            raise ValidationError({"on": _("The date lies ahead.")}, code="ahead")
        self.full_clean()
        self.save(by=by, update_fields=["finding", "evidence", "answered_on", "answered_by"])

    @transaction.atomic
    def reopen(self, *, by: Professional, reason: str) -> None:
        """It is not so after all; what was answered stays in the history.

        Raises:
            ValidationError: it has no answer.
        """
        self.lock()
        if not self.is_answered:
            raise ValidationError(_("It is open already."), code="too_late")
        self.finding = self.evidence = ""
        self.answered_on = self.answered_by = None
        self.save(by=by, why=reason, update_fields=["finding", "evidence", "answered_on", "answered_by"])

    @transaction.atomic
    def drop(self, *, by: Professional, reason: str) -> None:
        """One of the family's own is asked no longer; the four stay."""
        self.lock()
        self._check_kept()
        self.dropped_on, self.drop_reason = clock.today(), reason.strip()
        self.full_clean()
        self.save(by=by, why=self.drop_reason, update_fields=["dropped_on", "drop_reason"])

    def _check_kept(self) -> None:
        if self.dropped_on:
            raise ValidationError(_("It is no longer asked."), code="too_late")
