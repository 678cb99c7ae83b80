import uuid
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from families.models import Family, Member, Professional
from roskilde import clock
from roskilde.constraints import NeverChanged
from roskilde.records import Record, history

if TYPE_CHECKING:
    from safety.closure import Unfinished


class Discharge(Record):
    """The family leaves the pilot: who decided it, and who takes over what is open. It closes no case."""

    family = models.ForeignKey(Family, models.CASCADE, related_name="discharges", editable=False)
    on = models.DateField(gettext_lazy("last day"), default=clock.today)
    decided_by = models.CharField(
        gettext_lazy("who has decided it"),
        max_length=120,
        help_text=gettext_lazy("A person by name and title, never an office."),
    )
    words = models.TextField(
        gettext_lazy("why, as the family would say it"),
        max_length=1000,
        help_text=gettext_lazy("What do they take with them, and what do they say themselves?"),
    )
    left_by = models.ForeignKey(Professional, models.PROTECT, related_name="+", editable=False)
    left_at = models.DateTimeField(editable=False)
    renewed_on = models.DateField(null=True, blank=True, editable=False)
    renewed_by = models.ForeignKey(
        Professional, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    renew_reason = models.CharField(
        gettext_lazy("taken in again because"), max_length=300, blank=True, editable=False
    )

    history = history()

    if TYPE_CHECKING:
        family_id: Any

    class Meta:
        ordering = ("-on", "-left_at")
        verbose_name = gettext_lazy("discharge from the pilot")
        constraints = (
            models.UniqueConstraint(
                fields=["family"],
                condition=Q(renewed_on=None),
                name="safety_discharge_one_at_a_time",
                violation_error_message=gettext_lazy("The family has left the pilot already."),
            ),
            models.CheckConstraint(
                condition=~Q(decided_by=""),
                name="safety_discharge_names_who_decided",
                violation_error_code="decided_by",
                violation_error_message=gettext_lazy("Write who has decided it, by name."),
            ),
            models.CheckConstraint(
                condition=Q(renewed_on=None, renewed_by=None, renew_reason="")
                | (Q(renewed_on__isnull=False, renewed_by__isnull=False) & ~Q(renew_reason="")),
                name="safety_discharge_renewed_with_a_reason",
                violation_error_code="reason",
                violation_error_message=gettext_lazy("Write why the family is taken in again."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.on}"

    @classmethod
    @transaction.atomic
    def leave_pilot(
        cls,
        family: Family,
        *,
        by: Professional,
        decided_by: str,
        words: str,
        receivers: Mapping[str, str],
        on: date | None = None,
    ) -> "Discharge":
        """End the family's time in the pilot; ``receivers`` names by key who takes over what is open.

        Nobody's involvement ends by it (ADR 0013).

        Raises:
            ValidationError: one message per obstacle; nobody named who decided; something open without
                a receiver.
        """
        from safety import closure

        family.lock()
        if obstacles := closure.obstacles(family, by):
            raise ValidationError(obstacles, code="not_ready")
        open_still = closure.unfinished(family, by)  # of a family that has left nobody carries anything
        discharge = cls(
            family=family,
            on=on or clock.today(),
            decided_by=decided_by.strip(),
            words=words.strip(),
            left_by=by,
            left_at=clock.now(),
        )
        discharge.full_clean()
        family.leave(by=by, on=discharge.on)
        discharge.save(by=by)
        for each in open_still:
            discharge._hand_over(each, receivers.get(each.key, ""))
        return discharge

    def _hand_over(self, each: "Unfinished", receiver: str) -> None:
        if not receiver.strip():
            raise ValidationError(
                {"receiver": _("Write who takes over “%(what)s”.") % {"what": each.label}}, code="required"
            )
        handed = HandedOver(
            discharge=self, model=each.record._meta.label, key=each.record.pk, receiver=receiver.strip()
        )
        handed.full_clean()
        handed.save(force_insert=True)

    @transaction.atomic
    def renew_enrolment(self, *, by: Professional, reason: str) -> None:
        """Take the family in again: its file goes on where it was.

        Raises:
            ValidationError: the pilot is full or over, it has been done already, or no reason is given.
        """
        self.lock()
        if self.renewed_on:
            raise ValidationError(_("The family has been taken in again already."), code="too_late")
        self.renewed_on, self.renewed_by, self.renew_reason = clock.today(), by, reason.strip()
        self.full_clean()
        self.family.come_back(by=by)
        self.save(by=by, why=self.renew_reason, update_fields=["renewed_on", "renewed_by", "renew_reason"])


class HandedOver(models.Model):
    """Something that was open when the family left, and who takes it over.

    It points at the record and repeats none of its words: who may not see the record sees nothing here.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    discharge = models.ForeignKey(Discharge, models.CASCADE, related_name="handed_over", editable=False)
    model = models.CharField(max_length=80, editable=False)
    key = models.UUIDField(editable=False)
    receiver = models.CharField(gettext_lazy("who takes it over"), max_length=200)

    class Meta:
        ordering = ("model", "pk")
        verbose_name = gettext_lazy("handed over")
        constraints = (
            models.UniqueConstraint(fields=["discharge", "key"], name="safety_handedover_once"),
            models.CheckConstraint(condition=~Q(receiver=""), name="safety_handedover_has_a_receiver"),
            NeverChanged(name="safety_handedover_never_changed"),
        )

    def __str__(self) -> str:
        return self.receiver


class CaseClosing(Record):
    """A reference to a decision of the authority that a statutory case is closed; never decided here."""

    family = models.ForeignKey(Family, models.CASCADE, related_name="case_closings", editable=False)
    member = models.ForeignKey(
        Member,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=gettext_lazy("whose case"),
        related_name="+",
        help_text=gettext_lazy("Empty: the whole family."),
    )
    decided_on = models.DateField(gettext_lazy("decided on"))
    unit = models.CharField(
        gettext_lazy("deciding unit"),
        max_length=120,
        help_text=gettext_lazy("The unit at the town hall that has decided."),
    )
    decided_by = models.CharField(gettext_lazy("decided by"), max_length=120)
    case_number = models.CharField(gettext_lazy("case number"), max_length=60)
    noted_by = models.ForeignKey(Professional, models.PROTECT, related_name="+", editable=False)
    noted_at = models.DateTimeField(editable=False)

    history = history()

    if TYPE_CHECKING:
        family_id: Any

    class Meta:
        ordering = ("-decided_on", "-noted_at")
        verbose_name = gettext_lazy("closed case")
        verbose_name_plural = gettext_lazy("closed cases")
        constraints = (
            models.UniqueConstraint(
                fields=["family", "case_number"],
                name="safety_caseclosing_noted_once",
                violation_error_code="case_number",
                violation_error_message=gettext_lazy("That case is noted as closed already."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.unit}, {self.case_number}"

    def clean(self) -> None:
        super().clean()
        if self.member and self.member.family_id != self.family_id:
            raise ValidationError({"member": _("Choose a member of the family.")})

    @classmethod
    @transaction.atomic
    def note(cls, family: Family, *, by: Professional, **fields: Any) -> "CaseClosing":
        """Write down what the authority has decided, where it lies and by whom."""
        closing = cls(family=family, noted_by=by, noted_at=clock.now(), **fields)
        closing._keep(by=by)
        return closing

    @transaction.atomic
    def change(self, *, by: Professional, **fields: Any) -> None:
        """Correct the reference."""
        self.lock()
        for name, value in fields.items():
            setattr(self, name, value)
        self._keep(by=by)

    def _keep(self, *, by: Professional) -> None:
        self.full_clean()
        if self.decided_on > clock.today():
            raise ValidationError({"decided_on": _("The date lies ahead.")}, code="ahead")
        self.save(by=by)
