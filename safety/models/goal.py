from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from guardian.models import UserObjectPermissionBase

from families.models import Family, Member, Professional
from families.models.share import Shareable, ShareableQuerySet
from roskilde import clock
from roskilde.records import history


class Whose(models.TextChoices):
    """Whose goal it is; the family's may be wider than the authority's."""

    FAMILY = "family", gettext_lazy("The family's")
    AUTHORITY = "authority", gettext_lazy("The authority's")
    SHARED = "shared", gettext_lazy("Shared")


class Field(models.TextChoices):
    """The fields of work that the effort draws on."""

    SOCIAL = "social", gettext_lazy("Social")
    HEALTH = "health", gettext_lazy("Health")
    CULTURE = "culture", gettext_lazy("Culture and leisure")
    EDUCATION = "education", gettext_lazy("Education")
    EMPLOYMENT = "employment", gettext_lazy("Employment")


class GoalStatus(models.TextChoices):
    """Where a goal stands."""

    ON_THE_WAY = "on_the_way", gettext_lazy("On the way")
    REACHED = "reached", gettext_lazy("Reached")
    GIVEN_UP = "given_up", gettext_lazy("Given up")


class GoalQuerySet(ShareableQuerySet["Goal"]):
    def open(self) -> "GoalQuerySet":
        return self.filter(status=GoalStatus.ON_THE_WAY)


class Goal(Shareable):
    """What will be seen when it is reached, in the family's words first; map and plan show the same one."""

    family = models.ForeignKey(Family, models.CASCADE, related_name="goals", editable=False)
    member = models.ForeignKey(
        Member,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=gettext_lazy("for"),
        related_name="goals",
        help_text=gettext_lazy("Empty: the whole family."),
    )
    words = models.TextField(
        gettext_lazy("what will be seen when the goal is reached"),
        max_length=2000,
        help_text=gettext_lazy("In the family's own words: what do they do, what does the child notice?"),
    )
    addition = models.TextField(
        gettext_lazy("the professionals' addition"),
        blank=True,
        max_length=2000,
        help_text=gettext_lazy("Only what the family's words leave open. The family reads it too."),
    )
    whose = models.CharField(gettext_lazy("whose goal"), max_length=10, choices=Whose, default=Whose.SHARED)
    field = models.CharField(gettext_lazy("field of work"), max_length=12, choices=Field)
    status = models.CharField(
        gettext_lazy("status"),
        max_length=12,
        choices=GoalStatus,
        default=GoalStatus.ON_THE_WAY,
        editable=False,
    )
    status_on = models.DateField(gettext_lazy("since"), editable=False)
    status_reason = models.TextField(gettext_lazy("because"), blank=True, max_length=1000, editable=False)

    history = history(m2m_fields=["co_owners"])
    objects = GoalQuerySet.as_manager()

    class Meta:
        ordering = ("status_on", "pk")
        verbose_name = gettext_lazy("goal")
        verbose_name_plural = gettext_lazy("goals")
        constraints = (
            models.CheckConstraint(
                condition=Q(status=GoalStatus.ON_THE_WAY) | ~Q(status_reason=""),
                name="safety_goal_ends_with_a_reason",
                violation_error_code="reason",
                violation_error_message=gettext_lazy("Write why, so that the family can read it later."),
            ),
        )

    def __str__(self) -> str:
        return self.words

    @property
    def is_open(self) -> bool:
        return self.status == GoalStatus.ON_THE_WAY

    def clean(self) -> None:
        if self.member and self.member.family_id != self.family_id:
            raise ValidationError({"member": _("Choose a member of the family.")})

    @classmethod
    @transaction.atomic
    def set_for(cls, family: Family, *, by: Professional, **fields: Any) -> "Goal":
        """Set a goal with the family."""
        goal = cls(family=family, author=by, status_on=clock.today())
        co_owners = fields.pop("co_owners", ())
        for name, value in fields.items():
            setattr(goal, name, value)
        goal.full_clean()
        goal.save(by=by)
        goal.co_owners.set(co_owners)
        return goal

    @transaction.atomic
    def settle(self, status: GoalStatus, *, by: Professional, reason: str, on: date | None = None) -> None:
        """Say where the goal stands, since when and why; a reached one can come back."""
        self.lock()
        if status == self.status:
            raise ValidationError({"status": _("The goal has that status already.")}, code="same")
        self.status, self.status_on, self.status_reason = status, on or clock.today(), reason.strip()
        if self.status_on > clock.today():
            raise ValidationError({"on": _("The date lies ahead.")}, code="ahead")
        self.full_clean()
        self.save(by=by, why=reason, update_fields=["status", "status_on", "status_reason"])

    @transaction.atomic
    def reword(self, words: str, *, by: Professional, why: str) -> None:
        """Say it otherwise from now on; the history keeps what it said."""
        self.lock()
        self.words = words.strip()
        self.full_clean()
        self.save(by=by, why=why, update_fields=["words", "changed_at"])


class GoalGrant(UserObjectPermissionBase):
    """Lets one named person see one goal."""

    content_object = models.ForeignKey(Goal, models.CASCADE)

    history = history()


Goal.grants = GoalGrant
