from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from families.models.family import Family, Language
from roskilde import clock
from roskilde.cpr import born_on, follows_modulus_11, is_replacement, masked, validate_cpr
from roskilde.danish import KeyField
from roskilde.records import Record, RecordQuerySet, history


class Relation(models.TextChoices):
    """What a member is in the family."""

    MOTHER = "mother", _("Mother")
    FATHER = "father", _("Father")
    GRANDMOTHER = "grandmother", _("Grandmother")
    GRANDFATHER = "grandfather", _("Grandfather")
    ADULT = "adult", _("Another adult")
    DAUGHTER = "daughter", _("Daughter")
    SON = "son", _("Son")
    CHILD = "child", _("Another child")


class Protection(models.TextChoices):
    """Whether where somebody lives may be known."""

    NONE = "none", _("None")
    ADDRESS = "address", _("Name and address protection")
    THREATENED = "threatened", _("Registered without a fixed address, because of threats")


class MemberQuerySet(RecordQuerySet["Member"]):
    def at_home(self) -> "MemberQuerySet":
        return self.filter(left_on=None)

    def protected(self) -> "MemberQuerySet":
        """Those whose address is kept from all but the core, at home or not."""
        return self.exclude(protection=Protection.NONE)


class Member(Record):
    """A person of the family; the plan has a part for each of them."""

    family = models.ForeignKey(Family, models.CASCADE, related_name="members", editable=False)
    name = models.CharField(_("name"), max_length=120)
    name_key = KeyField(db_index=False)
    relation = models.CharField(_("relation"), max_length=20, choices=Relation)
    born_on = models.DateField(_("date of birth"))
    language = models.CharField(
        _("language"),
        max_length=8,
        choices=Language,
        blank=True,
        help_text=_("Only if it is another than the family's."),
    )
    needs_interpreter = models.BooleanField(_("needs an interpreter"), default=False)
    preferred_future = models.TextField(
        _("hoped-for future"),
        blank=True,
        max_length=2000,
        help_text=_("In their own words: how does a good day look a year from now?"),
    )
    cpr = models.CharField(
        _("CPR number"),
        max_length=10,
        blank=True,
        validators=[validate_cpr],
        help_text=_("Ten digits. Leave it empty where there is none yet."),
    )
    phone = models.CharField(_("telephone"), max_length=30, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    address = models.CharField(
        _("address"), max_length=200, blank=True, help_text=_("Only if it is another than the family's.")
    )
    protection = models.CharField(
        _("protection"), max_length=10, choices=Protection, default=Protection.NONE, blank=True
    )
    protected_until = models.DateField(
        _("protected until"),
        null=True,
        blank=True,
        help_text=_("Name and address protection lapses after a year unless it is prolonged."),
    )
    left_on = models.DateField(_("left the household on"), null=True, blank=True)

    history = history()
    objects = MemberQuerySet.as_manager()

    class Meta:
        ordering = ("born_on", "name_key")
        constraints = (
            models.CheckConstraint(
                condition=Q(born_on__gte=date(1900, 1, 1)),
                name="families_member_born_after_1900",
                violation_error_code="born_on",
                violation_error_message=_("Check the year of birth."),
            ),
            models.CheckConstraint(
                condition=Q(protected_until=None) | ~Q(protection=Protection.NONE),
                name="families_member_protected_until_when_protected",
                violation_error_code="protected_until",
                violation_error_message=_("Choose the kind of protection, too."),
            ),
        )

    def __str__(self) -> str:
        return self.name

    def age_on(self, day: date) -> int:
        """Whole years."""
        return day.year - self.born_on.year - ((day.month, day.day) < (self.born_on.month, self.born_on.day))

    @property
    def age(self) -> int:
        return self.age_on(clock.today())

    @property
    def is_protected(self) -> bool:
        """Protection that has run out is looked into before anybody sees the address again."""
        return self.protection != Protection.NONE

    @property
    def masked_cpr(self) -> str:
        """ "610175-••••": the birth date alone."""
        return masked(self.cpr)

    @property
    def has_replacement_number(self) -> bool:
        return bool(self.cpr) and is_replacement(self.cpr)

    def hints(self) -> list[str]:
        """What looks odd about the CPR number; none of it need be wrong, so none of it stops a save."""
        if not self.cpr:
            return []
        hints = []
        if not self.has_replacement_number and not follows_modulus_11(self.cpr):
            hints.append(
                gettext(
                    "The number does not follow the old control rule. It may well be right. "
                    "Check that it is written correctly."
                )
            )
        if born_on(self.cpr) != self.born_on:
            hints.append(gettext("The number begins with another date of birth than the one written here."))
        if self.family.members.filter(cpr=self.cpr).exclude(pk=self.pk).exists():
            hints.append(gettext("Another member of the family has the same number. Check both."))
        return hints
