"""The room: one question at a time, on a screen that the family sees."""

from typing import Any

import pytest

from families.models import Family, Member, Professional, Visibility
from safety.models import FOUR, Answer, FollowUp, NextStep, Question, Rating, Scale, Statement
from tests.makers import make_answer, make_follow_up
from tests.safety.asking import SignedIn, errors, text, url

WHY = "the test reads all"


def said(**fields: Any) -> dict[str, Any]:
    return {"words": "Vi griner igen.", "is_quote": "on", **fields}


def make_scale(family: Family, by: Professional, **changes: Any) -> Scale:
    danger = Statement.write(
        family,
        by=by,
        speaker=by,
        about=family.members.filter(name="Zakariye"),
        category="danger",
        words="At pengene slipper op.",
        **changes,
    )
    return Scale.pair(danger, by=by, zero="Familien står uden bolig.", ten="Alt kører.")


@pytest.mark.demand("R69")
@pytest.mark.parametrize("question", FOUR)
def test_each_question_is_answered_by_one_person_and_stands_as_a_card(
    question: Question,
    family: Family,
    mother: Member,
    under_way: FollowUp,
    coordinator: Professional,
    signed_in: SignedIn,
) -> None:
    client, page = signed_in(coordinator), url("lead_follow_up", family, under_way.pk, question)
    answer = client.post(page, said(speaker=mother.pk), follow=True)
    assert answer.redirect_chain[0][0] == page
    kept = Answer.objects.for_nobody(WHY).get()
    assert (kept.question, kept.speaker, kept.is_quote, kept.visibility) == (question, mother, True, "near")
    assert "Vi griner igen." in text(answer)


def test_nothing_is_asked_before_it_begins_and_after_it_has_ended(
    family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    coming = make_follow_up(family, coordinator)
    client = signed_in(coordinator)
    assert client.get(url("lead_follow_up", family, coming.pk, "better")).status_code == 302
    assert client.get(url("lead_follow_up", family, coming.pk, "nonsense")).status_code == 404


def test_an_answer_needs_a_speaker_and_words(
    family: Family, mother: Member, under_way: FollowUp, coordinator: Professional, signed_in: SignedIn
) -> None:
    client, page = signed_in(coordinator), url("lead_follow_up", family, under_way.pk, "better")
    assert set(errors(client.post(page, said()))) == {"speaker"}
    assert set(errors(client.post(page, {"speaker": mother.pk}))) == {"words"}


def test_a_trembling_thumb_writes_one_answer(
    family: Family, mother: Member, under_way: FollowUp, coordinator: Professional, signed_in: SignedIn
) -> None:
    client, page = signed_in(coordinator), url("lead_follow_up", family, under_way.pk, "better")
    for _tap in range(2):
        client.post(page, said(speaker=mother.pk))
    assert Answer.objects.for_nobody(WHY).count() == 1


@pytest.mark.demand("R69")
def test_what_comes_too_early_is_parked_with_its_speaker_and_taken_up_later(
    family: Family, mother: Member, under_way: FollowUp, coordinator: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(coordinator)
    page = url("lead_follow_up", family, under_way.pk, "worry")
    assert errors(client.post(page, said(speaker=mother.pk)))["__all__"]
    client.post(page, said(speaker=mother.pk, park="1"))
    parked = Answer.objects.for_nobody(WHY).get()
    assert (parked.question, parked.speaker) == (Question.PARKED, mother)
    assert client.post(url("take_up_answer", family, parked.pk)).headers["Location"] == page
    assert "Taget op" in text(client.get(page))


def test_a_disclosure_is_met_with_what_to_do(
    family: Family, mother: Member, under_way: FollowUp, coordinator: Professional, signed_in: SignedIn
) -> None:
    page = url("lead_follow_up", family, under_way.pk, "better")
    answer = signed_in(coordinator).post(page, said(speaker=mother.pk, words="Han slog mig."), follow=True)
    assert "En note her er ikke en underretning" in str([str(each) for each in answer.context["messages"]])


@pytest.mark.demand("S50")
def test_what_is_for_fewer_eyes_never_stands_on_the_screen_in_the_room(
    family: Family, under_way: FollowUp, leader: Professional, near: Professional, signed_in: SignedIn
) -> None:
    answer = make_answer(under_way, near, words="Kun til dig")
    parked = make_answer(under_way, near, question=Question.PARKED, words="Også kun til dig")
    for each in (answer, parked):
        each.shield(by=near, named=[leader], reason="Hun bad om det.")
    shielded = make_scale(family, leader, visibility=Visibility.NAMED)
    client = signed_in(leader)
    for step in ("better", "numbers", "worry", "steps"):
        page = text(client.get(url("lead_follow_up", family, under_way.pk, step)))
        assert "kun til dig" not in page.lower()
        assert shielded.versions.get().zero not in page
    assert "kun til dig" not in text(client.get(url("end_follow_up", family, under_way.pk))).lower()
    assert "Kun til dig" in text(client.get(url("show_follow_up", family, under_way.pk)))


@pytest.mark.demand("R68")
def test_numbers_are_given_one_person_after_the_other_and_nobody_sees_them(
    family: Family, mother: Member, under_way: FollowUp, coordinator: Professional, signed_in: SignedIn
) -> None:
    scale = make_scale(family, coordinator)
    client, page = signed_in(coordinator), url("lead_follow_up", family, under_way.pk, "numbers")
    number, because = f"number-{mother.pk}-{scale.pk}", f"because-{mother.pk}-{scale.pk}"
    assert errors(client.post(f"{page}?who={mother.pk}", {"draft": ""}))["__all__"]
    assert number in errors(client.post(f"{page}?who={mother.pk}", {because: "Jeg åbner kuverterne."}))
    for _tap in range(2):
        client.post(f"{page}?who={mother.pk}", {number: "6", because: "Jeg åbner kuverterne."})
    rating = Rating.objects.for_nobody(WHY).get()
    assert (rating.value, rating.because, rating.follow_up, rating.speaker) == (
        6,
        "Jeg åbner kuverterne.",
        under_way,
        mother,
    )
    shown = client.get(page)
    assert "Jeg åbner kuverterne." not in text(shown)
    assert shown.context["rater"] != mother
    son = family.members.get(name="Zakariye")
    client.post(f"{page}?who={son.pk}", {f"number-{son.pk}-{scale.pk}": "declined"})
    assert Rating.objects.for_nobody(WHY).get(member=son).no_number == "declined"


def test_next_steps_have_a_person_and_a_day(
    family: Family, mother: Member, under_way: FollowUp, coordinator: Professional, signed_in: SignedIn
) -> None:
    client, page = signed_in(coordinator), url("lead_follow_up", family, under_way.pk, "steps")
    assert set(errors(client.post(page, {"words": "Ringer"}))) == {"who", "due_on"}
    for _tap in range(2):
        client.post(page, {"who": mother.pk, "words": "Ringer til skolen", "due_on": "2099-01-01"})
    step = NextStep.objects.for_nobody(WHY).get()
    assert (step.speaker, step.follow_up) == (mother, under_way)
    assert "Ringer til skolen" in text(client.get(url("show_follow_up", family, under_way.pk)))
