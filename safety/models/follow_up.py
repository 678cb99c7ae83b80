from collections.abc import Iterable, Mapping
from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Any, Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import Prefetch, Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from guardian.models import UserObjectPermissionBase

from families.models import (
    Family,
    InterpreterUse,
    Involvement,
    Language,
    Member,
    Professional,
    Tier,
    Visibility,
)
from families.models.visibility import Visible, VisibleQuerySet
from roskilde import clock, danish
from roskilde.records import Record, RecordQuerySet, history
from safety.models.goal import Goal
from safety.models.voice import Speaker, Voice, one_voice, voice

USUAL_WEEKS = 8  # every second month
NEXT_ON = "next_follow_up_on"  # what a family carries that was read for its head
INTERPRETED = (InterpreterUse.PRESENT, InterpreterUse.VIDEO, InterpreterUse.PHONE)
OF_AGE = 18


class Presence(models.TextChoices):
    """Whether somebody who was to be there came."""

    INVITED = "invited", gettext_lazy("Invited")
    CAME = "came", gettext_lazy("Came")
    EXCUSED = "excused", gettext_lazy("Sent word")
    ABSENT = "absent", gettext_lazy("Did not come")


class FollowUpQuerySet(RecordQuerySet["FollowUp"]):
    def coming(self) -> Self:
        """Agreed and not begun, the next one first."""
        return self.filter(begun_at=None, called_off_at=None).order_by("on", "at", "pk")

    def ahead(self) -> Self:
        """Those of them whose day has not passed."""
        return self.coming().filter(on__gte=clock.today())

    def held(self) -> Self:
        """The newest first."""
        return self.exclude(begun_at=None).order_by("-on", "-begun_at")

    def with_people(self) -> Self:
        """With who leads, wrote and came. Two queries."""
        attendances = Attendance.objects.select_related("member", "network_person", "professional")
        return self.select_related(
            "led_by", "begun_by", "ended_by", "called_off_by", "interpreting_member"
        ).prefetch_related(Prefetch("attendances", attendances))


class FollowUp(Record):
    """The family and those around it ask the four questions, give their numbers and agree what comes next."""

    family = models.ForeignKey(Family, models.CASCADE, related_name="follow_ups", editable=False)
    on = models.DateField(gettext_lazy("date"))
    at = models.TimeField(gettext_lazy("at"), null=True, blank=True)
    place = models.CharField(gettext_lazy("place"), max_length=120, blank=True)
    weeks_between = models.PositiveSmallIntegerField(
        gettext_lazy("weeks to the next one"),
        default=USUAL_WEEKS,
        validators=[MinValueValidator(1), MaxValueValidator(52)],
    )
    led_by = models.ForeignKey(
        Professional,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=gettext_lazy("who leads it"),
        related_name="+",
        help_text=gettext_lazy("Nobody who decides in the family's case."),
    )
    led_by_name = models.CharField(gettext_lazy("or somebody else"), max_length=120, blank=True)
    language = models.CharField(gettext_lazy("language spoken"), max_length=8, choices=Language, blank=True)
    interpreter = models.CharField(
        gettext_lazy("interpreter"), max_length=12, choices=InterpreterUse, blank=True
    )
    interpreter_name = models.CharField(gettext_lazy("agency and interpreter"), max_length=120, blank=True)
    interpreting_member = models.ForeignKey(
        Member,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=gettext_lazy("or somebody of the family"),
        related_name="+",
    )
    begun_at = models.DateTimeField(null=True, blank=True, editable=False)
    begun_by = models.ForeignKey(
        Professional, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    ended_at = models.DateTimeField(null=True, blank=True, editable=False)
    ended_by = models.ForeignKey(
        Professional, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    called_off_at = models.DateTimeField(null=True, blank=True, editable=False)
    called_off_by = models.ForeignKey(
        Professional, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    called_off_because = models.CharField(
        gettext_lazy("called off because"), max_length=300, blank=True, editable=False
    )

    history = history()
    objects = FollowUpQuerySet.as_manager()

    class Meta:
        ordering = ("on", "at", "pk")
        verbose_name = gettext_lazy("follow-up")
        verbose_name_plural = gettext_lazy("follow-ups")
        indexes = (models.Index(fields=["family", "on"], name="safety_followup_of_family"),)
        constraints = (
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{deed}_at": None, f"{deed}_by": None})
                    | Q(**{f"{deed}_at__isnull": False, f"{deed}_by__isnull": False}),
                    name=f"safety_followup_{deed}_by_and_at",
                )
                for deed in ("begun", "ended", "called_off")
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(begun_at__isnull=False),
                name="safety_followup_begins_before_it_ends",
            ),
            models.CheckConstraint(
                condition=Q(called_off_at=None) | (Q(begun_at=None) & ~Q(called_off_because="")),
                name="safety_followup_called_off_with_a_reason",
                violation_error_code="reason",
                violation_error_message=gettext_lazy("Write why it is called off."),
            ),
            models.CheckConstraint(
                condition=Q(led_by=None) | Q(led_by_name=""),
                name="safety_followup_is_led_by_one",
                violation_error_code="led_by_name",
                violation_error_message=gettext_lazy("Choose somebody or write a name: one of them."),
            ),
        )

    if TYPE_CHECKING:
        family_id: Any
        led_by_id: Any

    def __str__(self) -> str:
        return _("The follow-up of %(day)s") % {"day": date_format(self.on, "DATE_FORMAT")}

    def get_absolute_url(self) -> str:
        return reverse("safety:show_follow_up", args=[self.family_id, self.pk])

    @property
    def is_begun(self) -> bool:
        return self.begun_at is not None

    @property
    def is_open(self) -> bool:
        """Coming, or under way."""
        return self.ended_at is None and self.called_off_at is None

    @property
    def is_coming(self) -> bool:
        return self.begun_at is None and self.called_off_at is None

    @property
    def is_under_way(self) -> bool:
        return self.is_begun and self.ended_at is None

    @property
    def has_passed(self) -> bool:
        """Its day has gone by, and nobody has begun it."""
        return self.is_coming and self.on < clock.today()

    @property
    def leader(self) -> str:
        return str(self.led_by or self.led_by_name)

    @property
    def who(self) -> "list[Attendance]":
        """Who is to come or came: the family by age, its network, the professionals."""
        return sorted(self.attendances.all(), key=_place_at_the_table)

    @property
    def is_interpreted(self) -> bool:
        return self.interpreter in INTERPRETED

    @property
    def is_interpreted_by_a_child(self) -> bool:
        member = self.interpreting_member
        return member is not None and member.age_on(self.on) < OF_AGE

    def clean(self) -> None:
        super().clean()
        member = self.interpreting_member
        if member and member.family_id != self.family_id:
            raise ValidationError({"interpreting_member": _("Choose a member of the family.")})

    @classmethod
    def next_on(cls, family: Family) -> date | None:
        """The day on which the family and those around it meet next; read already where the head was."""
        if NEXT_ON in family.__dict__:
            day: date | None = family.__dict__[NEXT_ON]
            return day
        return family.follow_ups.ahead().values_list("on", flat=True).first()

    @classmethod
    @transaction.atomic
    def arrange(
        cls,
        family: Family,
        *,
        by: Professional,
        on: date,
        chosen: Iterable[Speaker] = (),
        others: Iterable[Speaker] = (),
        **fields: Any,
    ) -> "FollowUp":
        """Agree when the family and those around it meet next, and who comes.

        Raises:
            ValidationError: the day has passed, or who is to lead it decides in the family's case.
        """
        follow_up = cls(family=family, on=on, **fields)
        follow_up._check_what_is_agreed()
        follow_up.full_clean()
        follow_up.save(by=by)
        follow_up.invite(chosen, others, by=by)
        return follow_up

    @transaction.atomic
    def change(
        self, *, by: Professional, chosen: Iterable[Speaker], others: Iterable[Speaker], **fields: Any
    ) -> None:
        """Agree anew when, where, who leads it and who comes.

        Raises:
            ValidationError: it has begun or been called off, or as for ``arrange``.
        """
        self.lock()
        self._check_that_it_comes()
        for name, value in fields.items():
            setattr(self, name, value)
        self._check_what_is_agreed()
        self.full_clean()
        self.save(by=by, update_fields=list(fields))
        self.invite(chosen, others, by=by)

    def _check_that_it_comes(self) -> None:
        if self.called_off_at:
            raise ValidationError(_("The follow-up has been called off."), code="called_off")
        if self.is_begun:
            raise ValidationError(_("The follow-up has begun already."), code="begun")

    def _check_what_is_agreed(self) -> None:
        if self.on < clock.today():
            raise ValidationError({"on": _("The date has passed.")}, code="passed")
        if self.led_by is None:
            return
        standing = self.family.involvements.open().of(self.led_by).select_related("professional__sector")
        place = standing.first()
        if place is None:
            raise ValidationError({"led_by": _("Choose somebody around the family.")}, code="led_by")
        if why := why_not_lead(place):
            raise ValidationError({"led_by": why}, code="decides")

    @transaction.atomic
    def invite(self, chosen: Iterable[Speaker], others: Iterable[Speaker] = (), *, by: Professional) -> None:
        """Exactly these are to come; ``chosen`` are those for whom the family itself has asked."""
        wanted: dict[Any, tuple[Speaker, bool]] = {person.pk: (person, False) for person in others}
        wanted |= {person.pk: (person, True) for person in chosen}
        for attendance in self.attendances.all():
            _person, is_chosen = wanted.pop(attendance.speaker_key, (None, None))
            if is_chosen is None:
                attendance._history_user = by
                attendance.delete()
            elif attendance.chosen_by_family != is_chosen:
                attendance.chosen_by_family = is_chosen
                attendance.save(by=by, update_fields=["chosen_by_family"])
        for person, is_chosen in wanted.values():
            self._expect(person, by=by, chosen_by_family=is_chosen)

    def _expect(self, person: Speaker, *, by: Professional, **fields: Any) -> None:
        attendance = Attendance(follow_up=self, **voice(person), **fields)
        attendance.full_clean()
        attendance.save(by=by)

    @transaction.atomic
    def call_off(self, *, by: Professional, reason: str) -> None:
        """It will not be held, and why."""
        self.lock()
        self._check_that_it_comes()
        self.called_off_at, self.called_off_by, self.called_off_because = clock.now(), by, reason.strip()
        self.full_clean()
        self.save(by=by, why=reason, update_fields=["called_off_at", "called_off_by", "called_off_because"])

    @transaction.atomic
    def begin(self, *, by: Professional, on: date | None = None) -> None:
        """Sit down together; a second who begins it at the same moment joins the first.

        ``on`` is the day on which it was held, where it was written on paper and is typed up afterwards.
        """
        self.lock()
        if self.called_off_at:
            raise ValidationError(_("The follow-up has been called off."), code="called_off")
        on = on or clock.today()
        if on > clock.today():
            raise ValidationError({"on": _("The date lies ahead.")}, code="ahead")
        if self.begun_at is None:
            self.begun_at, self.begun_by, self.on = clock.now(), by, on
            self.save(by=by, update_fields=["begun_at", "begun_by", "on"])

    def answers_seen_by(self, reader: Professional) -> "AnswerQuerySet":
        """What was answered, as far as the reader may see it."""
        answers: AnswerQuerySet = self.family.answers.visible_to(reader)
        return answers.filter(follow_up=self)

    def has_asked(self, reader: Professional) -> bool:
        """Whether one of the four questions has been answered."""
        return self.answers_seen_by(reader).to(*FOUR).exists()

    def obstacles(self, by: Professional) -> list[ValidationError]:
        """What must be there before it ends: something that the family said itself."""
        if not self.is_begun:
            return [ValidationError(_("The follow-up has not begun."), code="not_begun")]
        if self.answers_seen_by(by).in_the_familys_words().exists():
            return []
        return [
            ValidationError(
                _("Nothing stands here in the family's own words yet. Write down one answer as it was said."),
                code="no_quote",
            )
        ]

    @transaction.atomic
    def end(
        self,
        *,
        by: Professional,
        presences: Mapping[Speaker, Presence],
        next_on: date | None = None,
        next_at: time | None = None,
        **how: Any,
    ) -> "FollowUp | None":
        """Part, having said who came, how it was interpreted, and when the next one is; that one, if agreed.

        ``how`` holds the language and the interpreter.

        Raises:
            ValidationError: it has ended already, nothing stands in the family's words, or nobody is named
                who interpreted.
        """
        self.lock()
        if self.ended_at:
            raise ValidationError(_("The follow-up has ended already."), code="too_late")
        if obstacles := self.obstacles(by):
            raise ValidationError(obstacles, code="not_ready")
        for name, value in how.items():
            setattr(self, name, value)
        if self.is_interpreted and not (self.interpreter_name or self.interpreting_member):
            raise ValidationError({"interpreter_name": _("Write the agency or the interpreter's name.")})
        self.ended_at, self.ended_by = clock.now(), by
        self.full_clean()
        self.save(by=by, update_fields=["ended_at", "ended_by", *how])
        self._note_who_came(presences, by=by)
        if next_on is None or self.family.follow_ups.ahead().exists():
            return None
        return self._arrange_next(next_on, at=next_at, by=by)

    def _note_who_came(self, presences: Mapping[Speaker, Presence], *, by: Professional) -> None:
        known = {each.speaker_key: each for each in self.attendances.all()}
        for person, presence in presences.items():
            attendance = known.get(person.pk)
            if attendance is None:
                self._expect(person, by=by, presence=presence)
            elif attendance.presence != presence:
                attendance.presence = presence
                attendance.save(by=by, update_fields=["presence"])

    def _arrange_next(self, on: date, *, at: time | None, by: Professional) -> "FollowUp":
        """The series makes the next meeting: the same people, as far as they are still around the family."""
        came: dict[bool, list[Speaker]] = {True: [], False: []}
        for attendance in self.attendances.select_related("member", "network_person", "professional"):
            if attendance.is_still_around(self.family):
                assert attendance.speaker
                came[attendance.chosen_by_family].append(attendance.speaker)
        place = self.family.involvements.open().filter(professional=self.led_by_id).first()
        leads = place is not None and not why_not_lead(place)
        return FollowUp.arrange(
            self.family,
            by=by,
            on=on,
            at=at,
            place=self.place,
            weeks_between=self.weeks_between,
            led_by=self.led_by if leads else None,
            led_by_name=self.led_by_name,
            language=self.language,
            chosen=came[True],
            others=came[False],
        )

    @property
    def next_by_rhythm(self) -> date:
        """When the series would have the next one."""
        return clock.today() + timedelta(weeks=self.weeks_between)


def why_not_lead(standing: Involvement) -> str:
    """Why somebody around the family cannot lead: who decides in the case is no neutral host (VIA)."""
    if standing.tier == Tier.CORE or not standing.professional.sector.decides:
        return ""
    return _(
        "%(name)s comes from %(sector)s, which decides in the family's case. Families speak more freely "
        "when somebody else leads: let one of the core do it."
    ) % {"name": standing.professional, "sector": standing.professional.sector}


class Attendance(Record, Voice):
    """Somebody who was to be at a follow-up: whether the family chose them, and whether they came."""

    follow_up = models.ForeignKey(FollowUp, models.CASCADE, related_name="attendances", editable=False)
    presence = models.CharField(max_length=8, choices=Presence, default=Presence.INVITED)
    chosen_by_family = models.BooleanField(gettext_lazy("the family asked for them"), default=False)

    history = history()
    objects: models.Manager["Attendance"] = RecordQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        verbose_name = gettext_lazy("attendance")
        constraints = (
            one_voice("safety_attendance_is_one_persons"),
            *(
                models.UniqueConstraint(fields=["follow_up", each], name=f"safety_attendance_once_per_{each}")
                for each in ("member", "network_person", "professional")
            ),
        )

    def __str__(self) -> str:
        return str(self.speaker)

    @property
    def family_id(self) -> Any:
        return self.follow_up.family_id

    @property
    def has_sent_word_or_stayed_away(self) -> bool:
        return self.presence in (Presence.EXCUSED, Presence.ABSENT)

    def is_still_around(self, family: Family) -> bool:
        """Whether whoever it is can be asked again."""
        if self.member:
            return self.member.left_on is None
        if self.network_person:
            return self.network_person.is_open
        return family.involvements.open().filter(professional=self.professional_id).exists()


def _place_at_the_table(attendance: Attendance) -> tuple[int, str]:
    if attendance.member:
        return 0, f"{attendance.member.born_on}"
    return (1 if attendance.network_person else 2), danish.key(str(attendance.speaker))


class Question(models.TextChoices):
    """The pilot's four questions, word for word and in order; then what else, and only then worries."""

    BETTER = "better", gettext_lazy("What is going better?")
    SIGNS = (
        "signs",
        gettext_lazy("What happens that is a sign that things are going in the right direction?"),
    )
    TAKEN = "taken", gettext_lazy("What has it taken of you to get here?")
    HOW = "how", gettext_lazy("How did you do it?")
    ELSE = "else", gettext_lazy("What else?")
    WORRY = "worry", gettext_lazy("What are we worried about?")
    PARKED = "parked", gettext_lazy("Parked until later")


FOUR = (Question.BETTER, Question.SIGNS, Question.TAKEN, Question.HOW)
PROGRESS = (*FOUR, Question.ELSE)


class AnswerQuerySet(VisibleQuerySet["Answer"]):
    def to(self, *questions: Question) -> Self:
        return self.filter(question__in=questions)

    def in_the_familys_words(self) -> Self:
        """Said by a member, as it was said, to one of the questions about what goes better."""
        return self.to(*PROGRESS).filter(is_quote=True, member__isnull=False)

    def with_speakers(self) -> Self:
        return self.select_related("member", "network_person", "professional", "author")


class Answer(Visible, Voice):
    """What one person answered at a follow-up, in their own words where they are the family's."""

    family = models.ForeignKey(Family, models.CASCADE, related_name="answers", editable=False)
    follow_up = models.ForeignKey(FollowUp, models.CASCADE, related_name="answers", editable=False)
    question = models.CharField(max_length=8, choices=Question, editable=False)
    words = models.TextField(gettext_lazy("answer"), max_length=3000)
    is_quote = models.BooleanField(gettext_lazy("in their own words"), default=True)
    # A sign of progress shows that a goal comes nearer.
    goal = models.ForeignKey(
        Goal,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=gettext_lazy("sign for"),
        related_name="signs",
    )
    taken_up_at = models.DateTimeField(null=True, blank=True, editable=False)
    taken_up_by = models.ForeignKey(
        Professional, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )

    history = history()
    objects = AnswerQuerySet.as_manager()

    class Meta:
        ordering = ("written_at", "pk")
        verbose_name = gettext_lazy("answer")
        verbose_name_plural = gettext_lazy("answers")
        indexes = (models.Index(fields=["follow_up", "question"], name="safety_answer_of_followup"),)
        constraints = (
            one_voice("safety_answer_has_one_voice"),
            models.CheckConstraint(
                condition=~Q(words=""),
                name="safety_answer_says_something",
                violation_error_code="words",
                violation_error_message=gettext_lazy("Write the answer first."),
            ),
            models.CheckConstraint(
                condition=Q(taken_up_at=None, taken_up_by=None)
                | Q(taken_up_at__isnull=False, taken_up_by__isnull=False),
                name="safety_answer_taken_up_by_and_at",
            ),
        )

    def __str__(self) -> str:
        return self.words

    if TYPE_CHECKING:
        follow_up_id: Any
        goal_id: Any

    @property
    def is_shielded(self) -> bool:
        return self.visibility == Visibility.NAMED

    def clean(self) -> None:
        super().clean()
        self.words = self.words.strip()
        if self.goal and (self.question != Question.SIGNS or self.goal.family_id != self.family_id):
            raise ValidationError({"goal": _("A sign points at one of the family's goals.")})

    @classmethod
    @transaction.atomic
    def say(
        cls,
        follow_up: FollowUp,
        question: Question,
        *,
        by: Professional,
        speaker: Speaker,
        words: str,
        named: Any = (),
        **fields: Any,
    ) -> "Answer":
        """Write down what one person answers.

        Raises:
            ValidationError: the follow-up has not begun, nothing was said, or it is a worry before anybody
                was asked what goes better.
        """
        answer = cls(
            family_id=follow_up.family_id,
            follow_up=follow_up,
            author=by,
            question=question,
            words=words.strip(),
            **voice(speaker),
            **fields,
        )
        if not follow_up.is_begun:
            raise ValidationError(_("The follow-up has not begun."), code="not_begun")
        if question == Question.WORRY and not follow_up.has_asked(by):
            raise ValidationError(
                _("Ask first what is going better. What comes too early can be parked."), code="too_early"
            )
        answer.full_clean()
        answer.save(by=by)
        answer.name_people(named, by=by)
        return answer

    def may_be_changed_by(self, person: Professional) -> bool:
        """What it says and who sees it is for its author and the core to mend."""
        here = self.family.involvements.open().of(person)
        return person.pk == self.author_id or here.filter(tier=Tier.CORE).exists()

    def _check_that_it_is_theirs(self, by: Professional) -> None:
        if not self.may_be_changed_by(by):
            raise ValidationError(_("Only the author and the core can change it."), code="not_own")

    @transaction.atomic
    def change(self, *, by: Professional, speaker: Speaker, **fields: Any) -> None:
        """Mend what was written: a slip of the keys, the wrong speaker, the goal that a sign points at."""
        self.lock()
        self._check_that_it_is_theirs(by)
        self.member = self.network_person = self.professional = None
        for name, value in {**fields, **voice(speaker)}.items():
            setattr(self, name, value)
        self.full_clean()
        self.save(by=by)

    @transaction.atomic
    def shield(self, *, by: Professional, named: Iterable[Professional], reason: str) -> None:
        """Let nobody see it but its author and those named; for the rest it does not exist."""
        self.lock()
        self._check_that_it_is_theirs(by)
        self._become_visible_to(Visibility.NAMED, by=by, reason=reason)
        self.name_people(named, by=by)

    @transaction.atomic
    def release(self, *, by: Professional, visibility: Visibility, reason: str) -> None:
        """Open what was shielded; why stands in its history."""
        self.lock()
        self._check_that_it_is_theirs(by)
        if not self.is_shielded:
            raise ValidationError(_("It is not shielded."), code="too_late")
        if visibility == Visibility.NAMED:
            raise ValidationError({"visibility": _("Choose who gets to see it.")}, code="visibility")
        self._become_visible_to(visibility, by=by, reason=reason)

    def _become_visible_to(self, visibility: Visibility, *, by: Professional, reason: str) -> None:
        reason = reason.strip()
        if not reason:
            raise ValidationError({"reason": _("Write why.")}, code="reason")
        self.visibility = visibility
        self.full_clean()
        self.save(by=by, why=reason, update_fields=["visibility", "changed_at"])

    @transaction.atomic
    def take_up(self, *, by: Professional) -> None:
        """What was parked is talked about now; a second tap finds it done."""
        self.lock()
        if self.question != Question.PARKED:
            raise ValidationError(_("Only what was parked can be taken up."), code="not_parked")
        if self.taken_up_at is None:
            self.taken_up_at, self.taken_up_by = clock.now(), by
            self.save(by=by, update_fields=["taken_up_at", "taken_up_by"])


class AnswerGrant(UserObjectPermissionBase):
    """Lets one named person see one answer."""

    content_object = models.ForeignKey(Answer, models.CASCADE)

    history = history()


Answer.grants = AnswerGrant
