from collections.abc import Iterable
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from families.models.family import Family
from families.models.involvement import Reason, Tier
from families.models.member import Member
from families.models.professional import Professional
from families.models.sector import Sector
from roskilde import clock
from roskilde.records import Record, RecordQuerySet, history


class MissingFunctionQuerySet(RecordQuerySet["MissingFunction"]):
    def open(self) -> Self:
        """Still missing, whether or not somebody has been invited."""
        return self.filter(accepted_at=None, dropped_at=None)

    def invited(self) -> Self:
        """Those that wait for an answer."""
        return self.open().filter(invited_at__isnull=False, declined_at=None)

    def inviting(self, professional: Professional) -> Self:
        return self.invited().filter(professional=professional)


class MissingFunction(Record):
    """A function that ought to stand near the family and does not; it becomes an invitation and an answer."""

    family = models.ForeignKey(Family, models.CASCADE, related_name="missing_functions", editable=False)
    function = models.CharField(
        gettext_lazy("function"),
        max_length=80,
        help_text=gettext_lazy("For instance health visitor for Lina."),
    )
    sector = models.ForeignKey(
        Sector,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=gettext_lazy("sector"),
        related_name="+",
    )
    why = models.CharField(gettext_lazy("why"), max_length=300, blank=True)
    noted_on = models.DateField(gettext_lazy("noted"), editable=False)
    noted_by = models.ForeignKey(Professional, models.PROTECT, related_name="+", editable=False)
    professional = models.ForeignKey(
        Professional,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=gettext_lazy("who is invited"),
        related_name="+",
        editable=False,
    )
    legal_basis = models.CharField(gettext_lazy("legal basis"), max_length=200, blank=True, editable=False)
    works_with = models.ManyToManyField(
        Member, verbose_name=gettext_lazy("works with"), related_name="+", blank=True, editable=False
    )
    invited_at = models.DateTimeField(null=True, blank=True, editable=False)
    invited_by = models.ForeignKey(
        Professional, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    accepted_at = models.DateTimeField(null=True, blank=True, editable=False)
    declined_at = models.DateTimeField(null=True, blank=True, editable=False)
    decline_reason = models.CharField(
        gettext_lazy("said no because"), max_length=300, blank=True, editable=False
    )
    dropped_at = models.DateTimeField(null=True, blank=True, editable=False)
    dropped_by = models.ForeignKey(
        Professional, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    drop_reason = models.CharField(
        gettext_lazy("not missing any more because"), max_length=300, blank=True, editable=False
    )

    history = history(m2m_fields=[works_with])
    objects = MissingFunctionQuerySet.as_manager()

    class Meta:
        ordering = ("noted_on", "pk")
        verbose_name = gettext_lazy("missing function")
        constraints = (
            models.CheckConstraint(
                condition=Q(invited_at=None, invited_by=None, professional=None)
                | Q(invited_at__isnull=False, invited_by__isnull=False, professional__isnull=False),
                name="families_missingfunction_invited_by_and_at",
            ),
            models.CheckConstraint(
                condition=(Q(accepted_at=None) & Q(declined_at=None)) | Q(invited_at__isnull=False),
                name="families_missingfunction_answers_an_invitation",
            ),
            models.CheckConstraint(
                condition=Q(declined_at=None, decline_reason="")
                | (Q(declined_at__isnull=False, accepted_at=None) & ~Q(decline_reason="")),
                name="families_missingfunction_declines_with_a_reason",
                violation_error_code="reason",
                violation_error_message=gettext_lazy("Write why, so that the coordinator can go on."),
            ),
            models.CheckConstraint(
                condition=Q(dropped_at=None, dropped_by=None)
                | Q(dropped_at__isnull=False, dropped_by__isnull=False),
                name="families_missingfunction_dropped_by_and_at",
            ),
        )

    def __str__(self) -> str:
        return self.function

    @property
    def is_invited(self) -> bool:
        """Somebody has been asked and has not answered."""
        return self.invited_at is not None and self.declined_at is None and self.accepted_at is None

    @classmethod
    @transaction.atomic
    def note(
        cls, family: Family, *, by: Professional, function: str, sector: Sector | None = None, why: str = ""
    ) -> "MissingFunction":
        """Write down who ought to stand near."""
        missing = cls(
            family=family, function=function, sector=sector, why=why, noted_on=clock.today(), noted_by=by
        )
        missing.full_clean()
        missing.save(by=by)
        return missing

    @transaction.atomic
    def invite(
        self,
        professional: Professional,
        *,
        by: Professional,
        legal_basis: str = "",
        works_with: Iterable[Member] = (),
    ) -> None:
        """Ask a professional to stand near, perhaps to work with some of the children; they get a mail that
        says only that something waits."""
        from families.models.mail import Mail, MailKind

        self.lock()
        self._ask_that_it_is_open()
        standing = self.family.involvements.open().of(professional).of_their_own()
        if standing.exclude(tier=Tier.PERIPHERAL).exists():
            raise ValidationError(
                {"professional": _("%(name)s stands near the family already.") % {"name": professional}}
            )
        if professional == by:
            raise ValidationError({"professional": _("Somebody else must ask you near.")}, code="substitute")
        if not professional.is_active:
            raise ValidationError(
                {"professional": _("%(name)s no longer works here.") % {"name": professional}}
            )
        if not professional.sector.is_municipal and not legal_basis.strip():
            raise ValidationError(
                {
                    "legal_basis": _(
                        "%(sector)s is outside the municipality. Write the consent or the provision that "
                        "allows sharing, and its date."
                    )
                    % {"sector": professional.sector.label}
                }
            )
        self.professional, self.legal_basis = professional, legal_basis.strip()
        self.invited_at, self.invited_by = clock.now(), by
        self.declined_at, self.decline_reason = None, ""
        self.full_clean()
        self.save(by=by)
        self.works_with.set(works_with)
        Mail.post(MailKind.INVITED_NEAR, to=professional, about=f"{self.pk} {self.revision}")

    @transaction.atomic
    def accept(self, *, by: Professional) -> None:
        """Say yes: from this second the professional stands near the family."""
        self.lock()
        self._ask_that_it_waits_for(by)
        standing = self.family.involvements.open().of(by).first()
        if standing is not None and standing.is_emergency:
            standing.close_emergency(by=by)
            standing = None
        inviter = self.invited_by
        assert inviter
        if standing is None or standing.stands_in_for_id:  # a place of one's own comes before another's
            self.family.involve(
                by,
                tier=Tier.NEAR,
                function=self.function,
                reason=Reason.NEED,
                note=self.why,
                legal_basis=self.legal_basis,
                works_with=self.works_with.all(),
                by=inviter,
            )
        elif standing.tier == Tier.PERIPHERAL:
            standing.change_tier(
                Tier.NEAR,
                function=self.function,
                reason=Reason.NEED,
                note=self.why,
                legal_basis=self.legal_basis,
                works_with=self.works_with.all(),
                by=inviter,
            )
        self.accepted_at = clock.now()
        self.full_clean()
        self.save(by=by, update_fields=["accepted_at"])

    @transaction.atomic
    def decline(self, *, by: Professional, reason: str) -> None:
        """Say no, with a reason that the coordinator reads."""
        self.lock()
        self._ask_that_it_waits_for(by)
        self.declined_at, self.decline_reason = clock.now(), reason.strip()
        self.full_clean()
        self.save(by=by, update_fields=["declined_at", "decline_reason"])

    @transaction.atomic
    def withdraw(self, *, by: Professional) -> None:
        """Whoever was asked can no longer answer: the function is missing as before."""
        self.lock()
        self.professional = self.invited_at = self.invited_by = None
        self.legal_basis = ""
        self.full_clean()
        self.save(by=by, update_fields=["professional", "invited_at", "invited_by", "legal_basis"])

    @transaction.atomic
    def drop(self, *, by: Professional, reason: str = "") -> None:
        """It is not missing any more."""
        self.lock()
        self._ask_that_it_is_open()
        self.dropped_at, self.dropped_by, self.drop_reason = clock.now(), by, reason.strip()
        self.full_clean()
        self.save(by=by, update_fields=["dropped_at", "dropped_by", "drop_reason"])

    def _ask_that_it_is_open(self) -> None:
        if self.accepted_at or self.dropped_at:
            raise ValidationError(_("It is not missing any more."), code="too_late")

    def _ask_that_it_waits_for(self, person: Professional) -> None:
        if not self.is_invited or self.dropped_at or self.professional_id != person.pk:
            raise ValidationError(_("The invitation is no longer open."), code="too_late")
