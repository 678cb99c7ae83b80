"""A letter out of the bag: from whom, by when, what to do, who helps, with photos; or a line that is one."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from families.models import Becoming, Draft, Family, Letter, Line, Professional, Tier
from roskilde import clock
from roskilde.documents import LARGEST
from tests.makers import make_letter, make_line, make_person, make_photo
from tests.masterplans.asking import as_shown, errors, text
from tests.world import second_family

SignedIn = Callable[[Professional], Client]


def url(family: Family, line: Line | None = None) -> str:
    page = reverse("families:bring_letter", args=[family.pk])
    return f"{page}?line={line.pk}" if line else page


def post(**changes: Any) -> dict[str, Any]:
    return {"sender": "Udbetaling Danmark", "visibility": "near", **changes}


def only(family: Family) -> Letter:
    return Letter.objects.for_nobody("the test reads it").get(family=family)


@pytest.fixture
def helper(family: Family, coordinator: Professional) -> Professional:
    """Near too, from another sector than the class teacher."""
    person = make_person("Hassan Nur", title="boligsocial medarbejder", sector="Jobcenter")
    family.involve(person, tier=Tier.NEAR, function="Hjælper med post", reason="need", by=coordinator)
    return person


@pytest.mark.demand("R42")
def test_sender_alone_is_enough(family: Family, near: Professional, signed_in: SignedIn) -> None:
    client = signed_in(near)
    answer = client.post(url(family), as_shown(client.get(url(family)), sender="Kommunen"))
    letter = only(family)
    assert answer["Location"] == letter.get_absolute_url()
    assert (letter.sender, letter.author, letter.visibility) == ("Kommunen", near, "sector")
    assert (letter.helper, letter.deadline, letter.line, letter.is_open) == (None, None, None, True)


@pytest.mark.demand("R42")
def test_photos_come_in_the_same_form_and_in_their_order(
    family: Family, near: Professional, helper: Professional, signed_in: SignedIn
) -> None:
    photos = [make_photo((width, 40)) for width in (100, 200, 300)]
    answer = signed_in(near).post(
        url(family),
        post(
            deadline="2026-12-01",
            dated_on="2026-11-10",
            what_to_do="Send lejekontrakten.",
            helper=helper.pk,
            scans=photos,
        ),
    )
    assert answer.status_code == 302
    letter = only(family)
    assert (str(letter.deadline), str(letter.dated_on), letter.helper) == ("2026-12-01", "2026-11-10", helper)
    kept = list(letter.scans.all())
    assert [each.content_type for each in kept] == ["image/jpeg"] * 3
    widths = [int.from_bytes(_size_of(bytes(each.content)), "big") for each in kept]
    assert widths == [100, 200, 300]
    assert {each.added_by for each in kept} == {near}


def _size_of(jpeg: bytes) -> bytes:
    """The width, from the frame's header."""
    at = jpeg.index(b"\xff\xc0")
    return jpeg[at + 7 : at + 9]


def test_a_phone_is_asked_for_its_camera_and_the_form_can_carry_photos(
    family: Family, near: Professional, signed_in: SignedIn
) -> None:
    page = text(signed_in(near).get(url(family)))
    assert 'enctype="multipart/form-data"' in page
    assert 'accept="image/jpeg,image/png,image/webp,application/pdf"' in page


def test_each_photo_that_cannot_be_taken_is_named_beside_the_field(
    family: Family, near: Professional, signed_in: SignedIn
) -> None:
    wrong = [
        SimpleUploadedFile("side 1.jpg", b"<script>alert(1)</script>", "image/jpeg"),
        make_photo(name="side 2.jpg"),
        SimpleUploadedFile("side 3.pdf", bytes(LARGEST + 1), "application/pdf"),
    ]
    answer = signed_in(near).post(url(family), post(scans=wrong))
    told = " ".join(errors(answer)["scans"])
    assert "side 1.jpg" in told
    assert "side 3.pdf" in told
    assert "side 2.jpg" not in told
    assert not Letter.objects.for_nobody("none").filter(family=family).exists()


def test_a_file_far_too_large_is_refused_beside_the_field(
    family: Family, near: Professional, signed_in: SignedIn
) -> None:
    """What comes after the largest there may be is dropped on the way; it is told all the same."""
    huge = SimpleUploadedFile("film.jpg", b"\xff\xd8\xff" + bytes(3 * LARGEST), "image/jpeg")
    answer = signed_in(near).post(url(family), post(scans=[huge]))
    assert "film.jpg" in errors(answer)["scans"][0]


def test_more_than_ten_are_refused_beside_the_field(
    family: Family, near: Professional, signed_in: SignedIn
) -> None:
    answer = signed_in(near).post(url(family), post(scans=[make_photo() for _number in range(11)]))
    assert "10" in errors(answer)["scans"][0]


def test_typed_text_stays_and_it_says_that_photos_must_be_chosen_again(
    family: Family, near: Professional, signed_in: SignedIn
) -> None:
    answer = signed_in(near).post(url(family), post(sender="", what_to_do="Ring.", scans=[make_photo()]))
    assert set(errors(answer)) == {"sender", "scans"}
    assert "Ring." in text(answer)
    without = signed_in(near).post(url(family), post(sender="", what_to_do="Ring."))
    assert set(errors(without)) == {"sender"}


def test_the_names_stand_beside_each_choice(
    family: Family, near: Professional, helper: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    form = signed_in(near).get(url(family)).context["form"]
    choices = dict(form.fields["visibility"].widget.choices)
    assert helper.name in choices["near"]
    assert helper.name not in choices["sector"]
    assert near.name in choices["named"]  # who writes it sees it
    assert coordinator.name not in choices["named"]


def test_whoever_helps_must_be_able_to_see_it(
    family: Family, near: Professional, helper: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(near)
    answer = client.post(url(family), post(visibility="sector", helper=helper.pk))
    assert helper.name in errors(answer)["visibility"][0]
    assert not Letter.objects.for_nobody("none").filter(family=family).exists()
    client.post(url(family), post(visibility="sector", helper=helper.pk, named=[helper.pk]))
    assert list(family.letters.visible_to(helper)) == [only(family)]


def test_only_core_and_near_help_or_are_named(
    family: Family, near: Professional, peripheral: Professional, stranger: Professional, signed_in: SignedIn
) -> None:
    """Whoever is peripheral could not open it."""
    for person in (peripheral, stranger):
        for field in ("helper", "named"):
            answer = signed_in(near).post(url(family), post(**{field: [person.pk]}))
            assert field in errors(answer), (person, field)


# -- A line that turns out to be a letter --------------------------------------------------------------------


def test_a_line_becomes_a_letter_and_keeps_its_words(
    family: Family, near: Professional, signed_in: SignedIn
) -> None:
    line = make_line(family, near, text="Hodan viste mig et brev fra skattevæsenet.")
    client = signed_in(near)
    shown = client.get(url(family, line))
    assert line.text in text(shown)
    client.post(url(family, line), as_shown(shown, sender="Skattestyrelsen"))
    letter = only(family)
    assert (letter.line, letter.visibility) == (line, "near")
    line.refresh_from_db()
    assert (line.became, line.became_by, line.text) == (
        Becoming.LETTER,
        near,
        "Hodan viste mig et brev fra skattevæsenet.",
    )


def test_whoever_could_read_the_line_can_read_the_letter(
    family: Family, near: Professional, helper: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    """Also who wrote the line, where the core takes it on."""
    line = make_line(family, near, visibility="sector", named=[helper])
    client = signed_in(coordinator)
    form = client.get(url(family, line)).context["form"]
    assert set(form.initial["named"]) == {near, helper}
    client.post(url(family, line), as_shown(client.get(url(family, line)), sender="Skattestyrelsen"))
    letter = only(family)
    assert letter.visibility == "sector"
    assert set(letter.named) == {near, helper}
    for reader in (near, helper, coordinator):
        assert letter in family.letters.visible_to(reader)


def test_a_line_that_has_a_letter_leads_to_it(
    family: Family, near: Professional, signed_in: SignedIn
) -> None:
    line = make_line(family, near)
    letter = make_letter(family, near, line=line)
    assert signed_in(near).get(url(family, line))["Location"] == letter.get_absolute_url()
    assert signed_in(near).post(url(family, line), post())["Location"] == letter.get_absolute_url()
    assert only(family) == letter


def test_a_line_whose_letter_others_have_makes_no_second_one(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    line = make_line(family, near)
    make_letter(family, coordinator, line=line, visibility="core")
    answer = signed_in(near).get(url(family, line))
    assert answer.status_code == 403
    assert "Udbetaling" not in text(answer)
    assert signed_in(near).post(url(family, line), post()).status_code == 403
    assert Letter.objects.for_nobody("the test counts").filter(line=line).count() == 1


def test_others_lines_are_not_ones_own_to_make_letters_of(
    family: Family, near: Professional, helper: Professional, signed_in: SignedIn
) -> None:
    line = make_line(family, near)
    assert signed_in(helper).get(url(family, line)).status_code == 403
    assert signed_in(helper).post(url(family, line), post()).status_code == 403
    line.refresh_from_db()
    assert line.became == ""


def test_a_line_that_one_may_not_see_is_not_there(
    family: Family, near: Professional, coordinator: Professional, leader: Professional, signed_in: SignedIn
) -> None:
    hidden = make_line(family, coordinator, visibility="core")
    other = second_family()
    theirs = make_line(other.family, leader)
    for reader, line in ((near, hidden), (leader, theirs)):
        client = signed_in(reader)
        assert client.get(url(family, line)).status_code == 404
        assert client.post(url(family, line), post()).status_code == 404
    assert signed_in(near).get(f"{url(family)}?line=vrøvl").status_code == 200


def test_what_is_typed_about_one_line_is_not_found_under_another(
    family: Family, near: Professional, signed_in: SignedIn
) -> None:
    one, two = make_line(family, near), make_line(family, near, text="Et andet brev.")
    client = signed_in(near)
    token = client.get(url(family, one)).context["form"].draft_token
    client.post(reverse("families:save_draft"), {"draft": token, "sender": "Det ene", "visibility": "near"})
    assert Draft.objects.get().fields["sender"] == ["Det ene"]
    assert client.get(url(family, one)).context["form"]["sender"].value() == "Det ene"
    for page in (url(family, two), url(family)):
        assert client.get(page).context["form"]["sender"].value() != "Det ene"


def test_a_form_sent_after_the_session_has_ended_comes_back_to_its_line(
    family: Family, near: Professional, signed_in: SignedIn
) -> None:
    line = make_line(family, near)
    client = signed_in(near)
    token = client.get(url(family, line)).context["form"].draft_token
    client.logout()
    answer = client.post(url(family, line), post(draft=token, scans=[make_photo()]))
    assert answer.status_code == 302
    client.force_login(near, backend="families.accounts.SignIn")
    back = parse_qs(urlsplit(answer["Location"]).query)["next"][0]
    assert client.get(back).context["form"]["sender"].value() == "Udbetaling Danmark"


def test_it_asks_for_the_right(
    family: Family, peripheral: Professional, stranger: Professional, signed_in: SignedIn
) -> None:
    answers = [signed_in(each).post(url(family), post()).status_code for each in (peripheral, stranger)]
    assert answers == [403, 404]


# -- Sent twice ----------------------------------------------------------------------------------------------


def test_the_same_letter_sent_twice_is_one(
    family: Family, near: Professional, coordinator: Professional, helper: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(near)
    typed = post(visibility="sector", helper=helper.pk, named=[helper.pk], what_to_do="Ring.")
    first, second = (client.post(url(family), {**typed, "scans": [make_photo()]}) for _tap in range(2))
    assert first["Location"] == second["Location"] == only(family).get_absolute_url()
    assert only(family).scans.count() == 1
    signed_in(coordinator).post(url(family), typed)  # somebody else may have brought the same
    client.post(url(family), {**typed, "scans": [make_photo((80, 40))]})  # other pages are another letter
    client.post(url(family), {**typed, "named": [helper.pk, coordinator.pk]})  # and so it is for other eyes
    assert Letter.objects.for_nobody("the test counts").filter(family=family).count() == 4


def test_the_same_letter_later_is_another(
    family: Family, near: Professional, signed_in: SignedIn, settings: Any
) -> None:
    settings.TODAY = None
    signed_in(near).post(url(family), post())
    with time_machine.travel(clock.now() + timedelta(seconds=61)):
        signed_in(near).post(url(family), post())
    assert Letter.objects.for_nobody("the test counts").filter(family=family).count() == 2


# -- Of a line for named people only -------------------------------------------------------------------------


@pytest.mark.demand("R53")
def test_a_line_for_named_people_only_lends_its_letter_these_and_nobody_else(
    family: Family,
    near: Professional,
    helper: Professional,
    coordinator: Professional,
    leader: Professional,
    signed_in: SignedIn,
) -> None:
    line = make_line(family, near, visibility="named", named=[coordinator])
    client = signed_in(coordinator)
    shown = client.get(url(family, line))
    assert not {"visibility", "named"} & set(shown.context["form"].fields)
    assert f"Kan ses af: {near.name}, {coordinator.name}" in text(shown)
    client.post(url(family, line), {**as_shown(shown, sender="Skat"), "visibility": "near"})
    letter = only(family)
    assert (letter.visibility, letter.seen_by()) == ("named", [near, coordinator])
    other = make_line(family, near, visibility="named", named=[coordinator])
    brought = make_letter(family, coordinator, line=other, visibility="near", named=[leader, helper])
    assert brought.seen_by() == [near, coordinator]
    own = make_line(family, near, visibility="named", named=[coordinator])
    assert "visibility" in signed_in(near).get(url(family, own)).context["form"].fields
