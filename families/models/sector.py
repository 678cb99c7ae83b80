from datetime import date

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from roskilde.danish import KeyField
from roskilde.records import Record, RecordQuerySet, history


class Area(models.TextChoices):
    """The four areas whose heads carry the pilot."""

    CHILDREN = "children", _("Children and Youth")
    SCHOOLS = "schools", _("Schools and Day Care")
    SOCIAL = "social", _("Social Care and Health")
    EMPLOYMENT = "employment", _("Employment")


class SectorQuerySet(RecordQuerySet["Sector"]):
    def active_on(self, day: date) -> "SectorQuerySet":
        return self.filter(Q(since=None) | Q(since__lte=day)).filter(Q(until=None) | Q(until__gte=day))


class Sector(Record):
    """A department, or a body outside the municipality, that professionals come from."""

    name = models.CharField(_("name in Danish"), max_length=80, unique=True)
    name_en = models.CharField(_("name in English"), max_length=80)
    name_key = KeyField()
    letter = models.CharField(
        _("letter"),
        max_length=2,
        unique=True,
        help_text=_("Stands for the sector in the week and the pictures."),
    )
    tint = models.PositiveSmallIntegerField(
        _("tint"), default=1, validators=[MinValueValidator(1), MaxValueValidator(14)]
    )
    area = models.CharField(
        _("carried by"),
        max_length=20,
        choices=Area,
        blank=True,
        help_text=_("Which of the four heads carries it. Empty for a body outside the municipality."),
    )
    is_municipal = models.BooleanField(
        _("part of the municipality"),
        default=True,
        help_text=_("A body outside needs a legal basis for each family that it is told of."),
    )
    decides = models.BooleanField(
        _("decides in families' cases"),
        default=False,
        help_text=_("Whoever comes from here leads no follow-up with a family, unless they are of its core."),
    )
    since = models.DateField(_("in use from"), null=True, blank=True)
    until = models.DateField(_("in use until"), null=True, blank=True)

    history = history()
    objects = SectorQuerySet.as_manager()

    class Meta:
        ordering = ("name_key",)
        constraints = (
            models.CheckConstraint(
                condition=Q(until=None) | Q(since=None) | Q(until__gte=F("since")),
                name="families_sector_ends_after_it_begins",
                violation_error_code="until",
                violation_error_message=_("The last day cannot come before the first."),
            ),
        )

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The name in the reader's language."""
        return self.name_en if (get_language() or "da").startswith("en") else self.name
