import uuid
from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from families.models import Family, Member, Professional
from masterplans.languages import ORIGINAL, Language
from masterplans.models.activity import Activity
from roskilde import clock
from roskilde.constraints import NeverChanged
from safety.models import Goal, NextStep

if TYPE_CHECKING:
    from families.models.visibility import Visible
    from masterplans.family_copy import CopyReading


class FamilyCopyQuerySet(models.QuerySet["FamilyCopy"]):
    def with_handings(self) -> Self:
        """As lists show them, the newest first; the paper itself is only read where it is shown."""
        shown = self.select_related("member", "made_by").defer("content", "holds")
        return shown.prefetch_related("handings__noted_by", "handings__correction").order_by("-made_at")

    def handed_over(self) -> Self:
        return self.filter(handings__isnull=False).distinct()


class FamilyCopy(models.Model):
    """The plan on paper for one member of the family, kept as it was printed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    family = models.ForeignKey(Family, models.CASCADE, related_name="copies")
    member = models.ForeignKey(Member, models.PROTECT, verbose_name=gettext_lazy("for"), related_name="+")
    language = models.CharField(gettext_lazy("language"), max_length=8)
    monday = models.DateField(gettext_lazy("week"))
    version = models.PositiveSmallIntegerField(null=True, blank=True)  # None: nothing was agreed yet
    fingerprint = models.CharField(max_length=64)
    content = models.BinaryField()
    holds = models.JSONField(default=list, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Professional, models.PROTECT, related_name="+")

    objects = FamilyCopyQuerySet.as_manager()

    class Meta:
        ordering = ("-made_at",)
        verbose_name = gettext_lazy("the family's copy")
        constraints = (
            models.UniqueConstraint(
                fields=["family", "member", "fingerprint"], name="masterplans_familycopy_once"
            ),
            NeverChanged(name="masterplans_familycopy_never_changed"),
        )

    def __str__(self) -> str:
        return f"{self.member}"

    @classmethod
    @transaction.atomic
    def make(cls, reading: "CopyReading", *, by: Professional) -> "FamilyCopy":
        """Print a copy and keep it; one that says the same as an earlier one is that one."""
        family = reading.family
        family.lock()
        same = family.copies.filter(member=reading.recipient, fingerprint=reading.fingerprint)
        if found := same.defer("content").first():
            return found
        copy = cls(
            family=family,
            member=reading.recipient,
            language=reading.language.key,
            monday=reading.monday,
            version=reading.plan.agreed_version,
            fingerprint=reading.fingerprint,
            content=reading.content,
            holds=reading.holds,
            made_at=clock.now(),
            made_by=by,
        )
        copy.full_clean()
        copy.save()
        return copy

    def may_be_read_by(self, reader: Professional) -> bool:
        """Whether everything on it may be seen now: what has been shielded since is no longer shown here."""
        models_on_it: tuple[type[Visible], ...] = (Goal, Activity, NextStep)
        seen = {
            str(key)
            for model in models_on_it
            for key in model.objects.visible_to(reader)  # type: ignore[attr-defined]
            .filter(family=self.family_id, pk__in=self.holds)
            .values_list("pk", flat=True)
        }
        return seen.issuperset(self.holds)

    @property
    def standing_handings(self) -> "list[Handing]":
        """Those that nothing later corrects; reads what was prefetched."""
        return [each for each in self.handings.all() if not each.is_corrected]


class How(models.TextChoices):
    """How a copy came to its reader; by Digital Post it goes outside this system."""

    HAND = "hand", gettext_lazy("By hand")
    LETTER = "letter", gettext_lazy("By letter")
    DIGITAL_POST = "digital_post", gettext_lazy("By Digital Post")


class Handing(models.Model):
    """That a copy was given to its recipient: when, how, and who says so; never changed, only corrected."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    copy = models.ForeignKey(FamilyCopy, models.CASCADE, related_name="handings")
    on = models.DateField(gettext_lazy("handed over on"))
    how = models.CharField(gettext_lazy("how"), max_length=12, choices=How)
    corrects = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="correction", editable=False
    )
    reason = models.CharField(gettext_lazy("what was wrong"), max_length=300, blank=True)
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(Professional, models.PROTECT, related_name="+")

    class Meta:
        ordering = ("on", "noted_at")
        verbose_name = gettext_lazy("handing over")
        constraints = (
            models.CheckConstraint(
                condition=Q(corrects=None, reason="") | (Q(corrects__isnull=False) & ~Q(reason="")),
                name="masterplans_handing_corrected_with_a_reason",
                violation_error_code="reason",
                violation_error_message=gettext_lazy("Write what was wrong."),
            ),
            NeverChanged(name="masterplans_handing_never_changed"),
        )

    def __str__(self) -> str:
        return self.get_how_display()

    @property
    def is_corrected(self) -> bool:
        return hasattr(self, "correction")

    @classmethod
    @transaction.atomic
    def note(
        cls,
        copy: FamilyCopy,
        *,
        by: Professional,
        on: date,
        how: str,
        corrects: "Handing | None" = None,
        reason: str = "",
    ) -> "Handing":
        """Write down that the copy was given to its recipient.

        Raises:
            ValidationError: the day lies ahead, or before the copy was printed; it is corrected already, or
                nothing says what was wrong.
        """
        copy.family.lock()
        if on > clock.today():
            raise ValidationError({"on": _("The date lies ahead.")}, code="ahead")
        if on < timezone.localtime(copy.made_at).date():
            raise ValidationError({"on": _("The copy was not printed yet on that day.")}, code="too_early")
        if corrects and cls.objects.filter(corrects=corrects).exists():
            raise ValidationError(_("It has been corrected already."), code="corrected")
        handing = cls(
            copy=copy,
            on=on,
            how=how,
            corrects=corrects,
            reason=reason.strip(),
            noted_at=clock.now(),
            noted_by=by,
        )
        handing.full_clean()
        handing.save()
        return handing

    def correct(self, *, by: Professional, reason: str, **fields: Any) -> "Handing":
        """Say it anew; what was said first stays."""
        return Handing.note(self.copy, by=by, corrects=self, reason=reason, **fields)


class LanguageApproval(models.Model):
    """Somebody who knows the language has read the copy's fixed words through, as they stood then."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    language = models.CharField(max_length=8, editable=False)
    fingerprint = models.CharField(max_length=64, editable=False)
    read_by = models.CharField(
        gettext_lazy("who has read it"),
        max_length=120,
        help_text=gettext_lazy("Name, and how they know the language: an interpreter and the agency."),
    )
    read_on = models.DateField(gettext_lazy("read on"))
    noted_at = models.DateTimeField(editable=False)
    noted_by = models.ForeignKey(Professional, models.PROTECT, related_name="+", editable=False)

    class Meta:
        ordering = ("-noted_at",)
        verbose_name = gettext_lazy("approval of a language")
        constraints = (
            models.CheckConstraint(
                condition=~Q(read_by=""),
                name="masterplans_languageapproval_names_the_reader",
                violation_error_code="read_by",
                violation_error_message=gettext_lazy("Write who has read it."),
            ),
            NeverChanged(name="masterplans_languageapproval_never_changed"),
        )

    def __str__(self) -> str:
        return self.read_by

    @classmethod
    def of(cls, words: Language) -> "LanguageApproval | None":
        """Who approved these very words; None as soon as one of them is another."""
        return cls.objects.filter(language=words.key, fingerprint=words.fingerprint).first()

    @classmethod
    def is_read_through(cls, words: Language) -> bool:
        return words.key == ORIGINAL or cls.of(words) is not None

    @classmethod
    @transaction.atomic
    def note(
        cls, language: str, fingerprint: str, *, by: Professional, read_by: str, read_on: date
    ) -> "LanguageApproval":
        """Write down who has read the words through.

        Raises:
            ValidationError: nobody is named, or the day lies ahead.
        """
        if read_on > clock.today():
            raise ValidationError({"read_on": _("The date lies ahead.")}, code="ahead")
        approval = cls(
            language=language,
            fingerprint=fingerprint,
            read_by=read_by.strip(),
            read_on=read_on,
            noted_at=clock.now(),
            noted_by=by,
        )
        approval.full_clean()
        approval.save()
        return approval
