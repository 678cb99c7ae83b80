from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from guardian.models import UserObjectPermissionBase

from families.models import Family, Member, Professional
from families.models.share import Shareable, ShareableQuerySet
from masterplans.models.plan import Stage
from roskilde import clock
from roskilde.keys import KeysThrough
from roskilde.records import history
from safety.models import Goal


class PlaceKind(models.TextChoices):
    """Where something takes place: the unit first, and everywhere else still part of the programme."""

    UNIT = "unit", gettext_lazy("The project unit")
    HOME = "home", gettext_lazy("At home")
    SCHOOL = "school", gettext_lazy("School or day care")
    CITY_HALL = "city_hall", gettext_lazy("The town hall")
    TOWN = "town", gettext_lazy("Elsewhere in town")
    OTHER_MUNICIPALITY = "other_municipality", gettext_lazy("Another municipality")


class ActivityQuerySet(ShareableQuerySet["Activity"]):
    def open(self) -> "ActivityQuerySet":
        """Not ended by today."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=clock.today()))

    def with_member_keys(self) -> "ActivityQuerySet":
        return self.annotate(member_keys=KeysThrough(Activity.members.through, "activity_id", "member_id"))

    def touching(self, first: date, last: date) -> "ActivityQuerySet":
        """Those whose period shares a day with first..last, both included."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=first), starts_on__lte=last)


class Activity(Shareable):
    """Something that somebody does with the family, at a time and a place, for a reason."""

    family = models.ForeignKey(Family, models.CASCADE, related_name="activities", editable=False)
    title = models.CharField(gettext_lazy("what"), max_length=120)
    purpose = models.CharField(
        gettext_lazy("what for"),
        max_length=300,
        blank=True,
        help_text=gettext_lazy("In words that the family would use."),
    )
    goal = models.ForeignKey(
        Goal,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=gettext_lazy("goal"),
        related_name="activities",
    )
    stage = models.ForeignKey(
        Stage,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=gettext_lazy("stage"),
        related_name="activities",
    )
    members = models.ManyToManyField(
        Member,
        verbose_name=gettext_lazy("who takes part"),
        related_name="activities",
        blank=True,
        help_text=gettext_lazy("Nobody chosen: the whole family."),
    )
    network_name = models.CharField(
        gettext_lazy("or somebody in the network"),
        max_length=120,
        blank=True,
        help_text=gettext_lazy("A relative, a volunteer, a trainer: the name and who it is."),
    )
    place_kind = models.CharField(
        gettext_lazy("kind of place"), max_length=20, choices=PlaceKind, default=PlaceKind.UNIT
    )
    place = models.CharField(gettext_lazy("place"), max_length=120, blank=True)
    starts_on = models.DateField(gettext_lazy("date, or first day"))
    weekdays = models.CharField(
        gettext_lazy("every week on"),
        max_length=7,
        blank=True,
        validators=[RegexValidator(r"^0?1?2?3?4?5?6?$")],
        help_text=gettext_lazy("No day chosen: only once, on the date."),
    )
    ends_on = models.DateField(gettext_lazy("last day"), null=True, blank=True)
    starts_at = models.TimeField(gettext_lazy("at"))
    minutes = models.PositiveSmallIntegerField(
        gettext_lazy("minutes"), default=60, validators=[MinValueValidator(5), MaxValueValidator(720)]
    )
    needs_interpreter = models.BooleanField(gettext_lazy("an interpreter is needed"), default=False)
    end_reason = models.CharField(gettext_lazy("ended because"), max_length=300, blank=True, editable=False)

    history = history(m2m_fields=["co_owners", members])
    objects = ActivityQuerySet.as_manager()

    class Meta:
        ordering = ("starts_on", "starts_at", "pk")
        verbose_name = gettext_lazy("activity")
        verbose_name_plural = gettext_lazy("activities")
        indexes = (models.Index(fields=["family", "ends_on"], name="masterplans_activity_of_family"),)
        constraints = (
            models.CheckConstraint(
                condition=(Q(responsible=None) & ~Q(network_name=""))
                | Q(responsible__isnull=False, network_name=""),
                name="masterplans_activity_has_one_responsible",
                violation_error_code="responsible",
                violation_error_message=gettext_lazy(
                    "Choose a professional or write a name from the network: one of them."
                ),
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="masterplans_activity_ends_after_it_begins",
                violation_error_code="ends_on",
                violation_error_message=gettext_lazy("The last day cannot come before the first."),
            ),
            models.CheckConstraint(
                condition=Q(minutes__gte=5, minutes__lte=720),
                name="masterplans_activity_lasts_5_to_720_minutes",
                violation_error_code="minutes",
                violation_error_message=gettext_lazy("Write between 5 and 720 minutes."),
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.ends_on is None or self.ends_on >= clock.today()

    @property
    def ends_at(self) -> time:
        """The clock time at which it is over."""
        return (datetime.combine(date.min, self.starts_at) + timedelta(minutes=self.minutes)).time()

    @property
    def responsible_name(self) -> str:
        return self.responsible.name if self.responsible else self.network_name

    def clean(self) -> None:
        if self.goal and self.goal.family_id != self.family_id:
            raise ValidationError({"goal": _("Choose one of the family's goals.")})
        if not self.weekdays:
            self.ends_on = self.starts_on

    def occurs_on(self, day: date) -> bool:
        if day < self.starts_on or (self.ends_on is not None and day > self.ends_on):
            return False
        return str(day.weekday()) in self.weekdays if self.weekdays else day == self.starts_on

    def occurrences(self, first: date, last: date) -> list[date]:
        """The days in first..last, both included, on which it takes place."""
        day = max(first, self.starts_on)
        last = min(last, self.ends_on) if self.ends_on else last
        return [each for each in _days(day, last) if self.occurs_on(each)]

    @classmethod
    @transaction.atomic
    def plan(cls, family: Family, *, by: Professional, **fields: Any) -> "Activity":
        """Put an activity in the family's plan."""
        activity = cls(family=family, author=by)
        members, co_owners = fields.pop("members", ()), fields.pop("co_owners", ())
        for name, value in fields.items():
            setattr(activity, name, value)
        activity.full_clean()
        activity.save(by=by)
        activity.members.set(members)
        activity.co_owners.set(co_owners)
        return activity

    @transaction.atomic
    def change(
        self,
        *,
        by: Professional,
        members: Iterable[Member],
        co_owners: Iterable[Professional] | None = None,
        named: Iterable[Professional] | None = None,
        **fields: Any,
    ) -> None:
        """Plan it otherwise; to whoever sees it for the first time, what was logged of it is new."""
        members, co_owners = list(members), None if co_owners is None else list(co_owners)
        self.lock()
        self._rewrite(fields, by=by, named=named)
        self.members.set(members)
        if co_owners is not None:
            self.co_owners.set(co_owners)

    def _reach_more(self) -> None:
        why = "what was written stays as it was; only whom it reaches is new"
        self.contributions.for_nobody(why).unrecorded(why).update(shared_at=clock.now())

    @transaction.atomic
    def end(self, *, by: Professional, on: date, reason: str) -> None:
        """Stop after a day; what was logged stays.

        Raises:
            ValidationError: the day comes before the first, or no reason is given.
        """
        self.lock()
        if not reason.strip():
            raise ValidationError({"reason": _("Write why it ends.")}, code="required")
        self.ends_on, self.end_reason = on, reason.strip()
        self.full_clean()
        self.save(by=by, why=reason, update_fields=["ends_on", "end_reason", "changed_at"])


def _days(first: date, last: date) -> Iterable[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


class ActivityGrant(UserObjectPermissionBase):
    """Lets one named person see one activity."""

    content_object = models.ForeignKey(Activity, models.CASCADE)

    history = history()


Activity.grants = ActivityGrant
