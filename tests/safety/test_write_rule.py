"""A rule is written with the family: from nothing, for a worry, or out of "How did you do it?"."""

from datetime import timedelta
from typing import Any

import pytest

from families.models import Family, Professional, Visibility
from roskilde import clock
from safety.models import Answer, FollowUp, Question, RuleKind, SafetyRule
from tests.makers import make_family, make_network_person, make_rule
from tests.masterplans.asking import errors, text
from tests.safety.closing import SignedIn, make_danger, rule_post, url


def rules(family: Family) -> list[SafetyRule]:
    return list(family.safety_rules.for_nobody("the test looks at all of them"))


def answered(family: Family, by: Professional, question: Question = Question.HOW, **changes: Any) -> Answer:
    follow_up = FollowUp.arrange(family, by=by, on=clock.today())
    follow_up.begin(by=by)
    Answer.say(follow_up, Question.BETTER, by=by, speaker=family.members.all()[0], words="Vi sover bedre.")
    fields = {"speaker": family.members.order_by("born_on")[0], "words": "Tre konvolutter."}
    return Answer.say(follow_up, question, by=by, **{**fields, **changes})


@pytest.mark.demand("R66")
def test_it_names_one_person_who_does_it(family: Family, near: Professional, signed_in: SignedIn) -> None:
    answer = signed_in(near).post(url("write_rule", family), rule_post(family))
    (rule,) = rules(family)
    assert answer["Location"] == rule.get_absolute_url()
    assert (rule.speaker, rule.words) == (
        family.members.get(name="Hodan"),
        "Tre konvolutter: husleje, mad, resten.",
    )
    assert (rule.author, rule.trigger) == (near, "Når pengene kommer")


def test_somebody_of_the_network_steps_in(family: Family, near: Professional, signed_in: SignedIn) -> None:
    person = make_network_person(family, near)
    post = rule_post(family, kind="steps_in", speaker=str(person.pk))
    signed_in(near).post(url("write_rule", family), post)
    assert rules(family)[0].speaker == person
    assert rules(family)[0].is_in_own_hands


@pytest.mark.parametrize("missing", ["words", "speaker"])
def test_nobody_and_nothing_is_no_rule(
    missing: str, family: Family, near: Professional, signed_in: SignedIn
) -> None:
    answer = signed_in(near).post(url("write_rule", family), rule_post(family, **{missing: ""}))
    assert missing in errors(answer)
    assert not rules(family)


def test_a_child_who_calls_for_help_is_named(family: Family, near: Professional, signed_in: SignedIn) -> None:
    client, child = signed_in(near), family.members.get(name="Zakariye")
    nobody = client.post(url("write_rule", family), rule_post(family, kind="call"))
    assert "child" in errors(nobody)
    client.post(url("write_rule", family), rule_post(family, kind="call", child=str(child.pk)))
    assert rules(family)[0].child == child


def test_other_rules_are_no_childs(family: Family, near: Professional, signed_in: SignedIn) -> None:
    child = family.members.get(name="Zakariye")
    signed_in(near).post(url("write_rule", family), rule_post(family, child=str(child.pk)))
    assert rules(family)[0].child is None


def test_it_begins_with_the_worry_it_is_asked_for(
    family: Family, near: Professional, signed_in: SignedIn
) -> None:
    danger = make_danger(family, near)
    page = f"{url('write_rule', family)}?danger={danger.pk}"
    client = signed_in(near)
    assert client.get(page).context["form"]["danger"].value() == danger.pk
    client.post(page, rule_post(family, danger=str(danger.pk)))
    assert rules(family)[0].danger == danger


@pytest.mark.demand("R69")
def test_how_did_you_do_it_becomes_a_rule_in_the_same_words(
    family: Family, near: Professional, signed_in: SignedIn
) -> None:
    said = answered(family, near)
    page = f"{url('write_rule', family)}?answer={said.pk}"
    form = signed_in(near).get(page).context["form"]
    assert (form["words"].value(), form["speaker"].value()) == (said.words, str(said.speaker_key))
    signed_in(near).post(page, rule_post(family, words=said.words))
    (rule,) = rules(family)
    assert rule.from_answer == said
    again = signed_in(near).get(page)
    assert again["Location"] == rule.get_absolute_url()


@pytest.mark.parametrize("question", [Question.WORRY, Question.BETTER])
def test_no_other_answer_becomes_one(
    question: Question, family: Family, near: Professional, signed_in: SignedIn
) -> None:
    said = answered(family, near, question=question)
    assert signed_in(near).get(f"{url('write_rule', family)}?answer={said.pk}").status_code == 404


def test_an_answer_that_one_may_not_see_is_not_there(
    family: Family, near: Professional, coordinator: Professional, leader: Professional, signed_in: SignedIn
) -> None:
    said = answered(family, near, visibility=Visibility.NAMED)
    elsewhere = answered(make_family(coordinator, "Haidari", members=None), coordinator)
    for key in (said.pk, elsewhere.pk, "nonsens"):
        page = f"{url('write_rule', family)}?answer={key}"
        assert signed_in(leader).get(page).status_code == 404
        assert signed_in(leader).post(page, rule_post(family)).status_code == 404
    assert not rules(family)


def test_an_answer_whose_rule_one_may_not_see_makes_no_second_one(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    said = answered(family, near)
    make_rule(family, near, from_answer=said, visibility=Visibility.NAMED)
    page = f"{url('write_rule', family)}?answer={said.pk}"
    assert signed_in(coordinator).get(page).status_code == 403
    assert "tre konvolutter" not in text(signed_in(coordinator).get(page))


def test_what_comes_from_something_shielded_is_shielded(
    family: Family, near: Professional, signed_in: SignedIn
) -> None:
    danger = make_danger(family, near, visibility=Visibility.NAMED)
    post = rule_post(family, danger=str(danger.pk))
    assert "visibility" in errors(signed_in(near).post(url("write_rule", family), post))
    signed_in(near).post(url("write_rule", family), {**post, "visibility": "named"})
    assert rules(family)[0].visibility == Visibility.NAMED


def test_what_it_may_point_at_is_the_familys_own(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    other = make_family(coordinator, "Haidari")
    danger = make_danger(other, coordinator)
    changes = {
        "speaker": other.members.all()[0].pk,
        "child": other.members.all()[1].pk,
        "danger": danger.pk,
    }
    for field, key in changes.items():
        post = rule_post(family, **{field: str(key), "kind": "call" if field == "child" else "everyday"})
        assert field in errors(signed_in(near).post(url("write_rule", family), post))
    hidden = make_danger(family, coordinator, visibility=Visibility.NAMED)
    answer = signed_in(near).post(url("write_rule", family), rule_post(family, danger=str(hidden.pk)))
    assert "danger" in errors(answer)
    assert not rules(family)


def test_a_double_tap_makes_one_rule(family: Family, near: Professional, signed_in: SignedIn) -> None:
    child = str(family.members.get(name="Zakariye").pk)
    for kind in (RuleKind.EVERYDAY, RuleKind.EVERYDAY, RuleKind.CALL, RuleKind.CALL):
        signed_in(near).post(url("write_rule", family), rule_post(family, kind=kind, child=child))
    assert [rule.kind for rule in rules(family)] == ["everyday", "call"]


def test_it_does_not_hold_from_tomorrow(family: Family, near: Professional, signed_in: SignedIn) -> None:
    tomorrow = str(clock.today() + timedelta(days=1))
    assert "since" in errors(
        signed_in(near).post(url("write_rule", family), rule_post(family, since=tomorrow))
    )


def test_words_that_sound_like_danger_bring_up_what_to_do(
    family: Family, near: Professional, signed_in: SignedIn
) -> None:
    post = rule_post(family, words="Når far slår, går vi over til Fatuma.")
    answer = signed_in(near).post(url("write_rule", family), post, follow=True)
    assert "En note her er ikke en underretning" in text(answer)
    assert "Er du bekymret for et barn?" in text(signed_in(near).get(url("write_rule", family)))
