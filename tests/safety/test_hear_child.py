"""Hearing a child: its own words in three panels, what it drew, and nobody else who sees it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from families.models import Draft, Family, Member, Professional, Visibility
from roskilde import clock
from safety.models import ChildVoice, MayShow, Tool
from tests.makers import make_child_voice, make_family, make_photo
from tests.masterplans.asking import text

SignedIn = Callable[[Professional], Client]
WHY = "a test looks at all of it"


@pytest.fixture
def son(family: Family) -> Member:
    return family.members.get(name="Zakariye")


def url(family: Family) -> str:
    return reverse("safety:hear_child", args=[family.pk])


def sent(child: Member, **changes: Any) -> dict[str, Any]:
    return {
        "child": str(child.pk),
        "tool": "houses",
        "on": str(clock.today()),
        "worries": "At vi skal flytte.",
        "interpreter": "not_needed",
        "may_show": "not_asked",
        **changes,
    }


def only_voice() -> ChildVoice:
    return ChildVoice.objects.for_nobody(WHY).get()


@pytest.mark.demand("S50", "S58")
def test_the_childs_words_are_kept_as_they_were_said(
    family: Family, near: Professional, son: Member, signed_in: SignedIn
) -> None:
    data = sent(son, good_things="Inge.", wishes="En ven.", present="Nanna", drawings=make_photo())
    answer = signed_in(near).post(url(family), data)
    voice = only_voice()
    assert answer["Location"] == voice.get_absolute_url()
    assert (voice.child, voice.author, voice.tool) == (son, near, Tool.HOUSES)
    assert (voice.worries, voice.good_things, voice.wishes) == ("At vi skal flytte.", "Inge.", "En ven.")
    assert voice.drawings.kept().count() == 1


def test_its_author_and_the_project_leader_see_it_and_nobody_else(
    family: Family, near: Professional, coordinator: Professional, leader: Professional, son: Member,
    signed_in: SignedIn,
) -> None:  # fmt: skip
    client = signed_in(near)
    assert "Kan ses af: Birgitte Ørum, Mette Krogh" in text(client.get(url(family)))
    client.post(url(family), sent(son))
    voice = only_voice()
    assert voice.visibility == Visibility.NAMED
    assert list(voice.named) == [leader]
    seen = [family.child_voices.visible_to(each).exists() for each in (near, leader, coordinator)]
    assert seen == [True, True, False]
    assert voice.seen_by() == [near, leader]
    assert voice.grants.history.get(user=leader).history_user == near


def test_a_form_that_says_who_sees_it_is_not_listened_to(
    family: Family, near: Professional, son: Member, signed_in: SignedIn
) -> None:
    signed_in(near).post(url(family), sent(son, visibility="near", named=[str(near.pk)]))
    assert only_voice().visibility == Visibility.NAMED


def test_a_child_may_say_nothing_and_draw(
    family: Family, near: Professional, son: Member, signed_in: SignedIn
) -> None:
    client = signed_in(near)
    refused = client.post(url(family), sent(son, worries=" "))
    assert "Skriv, hvad barnet sagde" in text(refused)
    client.post(url(family), sent(son, worries="", drawings=make_photo()))
    assert only_voice().drawings.kept().count() == 1


def test_two_taps_make_one(family: Family, near: Professional, son: Member, signed_in: SignedIn) -> None:
    client = signed_in(near)
    for _tap in range(2):
        client.post(url(family), sent(son, drawings=make_photo()))
    assert only_voice().drawings.kept().count() == 1


def test_what_is_no_picture_is_refused_and_nothing_is_kept(
    family: Family, near: Professional, son: Member, signed_in: SignedIn
) -> None:
    page = SimpleUploadedFile("tegning.jpg", b"<script>alert(1)</script>", "image/jpeg")
    assert "hverken" in text(signed_in(near).post(url(family), sent(son, drawings=page)))
    assert not ChildVoice.objects.for_nobody(WHY).exists()


def test_what_sounds_like_danger_brings_up_what_to_do(
    family: Family, near: Professional, son: Member, signed_in: SignedIn
) -> None:
    client = signed_in(near)
    assert "data-danger" in text(client.get(url(family)))
    shown = client.post(url(family), sent(son, worries="Far slog mig med et bælte."), follow=True)
    assert "Er et barn i fare nu" in text(shown)
    assert only_voice().worries == "Far slog mig med et bælte."


def test_only_children_of_the_family_are_heard(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    mother, other = family.members.get(name="Hodan"), make_family(coordinator, "Haidari")
    theirs = other.members.get(name="Zakariye")
    for member in (mother, theirs):
        assert signed_in(near).post(url(family), sent(member)).status_code == 200
    with pytest.raises(ValidationError):
        make_child_voice(family, near, child=theirs)
    assert not ChildVoice.objects.for_nobody(WHY).exists()


def test_the_link_beside_a_child_chooses_it(
    family: Family, near: Professional, coordinator: Professional, son: Member, signed_in: SignedIn
) -> None:
    theirs = make_family(coordinator, "Haidari").members.get(name="Zakariye")
    for child, chosen in ((son, str(son.pk)), (theirs, None), ("nonsense", None)):
        key = getattr(child, "pk", child)
        form = signed_in(near).get(url(family), {"child": str(key)}).context["form"]
        assert form["child"].value() == chosen


def test_typed_text_is_found_again_and_under_that_child_alone(
    family: Family, near: Professional, son: Member, signed_in: SignedIn
) -> None:
    client = signed_in(near)
    page = f"{url(family)}?child={son.pk}"
    token = client.get(page).context["form"].draft_token
    client.post(reverse("families:save_draft"), {"draft": token, "worries": "At vi skal flytte."})
    assert Draft.objects.count() == 1
    assert "At vi skal flytte." in text(client.get(page))
    assert "At vi skal flytte." not in text(client.get(url(family)))


@pytest.mark.demand("S55")
def test_told_of_a_placement_needs_both_days(
    family: Family, near: Professional, son: Member, signed_in: SignedIn
) -> None:
    today = clock.today()
    placed, told = str(today + timedelta(days=7)), str(today)
    answer = signed_in(near).post(url(family), sent(son, placement_on=placed))
    assert "Skriv begge datoer" in text(answer)
    signed_in(near).post(url(family), sent(son, placement_on=placed, told_on=told))
    assert only_voice().was_told_and_heard_in_time


@pytest.mark.demand("S55")
def test_too_late_is_written_as_it_came(family: Family, near: Professional) -> None:
    placed = clock.today() - timedelta(days=7)
    voice = make_child_voice(family, near, placement_on=placed, told_on=placed + timedelta(days=1))
    assert not voice.was_told_and_heard_in_time
    assert not make_child_voice(family, near).was_told_and_heard_in_time


@pytest.mark.parametrize("field", ["on", "told_on"])
def test_a_day_that_lies_ahead_is_refused(field: str, family: Family, near: Professional) -> None:
    tomorrow = clock.today() + timedelta(days=1)
    with pytest.raises(ValidationError) as refused:
        make_child_voice(
            family, near, **{"placement_on": tomorrow, "told_on": clock.today(), field: tomorrow}
        )
    assert field in refused.value.error_dict


@pytest.mark.parametrize(
    "wrong",
    [
        {"may_show": MayShow.YES},
        {"may_show": MayShow.NO, "may_show_to": "mor"},
        {"placement_on": clock.today()},
        {"told_on": clock.today()},
        {"interpreter_name": "Tolkegruppen"},
    ],
    ids=str,
)
def test_the_database_holds_what_belongs_together(
    wrong: dict[str, Any], family: Family, near: Professional
) -> None:
    voice = make_child_voice(family, near)
    for name, value in wrong.items():
        setattr(voice, name, value)
    with pytest.raises(ValidationError):
        voice.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        voice.save(by=near)
