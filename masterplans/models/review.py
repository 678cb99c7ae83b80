from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from families.models import Family, Professional
from masterplans.models.activity import Activity
from masterplans.models.plan import Masterplan
from roskilde import clock
from roskilde.records import AddressedQuerySet, Record, history
from safety.models import FollowUp, Goal, GoalStatus


class Decision(models.TextChoices):
    """What becomes of a part of the plan at a follow-up."""

    REACHED = "reached", gettext_lazy("Reached")
    CONTINUED = "continued", gettext_lazy("Goes on")
    CHANGED = "changed", gettext_lazy("Changed")
    GIVEN_UP = "given_up", gettext_lazy("Given up")
    ENDED = "ended", gettext_lazy("Ended")


OF_GOAL = (Decision.REACHED, Decision.CONTINUED, Decision.CHANGED, Decision.GIVEN_UP)
OF_ACTIVITY = (Decision.CONTINUED, Decision.CHANGED, Decision.ENDED)


class ReviewQuerySet(AddressedQuerySet["Review"]):
    def visible_to(self, reader: Professional) -> Self:
        """Those of goals and activities that the reader may see."""
        goals = Goal.objects.visible_to(reader).order_by().values("pk")
        activities = Activity.objects.visible_to(reader).order_by().values("pk")
        return self.filter(Q(goal__in=goals) | Q(activity__in=activities)).addressed(reader)


class Review(Record):
    """What was decided at a follow-up about one goal, or one activity that nobody had logged, and why."""

    family = models.ForeignKey(Family, models.CASCADE, related_name="reviews", editable=False)
    follow_up = models.ForeignKey(
        FollowUp,
        models.PROTECT,
        verbose_name=gettext_lazy("follow-up"),
        related_name="reviews",
        editable=False,
    )
    goal = models.ForeignKey(
        Goal, models.PROTECT, null=True, blank=True, related_name="reviews", editable=False
    )
    activity = models.ForeignKey(
        Activity, models.PROTECT, null=True, blank=True, related_name="reviews", editable=False
    )
    verdict = models.CharField(gettext_lazy("what becomes of it"), max_length=10, choices=Decision)
    reason = models.CharField(gettext_lazy("because"), max_length=1000)
    on = models.DateField(gettext_lazy("decided on"), editable=False)
    reviewed_by = models.ForeignKey(Professional, models.PROTECT, related_name="+", editable=False)

    history = history()
    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ("on", "pk")
        verbose_name = gettext_lazy("review")
        constraints = (
            models.CheckConstraint(
                condition=Q(goal__isnull=False, activity=None) | Q(goal=None, activity__isnull=False),
                name="masterplans_review_is_of_one",
            ),
            models.CheckConstraint(
                condition=Q(goal__isnull=False, verdict__in=OF_GOAL)
                | Q(activity__isnull=False, verdict__in=OF_ACTIVITY),
                name="masterplans_review_verdict_fits",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="masterplans_review_has_a_reason",
                violation_error_code="reason",
                violation_error_message=gettext_lazy("Write why, so that the family can read it later."),
            ),
            models.UniqueConstraint(
                fields=["follow_up", "goal"], name="masterplans_review_goal_once_each_follow_up"
            ),
            models.UniqueConstraint(
                fields=["follow_up", "activity"], name="masterplans_review_activity_once_each_follow_up"
            ),
        )

    def __str__(self) -> str:
        return str(self.get_verdict_display())

    def validate_unique(self, exclude: Any = None) -> None:
        """The database refuses the second; asking first would read reviews for nobody."""

    def validate_constraints(self, exclude: Any = None) -> None:
        """All but uniqueness, for the same reason."""
        super().validate_constraints(exclude={*(exclude or ()), "follow_up"})

    @classmethod
    @transaction.atomic
    def of_goal(
        cls,
        goal: Goal,
        verdict: Decision,
        *,
        by: Professional,
        follow_up: FollowUp,
        reason: str,
        words: str = "",
    ) -> "Review":
        """Say what becomes of a goal, and let it become so; said once more at the same follow-up, the later
        holds, and the history keeps both.

        Raises:
            ValidationError: no reason is given, the follow-up has not begun, or a goal is to be changed
                without new words.
        """
        goal.lock()
        words = words.strip()
        if verdict == Decision.CHANGED and words in ("", goal.words):
            raise ValidationError({"words": _("Write the goal as it reads from now on.")}, code="required")
        review = cls._write(follow_up, verdict, by=by, reason=reason, goal=goal)
        status = {Decision.REACHED: GoalStatus.REACHED, Decision.GIVEN_UP: GoalStatus.GIVEN_UP}.get(
            verdict, GoalStatus.ON_THE_WAY
        )
        if status != goal.status:
            goal.settle(status, by=by, reason=review.reason)
        if verdict == Decision.CHANGED:
            goal.reword(words, by=by, why=review.reason)
        cls._open_plan(goal.family, verdict, by)
        return review

    @classmethod
    @transaction.atomic
    def of_activity(
        cls, activity: Activity, verdict: Decision, *, by: Professional, follow_up: FollowUp, reason: str
    ) -> "Review":
        """Whether an activity that nobody has logged is to stay; one that ends takes place no more from today
        on, one that changes is changed on its own page.

        Raises:
            ValidationError: no reason is given, or the follow-up has not begun.
        """
        activity.lock()
        review = cls._write(follow_up, verdict, by=by, reason=reason, activity=activity)
        if verdict == Decision.ENDED and activity.is_open:
            activity.end(by=by, on=max(clock.today(), activity.starts_on), reason=review.reason[:300])
        cls._open_plan(activity.family, verdict, by)
        return review

    @classmethod
    def _write(
        cls, follow_up: FollowUp, verdict: Decision, *, by: Professional, reason: str, **of: Any
    ) -> "Review":
        if not follow_up.is_begun:
            raise ValidationError(_("The follow-up has not begun yet."), code="not_begun")
        why = "one review for each follow-up; who may write it was asked by its goal or activity"
        review = cls.objects.for_nobody(why).filter(follow_up=follow_up, **of).first()
        if review is None:
            review = cls(family_id=follow_up.family_id, follow_up=follow_up, **of)
        review.verdict, review.reason = verdict, reason.strip()
        review.on, review.reviewed_by = clock.today(), by
        review.full_clean()
        review.save(by=by, why=review.reason)
        return review

    @classmethod
    def _open_plan(cls, family: Family, verdict: Decision, by: Professional) -> None:
        """What goes on as it is changes nothing in what was agreed."""
        plan = Masterplan.of(family)
        if plan and not plan.is_closed and verdict != Decision.CONTINUED:
            plan.revise(by=by)
