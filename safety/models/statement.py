from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from guardian.models import UserObjectPermissionBase

from families.models import Becoming, Family, Line, Member, NetworkPerson, Professional, Tier, Visibility
from families.models.visibility import Visible, VisibleQuerySet
from roskilde import clock, danish
from roskilde.records import Record, history
from safety.models.goal import Goal
from safety.models.voice import Speaker, Voice, one_voice, voice


class Category(models.TextChoices):
    """What a statement is in the map."""

    PAST_HARM = "past_harm", gettext_lazy("Past harm")
    DANGER = "danger", gettext_lazy("Danger statement")
    COMPLICATING = "complicating", gettext_lazy("Complicating factor")
    STRENGTH = "strength", gettext_lazy("Strength")
    SAFETY = "safety", gettext_lazy("Existing safety")


WORRIES = frozenset({Category.PAST_HARM, Category.DANGER, Category.COMPLICATING})
WORKING = frozenset({Category.STRENGTH, Category.SAFETY})


class Ending(models.TextChoices):
    """Why a statement no longer stands in the map."""

    RESOLVED = "resolved", gettext_lazy("Resolved")
    SUPERSEDED = "superseded", gettext_lazy("Superseded")


ALIKE = "what tells of a statement is for the eyes that the statement is for"

Hanging = TypeVar("Hanging", "Occasion", "Disagreement", "Presentation")


class StatementQuerySet(VisibleQuerySet["Statement"]):
    def open(self) -> Self:
        return self.filter(ending="")

    def ended(self) -> Self:
        return self.exclude(ending="").order_by("-ended_on", "pk")

    def dangers(self) -> Self:
        return self.filter(category=Category.DANGER)

    def with_speakers(self) -> Self:
        return self.select_related("member", "network_person", "professional", "author")


class Statement(Visible, Voice):
    """A worry, or what works: said by one person, in words that the family can read."""

    family = models.ForeignKey(Family, models.CASCADE, related_name="statements", editable=False)
    category = models.CharField(gettext_lazy("what it is"), max_length=12, choices=Category)
    about = models.ManyToManyField(
        Member,
        verbose_name=gettext_lazy("about"),
        related_name="statements",
        blank=True,
        help_text=gettext_lazy("Nobody chosen: the whole family."),
    )
    on = models.DateField(gettext_lazy("said on"), default=clock.today)
    words = models.TextField(
        gettext_lazy("in words that the family can read"),
        max_length=3000,
        help_text=gettext_lazy("Plain words for what somebody does, and what the child notices."),
    )
    words_key = danish.TextKeyField("words")
    addition = models.TextField(
        gettext_lazy("the professionals' addition"),
        blank=True,
        max_length=2000,
        help_text=gettext_lazy("Only what the wording leaves open. It stands apart."),
    )
    happened_on = models.DateField(gettext_lazy("happened on"), null=True, blank=True)
    happened_until = models.DateField(gettext_lazy("until"), null=True, blank=True)
    # A danger stands with its safety goal; its scale points here.
    goal = models.OneToOneField(
        Goal, models.PROTECT, null=True, blank=True, related_name="danger", editable=False
    )
    # What works stands beside the dangers that it answers.
    beside = models.ManyToManyField("self", symmetrical=False, related_name="answered_by", blank=True)
    line = models.OneToOneField(
        Line, models.PROTECT, null=True, blank=True, related_name="statement", editable=False
    )
    answer = models.OneToOneField(
        "safety.Answer", models.PROTECT, null=True, blank=True, related_name="statement", editable=False
    )
    # § 18(3): where honour or control is feared, risk is assessed before parents and network are involved.
    risk_ordered_on = models.DateField(
        gettext_lazy("risk assessment ordered on"), null=True, blank=True, editable=False
    )
    risk_assessed_on = models.DateField(
        gettext_lazy("risk assessment finished on"), null=True, blank=True, editable=False
    )
    ending = models.CharField(
        gettext_lazy("ended as"), max_length=10, choices=Ending, blank=True, editable=False
    )
    ended_on = models.DateField(null=True, blank=True, editable=False)
    ended_by = models.ForeignKey(
        Professional, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    end_reason = models.TextField(gettext_lazy("because"), max_length=1000, blank=True, editable=False)
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="predecessors", editable=False
    )

    history = history(m2m_fields=[about, beside])
    objects = StatementQuerySet.as_manager()

    about_child = "about"

    class Meta:
        ordering = ("on", "written_at", "pk")
        verbose_name = gettext_lazy("statement")
        verbose_name_plural = gettext_lazy("statements")
        indexes = (models.Index(fields=["family", "ending", "category"], name="safety_statement_of_family"),)
        constraints = (
            one_voice("safety_statement_has_one_voice"),
            models.CheckConstraint(
                condition=~Q(category=Category.PAST_HARM) | Q(happened_on__isnull=False),
                name="safety_statement_past_harm_is_dated",
                violation_error_code="happened_on",
                violation_error_message=gettext_lazy(
                    "Write when it happened: harm without a day is a label."
                ),
            ),
            models.CheckConstraint(
                condition=Q(happened_until=None) | Q(happened_until__gte=F("happened_on")),
                name="safety_statement_happened_in_order",
                violation_error_code="happened_until",
                violation_error_message=gettext_lazy("The last day cannot come before the first."),
            ),
            models.CheckConstraint(
                condition=Q(goal=None) | Q(category=Category.DANGER),
                name="safety_statement_goal_answers_a_danger",
                violation_error_code="goal",
                violation_error_message=gettext_lazy("Only a danger statement has a safety goal."),
            ),
            models.CheckConstraint(
                condition=Q(risk_assessed_on=None) | Q(risk_assessed_on__gte=F("risk_ordered_on")),
                name="safety_statement_risk_is_ordered_first",
                violation_error_code="risk_assessed_on",
                violation_error_message=gettext_lazy("An assessment is ordered before it is finished."),
            ),
            models.CheckConstraint(
                condition=Q(ending="", ended_on=None, ended_by=None, end_reason="", successor=None)
                | (~Q(ending="") & ~Q(end_reason="") & Q(ended_on__isnull=False, ended_by__isnull=False)),
                name="safety_statement_ends_with_a_reason",
                violation_error_code="reason",
                violation_error_message=gettext_lazy("Write why, so that the family can read it later."),
            ),
        )

    def __str__(self) -> str:
        return self.words

    def get_absolute_url(self) -> str:
        return reverse("safety:show_statement", args=[self.family_id, self.pk])

    @property
    def is_open(self) -> bool:
        return self.ending == ""

    @property
    def is_worry(self) -> bool:
        return self.category in WORRIES

    def clean(self) -> None:
        super().clean()
        self.words, self.addition = self.words.strip(), self.addition.strip()
        if not self.words:
            raise ValidationError({"words": _("Write what is said.")}, code="required")
        if self.on > clock.today():
            raise ValidationError({"on": _("The date lies ahead.")}, code="ahead")

    @classmethod
    @transaction.atomic
    def write(
        cls,
        family: Family,
        *,
        by: Professional,
        speaker: Speaker,
        about: Iterable[Member] = (),
        beside: Iterable["Statement"] = (),
        named: Iterable[Professional] = (),
        occasion: Mapping[str, Any] | None = None,
        **fields: Any,
    ) -> "Statement":
        """Put into the map what somebody says, in their name; what keeps safe comes with its first occasion.

        Raises:
            ValidationError: past harm or a danger without a child, or safety that nobody has seen.
        """
        statement = cls(family=family, author=by, **voice(speaker))
        for name, value in fields.items():
            setattr(statement, name, value)
        statement._check_about(about := list(about))
        if statement.category == Category.SAFETY and not occasion:
            told = _("Write when it protected the child, and who saw it; until then it is a strength.")
            raise ValidationError({"category": told}, code="unseen")
        if statement.line:
            statement.line.become(Becoming.CONCERN if statement.is_worry else Becoming.STRENGTH, by=by)
        statement.full_clean()
        statement.save(by=by)
        statement.about.set(about)
        statement.beside.add(*beside)
        statement.name_people(named, by=by)
        if statement.answer:
            statement.answer.lock()
            statement.answer.taken_up_at, statement.answer.taken_up_by = clock.now(), by
            statement.answer.save(by=by, update_fields=["taken_up_at", "taken_up_by"])
        if occasion:
            statement.add_occasion(by=by, **occasion)
        return statement

    # -- Revised, followed, ended: in place, and never deleted --------------------------------------------

    def _lock_open(self) -> None:
        self.lock()
        if not self.is_open:
            raise ValidationError(_("It no longer stands in the map."), code="too_late")

    @transaction.atomic
    def change(self, *, by: Professional, about: Iterable[Member] | None = None, **fields: Any) -> None:
        """Word it anew; what it said before stays in its history."""
        self._lock_open()
        for name, value in fields.items():
            setattr(self, name, value)
        about = list(self.about.all()) if about is None else list(about)
        self._check_about(about)
        self.full_clean()
        self.save(by=by)
        if set(about) != set(self.about.all()):
            self.about.set(about)

    @transaction.atomic
    def supersede(
        self, *, by: Professional, speaker: Speaker, reason: str, about: Iterable[Member] = (), **fields: Any
    ) -> "Statement":
        """Let a new one take its place, for the same eyes; goal, scale and what hangs on it come along."""
        self._lock_open()
        goal, self.goal = self.goal, None
        occasions: list[dict[str, Any]] = [
            {"on": each.on, "words": each.words, "saw": each.speaker} for each in self.occasions.all()
        ]
        new = Statement.write(
            self.family,
            by=by,
            speaker=speaker,
            about=about,
            category=self.category,
            visibility=self.visibility,
            beside=self.beside.for_nobody("the new one stands where the old one stood"),
            named=self._its_people(),
            occasion=occasions[0] if occasions else None,
            **fields,
        )
        for occasion in occasions[1:]:
            new.add_occasion(by=by, **occasion)
        self._end(Ending.SUPERSEDED, by=by, reason=reason, successor=new)
        why = "whoever can see them, they hang on the new one from now on"
        if goal:
            new.goal = goal
            new.save(by=by, update_fields=["goal"])
        for answering in self.answered_by.for_nobody(why):
            answering._history_user = by
            answering.beside.remove(self)
            answering.beside.add(new)
        for step in self.next_steps.for_nobody(why).open():
            step.danger = new
            step.save(by=by, update_fields=["danger"])
        if scale := self._scale():
            scale.danger = new
            scale.save(by=by, update_fields=["danger"])
        return new

    def _scale(self) -> Any:
        from safety.models.scale import Scale

        return Scale.objects.for_nobody("it follows its danger").filter(danger=self).first()

    @transaction.atomic
    def resolve(self, *, by: Professional, reason: str) -> None:
        """It no longer holds, and why."""
        self._lock_open()
        self._end(Ending.RESOLVED, by=by, reason=reason)

    def _end(
        self, ending: Ending, *, by: Professional, reason: str, successor: "Statement | None" = None
    ) -> None:
        self.ending, self.ended_on, self.ended_by = ending, clock.today(), by
        self.end_reason, self.successor = reason.strip(), successor
        self.full_clean()
        self.save(by=by, why=self.end_reason)

    # -- What stands with it ------------------------------------------------------------------------------

    @transaction.atomic
    def aim(self, *, by: Professional, goal: Goal | None = None, **fields: Any) -> Goal:
        """Pair a danger with its safety goal: one of the family's, or a new one for the same eyes.

        Raises:
            ValidationError: it is no danger, has its goal already, or the goal is for other eyes.
        """
        self._lock_open()
        if self.category != Category.DANGER:
            raise ValidationError(_("Only a danger statement has a safety goal."), code="category")
        if self.goal_id:
            raise ValidationError(_("It has its safety goal already."), code="too_late")
        if goal is None:
            goal = Goal.set_for(self.family, by=by, visibility=self.visibility, **fields)
            if named := self._its_people():
                goal.name_people(named, by=by)
        self._check_goal(goal)
        self.goal = goal
        self.full_clean()
        self.save(by=by, update_fields=["goal", "changed_at"])
        return goal

    def _check_goal(self, goal: Goal) -> None:
        is_taken = Statement.objects.for_nobody("a goal answers one danger").filter(goal=goal).exists()
        if goal.family_id != self.family_id or is_taken:
            raise ValidationError({"goal": _("Choose another goal, or write a new one.")}, code="goal")
        if (goal.visibility == Visibility.NAMED) != self.is_shielded:
            told = _("Choose a goal that the same people can see, or write a new one.")
            raise ValidationError({"goal": told}, code="goal")

    @transaction.atomic
    def put_beside(self, dangers: Iterable["Statement"], *, by: Professional) -> None:
        """Say which dangers it answers; those that the person cannot see keep it beside them."""
        self._lock_open()
        if self.category not in WORKING:
            raise ValidationError(_("Only what works stands beside a danger."), code="category")
        wanted = set(dangers)
        seen = self.beside.visible_to(by)
        self.save(by=by, update_fields=["changed_at"])
        self.beside.remove(*(set(seen) - wanted))
        self.beside.add(*wanted)

    @transaction.atomic
    def promote(self, *, by: Professional, on: date, words: str, saw: Speaker) -> None:
        """A strength that has protected the child while the danger was there is safety.

        Raises:
            ValidationError: it is no strength, or nobody saw it on a day.
        """
        self._lock_open()
        if self.category != Category.STRENGTH:
            raise ValidationError(_("Only a strength becomes safety."), code="category")
        self.add_occasion(by=by, on=on, words=words, saw=saw)
        self.category = Category.SAFETY
        self.full_clean()
        self.save(by=by, update_fields=["category", "changed_at"])

    @transaction.atomic
    def add_occasion(self, *, by: Professional, on: date, words: str, saw: Speaker) -> "Occasion":
        """Another day on which it protected the child."""
        if self.category not in WORKING:
            raise ValidationError(_("Only what works has such days."), code="category")
        occasion = Occasion(
            statement=self, on=on, words=words.strip(), added_by=by, added_at=clock.now(), **voice(saw)
        )
        return self._hang(occasion, by=by)

    @transaction.atomic
    def disagree(
        self, *, by: Professional, who: Speaker, words: str, on: date | None = None
    ) -> "Disagreement":
        """Write into it that somebody sees it otherwise, and why."""
        return self._hang(
            Disagreement(
                statement=self,
                on=on or clock.today(),
                words=words.strip(),
                added_by=by,
                added_at=clock.now(),
                **voice(who),
            ),
            by=by,
        )

    def _hang(self, record: "Hanging", *, by: Professional) -> "Hanging":
        if record.on > clock.today():
            raise ValidationError({"on": _("The date lies ahead.")}, code="ahead")
        record.full_clean()
        record.save(by=by)
        return record

    @transaction.atomic
    def present(
        self,
        *,
        by: Professional,
        members: Iterable[Member] = (),
        network: Iterable[NetworkPerson] = (),
        words: str = "",
        on: date | None = None,
        reason: str = "",
    ) -> "Presentation":
        """Write down that it was said to the family, to whom and in which words: kept as it was said.

        Raises:
            ValidationError: it was said to nobody, or it is shielded and must not be said.
        """
        self.lock()
        members, network = list(members), list(network)
        if not members and not network:
            raise ValidationError({"members": _("Choose to whom it was said.")}, code="required")
        if self.is_shielded and (obstacles := self.obstacles_to_telling()):
            raise ValidationError(obstacles)
        if self.is_shielded and not reason.strip():
            raise ValidationError({"reason": _("Write why it may be told.")}, code="required")
        keys = {each.family_id for each in members} | {each.family_id for each in network}
        if keys - {self.family_id}:
            raise ValidationError({"members": _("Choose somebody around the family.")})
        presentation = self._hang(
            Presentation(
                statement=self,
                on=on or clock.today(),
                words=words.strip() or self.words,
                reason=reason.strip(),
                presented_by=by,
                added_at=clock.now(),
            ),
            by=by,
        )
        presentation.members.set(members)
        presentation.network.set(network)
        return presentation

    # -- Shielded: for named people only, until it is released --------------------------------------------

    @property
    def is_shielded(self) -> bool:
        return self.visibility == Visibility.NAMED

    def obstacles_to_telling(self) -> list[ValidationError]:
        """Barnets lov § 18(3): the risk is assessed before parents and network are involved."""
        if self.risk_assessed_on:
            return []
        told = _("It is shielded, and nothing of it is told to the family before the risk has been assessed.")
        return [ValidationError(told, code="not_assessed")]

    @transaction.atomic
    def order_risk_assessment(self, *, by: Professional, on: date | None = None) -> None:
        """The risk is to be assessed before anybody of the family is told."""
        self.lock()
        if self.risk_ordered_on:
            raise ValidationError(_("It has been ordered already."), code="too_late")
        self.risk_ordered_on = self._not_ahead(on)
        self.full_clean()
        self.save(by=by, update_fields=["risk_ordered_on"])

    @transaction.atomic
    def finish_risk_assessment(self, *, by: Professional, on: date | None = None) -> None:
        """The risk has been assessed; what it says is kept where it was made."""
        self.lock()
        if not self.risk_ordered_on or self.risk_assessed_on:
            raise ValidationError(_("No risk assessment is under way."), code="too_late")
        self.risk_assessed_on = self._not_ahead(on)
        if self.risk_assessed_on < self.risk_ordered_on:
            raise ValidationError({"on": _("An assessment is ordered before it is finished.")}, code="order")
        self.full_clean()
        self.save(by=by, update_fields=["risk_assessed_on"])

    def _not_ahead(self, on: date | None) -> date:
        if on and on > clock.today():
            raise ValidationError({"on": _("The date lies ahead.")}, code="ahead")
        return on or clock.today()

    def may_be_shared_by(self, person: Professional) -> bool:
        """Who sees it is for its author and the core to say; of what is shielded, for those it names."""
        if person.pk == self.author_id or self.named.filter(pk=person.pk).exists():
            return True
        return self.family.involvements.open().of(person).filter(tier=Tier.CORE).exists()

    @transaction.atomic
    def shield(self, *, by: Professional, named: Iterable[Professional], reason: str) -> None:
        """From now on it is there for these people alone, with its goal, its next steps and where it came
        from; to everybody else it has never been.

        Raises:
            ValidationError: somebody else decides who sees it, or it names nobody.
        """
        self.lock()
        self._ask_for_reason(by, reason)
        people = {*named, by}
        inner = self.family.involvements.open().exclude(tier=Tier.PERIPHERAL)
        if people - {each.professional for each in inner.select_related("professional")}:
            raise ValidationError({"named": _("Choose people who stand near the family.")}, code="named")
        for record in (self, *self._goal_and_steps(), *self._where_it_came_from()):
            self._show_to(record, Visibility.NAMED, people, by=by, why=reason)

    @transaction.atomic
    def release(self, visibility: Visibility | str, *, by: Professional, reason: str) -> None:
        """Let more people see it, with its goal and next steps; what it said before stays with its people.

        Raises:
            ValidationError: somebody else decides, or the risk is still being assessed.
        """
        self.lock()
        self._ask_for_reason(by, reason)
        if visibility == Visibility.NAMED:
            raise ValidationError({"visibility": _("Choose who may see it from now on.")}, code="named")
        if self.risk_ordered_on and not self.risk_assessed_on:
            raise ValidationError(self.obstacles_to_telling())
        along = [each for each in self._goal_and_steps() if each.visibility == Visibility.NAMED]
        for record in (self, *along):
            self._show_to(record, Visibility(visibility), set(), by=by, why=reason)

    def _ask_for_reason(self, by: Professional, reason: str) -> None:
        if not self.may_be_shared_by(by):
            raise ValidationError(_("Only the core or the author can say who sees it."), code="not_own")
        if not reason.strip():
            raise ValidationError({"reason": _("Write why.")}, code="required")

    def _goal_and_steps(self) -> list[Any]:
        goal = Goal.objects.for_nobody(ALIKE).filter(pk=self.goal_id) if self.goal_id else ()
        return [*goal, *self.next_steps.for_nobody(ALIKE)]

    def _where_it_came_from(self) -> list[Any]:
        """The line or the answer that holds the same words."""
        line = [self.line, *self.line.replies.for_nobody(ALIKE)] if self.line else []
        return [*line, self.answer] if self.answer else line

    def _show_to(
        self, record: Any, visibility: Visibility, named: set[Professional], *, by: Professional, why: str
    ) -> None:
        record.visibility = visibility
        record.save(by=by, why=why.strip(), update_fields=["visibility", "changed_at"])
        record.name_people(named, by=by)

    def _its_people(self) -> list[Professional]:
        """Whom a record for the same eyes names: of what is shielded, its author too."""
        return list({*self.named, self.author}) if self.is_shielded else list(self.named)

    def _check_about(self, about: Iterable[Member]) -> None:
        about = list(about)
        if any(member.family_id != self.family_id for member in about):
            raise ValidationError({"about": _("Choose members of the family.")})
        if not about and self.category in (Category.PAST_HARM, Category.DANGER):
            raise ValidationError({"about": _("Choose which child it is about.")}, code="required")


class StatementGrant(UserObjectPermissionBase):
    """Lets one named person see one statement."""

    content_object = models.ForeignKey(Statement, models.CASCADE)

    history = history()


Statement.grants = StatementGrant


class Occasion(Record, Voice):
    """A day on which the strength protected the child while the danger was there, and who saw it."""

    statement = models.ForeignKey(Statement, models.CASCADE, related_name="occasions", editable=False)
    on = models.DateField(gettext_lazy("when"))
    words = models.TextField(gettext_lazy("what happened"), max_length=1000)
    added_by = models.ForeignKey(Professional, models.PROTECT, related_name="+", editable=False)
    added_at = models.DateTimeField(editable=False)

    history = history()

    class Meta:
        ordering = ("on", "pk")
        verbose_name = gettext_lazy("occasion")
        constraints = (one_voice("safety_occasion_has_one_voice"),)

    def __str__(self) -> str:
        return self.words

    @property
    def family_id(self) -> Any:
        return self.statement.family_id


class Disagreement(Record, Voice):
    """Somebody sees it otherwise, and why; it stands with the statement."""

    statement = models.ForeignKey(Statement, models.CASCADE, related_name="disagreements", editable=False)
    on = models.DateField(gettext_lazy("said on"), default=clock.today)
    words = models.TextField(gettext_lazy("how they see it, and why"), max_length=1000)
    added_by = models.ForeignKey(Professional, models.PROTECT, related_name="+", editable=False)
    added_at = models.DateTimeField(editable=False)
    ended_on = models.DateField(gettext_lazy("no longer since"), null=True, blank=True, editable=False)

    history = history()

    class Meta:
        ordering = ("on", "pk")
        verbose_name = gettext_lazy("disagreement")
        constraints = (one_voice("safety_disagreement_has_one_voice"),)

    def __str__(self) -> str:
        return self.words

    @property
    def family_id(self) -> Any:
        return self.statement.family_id

    @transaction.atomic
    def end(self, *, by: Professional) -> None:
        """They see it as it stands from today on."""
        self.lock()
        if self.ended_on is None:
            self.ended_on = clock.today()
            self.save(by=by, update_fields=["ended_on"])


class Presentation(Record):
    """When a statement was said to the family, to whom, and in which words: always kept as it was said."""

    statement = models.ForeignKey(Statement, models.CASCADE, related_name="presentations", editable=False)
    on = models.DateField(gettext_lazy("when"), default=clock.today)
    members = models.ManyToManyField(
        Member, verbose_name=gettext_lazy("to whom of the family"), related_name="+", blank=True
    )
    network = models.ManyToManyField(
        NetworkPerson, verbose_name=gettext_lazy("to whom of the network"), related_name="+", blank=True
    )
    words = models.TextField(
        gettext_lazy("as it was said"),
        max_length=3000,
        help_text=gettext_lazy("As it stands, or as much of it as was told."),
    )
    reason = models.CharField(
        gettext_lazy("why it may be told"),
        max_length=500,
        blank=True,
        help_text=gettext_lazy("For what is shielded: what the child answered, and why it is safe."),
    )
    presented_by = models.ForeignKey(Professional, models.PROTECT, related_name="+", editable=False)
    added_at = models.DateTimeField(editable=False)

    history = history(m2m_fields=[members, network])

    class Meta:
        ordering = ("on", "pk")
        verbose_name = gettext_lazy("presentation")

    def __str__(self) -> str:
        return self.words

    if TYPE_CHECKING:
        statement_id: Any
