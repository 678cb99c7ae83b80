from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from families.models.family import Family
from families.models.professional import Professional
from roskilde import clock
from roskilde.constraints import NoOverlap
from roskilde.records import Record, RecordQuerySet, history


class Tier(models.TextChoices):
    """How close a professional stands to one family."""

    CORE = "core", gettext_lazy("Core")
    NEAR = "near", gettext_lazy("Near")
    PERIPHERAL = "peripheral", gettext_lazy("Peripheral")


class Reason(models.TextChoices):
    """Why somebody begins, changes or ends in a family."""

    NEED = "need", gettext_lazy("The need for help")
    RELATION = "relation", gettext_lazy("The relation to the family")
    WISH = "wish", gettext_lazy("The family's wish")
    STAFF = "staff", gettext_lazy("A change among the professionals")


def stands_open(reader: Professional, relation: str) -> Q:
    """The reader's own involvement that counts at this second, reached over a relation."""
    now = clock.now()
    return (Q(**{f"{relation}__until": None}) | Q(**{f"{relation}__until__gt": now})) & Q(
        **{f"{relation}__since__lte": now, f"{relation}__professional": reader}
    )


class InvolvementQuerySet(RecordQuerySet["Involvement"]):
    def open(self) -> "InvolvementQuerySet":
        """Those that count at this second."""
        now = clock.now()
        return self.filter(Q(until=None) | Q(until__gt=now), since__lte=now)

    def former(self) -> "InvolvementQuerySet":
        return self.filter(until__lte=clock.now())

    def of(self, professional: Professional) -> "InvolvementQuerySet":
        return self.filter(professional=professional)


class Involvement(Record):
    """What a professional is to one family, from when, until when and why."""

    family = models.ForeignKey(Family, models.CASCADE, related_name="involvements", editable=False)
    professional = models.ForeignKey(
        Professional, models.PROTECT, verbose_name=gettext_lazy("professional"), related_name="involvements"
    )
    tier = models.CharField(gettext_lazy("tier"), max_length=10, choices=Tier, default=Tier.NEAR)
    function = models.CharField(
        gettext_lazy("function in this family"),
        max_length=80,
        help_text=gettext_lazy("For instance Zakariye's class teacher."),
    )
    since = models.DateTimeField(gettext_lazy("from"), editable=False)
    until = models.DateTimeField(gettext_lazy("until"), null=True, blank=True, editable=False)
    reason = models.CharField(gettext_lazy("because of"), max_length=10, choices=Reason, default=Reason.NEED)
    note = models.CharField(gettext_lazy("in a sentence"), max_length=300, blank=True)
    end_reason = models.CharField(gettext_lazy("ended because of"), max_length=10, choices=Reason, blank=True)
    end_note = models.CharField(gettext_lazy("in a sentence"), max_length=300, blank=True)
    legal_basis = models.CharField(
        gettext_lazy("legal basis"),
        max_length=200,
        blank=True,
        help_text=gettext_lazy(
            "For a body outside the municipality: the consent, or the provision, and its date."
        ),
    )
    is_emergency = models.BooleanField(gettext_lazy("emergency access"), default=False, editable=False)
    begun_by = models.ForeignKey(Professional, models.PROTECT, related_name="+", editable=False)
    ended_by = models.ForeignKey(
        Professional, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )

    history = history()
    objects = InvolvementQuerySet.as_manager()

    class Meta:
        ordering = ("tier", "since")
        indexes = (
            models.Index(fields=["professional", "family", "until"], name="families_involvement_of_person"),
        )
        constraints = (
            NoOverlap(
                fields=["family", "professional"],
                name="families_involvement_one_at_a_time",
                violation_error_code="name",
                violation_error_message=gettext_lazy("The person stands around the family already."),
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="families_involvement_ends_after_it_begins",
                violation_error_message=gettext_lazy("An involvement cannot end before it begins."),
            ),
            models.CheckConstraint(
                condition=Q(is_emergency=False) | (Q(until__isnull=False) & ~Q(note="")),
                name="families_involvement_emergency_ends_and_says_why",
                violation_error_code="reason",
                violation_error_message=gettext_lazy("Write why you need access now."),
            ),
            models.CheckConstraint(
                condition=Q(until=None, ended_by=None) | Q(until__isnull=False, ended_by__isnull=False),
                name="families_involvement_ended_by_and_at",
            ),
        )

    def __str__(self) -> str:
        return f"{self.professional}, {self.function}"

    @property
    def is_open(self) -> bool:
        return self.until is None or self.until > clock.now()

    def clean(self) -> None:
        """A body outside the municipality needs a legal basis; the sector stands in another table."""
        if self.professional_id is None:
            return
        if not self.professional.sector.is_municipal and not self.legal_basis.strip():
            raise ValidationError(
                {
                    "legal_basis": _(
                        "%(sector)s is outside the municipality. Write the consent or the provision that "
                        "allows sharing, and its date."
                    )
                    % {"sector": self.professional.sector.label}
                }
            )
        if not self.professional.is_active:
            raise ValidationError(
                {"professional": _("%(name)s no longer works here.") % {"name": self.professional}}
            )

    def obstacles(self) -> list[ValidationError]:
        """What must be settled before this involvement can end or move outwards."""
        if self.family.left_on is None and self.family.coordinator_id == self.professional_id:
            return [
                ValidationError(
                    _("%(name)s is the family's coordinator. Give the family another coordinator first.")
                    % {"name": self.professional},
                    code="not_ready",
                )
            ]
        return []

    @transaction.atomic
    def end(self, *, by: Professional, reason: str, note: str = "") -> None:
        """Leave the family, from this second.

        Raises:
            ValidationError: one message per obstacle.
        """
        self.lock()
        if not self.is_open:
            raise ValidationError(_("The involvement has ended already."), code="too_late")
        if obstacles := self.obstacles():
            raise ValidationError(obstacles, code="not_ready")
        self._close(by=by, reason=reason, note=note)
        self._forget_drafts()

    @transaction.atomic
    def close_emergency(self, *, by: Professional) -> None:
        """Let what was opened for four hours make room for an involvement that lasts."""
        self.lock()
        self._close(by=by, reason=Reason.STAFF, note="")

    @transaction.atomic
    def change_tier(
        self,
        tier: Tier,
        *,
        by: Professional,
        reason: str,
        note: str = "",
        function: str = "",
        legal_basis: str = "",
    ) -> "Involvement":
        """Move closer or further away: this involvement ends and the next begins at the same moment."""
        self.lock()
        if not self.is_open:
            raise ValidationError(_("The involvement has ended already."), code="too_late")
        if self.is_emergency:
            raise ValidationError(
                _("Emergency access ends by itself and becomes nothing else."), code="emergency"
            )
        if tier == self.tier:
            raise ValidationError(
                {"tier": _("%(name)s has that tier already.") % {"name": self.professional}}, code="same"
            )
        if tier != Tier.CORE and (obstacles := self.obstacles()):
            raise ValidationError(obstacles, code="not_ready")
        self._close(by=by, reason=reason, note=note)
        assert self.until
        following = Involvement(
            family=self.family,
            professional=self.professional,
            tier=tier,
            function=function or self.function,
            since=self.until,
            begun_by=by,
            reason=reason,
            note=note,
            legal_basis=legal_basis or self.legal_basis,
        )
        following.full_clean()
        following.save(by=by)
        if tier == Tier.PERIPHERAL:
            self._forget_drafts()
        return following

    def _forget_drafts(self) -> None:
        """What was typed and never saved goes with the sight of what it was about."""
        from families.models.draft import Draft

        Draft.objects.filter(author=self.professional, family=self.family).delete()

    def _close(self, *, by: Professional, reason: str, note: str) -> None:
        self.until, self.ended_by, self.end_reason, self.end_note = clock.now(), by, reason, note
        self.full_clean()
        self.save(by=by, update_fields=["until", "ended_by", "end_reason", "end_note"])
