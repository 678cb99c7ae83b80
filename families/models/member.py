from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from families.models.family import Family, Language
from roskilde import clock
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


class MemberQuerySet(RecordQuerySet["Member"]):
    def at_home(self) -> "MemberQuerySet":
        return self.filter(left_on=None)


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
        )

    def __str__(self) -> str:
        return self.name

    def age_on(self, day: date) -> int:
        """Whole years."""
        return day.year - self.born_on.year - ((day.month, day.day) < (self.born_on.month, self.born_on.day))

    @property
    def age(self) -> int:
        return self.age_on(clock.today())
