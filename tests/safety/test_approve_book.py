"""What the parents say to a book: each of them, of the version as it stands; and the paper that says so."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from families.models import Draft, Family, Member, Professional
from roskilde import clock
from safety.models import Approval, Book, BookVersion
from safety.models.book import direction_of, parents_of
from tests.makers import make_book, make_book_page, make_family
from tests.makers import years_ago as born
from tests.masterplans.asking import text

SignedIn = Callable[[Professional], Client]


@pytest.fixture
def both(coordinator: Professional) -> Family:
    """A mother, a father and a daughter."""
    members = [
        Member(name="Rima", relation="mother", born_on=born(41)),
        Member(name="Samir", relation="father", born_on=born(49)),
        Member(name="Lina", relation="daughter", born_on=born(7)),
    ]
    return make_family(coordinator, "Al-Khatib", language="ar", members=members)


@pytest.fixture
def book(both: Family, coordinator: Professional) -> Book:
    child = both.members.get(name="Lina")
    book = make_book(both, coordinator, child=child, language="ar", title_translated="البيت")
    make_book_page(book, coordinator, words="Mor er bekymret.", words_translated="أمي قلقة.")
    return book


def url(book: Book, page: str = "approve_book", **also: Any) -> str:
    return reverse(f"safety:{page}", kwargs={"family": book.family_id, "pk": book.pk, **also})


def member(book: Book, name: str) -> Member:
    return book.family.members.get(name=name)


def sent(book: Book, name: str, **changes: Any) -> dict[str, Any]:
    return {
        "member": str(member(book, name).pk),
        "answer": "yes",
        "on": str(clock.today()),
        "version": str(book.version),
        **changes,
    }


@pytest.mark.demand("S50")
def test_it_is_approved_when_each_parent_has_approved_it(
    book: Book, coordinator: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(coordinator)
    assert "Mor er bekymret." in text(client.get(url(book)))
    client.post(url(book), sent(book, "Rima"))
    shown = text(client.get(book.get_absolute_url()))
    assert "venter på at blive spurgt" in shown
    assert not book.is_approved
    client.post(url(book), sent(book, "Samir"))
    assert book.is_approved
    assert "venter på at blive spurgt" not in text(client.get(book.get_absolute_url()))


def test_a_change_of_a_page_needs_them_again_and_the_old_answer_stays_readable(
    book: Book, coordinator: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(coordinator)
    for name in ("Rima", "Samir"):
        client.post(url(book), sent(book, name))
    approved = book.version
    book.pages.get().change(by=coordinator, words="Mor og Pernille er bekymrede.")
    book = Book.objects.visible_to(coordinator).get()
    assert not book.is_approved
    assert f"(godkendte version {approved}" in text(client.get(book.get_absolute_url()))
    then = text(client.get(url(book, "show_book_version", number=approved)))
    assert "Mor er bekymret." in then
    assert "Mor og Pernille" not in then
    assert "Rima" in then
    assert "Bogen er ændret siden." in then
    assert client.get(url(book, "show_book_version", number=1)).status_code == 404


def test_a_parent_wants_something_changed_in_his_own_words(
    book: Book, coordinator: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(coordinator)
    answer = client.post(url(book), sent(book, "Samir", answer="change"))
    assert "Skriv, hvad der skal ændres." in text(answer)
    client.post(url(book), sent(book, "Samir", answer="change", words="Der skal stå, at jeg er ked af det."))
    shown = text(client.get(book.get_absolute_url()))
    assert "vil have noget ændret" in shown
    assert "Der skal stå, at jeg er ked af det." in shown
    assert not book.is_approved


def test_a_later_answer_counts_and_the_first_stays(book: Book, coordinator: Professional) -> None:
    samir = member(book, "Samir")
    book.answer(samir, "change", words="Et andet ord.", by=coordinator, version=book.version)
    book.answer(samir, "yes", by=coordinator, version=book.version)
    stand = next(each for each in book.where_parents_stand() if each.member == samir)
    assert stand.is_approved
    assert Approval.objects.count() == 2
    assert BookVersion.objects.count() == 1


def test_what_was_not_read_is_not_approved(
    book: Book, coordinator: Professional, signed_in: SignedIn
) -> None:
    data = sent(book, "Rima")
    book.pages.get().change(by=coordinator, words="Noget andet.")
    answer = signed_in(coordinator).post(url(book), data)
    assert "Bogen er ændret siden. Læs den med dem" in text(answer)
    assert not Approval.objects.exists()


def test_two_taps_make_one_answer(book: Book, coordinator: Professional, signed_in: SignedIn) -> None:
    for _tap in range(2):
        signed_in(coordinator).post(url(book), sent(book, "Rima"))
    assert Approval.objects.count() == 1


def test_what_was_typed_of_one_version_is_not_found_under_the_next(
    book: Book, coordinator: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(coordinator)
    token = client.get(url(book)).context["form"].draft_token
    client.post(
        reverse("families:save_draft"), {"draft": token, "words": "Et andet ord.", "version": book.version}
    )
    assert Draft.objects.count() == 1
    assert "Et andet ord." in text(client.get(url(book)))
    book.pages.get().change(by=coordinator, words="Noget andet.")
    shown = client.get(url(book))
    assert "Et andet ord." not in text(shown)
    assert shown.context["form"]["version"].value() == book.version + 1


def test_only_parents_answer_and_not_to_an_empty_book_nor_ahead_of_time(
    book: Book, both: Family, coordinator: Professional
) -> None:
    empty = make_book(both, coordinator, child=member(book, "Lina"))
    rima, lina = member(book, "Rima"), member(book, "Lina")
    tomorrow = clock.today() + timedelta(days=1)
    refusals: list[tuple[Book, Member, dict[str, Any]]] = [
        (empty, rima, {}), (book, lina, {}), (book, rima, {"on": tomorrow})
    ]  # fmt: skip
    for which, who, changes in refusals:
        with pytest.raises(ValidationError):
            which.answer(who, "yes", by=coordinator, version=which.version, **changes)
    assert not Approval.objects.exists()


def test_where_there_are_no_parents_whoever_is_in_their_place_is_asked(coordinator: Professional) -> None:
    members = [
        Member(name="Asha", relation="grandmother", born_on=born(61)),
        Member(name="Hamdi", relation="daughter", born_on=born(12)),
    ]
    family = make_family(coordinator, "Farah", members=members)
    assert [each.name for each in parents_of(family)] == ["Asha"]


def test_answers_and_versions_are_never_changed(book: Book, coordinator: Professional) -> None:
    approval = book.answer(member(book, "Rima"), "yes", by=coordinator, version=book.version)
    approval.words = "Nej."
    approval.version.title = "Noget andet"
    for each in (approval, approval.version):
        with pytest.raises(IntegrityError), transaction.atomic():
            each.save()
    twice = BookVersion(book=book, number=approval.version.number, title="x", pages=[], frozen_at=clock.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        twice.save(force_insert=True)


def test_the_database_wants_to_know_what_to_change(book: Book, coordinator: Professional) -> None:
    approval = book.answer(member(book, "Rima"), "yes", by=coordinator, version=book.version)
    values = {
        field.attname: getattr(approval, field.attname)
        for field in Approval._meta.local_concrete_fields
        if field.name not in ("id", "answer")
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        Approval(answer="change", **values).save(force_insert=True)


# -- Paper ---------------------------------------------------------------------------------------------------


def test_it_prints_before_it_is_approved_and_says_so_on_each_sheet(
    book: Book, coordinator: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(coordinator)
    assert text(client.get(url(book, "print_book"))).count("ikke godkendt endnu</p>") == 2
    for name in ("Rima", "Samir"):
        book.answer(member(book, name), "yes", by=coordinator, version=book.version)
    assert "ikke godkendt endnu" not in text(client.get(url(book, "print_book")))


@pytest.mark.parametrize(
    ("asked", "danish", "arabic"), [("", 1, 1), ("both", 1, 1), ("da", 1, 0), ("ar", 0, 1), ("xx", 1, 1)]
)
def test_it_prints_in_one_language_or_in_both(
    asked: str, danish: int, arabic: int, book: Book, coordinator: Professional, signed_in: SignedIn
) -> None:
    shown = text(signed_in(coordinator).get(url(book, "print_book"), {"language": asked}))
    assert shown.count("Mor er bekymret.") == danish
    assert shown.count("أمي قلقة.") == arabic
    assert ('lang="ar" dir="rtl"' in " ".join(shown.split())) == bool(arabic)


@pytest.mark.parametrize(
    ("language", "runs"),
    [
        ("ar", "rtl"),
        ("prs", "rtl"),
        ("fa", "rtl"),
        ("ckb", "rtl"),
        ("so", "ltr"),
        ("kmr", "ltr"),
        ("mis", "auto"),
    ],
)
def test_each_language_runs_its_own_way(language: str, runs: str) -> None:
    assert direction_of(language) == runs
