from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Self

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from guardian.models import UserObjectPermissionBase

from families.models import Family, Member, Professional, Visibility
from families.models.visibility import Visible, VisibleQuerySet
from roskilde import clock
from roskilde.records import Record, history
from safety.models.follow_up import Answer
from safety.models.statement import Statement
from safety.models.voice import Speaker, Voice, one_voice, voice

TRIED_WITHIN = timedelta(days=60)


class RuleKind(models.TextChoices):
    """What a rule of the safety plan is for."""

    EVERYDAY = "everyday", gettext_lazy("An everyday rule")
    STEPS_IN = "steps_in", gettext_lazy("Who steps in")
    CALL = "call", gettext_lazy("How a child calls for help")
    TRIAL = "trial", gettext_lazy("How we try the plan")


class SafetyRuleQuerySet(VisibleQuerySet["SafetyRule"]):
    def open(self) -> Self:
        return self.filter(ended_on=None)

    def ended(self) -> Self:
        return self.exclude(ended_on=None).order_by("-ended_on", "pk")

    def with_speakers(self) -> Self:
        return self.select_related("member", "network_person", "professional", "child")

    def with_tried_on(self) -> Self:
        """Each with ``tried_on``: the last day it was tried, or the day it was made."""
        last = RuleTest.objects.filter(rule=models.OuterRef("pk")).order_by("-on").values("on")[:1]
        return self.annotate(tried_on=Coalesce(Subquery(last), F("since")))

    def untried_since(self, day: date) -> Self:
        """Last tried before that day; never tried, it counts from when it was written."""
        return self.open().with_tried_on().filter(tried_on__lt=day)

    def for_paper(self) -> Self:
        """What may stand on the family's sheet: open to all who are near, and of no danger that is not."""
        return self.filter(visibility=Visibility.NEAR).exclude(danger__visibility=Visibility.NAMED)


class SafetyRule(Visible, Voice):
    """What the family and its network do when it gets hard, in words for what somebody does."""

    family = models.ForeignKey(Family, models.CASCADE, related_name="safety_rules", editable=False)
    kind = models.CharField(
        gettext_lazy("what it is"), max_length=8, choices=RuleKind, default=RuleKind.EVERYDAY
    )
    trigger = models.CharField(
        gettext_lazy("when it gets hard"),
        max_length=200,
        blank=True,
        help_text=gettext_lazy("What do they notice first? Empty: it holds every day."),
    )
    words = models.TextField(
        gettext_lazy("what we do"),
        max_length=1000,
        help_text=gettext_lazy("What somebody does, and what the child sees. Not what must stop."),
    )
    child = models.ForeignKey(
        Member,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=gettext_lazy("which child calls"),
        related_name="+",
    )
    danger = models.ForeignKey(
        Statement,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=gettext_lazy("which worry it answers"),
        related_name="safety_rules",
    )
    from_answer = models.OneToOneField(
        Answer, models.PROTECT, null=True, blank=True, related_name="safety_rule", editable=False
    )
    since = models.DateField(gettext_lazy("holds since"), default=clock.today)
    ended_on = models.DateField(null=True, blank=True, editable=False)
    ended_by = models.ForeignKey(
        Professional, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    end_reason = models.CharField(gettext_lazy("because"), max_length=300, blank=True, editable=False)

    history = history()
    objects = SafetyRuleQuerySet.as_manager()

    if TYPE_CHECKING:
        tried_on: date  # what ``with_tried_on`` adds
        danger_id: Any

    class Meta:
        ordering = ("since", "written_at", "pk")
        verbose_name = gettext_lazy("rule of the safety plan")
        verbose_name_plural = gettext_lazy("rules of the safety plan")
        indexes = (models.Index(fields=["family", "ended_on"], name="safety_rule_of_family"),)
        constraints = (
            one_voice("safety_safetyrule_is_one_persons"),
            models.CheckConstraint(
                condition=~Q(words=""),
                name="safety_safetyrule_says_something",
                violation_error_code="words",
                violation_error_message=gettext_lazy("Write what is done."),
            ),
            models.CheckConstraint(
                condition=~Q(kind=RuleKind.CALL) | Q(child__isnull=False),
                name="safety_safetyrule_call_names_the_child",
                violation_error_code="child",
                violation_error_message=gettext_lazy("Choose which child calls."),
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, ended_by=None, end_reason="")
                | (Q(ended_on__isnull=False, ended_by__isnull=False) & ~Q(end_reason="")),
                name="safety_safetyrule_ends_with_a_reason",
                violation_error_code="reason",
                violation_error_message=gettext_lazy("Write why, so that the family can read it later."),
            ),
        )

    def __str__(self) -> str:
        return self.words

    def get_absolute_url(self) -> str:
        return f"{reverse('safety:show_safety_plan', args=[self.family_id])}#rule-{self.pk}"

    @property
    def is_open(self) -> bool:
        return self.ended_on is None

    @property
    def is_in_own_hands(self) -> bool:
        """Whether the family or its network does it, and not a professional."""
        return self.professional_id is None

    @property
    def is_untried(self) -> bool:
        """As ``untried`` says, of a rule that was read ``with_tried_on``."""
        return self.is_open and self.tried_on < clock.today() - TRIED_WITHIN

    def clean(self) -> None:
        super().clean()
        self.words, self.trigger = self.words.strip(), self.trigger.strip()
        if self.kind != RuleKind.CALL:
            self.child = None
        if self.since > clock.today():
            raise ValidationError({"since": _("The date lies ahead.")}, code="ahead")
        if self.child and self.child.family_id != self.family_id:
            raise ValidationError({"child": _("Choose a member of the family.")})
        if self.danger and self.danger.family_id != self.family_id:
            raise ValidationError({"danger": _("Choose a worry of this family.")})
        self._stay_shielded()

    def _stay_shielded(self) -> None:
        """What a rule comes from may be for named people only; the rule would tell of it."""
        sources = [each for each in (self.danger, self.from_answer) if each]
        if self.visibility != Visibility.NAMED and any(
            each.visibility == Visibility.NAMED for each in sources
        ):
            raise ValidationError(
                {"visibility": _("What it comes from is for named people only, so the rule is too.")},
                code="shielded",
            )

    @classmethod
    @transaction.atomic
    def write(
        cls,
        family: Family,
        *,
        by: Professional,
        who: Speaker,
        named: Iterable[Professional] = (),
        **fields: Any,
    ) -> "SafetyRule":
        """Put a rule into the safety plan: one person does it, or steps in."""
        rule = cls(family=family, author=by, **voice(who))
        for name, value in fields.items():
            setattr(rule, name, value)
        rule.full_clean()
        rule.save(by=by)
        rule.name_people(named, by=by)
        return rule

    @transaction.atomic
    def change(
        self,
        *,
        by: Professional,
        who: Speaker,
        named: Iterable[Professional] | None = None,
        **fields: Any,
    ) -> None:
        """Word it anew, or let somebody else do it; the history keeps what stood before.

        Raises:
            ValidationError: the rule has ended.
        """
        self.lock()
        self._check_open()
        self.member = self.network_person = self.professional = None
        for name, value in {**voice(who), **fields}.items():
            setattr(self, name, value)
        self.full_clean()
        self.save(by=by)
        if named is not None:
            self.name_people(named, by=by)

    @transaction.atomic
    def end(self, *, by: Professional, reason: str) -> None:
        """It holds no longer, and why; it stays readable.

        Raises:
            ValidationError: it has ended already, or no reason is given.
        """
        self.lock()
        self._check_open()
        self.ended_on, self.ended_by, self.end_reason = clock.today(), by, reason.strip()
        self.full_clean()
        self.save(by=by, why=self.end_reason, update_fields=["ended_on", "ended_by", "end_reason"])

    @transaction.atomic
    def test(
        self, *, by: Professional, seen_by: Speaker, result: str, words: str, on: date | None = None
    ) -> "RuleTest":
        """Write down that the rule was needed or tried, and how it went, in the name of whoever saw it.

        Raises:
            ValidationError: the day lies ahead, the rule has ended, or nothing is told.
        """
        self.lock()
        self._check_open()
        test = RuleTest(
            rule=self,
            on=on or clock.today(),
            result=result,
            words=words,
            added_by=by,
            added_at=clock.now(),
            **voice(seen_by),
        )
        test.full_clean()
        test.save(by=by)
        return test

    def _check_open(self) -> None:
        if not self.is_open:
            raise ValidationError(_("The rule has ended already."), code="too_late")


class SafetyRuleGrant(UserObjectPermissionBase):
    """Lets one named person see one rule of the safety plan."""

    content_object = models.ForeignKey(SafetyRule, models.CASCADE)

    history = history()


SafetyRule.grants = SafetyRuleGrant


class Held(models.TextChoices):
    """How a rule held when it was needed."""

    HELD = "held", gettext_lazy("It held")
    PARTLY = "partly", gettext_lazy("It held partly")
    NOT = "not", gettext_lazy("It did not hold")


class RuleTest(Record, Voice):
    """A day on which a rule was needed or tried: what happened, whether it held, and who saw it."""

    rule = models.ForeignKey(SafetyRule, models.CASCADE, related_name="tests", editable=False)
    on = models.DateField(gettext_lazy("when"), default=clock.today)
    result = models.CharField(gettext_lazy("how it went"), max_length=8, choices=Held)
    words = models.TextField(gettext_lazy("what happened"), max_length=1000)
    added_by = models.ForeignKey(Professional, models.PROTECT, related_name="+", editable=False)
    added_at = models.DateTimeField(editable=False)

    history = history()

    if TYPE_CHECKING:
        rule_id: Any

    class Meta:
        ordering = ("-on", "-added_at", "pk")
        verbose_name = gettext_lazy("trial of a rule")
        verbose_name_plural = gettext_lazy("trials of a rule")
        indexes = (models.Index(fields=["rule", "on"], name="safety_ruletest_of_rule"),)
        constraints = (
            one_voice("safety_ruletest_has_one_voice"),
            models.CheckConstraint(
                condition=~Q(words=""),
                name="safety_ruletest_says_something",
                violation_error_code="words",
                violation_error_message=gettext_lazy("Write what happened."),
            ),
        )

    def __str__(self) -> str:
        return self.words

    @property
    def family_id(self) -> Any:
        return self.rule.family_id

    def clean(self) -> None:
        super().clean()
        self.words = self.words.strip()
        if self.on > clock.today():
            raise ValidationError({"on": _("The date lies ahead.")}, code="ahead")
