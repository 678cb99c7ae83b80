from collections.abc import Iterable, Sequence
from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from guardian.models import UserObjectPermissionBase

from families.models import Family, Member, Professional
from families.models.share import Shareable, ShareableQuerySet
from masterplans.free_days import skipped
from masterplans.models.plan import Stage
from masterplans.models.school_holiday import SchoolHoliday
from masterplans.occurrences import (
    WEEK,
    Cancelled,
    Change,
    Occurrence,
    Pattern,
    cancelled,
    occurrences,
    over_at,
)
from masterplans.rule import FLEXIBLE, RuleField
from masterplans.told import ChangesTold, SchoolHolidaysTold, read_changes
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


FURTHEST = timedelta(days=366)  # that a single day is moved


class ActivityQuerySet(ShareableQuerySet["Activity"]):
    def open(self) -> "ActivityQuerySet":
        """Not ended by today."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=clock.today()))

    def with_member_keys(self) -> "ActivityQuerySet":
        return self.annotate(member_keys=KeysThrough(Activity.members.through, "activity_id", "member_id"))

    def with_exceptions(self) -> "ActivityQuerySet":
        """Each with what was arranged for single days and when the schools are closed, in the same query."""
        return self.annotate(changes_told=ChangesTold(), school_holidays=SchoolHolidaysTold())

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
    rule = RuleField(
        gettext_lazy("how often"),
        max_length=60,
        blank=True,
        editable=False,
    )
    ends_on = models.DateField(gettext_lazy("last day"), null=True, blank=True)
    starts_at = models.TimeField(gettext_lazy("at"), null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(
        gettext_lazy("minutes"), default=60, validators=[MinValueValidator(5), MaxValueValidator(720)]
    )
    skips_public_holidays = models.BooleanField(gettext_lazy("not on public holidays"), default=False)
    skips_school_holidays = models.BooleanField(gettext_lazy("not in the school holidays"), default=False)
    needs_interpreter = models.BooleanField(gettext_lazy("an interpreter is needed"), default=False)
    end_reason = models.CharField(gettext_lazy("ended because"), max_length=300, blank=True, editable=False)

    if TYPE_CHECKING:
        rearrangements: Any

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
            models.CheckConstraint(
                condition=Q(rule=FLEXIBLE, starts_at=None) | (~Q(rule=FLEXIBLE) & Q(starts_at__isnull=False)),
                name="masterplans_activity_has_an_hour_unless_flexible",
                violation_error_code="starts_at",
                violation_error_message=gettext_lazy("Write when it begins."),
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.ends_on is None or self.ends_on >= clock.today()

    @property
    def is_flexible(self) -> bool:
        """Once within each week, on no day in particular."""
        return bool(self.rule == FLEXIBLE)

    @property
    def ends_at(self) -> time | None:
        """The clock time at which it is over."""
        return over_at(self.starts_at, self.minutes) if self.starts_at else None

    @property
    def responsible_name(self) -> str:
        return self.responsible.name if self.responsible else self.network_name

    def clean(self) -> None:
        if self.goal and self.goal.family_id != self.family_id:
            raise ValidationError({"goal": _("Choose one of the family's goals.")})
        if not self.rule:
            self.ends_on = self.starts_on

    @property
    def pattern(self) -> Pattern:
        return Pattern(
            self.rule,
            self.starts_on,
            self.ends_on,
            self.starts_at,
            self.minutes,
            self.place,
            self.place_kind,
        )

    def occurrences(self, first: date, last: date) -> list[Occurrence]:
        """What takes place in first..last, both included, by day and hour; of a flexible one, once for each
        week that shares a day with the period. Asks nothing of an activity read ``with_exceptions``."""
        return occurrences(
            self.pattern, first, last, changes=self._changes(), skipped=self._skipped(first, last)
        )

    def cancelled(self, first: date, last: date) -> list[Cancelled]:
        """What was to take place in first..last and does not, with the reason."""
        return cancelled(self.pattern, first, last, self._changes())

    def occurrence_on(self, day: date) -> Occurrence | None:
        """What takes place, or may take place, on a day."""
        return next(iter(self.occurrences(day, day)), None)

    def as_planned(self, day: date) -> Occurrence:
        """What it is when it takes place on a day, whether or not it does."""
        hours = self.starts_at, self.ends_at, self.minutes
        return Occurrence(day, day, *hours, self.place, self.place_kind)

    def occurs_on(self, day: date) -> bool:
        return self.occurrence_on(day) is not None

    def _changes(self) -> Sequence[Change]:
        if "changes_told" in self.__dict__:
            told = self.__dict__["changes_told"]
            return read_changes(told) if told else ()
        return [each.change for each in self.rearrangements.all()]

    def _skipped(self, first: date, last: date) -> frozenset[date]:
        if not (self.rule and (self.skips_public_holidays or self.skips_school_holidays)):
            return frozenset()
        if not self.skips_school_holidays:
            school = ""
        elif "school_holidays" in self.__dict__:
            school = self.__dict__["school_holidays"] or ""
        else:
            school = SchoolHoliday.told()
        # The week of a flexible one may reach into the next year, or back into the last.
        years = (first - WEEK).year, (last + WEEK).year
        return skipped(*years, public=self.skips_public_holidays, school=school)

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

    # -- One occurrence, and the rest as planned ------------------------------------------------------------

    @transaction.atomic
    def cancel(self, *, on: date, by: Professional, reason: str) -> None:
        """What is planned for that day does not take place; the rest does.

        Raises:
            ValidationError: nothing is planned for that day, or what came of it is logged already.
        """
        self._rearrange(Change(on, reason=reason.strip()), by=by)

    @transaction.atomic
    def move(
        self,
        *,
        on: date,
        to: date,
        by: Professional,
        reason: str,
        starts_at: time | None = None,
        minutes: int | None = None,
        place: str | None = None,
        place_kind: str | None = None,
    ) -> None:
        """What is planned for the day ``on`` takes place at another time or place; what is not given stays.

        What takes place once has no rest that stays: it is moved itself.

        Raises:
            ValidationError: as for ``cancel``; or the other day lies outside of the period, or is taken.
        """
        change = Change(
            on,
            to,
            starts_at or self.starts_at,
            self.minutes if minutes is None else minutes,
            self.place if place is None else place.strip(),
            self.place_kind if place_kind is None else place_kind,
            reason.strip(),
        )
        if self.rule:
            self._rearrange(change, by=by)
        else:
            self._replan(change, by=by)

    @transaction.atomic
    def restore(self, *, on: date, by: Professional) -> None:
        """What was planned for that day takes place as planned after all."""
        self.lock()
        arranged = self.rearrangements.filter(planned_on=on).first()
        if arranged is None:
            raise ValidationError(_("It takes place as planned."), code="as_planned")
        self._check_not_logged(on, arranged)
        arranged.take_back(by=by)
        self._forget_exceptions()

    def _rearrange(self, change: Change, *, by: Professional) -> None:
        self.lock()
        self._forget_exceptions()
        if not self.pattern.is_planned(change.planned_on):
            raise ValidationError(_("Nothing is planned for that day."), code="other_day")
        arranged = self.rearrangements.filter(planned_on=change.planned_on).first()
        self._check_not_logged(change.planned_on, arranged)
        if change.on is not None:
            self._check_day(change.planned_on, change.on)
        arranged = arranged or self.rearrangements.model(activity=self)
        arranged.arrange(change, by=by)

    def _replan(self, change: Change, *, by: Professional) -> None:
        self.lock()
        self._forget_exceptions()
        if change.planned_on != self.starts_on:
            raise ValidationError(_("Nothing is planned for that day."), code="other_day")
        arranged = self.rearrangements.filter(planned_on=change.planned_on).first()
        self._check_not_logged(change.planned_on, arranged)
        if not change.reason:
            raise ValidationError({"reason": _("Write why.")}, code="required")
        if arranged:
            arranged.take_back(by=by)
        _planned_on, to, self.starts_at, self.minutes, self.place, self.place_kind, _reason = change
        assert to
        self.starts_on = to
        self.full_clean()
        self.save(by=by, why=change.reason)

    def _check_not_logged(self, planned_on: date, arranged: Any) -> None:
        """What has been logged has taken place, or come to nothing, when it did."""
        why = "that something is logged stops whoever carries it, who may see it too"
        on = arranged.on if arranged and arranged.on else planned_on
        is_flexible = self.is_flexible and not (arranged and arranged.on)
        logged = self.contributions.for_nobody(why).filter(on__range=(on, on + WEEK if is_flexible else on))
        if logged.exists():
            raise ValidationError(
                _("What came of it is logged already. Change the entry instead."), code="logged"
            )

    def _check_day(self, planned_on: date, to: date) -> None:
        if abs(to - planned_on) > FURTHEST:
            raise ValidationError({"to": _("Choose a day within a year.")}, code="far")
        if to < self.starts_on or (self.ends_on and to > self.ends_on):
            raise ValidationError(
                {"to": _("Choose a day between the first and the last day of the activity.")}, code="outside"
            )
        taken = (each for each in self.occurrences(to, to) if not each.is_flexible)
        if any(each.planned_on != planned_on for each in taken):
            raise ValidationError({"to": _("It takes place on that day already.")}, code="taken")

    def _forget_exceptions(self) -> None:
        """What was read along with the row is no longer so."""
        for name in ("changes_told", "school_holidays"):
            self.__dict__.pop(name, None)


class ActivityGrant(UserObjectPermissionBase):
    """Lets one named person see one activity."""

    content_object = models.ForeignKey(Activity, models.CASCADE)

    history = history()


Activity.grants = ActivityGrant
