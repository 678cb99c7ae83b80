"""Words and pictures: a book that tells a child what happened and what the grown-ups do now."""

from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from families import danger
from families.door import PageRequest, needs
from families.history import entries, entries_of, merged
from families.models import Family, Professional
from families.pages import form_page, saved_now
from families.rights import Right
from roskilde.documents import sent
from safety.forms.books import ApproveForm, BookForm, ErasePictureForm, PageForm, RemovePageForm
from safety.models import Book, BookPage, BookVersion, Picture
from safety.models.book import direction_of, stands_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

# Every page here reads alike in the log: a book may be for named people only.
PAGE = gettext_lazy("Words and pictures")
BOTH = "both"


def book_of(request: PageRequest, family: Family, pk: UUID) -> Book:
    books = family.books.visible_to(request.user).select_related("author", "child", "family")
    book: Book = get_object_or_404(books, pk=pk)
    return book


def page_of_book(request: PageRequest, family: Family, pk: UUID) -> BookPage:
    """A page that stands in a book which the reader may see."""
    books = family.books.visible_to(request.user)
    pages = BookPage.objects.kept().filter(book__in=books).select_related("book__family", "picture")
    page: BookPage = get_object_or_404(pages.defer("picture__content"), pk=pk)
    return page


def picture_of(request: PageRequest, family: Family, pk: UUID) -> Picture:
    """A picture that is there still, of a book that the reader may see; its content is not read with it."""
    books = family.books.visible_to(request.user)
    pictures = Picture.objects.kept().filter(book__in=books).select_related("book__family", "added_by")
    picture: Picture = get_object_or_404(pictures, pk=pk)
    return picture


def _sent(request: PageRequest) -> QueryDict | None:
    """What was sent, though it be nothing at all."""
    return request.POST if request.method == "POST" else None


@needs(Right.SEE_SAFETY, PAGE, discreet=True)
def list_books(request: PageRequest, family: Family) -> HttpResponse:
    """The books that the reader sees, and where the parents stand to each."""
    books = list(family.books.visible_to(request.user).select_related("child"))
    stands = stands_of(family, books)
    return render(
        request,
        "safety/list_books.html",
        {
            "family": family,
            "books": [(book, stands[book.pk]) for book in books],
            "may_write": Right.HEAR_CHILD in request.rights,
        },
    )


@needs(Right.HEAR_CHILD, PAGE, discreet=True)
def begin_book(request: PageRequest, family: Family) -> HttpResponse:
    """Whose book it is and what it is called; the pages come next."""
    return form_page(
        request,
        BookForm(
            _sent(request),
            family=family,
            by=request.user,
            initial={"child": request.GET.get("child"), "language": family.language},
        ),
        family=family,
        heading=_("Begin a book"),
        then=lambda form: form.instance.get_absolute_url(),
        back=reverse("safety:list_books", args=[family.pk]),
        submit=_("Save and write the first page"),
    )


@needs(Right.SEE_SAFETY, PAGE, discreet=True)
def show_book(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    """The book page by page, and where the parents stand to it."""
    book = book_of(request, family, pk)
    pages = book.pages.kept().select_related("picture").defer("picture__content")
    return render(
        request,
        "safety/show_book.html",
        {
            "family": family,
            "book": book,
            "pages": list(pages),
            "stands": book.where_parents_stand(),
            "versions": _readable_versions(book, request.user),
            "may_write": Right.HEAR_CHILD in request.rights,
            "seen_by": book.seen_by(),
        },
    )


@needs(Right.HEAR_CHILD, PAGE, discreet=True)
def change_book(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    book = book_of(request, family, pk)
    form = BookForm(_sent(request), instance=book, family=family, by=request.user)
    return form_page(
        request,
        form,
        family=family,
        heading=_("Change the book"),
        intro=_("Another title or language is a new version, which the parents approve anew."),
        then=book.get_absolute_url(),
        # Where the form lets one choose who sees it, each choice names them.
        seen_by=None if "visibility" in form.fields else book.seen_by(),
    )


@needs(Right.SEE_SAFETY, PAGE, discreet=True)
def show_book_history(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    """Who changed what of the book and of its pages; what was for fewer eyes stays with those."""
    book = book_of(request, family, pk)
    told = entries(book, reader=request.user, without=("version",))
    knows = _readable_saves(book, request.user)
    pages = entries_of(list(book.pages.all()), fields=("words", "words_translated"))
    return render(
        request,
        "safety/show_book_history.html",
        {
            "family": family,
            "book": book,
            "entries": merged(told, [entry for entry in pages if _stood_open(entry.at, knows)]),
        },
    )


def _readable_saves(book: Book, reader: Professional) -> list[tuple[Any, bool]]:
    """The saves of a book, oldest first, and whether the reader may read what it said then."""
    rows = list(book.history.order_by("history_date", "revision"))
    readable = {row.history_id for row in book.readable(rows, reader)}
    return [(row, row.history_id in readable) for row in rows]


def _stood_open(at: datetime, saves: list[tuple[Any, bool]]) -> bool:
    """Each change of a page saves the book right after: whoever may read that save may read the change."""
    return next((is_open for row, is_open in saves if row.history_date >= at), False)


# -- Pages ---------------------------------------------------------------------------------------------------


@needs(Right.HEAR_CHILD, PAGE, discreet=True)
def add_book_page(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    book = book_of(request, family, pk)
    return form_page(
        request,
        PageForm(_sent(request), request.FILES or None, book=book),
        family=family,
        heading=_("Write a page"),
        intro=str(book),
        then=lambda form: _advised(request, form),
        back=book.get_absolute_url(),
        template="safety/write_page.html",
        seen_by=book.seen_by(),
    )


def _advised(request: PageRequest, form: PageForm | ApproveForm) -> str:
    """On the way back to the book: what to do, if it sounds as if a child were in danger."""
    danger.advise(request, form.cleaned_data["words"])
    return form.book.get_absolute_url()


@needs(Right.HEAR_CHILD, PAGE, discreet=True)
def change_book_page(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    page = page_of_book(request, family, pk)
    return form_page(
        request,
        PageForm(_sent(request), request.FILES or None, instance=page, book=page.book),
        family=family,
        heading=_("Change the page"),
        intro=_("A changed page is a new version, which the parents approve anew."),
        then=lambda form: _advised(request, form),
        back=page.book.get_absolute_url(),
        template="safety/write_page.html",
        seen_by=page.book.seen_by(),
    )


@require_POST
@needs(Right.HEAR_CHILD, PAGE, discreet=True)
def move_book_page(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    page = page_of_book(request, family, pk)
    page.move(-1 if request.POST.get("way") == "up" else 1, by=request.user)
    messages.success(request, saved_now())
    return redirect(f"{page.book.get_absolute_url()}#page-{page.pk}")


@needs(Right.HEAR_CHILD, PAGE, discreet=True)
def remove_book_page(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    page = page_of_book(request, family, pk)
    return form_page(
        request,
        RemovePageForm(_sent(request), page=page),
        family=family,
        heading=_("Take the page out"),
        intro=_("The book goes on without it, as a new version. Versions that were answered keep it."),
        then=page.book.get_absolute_url(),
        submit=_("Take it out"),
    )


@needs(Right.SEE_SAFETY, PAGE, discreet=True)
def show_picture(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    """The picture itself."""
    picture = picture_of(request, family, pk)
    return sent(bytes(picture.content), picture.content_type, name="billede")


@needs(Right.HEAR_CHILD, PAGE, discreet=True)
def erase_picture(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    """Asks once; afterwards nobody can bring it back."""
    picture = picture_of(request, family, pk)
    if obstacles := picture.obstacles_to_removing(request.user):
        raise PermissionDenied(" ".join(message for each in obstacles for message in each.messages))
    return form_page(
        request,
        ErasePictureForm(_sent(request), picture=picture),
        family=family,
        heading=_("Erase the picture"),
        intro=_("It is erased for everybody, in earlier versions too, and cannot be brought back."),
        then=picture.book.get_absolute_url(),
        submit=_("Erase the picture"),
        said=_("The picture has been erased."),
    )


# -- What the parents say, and paper -------------------------------------------------------------------------


@needs(Right.HEAR_CHILD, PAGE, discreet=True)
def approve_book(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    """Read it together as it stands, and write down what one parent says to it."""
    book = book_of(request, family, pk)
    pages = book.pages.kept().select_related("picture").defer("picture__content")
    return form_page(
        request,
        ApproveForm(_sent(request), book=book),
        family=family,
        heading=_("What do the parents say?"),
        then=lambda form: _advised(request, form),
        back=book.get_absolute_url(),
        template="safety/approve_book.html",
        seen_by=book.seen_by(),
        book=book,
        pages=list(pages),
    )


@needs(Right.SEE_SAFETY, PAGE, discreet=True)
def show_book_version(request: PageRequest, family: Family, pk: UUID, number: int) -> HttpResponse:
    """The book as it stood when a parent answered, and the answers."""
    book = book_of(request, family, pk)
    version = get_object_or_404(_readable_versions(book, request.user), number=number)
    return render(
        request,
        "safety/show_book_version.html",
        {"family": family, "book": book, "version": version, "is_as_it_stands": number == book.version},
    )


def _readable_versions(book: Book, reader: Professional) -> "QuerySet[BookVersion]":
    """Those that stood while the reader could see the book: what it said to fewer eyes stays theirs."""
    numbers = {row.version for row, is_open in _readable_saves(book, reader) if is_open}
    return book.versions.filter(number__in=numbers).prefetch_related("approvals__member")


@needs(Right.SEE_SAFETY, PAGE, discreet=True)
def print_book(request: PageRequest, family: Family, pk: UUID) -> HttpResponse:
    """One page a sheet, in one language or in both; what is not approved says so on each sheet."""
    book = book_of(request, family, pk)
    languages = ["da", *([book.language] if book.language else [])]
    asked = request.GET.get("language", BOTH)
    shown = [asked] if asked in languages else languages
    pages = list(book.pages.kept().select_related("picture").defer("picture__content"))
    return render(
        request,
        "safety/print_book.html",
        {
            "family": family,
            "book": book,
            "is_approved": book.is_approved,
            "choices": _language_choices(book, asked if asked in languages else BOTH),
            "sheets": [
                (page, [_told(page.words, page.words_translated, each) for each in shown]) for page in pages
            ],
            "titles": [_told(book.title, book.title_translated, each) for each in shown],
        },
    )


def _told(danish: str, translated: str, language: str) -> tuple[str, str, str]:
    """A text with its language and the way it runs."""
    return (danish if language == "da" else translated, language, direction_of(language))


def _language_choices(book: Book, asked: str) -> list[tuple[str, str, bool]]:
    """What the book can be printed in, where there is a choice."""
    if not book.language:
        return []
    choices = [
        (BOTH, _("Both languages")),
        ("da", capfirst(_("Danish"))),
        (book.language, capfirst(book.get_language_display())),
    ]
    return [(key, label, key == asked) for key, label in choices]
