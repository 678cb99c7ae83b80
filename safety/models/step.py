from datetime import date
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from guardian.models import UserObjectPermissionBase

from families.models import Becoming, Family, Line, Professional, Visibility
from families.models.visibility import Visible, VisibleQuerySet
from roskilde import clock
from roskilde.records import history
from safety.models.statement import Statement
from safety.models.voice import Speaker, Voice, one_voice, voice


class StepEnding(models.TextChoices):
    """What became of a next step."""

    DONE = "done", gettext_lazy("Done")
    DROPPED = "dropped", gettext_lazy("Dropped")


class NextStepQuerySet(VisibleQuerySet["NextStep"]):
    def open(self) -> Self:
        return self.filter(ending="")

    def due_before(self, day: date) -> Self:
        return self.open().filter(due_on__lt=day)


class NextStep(Visible, Voice):
    """The smallest thing that somebody does now: who, what and by when."""

    family = models.ForeignKey(Family, models.CASCADE, related_name="next_steps", editable=False)
    words = models.CharField(gettext_lazy("what"), max_length=300)
    due_on = models.DateField(gettext_lazy("by when"))
    danger = models.ForeignKey(
        Statement,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=gettext_lazy("which worry it answers"),
        related_name="next_steps",
    )
    line = models.OneToOneField(
        Line, models.PROTECT, null=True, blank=True, related_name="next_step", editable=False
    )
    follow_up = models.ForeignKey(
        "safety.FollowUp", models.PROTECT, null=True, blank=True, related_name="next_steps", editable=False
    )
    ending = models.CharField(max_length=8, choices=StepEnding, blank=True, editable=False)
    ended_on = models.DateField(null=True, blank=True, editable=False)
    ended_by = models.ForeignKey(
        Professional, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    outcome = models.CharField(gettext_lazy("what came of it"), max_length=300, blank=True, editable=False)

    history = history()
    objects = NextStepQuerySet.as_manager()

    class Meta:
        ordering = ("due_on", "pk")
        verbose_name = gettext_lazy("next step")
        verbose_name_plural = gettext_lazy("next steps")
        indexes = (models.Index(fields=["family", "ending", "due_on"], name="safety_nextstep_open"),)
        constraints = (
            one_voice("safety_nextstep_is_one_persons"),
            models.CheckConstraint(
                condition=Q(ending="", ended_on=None, ended_by=None)
                | (~Q(ending="") & Q(ended_on__isnull=False, ended_by__isnull=False)),
                name="safety_nextstep_ended_by_and_on",
            ),
            models.CheckConstraint(
                condition=~Q(ending=StepEnding.DROPPED) | ~Q(outcome=""),
                name="safety_nextstep_dropped_with_a_reason",
                violation_error_code="outcome",
                violation_error_message=gettext_lazy("Write why it is dropped."),
            ),
        )

    def __str__(self) -> str:
        return self.words

    @property
    def is_open(self) -> bool:
        return self.ending == ""

    @property
    def is_overdue(self) -> bool:
        return self.is_open and self.due_on < clock.today()

    @classmethod
    @transaction.atomic
    def agree(
        cls, family: Family, *, by: Professional, who: Speaker, named: Any = (), **fields: Any
    ) -> "NextStep":
        """Agree that one person does one thing by a day; what answers a shielded worry is shielded too."""
        step = cls(family=family, author=by, **voice(who))
        for name, value in fields.items():
            setattr(step, name, value)
        if step.danger and step.danger.is_shielded:
            step.visibility = Visibility.NAMED
            named = {*named, *step.danger.named, step.danger.author}
        if step.line:
            step.line.become(Becoming.NEXT_STEP, by=by)
        step.full_clean()
        step.save(by=by)
        step.name_people(named, by=by)
        return step

    def clean(self) -> None:
        super().clean()
        if self.danger and self.danger.family_id != self.family_id:
            raise ValidationError({"danger": _("Choose a worry of the family.")})

    @transaction.atomic
    def hand_to(self, to: Professional, *, by: Professional) -> None:
        """Somebody else does it from now on.

        Raises:
            ValidationError: the other cannot see it.
        """
        self.lock()
        if to not in self.seen_by():
            raise ValidationError(_("%(name)s cannot see it.") % {"name": to}, code="not_seen")
        self.member, self.network_person, self.professional = None, None, to
        self.save(by=by, why=_("Handed over"), update_fields=["member", "network_person", "professional"])

    @transaction.atomic
    def finish(self, *, by: Professional, outcome: str = "", on: date | None = None) -> None:
        """It has been done."""
        self._end(StepEnding.DONE, by=by, outcome=outcome, on=on)

    @transaction.atomic
    def drop(self, *, by: Professional, reason: str) -> None:
        """It will not be done, and why."""
        self._end(StepEnding.DROPPED, by=by, outcome=reason, on=None)

    def _end(self, ending: StepEnding, *, by: Professional, outcome: str, on: date | None) -> None:
        self.lock()
        if not self.is_open:
            raise ValidationError(_("The step has ended already."), code="too_late")
        self.ending, self.ended_on, self.ended_by = ending, on or clock.today(), by
        self.outcome = outcome.strip()
        if self.ended_on > clock.today():
            raise ValidationError({"on": _("The date lies ahead.")}, code="ahead")
        self.full_clean()
        self.save(by=by, why=self.outcome, update_fields=["ending", "ended_on", "ended_by", "outcome"])


class NextStepGrant(UserObjectPermissionBase):
    """Lets one named person see one next step."""

    content_object = models.ForeignKey(NextStep, models.CASCADE)

    history = history()


NextStep.grants = NextStepGrant
