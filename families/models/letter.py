from typing import TYPE_CHECKING, Any, Self

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from guardian.models import UserObjectPermissionBase

from families.models.family import Family
from families.models.involvement import Involvement, Tier
from families.models.line import Becoming, Line
from families.models.paper import Paper, PaperQuerySet, removed_by_and_at
from families.models.professional import Professional
from families.models.visibility import Newsworthy, Visibility, VisibleQuerySet
from roskilde import clock
from roskilde.records import history

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

MOST_SCANS = 10


class LetterQuerySet(VisibleQuerySet["Letter"]):
    def open(self) -> Self:
        return self.filter(settled_at=None)

    def settled(self) -> Self:
        """Newest first: what one looks for was dealt with lately."""
        return self.exclude(settled_at=None).order_by("-settled_at", "pk")

    def due_before(self, day: "date") -> Self:
        return self.filter(deadline__lt=day)

    def due_within(self, first: "date", last: "date") -> Self:
        return self.filter(deadline__range=(first, last))

    def by_deadline(self) -> Self:
        """Those without one last, on every database."""
        return self.order_by(F("deadline").asc(nulls_last=True), "-written_at", "pk")

    def waits_for(self, reader: Professional) -> Self:
        """Open, and the reader helps with it or stands in for who does; not where they are peripheral now."""
        inner = Involvement.objects.open().of(reader).exclude(tier=Tier.PERIPHERAL)
        return self.open().filter(helper__in=reader.stands_for, family__in=inner.values("family"))


class Letter(Newsworthy):
    """A letter that the family has brought: from whom, by when, what to do about it, and who helps."""

    family = models.ForeignKey(Family, models.CASCADE, related_name="letters", editable=False)
    line = models.OneToOneField(
        Line, models.PROTECT, null=True, blank=True, related_name="letter", editable=False
    )
    sender = models.CharField(
        gettext_lazy("from"), max_length=120, help_text=gettext_lazy("The office or firm on the letter.")
    )
    dated_on = models.DateField(gettext_lazy("the letter's date"), null=True, blank=True)
    deadline = models.DateField(gettext_lazy("deadline"), null=True, blank=True)
    what_to_do = models.TextField(
        gettext_lazy("what to do"),
        max_length=2000,
        blank=True,
        help_text=gettext_lazy("In words that the family understands."),
    )
    helper = models.ForeignKey(
        Professional,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=gettext_lazy("who helps"),
        related_name="+",
    )
    visibility = models.CharField(
        gettext_lazy("Can be seen by"), max_length=10, choices=Visibility, default=Visibility.SECTOR
    )
    settled_at = models.DateTimeField(null=True, blank=True, editable=False)
    settled_by = models.ForeignKey(
        Professional, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    outcome = models.CharField(gettext_lazy("what came of it"), max_length=300, blank=True, editable=False)

    history = history(excluded_fields=["shared_at"])
    objects = LetterQuerySet.as_manager()

    class Meta:
        ordering = ("deadline", "-written_at", "pk")
        verbose_name = pgettext_lazy("post", "letter")
        verbose_name_plural = gettext_lazy("letters")
        indexes = (models.Index(fields=["family", "settled_at", "deadline"], name="families_letter_open"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(settled_at=None, settled_by=None)
                | Q(settled_at__isnull=False, settled_by__isnull=False),
                name="families_letter_settled_by_and_at",
            ),
        )

    def __str__(self) -> str:
        return self.sender

    def get_absolute_url(self) -> str:
        return reverse("families:show_letter", args=[self.family_id, self.pk])

    @property
    def is_open(self) -> bool:
        return self.settled_at is None

    @property
    def is_overdue(self) -> bool:
        return self.is_open and self.deadline is not None and self.deadline < clock.today()

    @classmethod
    @transaction.atomic
    def bring(cls, family: Family, *, by: Professional, line: Line | None = None, **fields: Any) -> "Letter":
        """Take a letter out of the bag: what it says, and who helps with it.

        ``line`` is the line that becomes it; it keeps its words, and lends the letter its readers: no others,
        where its author alone may open it to more.

        Raises:
            ValidationError: the line has become a letter before, or is not this person's to say so; or who
                helps could not see it.
        """
        if line:
            line.become(Becoming.LETTER, by=by)
            if cls.objects.for_nobody("a line becomes one letter").filter(line=line).exists():
                raise ValidationError(_("The line has become a letter already."), code="too_late")
            if line.obstacles_to_opening(by):
                readers = [person for person in cls.lent_by(line) if person != by]
                fields |= {"visibility": line.visibility, "named": readers}
        named = fields.pop("named", list(line.named) if line else [])
        letter = cls(family=family, author=by, line=line)
        for name, value in fields.items():
            setattr(letter, name, value)
        letter.full_clean()
        letter.save(by=by)
        letter.name_people(named, by=by)
        letter._ask_that_helper_sees()
        return letter

    @staticmethod
    def lent_by(line: Line) -> list[Professional]:
        """Those readers of a line who can open letters."""
        inner = line.family.involvements.open().exclude(tier=Tier.PERIPHERAL)
        keys = set(inner.values_list("professional", flat=True))
        return [person for person in line.seen_by() if person.pk in keys]

    def may_be_shared_by(self, person: Professional) -> bool:
        """Who sees it is for its author and the core to say; of what is for named people only, its author."""
        return person.pk == self.author_id or (self.visibility != Visibility.NAMED and self._has_core(person))

    def may_be_erased_by(self, person: Professional) -> bool:
        """Any page of it, whoever added that."""
        return person.pk == self.author_id or self._has_core(person)

    def _has_core(self, person: Professional) -> bool:
        return self.family.involvements.open().of(person).filter(tier=Tier.CORE).exists()

    @transaction.atomic
    def change(
        self, *, by: Professional, named: "Iterable[Professional] | None" = None, **fields: Any
    ) -> None:
        """Write anew what it says, what to do and who helps.

        Raises:
            ValidationError: who helps could not see it, or somebody else decides who sees it.
        """
        self.lock()
        shares = named is not None or fields.get("visibility", self.visibility) != self.visibility
        if shares and not self.may_be_shared_by(by):
            raise ValidationError(_("Only the core or the author can say who sees it."), code="not_own")
        had = self.helper_id
        self._rewrite(fields, by=by, named=named)
        if shares or self.helper_id != had:
            self._ask_that_helper_sees()

    def _ask_that_helper_sees(self) -> None:
        """Whoever helps must be able to read it; who has left the family stays named and is not asked."""
        helper = self.helper
        if helper is None or not self.family.involvements.open().of(helper).exists():
            return
        if helper not in self.seen_by():
            told = _("%(name)s helps with it and could not see it. Choose a wider circle, or name %(name)s.")
            raise ValidationError({"visibility": told % {"name": helper.name}}, code="unseen")

    @transaction.atomic
    def settle(self, *, by: Professional, outcome: str = "") -> None:
        """It has been dealt with: what came of it, in a sentence."""
        self.lock()
        if not self.is_open:
            raise ValidationError(_("The letter has been settled already."), code="too_late")
        self.settled_at, self.settled_by, self.outcome = clock.now(), by, outcome.strip()
        self.full_clean()
        self.save(by=by, update_fields=["settled_at", "settled_by", "outcome", "changed_at"])

    @transaction.atomic
    def hand_to(self, helper: Professional | None, *, by: Professional) -> None:
        """Somebody else helps with it from now on, or nobody yet.

        Raises:
            ValidationError: the other cannot see it.
        """
        self.lock()
        if helper is not None and helper not in self.seen_by():
            raise ValidationError(_("%(name)s cannot see it.") % {"name": helper}, code="not_seen")
        self.helper = helper
        self.save(by=by, why=_("Handed over"), update_fields=["helper", "changed_at"])

    @transaction.atomic
    def reopen(self, *, by: Professional) -> None:
        """It was not over after all: it waits again."""
        self.lock()
        if self.is_open:
            return
        self.settled_at = self.settled_by = None
        self.outcome = ""
        self.save(by=by, update_fields=["settled_at", "settled_by", "outcome", "changed_at"])

    @transaction.atomic
    def add_scans(self, documents: "Iterable[tuple[bytes, str]]", *, by: Professional) -> "list[Scan]":
        """Put photographed pages to it: each a content that has been checked, and its type.

        Raises:
            ValidationError: a letter has at most ten.
        """
        self.lock()
        added = list(documents)
        if self.scans.kept().count() + len(added) > MOST_SCANS:
            told = _("A letter has at most %(number)d files. Put several pages into one PDF.")
            raise ValidationError({"scans": told % {"number": MOST_SCANS}}, code="too_many")
        return Scan.add(added, by=by, letter=self)


class LetterGrant(UserObjectPermissionBase):
    """Lets one named person see one letter."""

    content_object = models.ForeignKey(Letter, models.CASCADE)

    history = history()


Letter.grants = LetterGrant


class Scan(Paper):
    """One photographed or scanned page of a letter, or a PDF."""

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="scans", editable=False)

    history = history(excluded_fields=["content"])
    objects = PaperQuerySet["Scan"].as_manager()

    class Meta(Paper.Meta):
        constraints = (removed_by_and_at("families_scan_removed_by_and_at"),)

    def obstacles_to_removing(self, by: Professional) -> list[ValidationError]:
        """What is removed is gone for everybody: who added it, who brought the letter and the core may."""
        if by.pk == self.added_by_id or self.letter.may_be_erased_by(by):
            return []
        told = _("%(name)s added the page. Only they, who brought the letter, and the core can remove it.")
        return [ValidationError(told % {"name": self.added_by}, code="not_own")]
