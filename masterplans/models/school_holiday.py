from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy

from families.models import Professional
from roskilde.records import Record, RecordQuerySet, history


class SchoolHolidayQuerySet(RecordQuerySet["SchoolHoliday"]):
    def ahead_of(self, day: date) -> "SchoolHolidayQuerySet":
        """Those that are not over on a day."""
        return self.filter(until__gte=day)

    def over_by(self, day: date) -> "SchoolHolidayQuerySet":
        """The others, the latest first."""
        return self.filter(until__lt=day).order_by("-since", "name")


class SchoolHoliday(Record):
    """Days on which the municipality's schools are closed, for all families alike."""

    name = models.CharField(gettext_lazy("name"), max_length=80)
    since = models.DateField(gettext_lazy("first day"))
    until = models.DateField(gettext_lazy("last day"))

    history = history()
    objects = SchoolHolidayQuerySet.as_manager()

    class Meta:
        ordering = ("since", "name")
        verbose_name = gettext_lazy("school holiday")
        verbose_name_plural = gettext_lazy("school holidays")
        constraints = (
            models.CheckConstraint(
                condition=Q(until__gte=F("since")),
                name="masterplans_schoolholiday_ends_after_it_begins",
                violation_error_code="until",
                violation_error_message=gettext_lazy("The last day cannot come before the first."),
            ),
            models.UniqueConstraint(
                fields=["name", "since"],
                name="masterplans_schoolholiday_once",
                violation_error_message=gettext_lazy("This holiday stands here already."),
            ),
        )

    def __str__(self) -> str:
        return self.name

    def remove(self, *, by: Professional) -> None:
        """It was no holiday after all; the history keeps that it stood here."""
        self._history_user = by
        self.delete()

    @classmethod
    def told(cls) -> str:
        """All of them as ``free_days`` reads them."""
        return ",".join(f"{since}/{until}" for since, until in cls.objects.values_list("since", "until"))
