from collections.abc import Iterable
from datetime import date
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from families.models import Family, Professional, Tier
from families.models.involvement import stands_open
from masterplans.models.activity import Activity
from roskilde import clock
from roskilde.records import AddressedQuerySet, Record, history
from roskilde.workdays import working_days_after

WORKING_DAYS_TO_CHANGE = 5


class Outcome(models.TextChoices):
    """What became of it."""

    HAPPENED = "happened", gettext_lazy("It happened")
    PARTLY = "partly", gettext_lazy("Partly")
    NOTHING = "nothing", gettext_lazy("Came to nothing")


class Why(models.TextChoices):
    """Why it came to nothing; the core and the author alone read it."""

    FAMILY = "family", gettext_lazy("The family was prevented")
    US = "us", gettext_lazy("We cancelled")
    NO_SHOW = "no_show", gettext_lazy("Did not come")


class ContributionQuerySet(AddressedQuerySet["Contribution"]):
    def visible_to(self, reader: Professional) -> Self:
        """One's own, and where one is core or near the others' too, unless the activity is hidden."""
        family = self._hints.get("instance")  # type: ignore[attr-defined]  # whose manager it was reached by
        standing = family.standing if isinstance(family, Family) else None
        if standing is not None and standing.reader == reader.pk:  # the door has been passed
            if standing.tier == Tier.PERIPHERAL:
                return self.none().addressed(reader)
            activities = family.activities.visible_to(reader).order_by()
            seen = Q(activity=None) | Q(activity__in=activities) | Q(professional=reader)
            return self.filter(seen).addressed(reader)
        inner = Q(family__involvements__tier__in=[Tier.CORE, Tier.NEAR])
        activity = Activity.objects.visible_to(reader).filter(pk=OuterRef("activity"))
        # Not the absent one's, for whom somebody stands in: they may belong to what names that person alone.
        seen = Q(activity=None) | Exists(activity) | Q(professional=reader)
        return self.filter(stands_open(reader, "family__involvements"), inner, seen).addressed(reader)

    def visible_in(self, families: Iterable[Family], reader: Professional) -> Self:
        """The same in several families that were read for this reader ``with_tier``."""
        inner = [family for family in families if family.tier in (Tier.CORE, Tier.NEAR)]
        activities = Activity.objects.visible_in(inner, reader).order_by()
        seen = Q(activity=None) | Q(activity__in=activities) | Q(professional=reader)
        return self.filter(seen, family__in=[family.pk for family in inner]).addressed(reader)


class Contribution(Record):
    """What one professional did with the family on a day, and what became of it."""

    family = models.ForeignKey(Family, models.CASCADE, related_name="contributions", editable=False)
    activity = models.ForeignKey(
        Activity, models.PROTECT, null=True, blank=True, related_name="contributions", editable=False
    )
    title = models.CharField(
        gettext_lazy("what"),
        max_length=120,
        blank=True,
        help_text=gettext_lazy("For what was not in the plan."),
    )
    professional = models.ForeignKey(
        Professional,
        models.PROTECT,
        verbose_name=gettext_lazy("who"),
        related_name="contributions",
        editable=False,
    )
    on = models.DateField(gettext_lazy("date"))
    outcome = models.CharField(gettext_lazy("what became of it"), max_length=10, choices=Outcome)
    why = models.CharField(gettext_lazy("why"), max_length=10, choices=Why, blank=True)
    note = models.CharField(gettext_lazy("a sentence"), max_length=500, blank=True)
    sign = models.CharField(
        gettext_lazy("a sign of progress"),
        max_length=500,
        blank=True,
        help_text=gettext_lazy(
            "What somebody said or did that shows it is going the right way, in their own words."
        ),
    )
    sign_by = models.CharField(gettext_lazy("whose words"), max_length=80, blank=True)
    minutes = models.PositiveSmallIntegerField(
        gettext_lazy("minutes"), default=0, validators=[MaxValueValidator(1440)]
    )
    logged_at = models.DateTimeField(editable=False)
    # When it last reached somebody new: logged, or its activity opened to more people since.
    shared_at = models.DateTimeField(default=clock.now, editable=False)
    logged_by = models.ForeignKey(Professional, models.PROTECT, related_name="+", editable=False)
    corrects = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="corrections", editable=False
    )

    history = history(excluded_fields=["shared_at"])
    objects = ContributionQuerySet.as_manager()

    class Meta:
        ordering = ("-on", "-logged_at")
        verbose_name = gettext_lazy("contribution")
        indexes = (
            models.Index(fields=["family", "-on"], name="masterplans_contribution_fam"),
            models.Index(fields=["professional", "-on"], name="masterplans_contribution_prof"),
            models.Index(fields=["family", "-logged_at"], name="masterplans_contribution_new"),
            models.Index(fields=["family", "-shared_at"], name="masterplans_contribution_told"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["activity", "professional", "on"],
                condition=Q(corrects=None, activity__isnull=False),
                name="masterplans_contribution_one_per_day",
                violation_error_message=gettext_lazy("This has been logged already."),
            ),
            models.CheckConstraint(
                condition=(Q(outcome=Outcome.NOTHING) & ~Q(why=""))
                | (~Q(outcome=Outcome.NOTHING) & Q(why="")),
                name="masterplans_contribution_why_it_came_to_nothing",
                violation_error_code="why",
                violation_error_message=gettext_lazy("Say why, when it came to nothing, and only then."),
            ),
            models.CheckConstraint(
                condition=Q(activity__isnull=False) | ~Q(title=""),
                name="masterplans_contribution_says_what",
                violation_error_code="title",
                violation_error_message=gettext_lazy("Write what you did."),
            ),
            models.CheckConstraint(
                condition=Q(sign_by="") | ~Q(sign=""),
                name="masterplans_contribution_words_have_a_speaker",
                violation_error_code="sign",
                violation_error_message=gettext_lazy("Write the words, too."),
            ),
            models.CheckConstraint(
                condition=Q(minutes__lte=1440),
                name="masterplans_contribution_within_a_day",
                violation_error_code="minutes",
                violation_error_message=gettext_lazy("A day has 1,440 minutes."),
            ),
        )

    def __str__(self) -> str:
        return self.what

    def validate_unique(self, exclude: Any = None) -> None:
        """The database refuses the second of two; asking first would read records for nobody."""

    def validate_constraints(self, exclude: Any = None) -> None:
        """All but uniqueness, for the same reason; ``log`` says it in words."""
        super().validate_constraints(exclude={*(exclude or ()), "activity"} if self.activity_id else exclude)

    @property
    def what(self) -> str:
        return self.activity.title if self.activity else self.title

    def seen_by(self) -> list[Professional]:
        """Everybody who reads it now, by name: who sees its activity from near, and whose it is."""
        inner = self.family.involvements.open().exclude(tier=Tier.PERIPHERAL).select_related("professional")
        people = [each.professional for each in inner]
        if self.activity:
            seeing = {*self.activity.seen_by(), self.professional}
            people = [person for person in people if person in seeing]
        return sorted(people, key=lambda person: person.name_key)

    @property
    def changeable_until(self) -> date:
        """The last day on which its author may still change it: five working days."""
        return working_days_after(timezone.localtime(self.logged_at).date(), WORKING_DAYS_TO_CHANGE)

    @property
    def is_changeable(self) -> bool:
        return clock.today() <= self.changeable_until

    @classmethod
    @transaction.atomic
    def log(
        cls,
        family: Family,
        *,
        by: Professional,
        on: date,
        outcome: Outcome,
        activity: Activity | None = None,
        professional: Professional | None = None,
        title: str = "",
        why: str = "",
        note: str = "",
        sign: str = "",
        sign_by: str = "",
        minutes: int | None = None,
        corrects: "Contribution | None" = None,
    ) -> "Contribution":
        """Write what happened; the minutes come from the plan unless another number is given.

        Raises:
            ValidationError: the day lies ahead, the activity does not take place on it, or it is logged.
        """
        professional = professional or by
        if on > clock.today():
            raise ValidationError({"on": _("The day lies ahead.")}, code="ahead")
        occurrence = activity.occurrence_on(on) if activity else None
        if activity and occurrence is None:
            raise ValidationError(
                {"on": _("The activity does not take place on that day.")}, code="other_day"
            )
        if minutes is None:
            minutes = 0 if outcome == Outcome.NOTHING or not occurrence else occurrence.minutes
        row = cls(
            family=family,
            activity=activity,
            title=title.strip(),
            professional=professional,
            on=on,
            outcome=outcome,
            why=why,
            note=note.strip(),
            sign=sign.strip(),
            sign_by=sign_by.strip(),
            minutes=minutes,
            logged_at=clock.now(),
            logged_by=by,
            corrects=corrects,
        )
        row.full_clean()
        why_read = "one row per activity, day and person: asked before the database refuses"
        if activity and occurrence and not corrects:
            Activity.objects.for_nobody(why_read).select_for_update().get(pk=activity.pk)
            taken = cls.objects.for_nobody(why_read).filter(
                activity=activity,
                professional=professional,
                on__range=occurrence.days,
                corrects=None,
            )
            if taken.exists():
                raise ValidationError(_("This has been logged already."), code="logged")
        row.save(by=by)
        return row

    @transaction.atomic
    def change(self, *, by: Professional, **fields: Any) -> None:
        """Mend what was written, for five working days; the history keeps what stood before."""
        self.lock()
        if obstacles := self.obstacles_to_changing(by):
            raise ValidationError(obstacles, code="too_late")
        for name, value in fields.items():
            setattr(self, name, value)
        if self.outcome != Outcome.NOTHING:
            self.why = ""
        self.full_clean()
        self.save(by=by)

    def obstacles_to_changing(self, by: Professional) -> list[ValidationError]:
        obstacles = []
        if by.pk not in (self.professional_id, self.logged_by_id):
            obstacles.append(ValidationError(_("Only who wrote it can change it."), code="not_own"))
        if not self.is_changeable:
            obstacles.append(
                ValidationError(
                    _(
                        "It could be changed for five working days. Write a correction instead; "
                        "both are kept."
                    ),
                    code="too_late",
                )
            )
        return obstacles
