from typing import TYPE_CHECKING, Any, Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from guardian.models import UserObjectPermissionBase

from families.models.family import Family
from families.models.involvement import Involvement
from families.models.member import Member
from families.models.professional import Professional
from families.models.visibility import Newsworthy, Visibility, VisibleQuerySet
from roskilde import clock, danish
from roskilde.records import history

if TYPE_CHECKING:
    from collections.abc import Iterable


class Kind(models.TextChoices):
    """How one came to know it."""

    PHONE = "phone", gettext_lazy("Phone")
    VISIT = "visit", gettext_lazy("Visit")
    TALK = "talk", gettext_lazy("Talk")
    SCHOOL = "school", gettext_lazy("School")
    HELP = "help", gettext_lazy("Light help")
    OTHER = "other", gettext_lazy("Other")


class Becoming(models.TextChoices):
    """What a line can become, with its words, author and date."""

    SIGN = "sign", gettext_lazy("Sign of progress")
    CONCERN = "concern", gettext_lazy("Concern")
    STRENGTH = "strength", gettext_lazy("Strength")
    LETTER = "letter", gettext_lazy("Letter")
    NEXT_STEP = "next_step", gettext_lazy("Next step")


class LineQuerySet(VisibleQuerySet["Line"]):
    def _own(self, reader: Professional) -> Q:
        """A peripheral professional reads what they wrote, and the answers to it; a substitute what the
        absent one did, save what is for named people only."""
        own = Q(author=reader) | (Q(answers__author=reader) & ~Q(visibility=Visibility.NAMED))
        if len(reader.stands_for) > 1:
            places = Involvement.objects.open().of(reader).filter(family=OuterRef("family"))
            for whose in ("author", "answers__author"):
                in_place_of = Exists(places.filter(stands_in_for=OuterRef(whose)))
                own |= Q(in_place_of) & ~Q(visibility=Visibility.NAMED)
        return own

    def searched(self, text: str) -> Self:
        """Those with all the words, whatever their case and accents."""
        found = self
        for word in danish.key(text).split():
            found = found.filter(text_key__contains=word)
        return found

    def turned_into(self, becoming: Becoming) -> Self:
        return self.filter(became=becoming)


class Line(Newsworthy):
    """A few words about the family, written in the moment by whoever stands around it."""

    family = models.ForeignKey(Family, models.CASCADE, related_name="lines", editable=False)
    text = models.TextField(gettext_lazy("what happened"), max_length=2000)
    text_key = danish.TextKeyField("text")
    about = models.ForeignKey(
        Member,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=gettext_lazy("about"),
        related_name="lines",
        help_text=gettext_lazy("Nobody chosen: the whole family."),
    )
    kind = models.CharField(gettext_lazy("kind"), max_length=8, choices=Kind, default=Kind.TALK)
    minutes = models.PositiveSmallIntegerField(
        gettext_lazy("minutes"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(1440)],
        help_text=gettext_lazy("Help without an assessment counts as a contribution."),
    )
    visibility = models.CharField(
        gettext_lazy("Can be seen by"), max_length=10, choices=Visibility, default=Visibility.SECTOR
    )
    answers = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replies", editable=False
    )
    became = models.CharField(
        gettext_lazy("became"), max_length=10, choices=Becoming, blank=True, editable=False
    )
    became_at = models.DateTimeField(null=True, blank=True, editable=False)
    became_by = models.ForeignKey(
        Professional, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )

    history = history(excluded_fields=["text_key"])
    objects = LineQuerySet.as_manager()

    about_child = "about"

    class Meta:
        ordering = ("-written_at", "pk")
        verbose_name = gettext_lazy("line")
        verbose_name_plural = gettext_lazy("lines")
        indexes = (
            models.Index(F("family"), F("written_at").desc(), name="families_line_of_family"),
            models.Index(F("family"), F("shared_at").desc(), name="families_line_new_in_family"),
            models.Index(fields=["about", "became"], name="families_line_of_member"),
        )
        constraints = (
            models.CheckConstraint(
                condition=~Q(text=""),
                name="families_line_says_something",
                violation_error_code="text",
                violation_error_message=gettext_lazy("Write a line first."),
            ),
            models.CheckConstraint(
                condition=Q(minutes=None) | Q(kind=Kind.HELP, minutes__gte=1, minutes__lte=1440),
                name="families_line_counts_minutes_of_help",
                violation_error_code="minutes",
                violation_error_message=gettext_lazy("Minutes belong to light help, 1 to 1440 of them."),
            ),
            models.CheckConstraint(
                condition=Q(became="", became_at=None, became_by=None)
                | (~Q(became="") & Q(became_at__isnull=False, became_by__isnull=False)),
                name="families_line_became_by_and_at",
            ),
        )

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return reverse("families:show_line", args=[self.family_id, self.pk])

    def clean(self) -> None:
        self.text = self.text.strip()
        if self.about and self.about.family_id != self.family_id:
            raise ValidationError({"about": _("Choose a member of the family.")})
        if self.kind != Kind.HELP:
            self.minutes = None

    @classmethod
    @transaction.atomic
    def write(
        cls,
        family: Family,
        *,
        by: Professional,
        text: str,
        about: Member | None = None,
        kind: Kind | str = Kind.TALK,
        visibility: Visibility | str = Visibility.SECTOR,
        named: "Iterable[Professional]" = (),
        minutes: int | None = None,
        answers: "Line | None" = None,
    ) -> "Line":
        """Write a line; whoever may see it finds it under what is new."""
        line = cls(
            family=family,
            author=by,
            text=text,
            about=about,
            kind=kind,
            visibility=visibility,
            minutes=minutes,
            answers=answers,
        )
        line.full_clean()
        line.save(by=by)
        line.name_people(named, by=by)
        return line

    @classmethod
    @transaction.atomic
    def observe(cls, family: Family, *, by: Professional, text: str, kind: Kind | str = Kind.TALK) -> "Line":
        """Write to the core, from however far out one stands; the coordinator is told that it waits."""
        from families.models.involvement import Tier
        from families.models.telling import Telling

        line = cls.write(family, by=by, text=text, kind=kind, visibility=Visibility.CORE)
        standing = family.involvements.open().filter(tier=Tier.CORE).select_related("professional")
        core = [each.professional for each in standing]
        # A family that has ended may have lost its coordinator: then whoever is left of the core is told.
        told = [person for person in core if person.pk == family.coordinator_id] or core
        Telling.tell(line, [person for person in told if person != by], by=by)
        return line

    def read_anyway(self) -> list[Professional]:
        """Whoever wrote the line that this answers, and who stands in for them."""
        if self.answers is None:
            return []
        asked = self.answers.author
        places = self.family.involvements.open().filter(stands_in_for=asked).select_related("professional")
        return [asked, *(each.professional for each in places)]

    @transaction.atomic
    def answer(self, *, by: Professional, text: str) -> "Line":
        """Answer a line: its author reads the answer, and whoever could read the line."""
        reply = Line.write(
            self.family,
            by=by,
            text=text,
            about=self.about,
            kind=Kind.OTHER,
            visibility=self.visibility,
            answers=self,
        )
        standing = self.family.involvements.open().of(self.author).exists()
        readers = {*self.seen_by(), *([self.author] if standing else [])}
        reply.name_people(readers - {*reply.seen_by(), by}, by=by)
        for telling in self.tellings.filter(to__in=by.stands_for):
            telling.see(by=by)
        return reply

    def obstacles_to_opening(self, by: Professional) -> list[ValidationError]:
        """Why this person may not let somebody see the line who could not; what is for named people only is
        its author's alone to tell on."""
        if self.visibility != Visibility.NAMED or by.pk == self.author_id:
            return self.obstacles_to_becoming(by)
        told = _("%(name)s wrote the line for named people only, and alone can let somebody else see it.")
        return [ValidationError(told % {"name": self.author}, code="not_own")]

    def obstacles_to_becoming(self, by: Professional) -> list[ValidationError]:
        """Why this person may not say what the line is; the author and the core may."""
        from families.models.involvement import Tier

        if by.pk == self.author_id or self.family.involvements.open().of(by).filter(tier=Tier.CORE).exists():
            return []
        return [
            ValidationError(
                _("%(name)s wrote the line. Only the author and the core say what it becomes.")
                % {"name": self.author},
                code="not_own",
            )
        ]

    @transaction.atomic
    def become(self, becoming: Becoming | str, *, by: Professional) -> None:
        """Say what the line is, keeping its words, author and date; "" makes it a plain line again.

        Raises:
            ValidationError: the person is neither the author nor core of the family.
        """
        self.lock()
        if obstacles := self.obstacles_to_becoming(by):
            raise ValidationError(obstacles)
        if becoming and becoming not in Becoming.values:
            raise ValidationError(_("Choose what the line is."), code="unknown")
        if becoming == self.became:
            return
        self.became = becoming
        self.became_at, self.became_by = (clock.now(), by) if becoming else (None, None)
        self.full_clean()
        self.save(by=by, update_fields=["became", "became_at", "became_by"])

    @transaction.atomic
    def change(
        self, *, by: Professional, named: "Iterable[Professional] | None" = None, **fields: Any
    ) -> None:
        """Mend one's own line; whoever sees it for the first time finds it as new.

        Raises:
            ValidationError: somebody else wrote it.
        """
        self.lock()
        if by.pk != self.author_id:
            raise ValidationError(_("Only who wrote it can change it."), code="not_own")
        self._rewrite(fields, by=by, named=named)

    @transaction.atomic
    def open_to(self, person: Professional, *, by: Professional) -> None:
        """Let one more named person see it, where its visibility does not let them in already."""
        if person not in self.seen_by():
            self.name_people([*self.named, person], by=by)
            self._reach_more()
            self.save(by=by, update_fields=["shared_at"])


class LineGrant(UserObjectPermissionBase):
    """Lets one named person see one line."""

    content_object = models.ForeignKey(Line, models.CASCADE)

    history = history()


Line.grants = LineGrant
