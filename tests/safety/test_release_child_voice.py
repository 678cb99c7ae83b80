"""Releasing a child's words: a step of its own, with the child's answer and the reason, kept for good."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from families.models import Family, Professional, Tier, Visibility
from safety.models import ChildVoice, Release
from tests.makers import make_child_voice, make_family, make_person
from tests.masterplans.asking import text

SignedIn = Callable[[Professional], Client]


@pytest.fixture
def voice(family: Family, near: Professional) -> ChildVoice:
    return make_child_voice(family, near)


@pytest.fixture
def colleague(family: Family, coordinator: Professional) -> Professional:
    person = make_person("Signe Toft", sector="Børn og Unge")
    family.involve(person, tier=Tier.NEAR, function="Familierådgiver", reason="need", by=coordinator)
    return person


def url(voice: ChildVoice, page: str = "release_child_voice") -> str:
    return reverse(f"safety:{page}", args=[voice.family_id, voice.pk])


def sent(**changes: Any) -> dict[str, Any]:
    return {"answer": "yes", "visibility": "named", "reason": "Han vil gerne.", **changes}


def test_to_his_mother_with_his_answer_and_the_reason(
    family: Family, near: Professional, voice: ChildVoice, signed_in: SignedIn
) -> None:
    mother = family.members.get(name="Hodan")
    data = sent(members=[str(mother.pk)], answer_words="Ja, men ikke til Ifrah.")
    assert signed_in(near).post(url(voice), data)["Location"] == voice.get_absolute_url()
    release = voice.releases.get()
    assert list(release.members.all()) == [mother]
    assert (release.answer, release.answer_words) == ("yes", "Ja, men ikke til Ifrah.")
    assert (release.reason, release.released_by) == ("Han vil gerne.", near)
    shown = text(signed_in(near).get(voice.get_absolute_url()))
    assert "Til familien: Hodan." in shown
    assert "Han vil gerne." in shown


def test_to_a_colleague_by_name(
    family: Family, near: Professional, leader: Professional, colleague: Professional, voice: ChildVoice,
    signed_in: SignedIn,
) -> None:  # fmt: skip
    assert signed_in(colleague).get(voice.get_absolute_url()).status_code == 404
    signed_in(near).post(url(voice), sent(named=[str(colleague.pk)]))
    assert set(voice.named) == {colleague, leader}
    assert signed_in(colleague).get(voice.get_absolute_url()).status_code == 200


def test_it_can_be_shut_again_and_both_steps_stay(
    near: Professional,
    coordinator: Professional,
    leader: Professional,
    voice: ChildVoice,
    signed_in: SignedIn,
) -> None:
    for visibility, status in (("near", 200), ("named", 404)):
        signed_in(near).post(url(voice), sent(visibility=visibility, reason=visibility))
        assert signed_in(coordinator).get(voice.get_absolute_url()).status_code == status
    assert [each.visibility for each in voice.releases.all()] == ["near", "named"]
    assert list(voice.named) == [leader]


def test_the_project_leader_may_too_and_nobody_else_who_sees_it(
    family: Family, near: Professional, leader: Professional, coordinator: Professional,
    colleague: Professional, voice: ChildVoice, signed_in: SignedIn,
) -> None:  # fmt: skip
    others = (coordinator, colleague)
    assert [signed_in(each).get(url(voice)).status_code for each in others] == [404, 404]
    assert signed_in(leader).post(url(voice), sent(visibility="near")).status_code == 302
    assert [signed_in(each).get(url(voice)).status_code for each in others] == [403, 403]
    assert [signed_in(each).post(url(voice), sent(visibility="core")).status_code for each in others] == [
        403
    ] * 2
    with pytest.raises(ValidationError):
        voice.release(by=colleague, answer="yes", reason="Jeg vil.", visibility=Visibility.NEAR)
    assert voice.releases.count() == 1


@pytest.mark.parametrize("missing", ["answer", "reason"])
def test_it_needs_the_childs_answer_and_a_reason(
    missing: str, near: Professional, voice: ChildVoice, signed_in: SignedIn
) -> None:
    answer = signed_in(near).post(url(voice), sent(visibility="near", **{missing: " "}))
    assert answer.status_code == 200
    assert not voice.releases.exists()
    voice.refresh_from_db(from_queryset=ChildVoice._base_manager.all())
    assert voice.visibility == Visibility.NAMED


def test_a_no_is_written_down_and_does_not_stop_who_must_tell(
    family: Family, near: Professional, voice: ChildVoice
) -> None:
    release = voice.release(
        by=near, answer="no", reason="Han er i fare.", members=[family.members.get(name="Hodan")]
    )
    assert release.answer == "no"


def test_it_has_to_let_somebody_in(
    family: Family, near: Professional, coordinator: Professional, voice: ChildVoice, signed_in: SignedIn
) -> None:
    assert "Vælg, til hvem" in text(signed_in(near).post(url(voice), sent()))
    theirs = make_family(coordinator, "Haidari").members.get(name="Hodan")
    with pytest.raises(ValidationError):
        voice.release(by=near, answer="yes", reason="x", members=[theirs])
    assert not voice.releases.exists()


def test_two_taps_make_one_row(
    family: Family, near: Professional, voice: ChildVoice, signed_in: SignedIn
) -> None:
    mother = family.members.get(name="Hodan")
    for _tap in range(2):
        signed_in(near).post(url(voice), sent(members=[str(mother.pk)]))
    assert voice.releases.count() == 1


def test_each_choice_names_the_people_it_lets_in(
    near: Professional, coordinator: Professional, voice: ChildVoice, signed_in: SignedIn
) -> None:
    form = signed_in(near).get(url(voice)).context["form"]
    choices = dict(form.fields["visibility"].widget.choices)
    assert choices["named"].endswith("Birgitte Ørum, Mette Krogh")
    assert choices["core"].endswith("Birgitte Ørum, Jonas Bech, Mette Krogh")


def test_why_it_was_opened_to_others_before_is_theirs(
    family: Family, near: Professional, coordinator: Professional, colleague: Professional,
    voice: ChildVoice, signed_in: SignedIn,
) -> None:  # fmt: skip
    voice.release(by=near, answer="yes", reason="Kun Signe ved det.", named=[colleague])
    voice.change(by=near, worries="At vi skal flytte til Køge.")
    voice.release(by=near, answer="yes", reason="Nu må alle.", visibility="near")
    for person, knows in ((colleague, True), (near, True), (coordinator, False)):
        client = signed_in(person)
        shown = text(client.get(voice.get_absolute_url()))
        shown += text(client.get(url(voice, "show_child_voice_history")))
        assert "Nu må alle." in shown
        assert ("Kun Signe ved det." in shown) == knows


def test_a_release_is_never_changed_and_never_without_a_reason(near: Professional, voice: ChildVoice) -> None:
    release = voice.release(by=near, answer="yes", reason="Han vil gerne.", visibility="near")
    release.reason = "Noget andet."
    with pytest.raises(IntegrityError), transaction.atomic():
        release.save()
    values = {
        field.attname: getattr(release, field.attname)
        for field in Release._meta.local_concrete_fields
        if field.name not in ("id", "reason")
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        Release(reason="", **values).save(force_insert=True)
