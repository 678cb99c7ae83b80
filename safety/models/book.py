import uuid
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Max, Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from guardian.models import UserObjectPermissionBase

from families.models import Family, Language, Member, Professional, Relation, Tier, Visibility
from families.models.paper import Paper, PaperQuerySet, removed_by_and_at
from families.models.visibility import Visible, VisibleQuerySet
from roskilde import clock
from roskilde.constraints import NeverChanged
from roskilde.records import Record, RecordQuerySet, history

PARENTS = (Relation.MOTHER, Relation.FATHER)
IN_THEIR_PLACE = (Relation.GRANDMOTHER, Relation.GRANDFATHER, Relation.ADULT)
# Written from right to left; of another language than these the text itself decides.
RIGHT_TO_LEFT = (
    Language.ARABIC,
    Language.DARI,
    Language.FARSI,
    Language.PASHTO,
    Language.SORANI,
    Language.UIGHUR,
    Language.URDU,
)


def direction_of(language: str) -> str:
    """What a text in the language has as its ``dir``."""
    if language in RIGHT_TO_LEFT:
        return "rtl"
    return "auto" if language in ("", Language.OTHER) else "ltr"


def parents_of(family: Family) -> list[Member]:
    """Who approves a child's book: mother and father at home, or else who is there in their place."""
    at_home = list(family.members.at_home())
    parents = [member for member in at_home if member.relation in PARENTS]
    return parents or [member for member in at_home if member.relation in IN_THEIR_PLACE]


class BookQuerySet(VisibleQuerySet["Book"]):
    """Books."""


class Book(Visible):
    """What happened and what the grown-ups do now, told to a child in pictures and a few words."""

    family = models.ForeignKey(Family, models.CASCADE, related_name="books", editable=False)
    child = models.ForeignKey(
        Member, models.PROTECT, verbose_name=gettext_lazy("whose book"), related_name="books"
    )
    title = models.CharField(gettext_lazy("title"), max_length=120)
    language = models.CharField(
        gettext_lazy("second language"),
        max_length=8,
        choices=[each for each in Language.choices if each[0] != Language.DANISH],
        blank=True,
        help_text=gettext_lazy("The same sentences beside the Danish ones, on the screen and on paper."),
    )
    title_translated = models.CharField(
        gettext_lazy("title in the second language"), max_length=120, blank=True
    )
    # Counts every change of what the book says: an approval is of one of them.
    version = models.PositiveIntegerField(gettext_lazy("version"), default=1, editable=False)
    visibility = models.CharField(
        gettext_lazy("Can be seen by"), max_length=10, choices=Visibility, default=Visibility.SECTOR
    )

    history = history()
    objects = BookQuerySet.as_manager()

    class Meta:
        ordering = ("-written_at", "pk")
        verbose_name = gettext_lazy("words and pictures")
        verbose_name_plural = gettext_lazy("words and pictures")
        constraints = (
            models.CheckConstraint(
                condition=~Q(title=""),
                name="safety_book_has_a_title",
                violation_error_code="title",
                violation_error_message=gettext_lazy("Write what the book is called."),
            ),
            models.CheckConstraint(
                condition=Q(title_translated="") | ~Q(language=""),
                name="safety_book_title_is_in_a_language",
                violation_error_code="language",
                violation_error_message=gettext_lazy("Choose which language the second title is in."),
            ),
        )

    if TYPE_CHECKING:
        child_id: Any

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("safety:show_book", args=[self.family_id, self.pk])

    def clean(self) -> None:
        super().clean()
        self.title, self.title_translated = self.title.strip(), self.title_translated.strip()
        child: Member | None = getattr(self, "child", None)
        if child and child.family_id != self.family_id:
            raise ValidationError({"child": _("Choose a child of the family.")})

    @property
    def direction(self) -> str:
        """How the second language runs."""
        return direction_of(self.language)

    @classmethod
    @transaction.atomic
    def begin(
        cls, family: Family, *, by: Professional, named: Iterable[Professional] = (), **fields: Any
    ) -> "Book":
        """Begin a book with nothing in it; the parents help to write it."""
        book = cls(family=family, author=by)
        for name, value in fields.items():
            setattr(book, name, value)
        book.full_clean()
        book.save(by=by)
        book.name_people(named, by=by)
        return book

    def may_be_shared_by(self, person: Professional) -> bool:
        """Who sees it is for its author and the core to say."""

        here = self.family.involvements.open().of(person)
        return person.pk == self.author_id or here.filter(tier=Tier.CORE).exists()

    @transaction.atomic
    def change(self, *, by: Professional, named: Iterable[Professional] | None = None, **fields: Any) -> None:
        """Call it something else, give it another language, or say who sees it.

        Another title or language is another version.
        """
        self.lock()
        shares = named is not None or fields.get("visibility", self.visibility) != self.visibility
        if shares and not self.may_be_shared_by(by):
            raise ValidationError(_("Only the core or the author can say who sees it."), code="not_own")
        before = (self.title, self.language, self.title_translated)
        for name, value in fields.items():
            setattr(self, name, value)
        self.full_clean()
        if (self.title, self.language, self.title_translated) != before:
            self.version += 1
        self.save(by=by)
        if named is not None:
            self.name_people(named, by=by)

    def turn(self, *, by: Professional) -> None:
        """It says something else now: what was approved is another version. The caller holds the lock."""
        self.version += 1
        self.save(by=by, update_fields=["version", "changed_at"])

    @transaction.atomic
    def add_page(
        self, *, by: Professional, picture: tuple[bytes, str] | None = None, **fields: Any
    ) -> "BookPage":
        """Put a page behind the last one."""
        self.lock()
        last = self.pages.aggregate(place=Max("place"))["place"] or 0
        page = BookPage(book=self, place=last + 1, **fields)
        page.full_clean()
        if picture:
            (page.picture,) = Picture.add([picture], by=by, book=self)
        page.save(by=by)
        self.turn(by=by)
        return page

    @transaction.atomic
    def answer(
        self,
        member: Member,
        answer: "Approved | str",
        *,
        by: Professional,
        version: int,
        words: str = "",
        on: date | None = None,
    ) -> "Approval":
        """Write down what one parent says to the version as it stands; the version is frozen for it.

        Raises:
            ValidationError: the book has changed since ``version`` was shown, has no page yet, the member is
                no parent here, or what should be changed is not said.
        """
        self.lock()
        if version != self.version:
            told = _("The book has been changed since. Read it with them as it stands now.")
            raise ValidationError(told, code="changed")
        pages = list(self.pages.kept())
        if not pages:
            raise ValidationError(_("There is nothing to approve yet: write a page first."), code="empty")
        if member not in parents_of(self.family):
            raise ValidationError({"member": _("Choose a parent.")})
        frozen, _is_new = BookVersion.objects.get_or_create(
            book=self,
            number=self.version,
            defaults={
                "title": self.title,
                "title_translated": self.title_translated,
                "language": self.language,
                "pages": [page.frozen() for page in pages],
                "frozen_at": clock.now(),
            },
        )
        approval = Approval(
            version=frozen,
            member=member,
            answer=answer,
            words=words.strip(),
            on=on or clock.today(),
            written_by=by,
            written_at=clock.now(),
        )
        if approval.on > clock.today():
            raise ValidationError({"on": _("The date lies ahead.")}, code="ahead")
        approval.full_clean(validate_unique=False)
        approval.save(force_insert=True)
        return approval

    def where_parents_stand(self) -> "list[Stand]":
        """For each parent the newest answer to the version as it stands, or else to an earlier one."""
        return stands_of(self.family, [self])[self.pk]

    @property
    def is_approved(self) -> bool:
        """By each of the parents, as it stands."""
        stands = self.where_parents_stand()
        return bool(stands) and all(stand.is_approved for stand in stands)


class Stand:
    """Where one parent stands to a book."""

    def __init__(self, member: Member, answer: "Approval | None", version: int) -> None:
        self.member, self.answer = member, answer
        self.is_of_this_version = answer is not None and answer.version.number == version
        self.is_approved = self.is_of_this_version and answer is not None and answer.is_approved


def stands_of(family: Family, books: Sequence[Book]) -> dict[UUID, list[Stand]]:
    """Where each parent stands to each of the family's books. Two queries, for one book or for many."""
    answers: dict[tuple[UUID, UUID], Approval] = {}
    for each in Approval.objects.filter(version__book__in=[book.pk for book in books]).select_related(
        "version", "written_by"
    ):
        answers[each.version.book_id, each.member_id] = each
    parents = parents_of(family)
    return {
        book.pk: [Stand(parent, answers.get((book.pk, parent.pk)), book.version) for parent in parents]
        for book in books
    }


class BookGrant(UserObjectPermissionBase):
    """Lets one named person see one book."""

    content_object = models.ForeignKey(Book, models.CASCADE)

    history = history()


Book.grants = BookGrant


class PictureQuerySet(PaperQuerySet["Picture"]):
    """Pictures."""


class Picture(Paper):
    """A picture in a child's book; it stays with the versions that it stood in."""

    book = models.ForeignKey(Book, models.CASCADE, related_name="pictures", editable=False)

    history = history(excluded_fields=["content"])
    objects = PictureQuerySet.as_manager()

    class Meta(Paper.Meta):
        constraints = (removed_by_and_at("safety_picture_removed_by_and_at"),)

    def obstacles_to_removing(self, by: Professional) -> list[ValidationError]:
        """Who put it there, whose book it is and the core may."""
        if by.pk == self.added_by_id or self.book.may_be_shared_by(by):
            return []
        told = _("%(name)s added the picture. Only they, who began the book, and the core can erase it.")
        return [ValidationError(told % {"name": self.added_by}, code="not_own")]

    @transaction.atomic
    def remove(self, *, by: Professional) -> None:
        """Gone for good, from earlier versions too; the pages that show it now are another version."""
        self.book.lock()
        super().remove(by=by)
        pages = list(self.pages.kept())
        for page in pages:
            page.picture = None
            page.save(by=by, update_fields=["picture"])
        if pages:
            self.book.turn(by=by)


class BookPageQuerySet(RecordQuerySet["BookPage"]):
    def kept(self) -> "BookPageQuerySet":
        return self.filter(removed_at=None)


class BookPage(Record):
    """One page: perhaps a picture, and one or two sentences, the same in each language."""

    book = models.ForeignKey(Book, models.CASCADE, related_name="pages", editable=False)
    place = models.PositiveIntegerField(editable=False)
    picture = models.ForeignKey(
        Picture, models.PROTECT, null=True, blank=True, related_name="pages", editable=False
    )
    words = models.TextField(
        gettext_lazy("one or two sentences"),
        max_length=600,
        help_text=gettext_lazy(
            "Short words that the child would use itself. What happened, and who does what now."
        ),
    )
    words_translated = models.TextField(
        gettext_lazy("the same in the second language"), max_length=600, blank=True
    )
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)
    removed_by = models.ForeignKey(
        Professional, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )

    history = history()
    objects = BookPageQuerySet.as_manager()

    class Meta:
        ordering = ("place", "pk")
        verbose_name = gettext_lazy("page")
        constraints = (
            models.CheckConstraint(
                condition=~Q(words=""),
                name="safety_bookpage_says_something",
                violation_error_code="words",
                violation_error_message=gettext_lazy("Write a sentence."),
            ),
            removed_by_and_at("safety_bookpage_removed_by_and_at"),
        )

    if TYPE_CHECKING:
        picture_id: Any

    def __str__(self) -> str:
        return self.words

    def clean(self) -> None:
        super().clean()
        self.words, self.words_translated = self.words.strip(), self.words_translated.strip()

    def frozen(self) -> dict[str, str]:
        """What a version keeps of it."""
        return {
            "words": self.words,
            "words_translated": self.words_translated,
            "picture": str(self.picture_id or ""),
        }

    @transaction.atomic
    def change(self, *, by: Professional, picture: tuple[bytes, str] | None = None, **fields: Any) -> None:
        """Say it otherwise, or show another picture: the book is another version."""
        self.book.lock()
        self.lock()
        if self.removed_at:
            raise ValidationError(_("The page has been taken out."), code="too_late")
        for name, value in fields.items():
            setattr(self, name, value)
        self.full_clean()
        if picture:
            (self.picture,) = Picture.add([picture], by=by, book=self.book)
        self.save(by=by)
        self.book.turn(by=by)

    @transaction.atomic
    def move(self, steps: int, *, by: Professional) -> None:
        """Change places with the one before (-1) or after (1)."""
        self.book.lock()
        pages = list(self.book.pages.kept())
        here = pages.index(self)
        there = here + steps
        if not 0 <= there < len(pages):
            return
        one, other = pages[here], pages[there]
        one.place, other.place = other.place, one.place
        for page in (one, other):
            page.save(by=by, update_fields=["place"])
        self.book.turn(by=by)

    @transaction.atomic
    def remove(self, *, by: Professional) -> None:
        """Take it out of the book; earlier versions keep it."""
        self.book.lock()
        self.lock()
        if self.removed_at is None:
            self.removed_at, self.removed_by = clock.now(), by
            self.save(by=by, update_fields=["removed_at", "removed_by"])
            self.book.turn(by=by)


class BookVersion(models.Model):
    """A book as it stood when a parent answered; never changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    book = models.ForeignKey(Book, models.CASCADE, related_name="versions", editable=False)
    number = models.PositiveIntegerField(editable=False)
    title = models.CharField(max_length=120, editable=False)
    title_translated = models.CharField(max_length=120, blank=True, editable=False)
    language = models.CharField(max_length=8, choices=Language, blank=True, editable=False)
    pages = models.JSONField(editable=False)
    frozen_at = models.DateTimeField(editable=False)

    class Meta:
        ordering = ("-number",)
        constraints = (
            models.UniqueConstraint(fields=["book", "number"], name="safety_bookversion_number_is_unique"),
            NeverChanged(name="safety_bookversion_never_changed"),
        )

    def __str__(self) -> str:
        return f"{self.number}"

    @property
    def direction(self) -> str:
        return direction_of(self.language)

    @cached_property
    def shown(self) -> "list[tuple[str, str, Picture | None]]":
        """Each page: the two texts, and the picture unless it has been erased since. One query."""
        keys = [page["picture"] for page in self.pages if page["picture"]]
        there = {str(each.pk): each for each in Picture.objects.kept().filter(book=self.book_id, pk__in=keys)}
        return [(page["words"], page["words_translated"], there.get(page["picture"])) for page in self.pages]

    if TYPE_CHECKING:
        book_id: Any


class Approved(models.TextChoices):
    """What a parent says to the book."""

    YES = "yes", gettext_lazy("Approves it")
    CHANGE = "change", gettext_lazy("Wants something changed")


class Approval(models.Model):
    """What one parent said to one version of the book; never changed, a later answer is a later row."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(BookVersion, models.CASCADE, related_name="approvals", editable=False)
    member = models.ForeignKey(Member, models.PROTECT, verbose_name=gettext_lazy("who"), related_name="+")
    answer = models.CharField(gettext_lazy("answer"), max_length=6, choices=Approved)
    words = models.TextField(
        gettext_lazy("what they say"),
        max_length=1000,
        blank=True,
        help_text=gettext_lazy("In their own words: what should be otherwise?"),
    )
    on = models.DateField(gettext_lazy("when"), default=clock.today)
    written_by = models.ForeignKey(Professional, models.PROTECT, related_name="+", editable=False)
    written_at = models.DateTimeField(editable=False)

    class Meta:
        ordering = ("written_at", "pk")
        verbose_name = gettext_lazy("approval")
        constraints = (
            models.CheckConstraint(
                condition=Q(answer=Approved.YES) | ~Q(words=""),
                name="safety_approval_says_what_to_change",
                violation_error_code="words",
                violation_error_message=gettext_lazy("Write what should be changed."),
            ),
            NeverChanged(name="safety_approval_never_changed"),
        )

    if TYPE_CHECKING:
        member_id: Any

    def __str__(self) -> str:
        return str(self.get_answer_display())

    @property
    def is_approved(self) -> bool:
        return self.answer == Approved.YES
