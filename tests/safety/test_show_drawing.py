"""A child's drawing: for those who may see what the child said, and for nobody who guesses its key."""

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from families.models import Family, Look, Professional, Tier
from roskilde.documents import PDF
from safety.models import ChildVoice, Drawing
from safety.models.child import MOST_DRAWINGS
from tests.makers import leave, make_child_voice, make_drawing, make_person, make_photo
from tests.masterplans.asking import text
from tests.world import second_family

SignedIn = Callable[[Professional], Client]


@pytest.fixture
def voice(family: Family, near: Professional) -> ChildVoice:
    return make_child_voice(family, near)


@pytest.fixture
def colleague(family: Family, coordinator: Professional) -> Professional:
    person = make_person("Signe Toft", sector="Børn og Unge")
    family.involve(person, tier=Tier.NEAR, function="Familierådgiver", reason="need", by=coordinator)
    return person


def url(drawing: Drawing, family: Family | None = None, page: str = "show_drawing") -> str:
    return reverse(f"safety:{page}", args=[(family or drawing.voice.family).pk, drawing.pk])


def add_url(voice: ChildVoice) -> str:
    return reverse("safety:add_drawing", args=[voice.family_id, voice.pk])


def test_it_is_shown_in_place_and_can_do_nothing(
    near: Professional, voice: ChildVoice, signed_in: SignedIn
) -> None:
    answer = signed_in(near).get(url(make_drawing(voice, near)))
    assert answer.content.startswith(b"\xff\xd8\xff")
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["Content-Disposition"] == 'inline; filename="tegning-1.jpg"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "no-store" in answer["Cache-Control"]
    assert [look.page for look in Look.objects.by(near)] == ["safety:show_drawing"]


def test_a_pdf_is_handed_over_to_be_kept(near: Professional, voice: ChildVoice, signed_in: SignedIn) -> None:
    (drawing,) = voice.add_drawings([(b"%PDF-1.7 ...", PDF)], by=near)
    answer = signed_in(near).get(url(drawing))
    assert answer["Content-Disposition"] == 'attachment; filename="tegning-1.pdf"'


def test_a_guessed_key_finds_nothing_for_a_near_colleague_nor_for_the_core(
    near: Professional, leader: Professional, coordinator: Professional, colleague: Professional,
    peripheral: Professional, stranger: Professional, voice: ChildVoice, signed_in: SignedIn,
) -> None:  # fmt: skip
    drawing = make_drawing(voice, near)
    people = (near, leader, coordinator, colleague, peripheral, stranger)
    for page in ("show_drawing", "remove_drawing"):
        answers = [signed_in(each).get(url(drawing, page=page)).status_code for each in people]
        assert answers == [200, 200, 404, 404, 403, 404]
    posted = [signed_in(each).post(url(drawing, page="remove_drawing")).status_code for each in people[2:]]
    assert posted == [404, 404, 403, 404]
    assert not Drawing.objects.exclude(removed_at=None).exists()


def test_the_colleague_whom_it_is_released_to_sees_it_until_it_is_shut(
    near: Professional, colleague: Professional, voice: ChildVoice, signed_in: SignedIn
) -> None:
    page = url(make_drawing(voice, near))
    client = signed_in(colleague)
    voice.release(by=near, answer="yes", reason="Han vil gerne.", named=[colleague])
    assert client.get(page).status_code == 200
    voice.release(by=near, answer="no", reason="Han har fortrudt.", named=[])
    assert client.get(page).status_code == 404


def test_sight_ends_with_the_involvement(
    family: Family, near: Professional, coordinator: Professional, voice: ChildVoice, signed_in: SignedIn
) -> None:
    page = url(make_drawing(voice, near))
    client = signed_in(near)
    leave(family, near, coordinator)
    assert client.get(page).status_code == 404


def test_a_drawing_of_another_family_is_not_there(
    family: Family, leader: Professional, signed_in: SignedIn
) -> None:
    theirs = second_family().drawing
    assert signed_in(leader).get(url(theirs)).status_code == 200
    assert signed_in(leader).get(url(theirs, family)).status_code == 404


# -- Adding and removing -------------------------------------------------------------------------------------


def test_more_can_be_added_and_each_is_checked(
    near: Professional, voice: ChildVoice, signed_in: SignedIn
) -> None:
    client = signed_in(near)
    assert client.post(add_url(voice), {"drawings": [make_photo(), make_photo()]}).status_code == 302
    assert voice.drawings.kept().count() == 2
    page = SimpleUploadedFile("hus.png", b"<svg onload=alert(1)>", "image/png")
    assert "hverken" in text(client.post(add_url(voice), {"drawings": page}))
    assert voice.drawings.kept().count() == 2


def test_there_are_at_most_ten(near: Professional, voice: ChildVoice) -> None:
    with pytest.raises(ValidationError):
        voice.add_drawings([(b"x", "image/jpeg")] * (MOST_DRAWINGS + 1), by=near)
    assert not voice.drawings.exists()


def test_removed_it_is_gone_for_good_and_that_it_was_there_stays(
    near: Professional, voice: ChildVoice, signed_in: SignedIn
) -> None:
    drawing = make_drawing(voice, near)
    client = signed_in(near)
    assert client.get(url(drawing, page="remove_drawing")).status_code == 200
    assert client.post(url(drawing, page="remove_drawing"))["Location"] == voice.get_absolute_url()
    left = Drawing.objects.get(pk=drawing.pk)
    assert bytes(left.content) == b""
    assert left.removed_by == near
    assert client.get(url(drawing)).status_code == 404
    assert "En tegning blev fjernet af Birgitte Ørum" in text(client.get(voice.get_absolute_url()))


def test_who_sees_it_by_a_release_neither_adds_nor_removes(
    near: Professional, colleague: Professional, leader: Professional, voice: ChildVoice, signed_in: SignedIn
) -> None:
    drawing = make_drawing(voice, near)
    voice.release(by=near, answer="yes", reason="Han vil gerne.", visibility="near")
    client = signed_in(colleague)
    assert client.post(add_url(voice), {"drawings": make_photo()}).status_code == 403
    assert client.post(url(drawing, page="remove_drawing")).status_code == 403
    with pytest.raises(ValidationError):
        drawing.remove(by=colleague)
    assert signed_in(leader).post(url(drawing, page="remove_drawing")).status_code == 302


def test_the_history_never_held_it(near: Professional, voice: ChildVoice) -> None:
    make_drawing(voice, near)
    with connection.cursor() as cursor:
        columns = connection.introspection.get_table_description(cursor, Drawing.history.model._meta.db_table)
    assert "content" not in {column.name for column in columns}


def test_the_database_wants_to_know_who_removed_it(near: Professional, voice: ChildVoice) -> None:
    drawing = make_drawing(voice, near)
    drawing.removed_by = near
    with pytest.raises(IntegrityError), transaction.atomic():
        drawing.save(by=near)
