"""Words and pictures: a book, its pages, each change of which is another version."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from families.models import Family, Member, Professional, Tier
from safety.models import Book, BookPage, Picture
from tests.makers import make_book, make_book_page, make_family, make_person, make_photo
from tests.masterplans.asking import as_shown, text
from tests.roskilde.test_documents import pdf
from tests.world import second_family

SignedIn = Callable[[Professional], Client]


@pytest.fixture
def mother(family: Family) -> Member:
    return family.members.get(name="Hodan")


@pytest.fixture
def book(family: Family, near: Professional) -> Book:
    return make_book(family, near, language="ar", title_translated="نبقى هنا")


def url(page: str, record: Any, **also: Any) -> str:
    family = getattr(record, "family_id", None) or record.book.family_id
    return reverse(f"safety:{page}", kwargs={"family": family, "pk": record.pk, **also})


def list_url(family: Family) -> str:
    return reverse("safety:list_books", args=[family.pk])


def fresh(book: Book) -> Book:
    return Book.objects.for_nobody("the test reads it").get(pk=book.pk)


@pytest.mark.demand("S50")
def test_an_empty_page_teaches(family: Family, near: Professional, signed_in: SignedIn) -> None:
    assert "hvem barnet kan ringe til" in text(signed_in(near).get(list_url(family)))


def test_it_is_begun_with_a_child_and_a_title(
    family: Family, near: Professional, signed_in: SignedIn
) -> None:
    page = reverse("safety:begin_book", args=[family.pk])
    client = signed_in(near)
    child = family.members.get(name="Ayaan")
    data = as_shown(client.get(page), child=child.pk, title="Vi bliver boende", visibility="core")
    for _tap in range(2):
        answer = client.post(page, data)
    (book,) = Book.objects.visible_to(near)
    assert answer["Location"] == book.get_absolute_url()
    assert (book.child, book.language, book.visibility, book.version) == (child, "so", "core", 1)
    assert "Bogen har ingen sider endnu." in text(client.get(answer["Location"]))


def test_only_for_a_child_of_the_family(
    family: Family, near: Professional, coordinator: Professional, mother: Member, signed_in: SignedIn
) -> None:
    theirs = make_family(coordinator, "Haidari").members.get(name="Ayaan")
    page = reverse("safety:begin_book", args=[family.pk])
    for member in (theirs, mother):
        sent = {"child": member.pk, "title": "x", "visibility": "near"}
        assert signed_in(near).post(page, sent).status_code == 200
    with pytest.raises(ValidationError):
        make_book(family, near, child=theirs)


def test_a_page_has_a_sentence_in_each_language_and_perhaps_a_picture(
    book: Book, near: Professional, signed_in: SignedIn
) -> None:
    client, page = signed_in(near), url("add_book_page", book)
    shown = text(client.get(page))
    assert "Det samme på arabisk" in shown
    assert 'lang="ar"' in shown
    assert "data-danger" in shown
    sent = {"words": "Mor er bekymret.", "words_translated": "أمي قلقة.", "pictures": make_photo()}
    for _tap in range(2):
        client.post(page, {**sent, "pictures": make_photo()})
    only = BookPage.objects.get()
    assert (only.words, only.words_translated) == ("Mor er bekymret.", "أمي قلقة.")
    assert only.picture
    read = text(client.get(book.get_absolute_url()))
    assert '<p lang="ar" dir="rtl">أمي قلقة.</p>' in read
    assert url("show_picture", only.picture) in read
    client.post(page, {"words": "Far ringer til Nabil."})
    assert [each.picture_id is None for each in BookPage.objects.all()] == [False, True]
    assert "Ikke på arabisk endnu." in text(client.get(book.get_absolute_url()))


def test_a_book_in_danish_alone_asks_for_danish_alone(
    family: Family, near: Professional, signed_in: SignedIn
) -> None:
    plain = make_book(family, near)
    assert "words_translated" not in signed_in(near).get(url("add_book_page", plain)).context["form"].fields


def test_a_pdf_is_no_picture(book: Book, near: Professional, signed_in: SignedIn) -> None:
    upload = SimpleUploadedFile("side.pdf", pdf(), "application/pdf")
    answer = signed_in(near).post(url("add_book_page", book), {"words": "Hus.", "pictures": upload})
    assert "en side kan ikke vise en PDF" in text(answer)
    assert not BookPage.objects.exists()
    assert not Picture.objects.exists()


def test_each_change_is_another_version(book: Book, near: Professional, signed_in: SignedIn) -> None:
    client = signed_in(near)
    first, second = make_book_page(book, near), make_book_page(book, near, words="Far ringer til Nabil.")
    versions = [fresh(book).version]
    client.post(url("change_book_page", first), {"words": "Mor er bekymret.", "revision": first.revision})
    versions.append(fresh(book).version)
    client.post(url("move_book_page", second), {"way": "up"})
    assert list(book.pages.kept()) == [second, first]
    versions.append(fresh(book).version)
    client.post(url("erase_picture", first.picture))
    versions.append(fresh(book).version)
    client.post(url("remove_book_page", first))
    versions.append(fresh(book).version)
    assert list(book.pages.kept()) == [second]
    sent = as_shown(client.get(url("change_book", book)), title="Vi har det godt")
    client.post(url("change_book", book), sent)
    versions.append(fresh(book).version)
    assert versions == [3, 4, 5, 6, 7, 8]


def test_who_sees_it_is_no_other_version_and_the_authors_and_the_cores_to_say(
    family: Family, book: Book, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    colleague = make_person("Signe Toft", sector="Børn og Unge")
    family.involve(colleague, tier=Tier.NEAR, function="Rådgiver", reason="need", by=coordinator)
    assert "visibility" not in signed_in(colleague).get(url("change_book", book)).context["form"].fields
    with pytest.raises(ValidationError):
        book.change(by=colleague, visibility="core")
    book.change(by=near, visibility="core", named=[])
    assert fresh(book).version == 1
    assert signed_in(colleague).get(book.get_absolute_url()).status_code == 404


def test_the_first_page_does_not_move_up_nor_the_last_down(book: Book, near: Professional) -> None:
    first, second = make_book_page(book, near), make_book_page(book, near)
    first.move(-1, by=near)
    second.move(1, by=near)
    assert list(book.pages.kept()) == [first, second]
    assert book.version == 3


def test_nobodys_page_is_written_over(
    book: Book, near: Professional, leader: Professional, signed_in: SignedIn
) -> None:
    page = make_book_page(book, near)
    sent = {"revision": page.revision}
    signed_in(leader).post(url("change_book_page", page), {**sent, "words": "Mor siger det."})
    answer = text(signed_in(near).post(url("change_book_page", page), {**sent, "words": "Far siger det."}))
    assert "Mor siger det." in answer
    assert "Far siger det." in answer
    page.refresh_from_db()
    assert page.words == "Mor siger det."


def test_a_picture_erased_is_gone_from_every_version(
    book: Book, near: Professional, mother: Member, signed_in: SignedIn
) -> None:
    page = make_book_page(book, near)
    picture = page.picture
    assert picture
    book.answer(mother, "yes", by=near, version=book.version)
    client = signed_in(near)
    answered = url("show_book_version", book, number=book.version)
    assert url("show_picture", picture) in text(client.get(answered))
    client.post(url("erase_picture", picture))
    assert bytes(Picture.objects.get().content) == b""
    assert url("show_picture", picture) not in text(client.get(answered))
    assert url("show_picture", picture) not in text(client.get(book.get_absolute_url()))
    assert client.get(url("show_picture", picture)).status_code == 404


def test_a_replaced_picture_stays_with_the_version_it_stood_in(
    book: Book, near: Professional, mother: Member, signed_in: SignedIn
) -> None:
    page = make_book_page(book, near)
    first = page.picture
    book.answer(mother, "yes", by=near, version=book.version)
    answered = url("show_book_version", book, number=book.version)
    client = signed_in(near)
    sent = {"words": page.words, "pictures": make_photo(), "revision": page.revision}
    client.post(url("change_book_page", page), sent)
    page.refresh_from_db()
    assert page.picture != first
    assert url("show_picture", first) in text(client.get(answered))


def test_nobody_else_erases_a_picture(
    family: Family, book: Book, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    colleague = make_person("Signe Toft", sector="Børn og Unge")
    family.involve(colleague, tier=Tier.NEAR, function="Rådgiver", reason="need", by=coordinator)
    picture = make_book_page(book, near).picture
    assert signed_in(colleague).post(url("erase_picture", picture)).status_code == 403
    assert signed_in(coordinator).get(url("erase_picture", picture)).status_code == 200


def test_a_book_for_named_people_is_not_there_for_others(
    family: Family, near: Professional, coordinator: Professional, leader: Professional, signed_in: SignedIn
) -> None:
    hidden = make_book(family, near, visibility="named", named=[leader])
    page = make_book_page(hidden, near)
    assert signed_in(leader).get(url("show_picture", page.picture)).status_code == 200
    client = signed_in(coordinator)
    asked = [
        *(url(name, hidden) for name in ("show_book", "change_book", "add_book_page", "approve_book")),
        *(url(name, hidden) for name in ("print_book", "show_book_history")),
        *(url(name, page) for name in ("change_book_page", "remove_book_page")),
        *(url(name, page.picture) for name in ("show_picture", "erase_picture")),
    ]
    assert {client.get(each).status_code for each in asked} == {404}
    assert {client.post(url(name, page)).status_code for name in ("move_book_page", "remove_book_page")} == {
        404
    }
    assert "Her er ingen bog." in text(client.get(list_url(family)))


def test_a_page_or_picture_of_another_familys_book_is_not_there(
    family: Family, leader: Professional, signed_in: SignedIn
) -> None:
    theirs = second_family()
    for name, record in (("change_book_page", theirs.book_page), ("show_picture", theirs.picture)):
        page = reverse(f"safety:{name}", args=[family.pk, record.pk])
        assert signed_in(leader).get(page).status_code == 404


def test_its_history_tells_what_each_page_said_and_keeps_what_was_for_fewer(
    family: Family, near: Professional, coordinator: Professional, mother: Member, signed_in: SignedIn
) -> None:
    book = make_book(family, coordinator, visibility="core")
    page = make_book_page(book, coordinator, words="Far slog Omar.")
    book.answer(mother, "yes", by=coordinator, version=book.version)
    page.change(by=coordinator, words="Far blev vred.")
    book.change(by=coordinator, visibility="near", named=[])
    page.change(by=coordinator, words="Far blev meget vred.")
    told = {
        person: text(signed_in(person).get(url("show_book_history", book))) for person in (near, coordinator)
    }
    assert "Far slog Omar." in told[coordinator]
    assert "Far slog Omar." not in told[near]
    assert "Far blev meget vred." in told[near]
    answered = url("show_book_version", book, number=2)
    assert [signed_in(each).get(answered).status_code for each in (coordinator, near)] == [200, 404]
    assert answered not in text(signed_in(near).get(book.get_absolute_url()))


def test_lists_and_books_ask_as_much_of_many_as_of_few(
    family: Family, near: Professional, mother: Member, signed_in: SignedIn
) -> None:
    client = signed_in(near)

    def fill(number: int) -> Book:
        for _number in range(number):
            book = make_book(family, near)
            for _page in range(number):
                make_book_page(book, near)
            book.answer(mother, "yes", by=near, version=book.version)
        return book

    def queries(page: str) -> int:
        client.get(page)
        with CaptureQueriesContext(connection) as asked:
            client.get(page)
        assert not any('"safety_picture"."content"' in each["sql"] for each in asked)
        return len(asked)

    few = fill(1)
    pages = ("show_book", "print_book", "approve_book", "show_book_history")
    before = [queries(list_url(family)), *(queries(url(page, few)) for page in pages)]
    many = fill(4)
    assert [queries(list_url(family)), *(queries(url(page, many)) for page in pages)] == before


@pytest.mark.parametrize("wrong", [{"title": ""}, {"title_translated": "نبقى", "language": ""}], ids=str)
def test_the_database_wants_a_title_in_a_language(
    wrong: dict[str, str], family: Family, near: Professional
) -> None:
    book = make_book(family, near)
    for name, value in wrong.items():
        setattr(book, name, value)
    with pytest.raises(IntegrityError), transaction.atomic():
        book.save(by=near)


def test_the_database_wants_a_sentence_and_who_took_a_page_out(book: Book, near: Professional) -> None:
    page = make_book_page(book, near)
    for name, value in (("words", ""), ("removed_by", near)):
        setattr(page, name, value)
        with pytest.raises(IntegrityError), transaction.atomic():
            page.save(by=near)
        page = BookPage.objects.get()
    assert page.picture
    page.picture.removed_by = near
    with pytest.raises(IntegrityError), transaction.atomic():
        page.picture.save(by=near)
