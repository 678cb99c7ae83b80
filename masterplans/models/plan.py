from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from families.models import Family, Member, Professional
from roskilde import clock
from roskilde.records import Record, RecordQuerySet, history

if TYPE_CHECKING:
    from masterplans.models.version import Version


class PlanStatus(models.TextChoices):
    """How far a Masterplan has come."""

    DRAFT = "draft", gettext_lazy("Draft")
    AGREED = "agreed", gettext_lazy("Agreed")
    REVISION = "revision", gettext_lazy("Under revision")
    CLOSED = "closed", gettext_lazy("Closed")


CHANGED_BY_STATUS = ("status", "status_on", "status_reason", "agreed_version", "agreed_at")


class MasterplanQuerySet(RecordQuerySet["Masterplan"]):
    def living(self) -> "MasterplanQuerySet":
        return self.exclude(status=PlanStatus.CLOSED)


class Masterplan(Record):
    """The one plan of a family: a part for all of it and one for each member."""

    family = models.OneToOneField(Family, models.CASCADE, related_name="masterplan", editable=False)
    status = models.CharField(
        gettext_lazy("status"), max_length=10, choices=PlanStatus, default=PlanStatus.DRAFT, editable=False
    )
    status_on = models.DateField(gettext_lazy("since"), editable=False)
    status_reason = models.TextField(gettext_lazy("because"), blank=True, max_length=1000, editable=False)
    aim = models.TextField(
        gettext_lazy("what we want together"),
        blank=True,
        max_length=2000,
        help_text=gettext_lazy("Two or three sentences that the family would recognise."),
    )
    agreed_version = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)
    agreed_at = models.DateTimeField(null=True, blank=True, editable=False)

    history = history()
    objects = MasterplanQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("Masterplan")
        constraints = (
            models.CheckConstraint(
                condition=~Q(status=PlanStatus.CLOSED) | ~Q(status_reason=""),
                name="masterplans_masterplan_closes_with_a_reason",
                violation_error_code="reason",
                violation_error_message=gettext_lazy("Write why the plan is closed."),
            ),
            models.CheckConstraint(
                condition=Q(agreed_at=None, agreed_version=None)
                | Q(agreed_at__isnull=False, agreed_version__isnull=False),
                name="masterplans_masterplan_agreed_at_and_as",
            ),
        )

    def __str__(self) -> str:
        return f"{self.family}"

    @property
    def is_drafted(self) -> bool:
        """Open for everybody's own parts."""
        return self.status in (PlanStatus.DRAFT, PlanStatus.REVISION)

    @property
    def is_closed(self) -> bool:
        return self.status == PlanStatus.CLOSED

    @classmethod
    @transaction.atomic
    def begin(cls, family: Family, *, by: Professional) -> "Masterplan":
        """Begin the draft; a second who begins at the same moment finds the first one's."""
        family.lock()
        if plan := cls.of(family):
            return plan
        plan = cls(family=family, status_on=clock.today())
        plan.full_clean()
        plan.save(by=by)
        return plan

    @classmethod
    def of(cls, family: Family) -> "Masterplan | None":
        """The family's plan, None as long as nobody has begun it."""
        try:
            plan: Masterplan = family.masterplan
        except ObjectDoesNotExist:
            return None
        return plan

    @transaction.atomic
    def revise(self, *, by: Professional, reason: str = "") -> None:
        """Open the agreed plan for changes; the agreed version stays readable."""
        self.lock()
        if self.status == PlanStatus.CLOSED:
            raise ValidationError(_("The plan is closed."), code="closed")
        if self.status == PlanStatus.AGREED:
            self._become(PlanStatus.REVISION, by=by, reason=reason)

    @transaction.atomic
    def agree(
        self,
        *,
        by: Professional,
        on: date,
        members: Sequence[Member],
        professionals: Sequence[Professional],
        language: str,
        interpreter: str,
        interpreter_name: str = "",
    ) -> "Version":
        """Freeze what the family and the professionals agreed on as the next version; nothing more is asked.

        Raises:
            ValidationError: the plan is closed or agreed already, the date lies ahead, or nobody of the
                family took part.
        """
        from masterplans.models.version import Version

        self.lock()
        errors: dict[str, Any] = {}
        if self.status == PlanStatus.CLOSED:
            raise ValidationError(_("The plan is closed."), code="closed")
        if self.status == PlanStatus.AGREED:
            raise ValidationError(_("The plan is agreed already. Open it for revision first."), code="agreed")
        if on > clock.today():
            errors["on"] = _("The date lies ahead. Agree the plan once you have sat together.")
        if not members:
            errors["members"] = _("Say who of the family took part.")
        if errors:
            raise ValidationError(errors)
        version = Version.freeze(
            self,
            by=by,
            on=on,
            members=members,
            professionals=professionals,
            language=language,
            interpreter=interpreter,
            interpreter_name=interpreter_name,
        )
        self.agreed_version, self.agreed_at = version.number, version.agreed_at
        self._become(PlanStatus.AGREED, by=by, on=on)
        return version

    @transaction.atomic
    def aim_at(self, aim: str, *, by: Professional, member: Member | None = None) -> None:
        """Write what the plan wants with the whole family, or with one member."""
        self.lock()
        if member is None:
            self.aim = aim.strip()
            self.save(by=by, update_fields=["aim"])
            return
        part = self.parts.filter(member=member).first() or Part(plan=self, member=member)
        part.aim = aim.strip()
        part.full_clean()
        part.save(by=by)

    @transaction.atomic
    def close(self, *, by: Professional, reason: str) -> None:
        """End the plan; what it says stays readable."""
        self.lock()
        if self.status == PlanStatus.CLOSED:
            raise ValidationError(_("The plan is closed."), code="closed")
        self._become(PlanStatus.CLOSED, by=by, reason=reason.strip())

    def _become(
        self, status: PlanStatus, *, by: Professional, reason: str = "", on: date | None = None
    ) -> None:
        self.status, self.status_on, self.status_reason = status, on or clock.today(), reason
        self.full_clean()
        self.save(by=by, why=reason, update_fields=[*CHANGED_BY_STATUS])


class Part(Record):
    """What the plan wants with one member."""

    plan = models.ForeignKey(Masterplan, models.CASCADE, related_name="parts", editable=False)
    member = models.ForeignKey(Member, models.CASCADE, related_name="parts", editable=False)
    aim = models.TextField(
        gettext_lazy("what we want together"),
        blank=True,
        max_length=2000,
        help_text=gettext_lazy("Two or three sentences that the family would recognise."),
    )

    history = history()
    objects: models.Manager["Part"] = RecordQuerySet.as_manager()

    class Meta:
        ordering = ("member__born_on", "member__name_key")
        constraints = (
            models.UniqueConstraint(fields=["plan", "member"], name="masterplans_part_one_per_member"),
        )

    def __str__(self) -> str:
        return self.member.name


class Stage(Record):
    """One step of the course that the family goes through."""

    plan = models.ForeignKey(Masterplan, models.CASCADE, related_name="stages", editable=False)
    position = models.PositiveSmallIntegerField(editable=False)
    title = models.CharField(gettext_lazy("stage"), max_length=80)
    aim = models.CharField(gettext_lazy("what it is for"), max_length=300, blank=True)
    since = models.DateField(gettext_lazy("from"), null=True, blank=True)
    until = models.DateField(gettext_lazy("expected until"), null=True, blank=True)
    reached_on = models.DateField(gettext_lazy("reached on"), null=True, blank=True)

    history = history()
    objects: models.Manager["Stage"] = RecordQuerySet.as_manager()

    class Meta:
        ordering = ("position",)
        constraints = (
            models.CheckConstraint(
                condition=Q(until=None) | Q(since=None) | Q(until__gte=F("since")),
                name="masterplans_stage_ends_after_it_begins",
                violation_error_code="until",
                violation_error_message=gettext_lazy("The last day cannot come before the first."),
            ),
        )

    def __str__(self) -> str:
        return self.title

    @classmethod
    @transaction.atomic
    def add(cls, plan: Masterplan, *, by: Professional, **fields: Any) -> "Stage":
        """Put a stage last in the programme."""
        plan.lock()
        last = plan.stages.aggregate(last=models.Max("position"))["last"] or 0
        stage = cls(plan=plan, position=last + 1, **fields)
        stage.full_clean()
        stage.save(by=by)
        return stage

    @transaction.atomic
    def move(self, steps: int, *, by: Professional) -> None:
        """Change places with the one before (-1) or after (1)."""
        self.plan.lock()
        stages = list(self.plan.stages.all())
        here = stages.index(self)
        there = here + steps
        if not 0 <= there < len(stages):
            return
        for stage, position in (
            (stages[here], stages[there].position),
            (stages[there], stages[here].position),
        ):
            stage.position = position
            stage.save(by=by, update_fields=["position"])


class StatutoryKind(models.TextChoices):
    """Plans that the law asks for; the Masterplan points at them and replaces none."""

    CHILD = "child", gettext_lazy("The child's plan (§§ 91–92)")
    YOUTH = "youth", gettext_lazy("Youth plan (§§ 108–109)")
    JOINT = "joint", gettext_lazy("Joint plan with consent (§ 110)")
    PARENTS = "parents", gettext_lazy("Plan for parents of a placed child (§§ 77–78)")
    INTEGRATION = "integration", gettext_lazy("Integration contract or My plan")
    OTHER = "other", gettext_lazy("Another plan")


class StatutoryPlan(Record):
    """Where a plan by law stands, so that nobody writes it twice."""

    plan = models.ForeignKey(Masterplan, models.CASCADE, related_name="statutory_plans", editable=False)
    member = models.ForeignKey(
        Member, models.PROTECT, null=True, blank=True, verbose_name=gettext_lazy("for"), related_name="+"
    )
    kind = models.CharField(gettext_lazy("plan"), max_length=12, choices=StatutoryKind)
    unit = models.CharField(
        gettext_lazy("held by"), max_length=120, help_text=gettext_lazy("The deciding unit.")
    )
    case_number = models.CharField(gettext_lazy("case number"), max_length=60, blank=True)
    made_on = models.DateField(gettext_lazy("dated"), null=True, blank=True)

    history = history()
    objects: models.Manager["StatutoryPlan"] = RecordQuerySet.as_manager()

    class Meta:
        ordering = ("kind", "pk")

    def __str__(self) -> str:
        return self.get_kind_display()

    def clean(self) -> None:
        if self.member and self.member.family_id != self.plan.family_id:
            raise ValidationError({"member": _("Choose a member of the family.")})
