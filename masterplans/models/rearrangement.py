from django.db import models
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from families.models import Professional
from masterplans.models.activity import Activity, PlaceKind
from masterplans.occurrences import Change, Occurrence
from roskilde import clock
from roskilde.records import Record, RecordQuerySet, history

_NOWHERE = Q(on=None, starts_at=None, minutes=None, place="", place_kind="")
_SOMEWHERE = Q(on__isnull=False, starts_at__isnull=False, minutes__gte=5, minutes__lte=720) & ~Q(
    place_kind=""
)


class Rearrangement(Record):
    """What was arranged for one day of an activity: another time or place, or that it does not take place."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="rearrangements", editable=False)
    planned_on = models.DateField(gettext_lazy("planned for"), editable=False)
    on = models.DateField(gettext_lazy("takes place on"), null=True, blank=True)
    starts_at = models.TimeField(gettext_lazy("at"), null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(gettext_lazy("minutes"), null=True, blank=True)
    place_kind = models.CharField(gettext_lazy("kind of place"), max_length=20, choices=PlaceKind, blank=True)
    place = models.CharField(gettext_lazy("place"), max_length=120, blank=True)
    reason = models.CharField(gettext_lazy("because"), max_length=300)
    arranged_by = models.ForeignKey(Professional, models.PROTECT, related_name="+", editable=False)
    arranged_at = models.DateTimeField(editable=False)

    history = history()
    objects = RecordQuerySet["Rearrangement"].as_manager()

    class Meta:
        ordering = ("planned_on",)
        verbose_name = gettext_lazy("rearrangement")
        verbose_name_plural = gettext_lazy("rearrangements")
        constraints = (
            models.UniqueConstraint(
                fields=["activity", "planned_on"], name="masterplans_rearrangement_one_per_day"
            ),
            models.CheckConstraint(
                condition=_NOWHERE | _SOMEWHERE,
                name="masterplans_rearrangement_is_cancelled_or_whole",
                violation_error_code="starts_at",
                violation_error_message=gettext_lazy(
                    "Write the day, when it begins, and between 5 and 720 minutes."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="masterplans_rearrangement_has_a_reason",
                violation_error_code="reason",
                violation_error_message=gettext_lazy("Write why."),
            ),
        )

    def __str__(self) -> str:
        words = _("%(title)s, planned for %(day)s")
        return words % {"title": self.activity, "day": date_format(self.planned_on, "DATE_FORMAT")}

    @classmethod
    def ever_of(cls, activity: Activity) -> "list[Rearrangement]":
        """What was ever arranged for its days, taken back or not, as the history tells it."""
        saves = cls.history.filter(activity=activity.pk).order_by("history_date", "revision")
        return list({save.id: save.instance for save in saves}.values())

    @property
    def is_cancelled(self) -> bool:
        return self.on is None

    @property
    def change(self) -> Change:
        return Change(
            self.planned_on,
            self.on,
            self.starts_at,
            self.minutes or 0,
            self.place,
            self.place_kind,
            self.reason,
        )

    @property
    def occurrence(self) -> Occurrence | None:
        """What takes place; nothing, where it is cancelled."""
        return self.change.occurrence

    def arrange(self, change: Change, *, by: Professional) -> None:
        """Called by the activity's verbs, which hold its row."""
        self.planned_on, self.on, self.starts_at, minutes, self.place, self.place_kind, self.reason = change
        self.minutes = minutes or None
        self.arranged_by, self.arranged_at = by, clock.now()
        self.full_clean()
        self.save(by=by, why=change.reason)

    def take_back(self, *, by: Professional) -> None:
        self._history_user = by
        self._change_reason = _("It takes place as planned after all.")
        self.delete()
