import uuid
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from guardian.models import UserObjectPermissionBase

from families.models import Family, InterpreterUse, Member, Professional, Role, Visibility
from families.models.paper import Paper, PaperQuerySet, removed_by_and_at
from families.models.visibility import Visible, VisibleQuerySet
from roskilde import clock
from roskilde.constraints import NeverChanged
from roskilde.records import history

MOST_DRAWINGS = 10


class Tool(models.TextChoices):
    """How a child was asked; the three panels stand for worries, good things and wishes in each."""

    HOUSES = "houses", gettext_lazy("Three Houses")
    WIZARD = "wizard", gettext_lazy("Wizard and fairy")
    TALK = "talk", gettext_lazy("A talk")

    @property
    def panels(self) -> tuple[str, str, str]:
        """What the child calls the panels: worries, good things, wishes."""
        return {
            Tool.HOUSES: (_("The house of worries"), _("The house of good things"), _("The house of dreams")),
            Tool.WIZARD: (
                _("The clothes: what must change"),
                _("The wings or the cape: what is good"),
                _("The wand: what I wish"),
            ),
            Tool.TALK: (_("What worries me"), _("What is good"), _("What I wish")),
        }[self]


class MayShow(models.TextChoices):
    """What the child answered when asked whether its words may be shown to anybody."""

    NOT_ASKED = "not_asked", gettext_lazy("Not asked yet")
    NO = "no", gettext_lazy("No")
    YES = "yes", gettext_lazy("Yes")


class ChildVoiceQuerySet(VisibleQuerySet["ChildVoice"]):
    def newest_first(self) -> Self:
        return self.order_by("-on", "-written_at", "pk")

    def with_people(self) -> Self:
        return self.select_related("child", "author")


class ChildVoice(Visible):
    """What a child said and drew, in its own words: its author's and the project leader's, until released."""

    family = models.ForeignKey(Family, models.CASCADE, related_name="child_voices", editable=False)
    child = models.ForeignKey(
        Member, models.PROTECT, verbose_name=gettext_lazy("which child"), related_name="voices"
    )
    tool = models.CharField(gettext_lazy("how"), max_length=8, choices=Tool, default=Tool.HOUSES)
    on = models.DateField(gettext_lazy("when"), default=clock.today)
    worries = models.TextField(gettext_lazy("worries"), max_length=3000, blank=True)
    good_things = models.TextField(gettext_lazy("good things"), max_length=3000, blank=True)
    wishes = models.TextField(gettext_lazy("wishes"), max_length=3000, blank=True)
    present = models.CharField(
        gettext_lazy("who was there"),
        max_length=300,
        blank=True,
        help_text=gettext_lazy("Besides you and the child: a companion, a teacher, nobody."),
    )
    interpreter = models.CharField(
        gettext_lazy("interpreter"), max_length=12, choices=InterpreterUse, default=InterpreterUse.NOT_NEEDED
    )
    interpreter_name = models.CharField(
        gettext_lazy("agency and interpreter"),
        max_length=120,
        blank=True,
        help_text=gettext_lazy("Never a relative, and nobody under 18."),
    )
    may_show = models.CharField(
        gettext_lazy("may it be shown to anybody? The child's answer"),
        max_length=10,
        choices=MayShow,
        default=MayShow.NOT_ASKED,
    )
    may_show_to = models.CharField(
        gettext_lazy("to whom"),
        max_length=200,
        blank=True,
        help_text=gettext_lazy("As the child said it: to my mother, not to my father."),
    )
    # S55: a child is told, and heard, before it is placed. What came too late is written as it came.
    placement_on = models.DateField(
        gettext_lazy("heard about a placement on"),
        null=True,
        blank=True,
        help_text=gettext_lazy("The day on which the child moves, or was to move."),
    )
    told_on = models.DateField(
        gettext_lazy("the child was told of it on"),
        null=True,
        blank=True,
    )
    visibility = models.CharField(
        gettext_lazy("Can be seen by"), max_length=10, choices=Visibility, default=Visibility.NAMED
    )

    history = history()
    objects = ChildVoiceQuerySet.as_manager()

    class Meta:
        ordering = ("-on", "-written_at", "pk")
        verbose_name = gettext_lazy("a child's voice")
        verbose_name_plural = gettext_lazy("children's voices")
        indexes = (models.Index(fields=["family", "child", "on"], name="safety_childvoice_of_child"),)
        constraints = (
            models.CheckConstraint(
                condition=(Q(may_show=MayShow.YES) & ~Q(may_show_to=""))
                | (~Q(may_show=MayShow.YES) & Q(may_show_to="")),
                name="safety_childvoice_may_be_shown_to_somebody",
                violation_error_code="may_show_to",
                violation_error_message=gettext_lazy("Write to whom, if the child said yes; else nobody."),
            ),
            models.CheckConstraint(
                condition=Q(placement_on=None, told_on=None)
                | Q(placement_on__isnull=False, told_on__isnull=False),
                name="safety_childvoice_told_before_which_placement",
                violation_error_code="told_on",
                violation_error_message=gettext_lazy(
                    "Write both days: when the child was told, and of which placement."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(interpreter=InterpreterUse.NOT_NEEDED) | Q(interpreter_name=""),
                name="safety_childvoice_names_an_interpreter_who_was_there",
                violation_error_code="interpreter",
                violation_error_message=gettext_lazy("You name an interpreter: say how they took part."),
            ),
        )

    if TYPE_CHECKING:
        child_id: Any

    def __str__(self) -> str:
        return f"{self.child}, {self.get_tool_display()}"

    def get_absolute_url(self) -> str:
        return reverse("safety:show_child_voice", args=[self.family_id, self.pk])

    def clean(self) -> None:
        super().clean()
        child: Member | None = getattr(self, "child", None)
        if child and child.family_id != self.family_id:
            raise ValidationError({"child": _("Choose a child of the family.")})
        for name in ("on", "told_on"):
            day: date | None = getattr(self, name)
            if day and day > clock.today():
                raise ValidationError({name: _("The date lies ahead.")}, code="ahead")

    @property
    def panels(self) -> list[tuple[str, str]]:
        """Each heading with what the child said under it."""
        words = (self.worries, self.good_things, self.wishes)
        return list(zip(Tool(self.tool).panels, words, strict=True))

    @property
    def first_words(self) -> str:
        """What the child said first, as it stands in a list."""
        return next((words for _heading, words in self.panels if words), "")

    @property
    def was_told_and_heard_in_time(self) -> bool:
        """Told of the placement, and heard, before it: as it has to be."""
        if self.placement_on is None or self.told_on is None:
            return False
        return max(self.told_on, self.on) <= self.placement_on

    @classmethod
    @transaction.atomic
    def hear(
        cls,
        family: Family,
        *,
        by: Professional,
        child: Member,
        drawings: Iterable[tuple[bytes, str]] = (),
        **fields: Any,
    ) -> "ChildVoice":
        """Write down what a child says, and keep what it drew; its author and the project leader see it.

        Raises:
            ValidationError: the child neither said nor drew anything, or it is not of this family.
        """
        heard = cls(family=family, author=by, child=child)
        for name, value in fields.items():
            setattr(heard, name, value)
        drawings = list(drawings)
        heard._ask_for_something(drawn=bool(drawings))
        heard.full_clean()
        heard.save(by=by)
        heard.name_people(leaders_of(family), by=by)
        heard.add_drawings(drawings, by=by)
        return heard

    def _ask_for_something(self, *, drawn: bool) -> None:
        if not drawn and not any(words.strip() for words in (self.worries, self.good_things, self.wishes)):
            raise ValidationError(
                {"worries": _("Write what the child said, in its own words, or add what it drew.")},
                code="required",
            )

    def is_in_hands_of(self, person: Professional) -> bool:
        """To change it, to release it and to take a drawing away is its author's and the project leader's."""
        return person.pk == self.author_id or Role.PROJECT_LEADER in person.roles

    def _ask_whose_it_is(self, by: Professional) -> None:
        if not self.is_in_hands_of(by):
            raise ValidationError(
                _("Only who heard the child and the project leader can do that."), code="not_own"
            )

    @transaction.atomic
    def change(self, *, by: Professional, **fields: Any) -> None:
        """Put right what was written: the words stay the child's.

        Raises:
            ValidationError: it is not this person's to change, or nothing would be left.
        """
        self.lock()
        self._ask_whose_it_is(by)
        for name, value in fields.items():
            setattr(self, name, value)
        self._ask_for_something(drawn=self.drawings.kept().exists())
        self.full_clean()
        self.save(by=by)

    @transaction.atomic
    def add_drawings(self, documents: Iterable[tuple[bytes, str]], *, by: Professional) -> "list[Drawing]":
        """Put drawings to it: each a content that has been checked, and its type.

        Raises:
            ValidationError: more than ten, or it is not this person's to add to.
        """
        self.lock()
        self._ask_whose_it_is(by)
        added = list(documents)
        if self.drawings.kept().count() + len(added) > MOST_DRAWINGS:
            told = _("There are at most %(number)d drawings. Put several into one PDF.")
            raise ValidationError({"drawings": told % {"number": MOST_DRAWINGS}}, code="too_many")
        return Drawing.add(added, by=by, voice=self)

    @transaction.atomic
    def release(
        self,
        *,
        by: Professional,
        answer: MayShow | str,
        reason: str,
        answer_words: str = "",
        members: Iterable[Member] = (),
        visibility: Visibility | str | None = None,
        named: Iterable[Professional] | None = None,
    ) -> "Release":
        """Let somebody of the family be shown it, or colleagues see it: what the child answered, and why.

        ``visibility`` and ``named`` are who of the colleagues sees it from now on; they may be fewer, too.
        The project leader stays among them.

        Raises:
            ValidationError: it is not this person's to release, nobody new is let in, or no reason is given.
        """
        self.lock()
        self._ask_whose_it_is(by)
        members, before = list(members), (self.visibility, set(self.named))
        if any(member.family_id != self.family_id for member in members):
            raise ValidationError({"members": _("Choose members of the family.")})
        if named is not None:
            self.name_people({*named, *leaders_of(self.family)}, by=by)
        self.visibility = self.visibility if visibility is None else Visibility(visibility)
        if not members and (self.visibility, set(self.named)) == before:
            told = _("Choose to whom: somebody of the family, or colleagues who do not see it yet.")
            raise ValidationError({"members": told}, code="required")
        self.full_clean()
        self.save(by=by, why=reason.strip(), update_fields=["visibility"])
        release = Release(
            voice=self,
            visibility=self.visibility,
            answer=answer,
            answer_words=answer_words.strip(),
            reason=reason.strip(),
            released_at=clock.now(),
            released_by=by,
        )
        release.full_clean(validate_unique=False)
        release.save(force_insert=True)
        release.members.set(members)
        release.named.set(self.named)
        return release


class ChildVoiceGrant(UserObjectPermissionBase):
    """Lets one named person see what one child said."""

    content_object = models.ForeignKey(ChildVoice, models.CASCADE)

    history = history()


ChildVoice.grants = ChildVoiceGrant


def leaders_of(family: Family) -> list[Professional]:
    """The project leader, as far as they stand around the family."""
    standing = family.involvements.open().values("professional")
    return list(Professional.objects.with_role(Role.PROJECT_LEADER).filter(pk__in=standing))


class Release(models.Model):
    """To whom a child's words were opened, what the child answered, and why; never changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    voice = models.ForeignKey(ChildVoice, models.CASCADE, related_name="releases", editable=False)
    members = models.ManyToManyField(
        Member,
        verbose_name=gettext_lazy("who of the family may be shown it"),
        related_name="+",
        blank=True,
    )
    visibility = models.CharField(gettext_lazy("colleagues"), max_length=10, choices=Visibility)
    named = models.ManyToManyField(Professional, related_name="+", blank=True)
    answer = models.CharField(gettext_lazy("what did the child answer?"), max_length=10, choices=MayShow)
    answer_words = models.CharField(
        gettext_lazy("in the child's words"),
        max_length=300,
        blank=True,
    )
    reason = models.TextField(
        gettext_lazy("why it may be shown, and why that is safe"),
        max_length=1000,
    )
    released_at = models.DateTimeField(editable=False)
    released_by = models.ForeignKey(Professional, models.PROTECT, related_name="+", editable=False)

    class Meta:
        ordering = ("released_at", "pk")
        verbose_name = gettext_lazy("release")
        constraints = (
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="safety_release_has_a_reason",
                violation_error_code="reason",
                violation_error_message=gettext_lazy("Write why: somebody will ask."),
            ),
            NeverChanged(name="safety_release_never_changed"),
        )

    def __str__(self) -> str:
        return self.reason


class DrawingQuerySet(PaperQuerySet["Drawing"]):
    """Drawings."""


class Drawing(Paper):
    """What a child drew."""

    voice = models.ForeignKey(ChildVoice, models.CASCADE, related_name="drawings", editable=False)

    history = history(excluded_fields=["content"])
    objects = DrawingQuerySet.as_manager()

    class Meta(Paper.Meta):
        verbose_name = gettext_lazy("drawing")
        constraints = (removed_by_and_at("safety_drawing_removed_by_and_at"),)

    def obstacles_to_removing(self, by: Professional) -> list[ValidationError]:
        """Who heard the child and the project leader may."""
        if self.voice.is_in_hands_of(by):
            return []
        told = _("Only who heard the child and the project leader can take a drawing away.")
        return [ValidationError(told, code="not_own")]
