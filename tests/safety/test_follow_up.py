"""Follow-ups: the rules of the meeting, whoever's page asks."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import translation

from families.models import Family, Member, Professional, Tier, Visibility
from roskilde import clock
from safety.models import FOUR, Answer, FollowUp, Presence, Question
from tests.makers import make_answer, make_follow_up, make_goal, make_network_person, make_person

WHY = "the test reads all"


@pytest.fixture
def consultant(family: Family, coordinator: Professional) -> Professional:
    """Near, from where it is decided whether the family's money is stopped."""
    person = make_person("Kasper Holst", "jobkonsulent", title="jobkonsulent", sector="Jobcenter")
    family.involve(person, tier=Tier.NEAR, function="Jobkonsulent", reason="need", by=coordinator)
    return person


def end(follow_up: FollowUp, by: Professional, **changes: Any) -> FollowUp | None:
    fields = {"presences": {}, "interpreter": "not_needed", "language": "so"}
    return follow_up.end(by=by, **{**fields, **changes})


@pytest.mark.demand("R69")
def test_the_four_questions_stand_in_the_papers_order() -> None:
    assert [*FOUR] == list(Question)[:4]
    with translation.override("en"):
        assert [str(each.label) for each in FOUR] == [
            "What is going better?",
            "What happens that is a sign that things are going in the right direction?",
            "What has it taken of you to get here?",
            "How did you do it?",
        ]


def test_nobody_leads_who_comes_from_where_the_case_is_decided(
    family: Family, coordinator: Professional, near: Professional, consultant: Professional
) -> None:
    with pytest.raises(ValidationError) as refusal:
        make_follow_up(family, coordinator, led_by=consultant)
    assert "Jobcenter" in refusal.value.message_dict["led_by"][0]
    for person in (coordinator, near):
        assert make_follow_up(family, coordinator, led_by=person).led_by == person


def test_a_stranger_does_not_lead(family: Family, coordinator: Professional, stranger: Professional) -> None:
    with pytest.raises(ValidationError):
        make_follow_up(family, coordinator, led_by=stranger)


def test_it_is_led_by_one_person(family: Family, coordinator: Professional) -> None:
    with pytest.raises(ValidationError) as refusal:
        make_follow_up(family, coordinator, led_by=coordinator, led_by_name="Ruth")
    assert refusal.value.error_dict["__all__"][0].code == "led_by_name"


def test_what_passed_is_not_agreed_and_what_has_begun_is_not_changed_or_called_off(
    family: Family, coordinator: Professional, under_way: FollowUp
) -> None:
    with pytest.raises(ValidationError):
        make_follow_up(family, coordinator, on=clock.today() - timedelta(days=1))
    with pytest.raises(ValidationError):
        under_way.change(by=coordinator, chosen=[], others=[])
    with pytest.raises(ValidationError):
        under_way.call_off(by=coordinator, reason="Sygdom")


def test_it_is_called_off_with_a_reason_and_then_not_begun(family: Family, coordinator: Professional) -> None:
    follow_up = make_follow_up(family, coordinator)
    with pytest.raises(ValidationError):
        follow_up.call_off(by=coordinator, reason=" ")
    follow_up.refresh_from_db()
    follow_up.call_off(by=coordinator, reason="Hodan er syg.")
    with pytest.raises(ValidationError):
        follow_up.begin(by=coordinator)
    assert FollowUp.next_on(family) is None


def test_a_second_who_begins_joins_the_first(
    family: Family, coordinator: Professional, near: Professional
) -> None:
    follow_up = make_follow_up(family, coordinator)
    follow_up.begin(by=near)
    FollowUp.objects.get(pk=follow_up.pk).begin(by=coordinator)
    follow_up.refresh_from_db()
    assert (follow_up.begun_by, follow_up.on) == (near, clock.today())


def test_exactly_those_are_invited_and_the_familys_choice_is_kept(
    family: Family, mother: Member, coordinator: Professional, near: Professional
) -> None:
    fatuma = make_network_person(family, coordinator)
    follow_up = make_follow_up(family, coordinator, chosen=[mother, fatuma], others=[near])

    def invited() -> dict[str, bool]:
        rows = follow_up.attendances.all()
        return {str(each.speaker): each.chosen_by_family for each in rows}

    assert invited() == {"Hodan": True, "Fatuma": True, "Birgitte Ørum": False}
    follow_up.invite([mother, near], by=coordinator)
    assert invited() == {"Hodan": True, "Birgitte Ørum": True}
    assert follow_up.attendances.model.history.filter(history_type="-").count() == 1


@pytest.mark.demand("R69")
def test_a_worry_waits_until_somebody_was_asked_what_goes_better(
    under_way: FollowUp, coordinator: Professional
) -> None:
    with pytest.raises(ValidationError) as refusal:
        make_answer(under_way, coordinator, question=Question.WORRY, words="Huslejen.")
    assert refusal.value.code == "too_early"
    make_answer(under_way, coordinator, question=Question.PARKED, words="Huslejen.")
    make_answer(under_way, coordinator)
    make_answer(under_way, coordinator, question=Question.WORRY, words="Huslejen.")


def test_nothing_is_answered_before_it_begins(
    family: Family, mother: Member, coordinator: Professional
) -> None:
    follow_up = make_follow_up(family, coordinator)
    with pytest.raises(ValidationError):
        Answer.say(follow_up, Question.BETTER, by=coordinator, speaker=mother, words="Vi sover.")


def test_it_does_not_end_before_the_family_has_said_something_itself(
    under_way: FollowUp, mother: Member, coordinator: Professional, near: Professional
) -> None:
    make_answer(under_way, coordinator, speaker=near)
    make_answer(under_way, coordinator, is_quote=False)
    make_answer(under_way, coordinator, question=Question.PARKED)
    with pytest.raises(ValidationError):
        end(under_way, coordinator)
    under_way.refresh_from_db()
    make_answer(under_way, coordinator, speaker=mother, is_quote=True)
    assert under_way.obstacles(coordinator) == []
    end(under_way, coordinator)
    under_way.refresh_from_db()
    assert under_way.ended_by == coordinator
    with pytest.raises(ValidationError):
        end(under_way, coordinator)


def test_a_shielded_answer_ends_nothing_for_those_who_do_not_see_it(
    under_way: FollowUp, coordinator: Professional, leader: Professional, near: Professional
) -> None:
    answer = make_answer(under_way, near)
    answer.shield(by=near, named=[leader], reason="Hun bad om det.")
    assert under_way.obstacles(coordinator) != []
    assert under_way.obstacles(near) == under_way.obstacles(leader) == []


@pytest.mark.demand("S14")
def test_ending_it_says_who_came_and_agrees_the_next_one_with_the_same_people(
    family: Family, mother: Member, coordinator: Professional, near: Professional
) -> None:
    son = family.members.get(name="Zakariye")
    follow_up = make_follow_up(
        family,
        coordinator,
        on=clock.today(),
        chosen=[mother],
        others=[near],
        led_by=coordinator,
        place="Hjemme",
    )
    make_answer(follow_up, coordinator)
    following = end(
        follow_up,
        coordinator,
        presences={mother: Presence.CAME, near: Presence.EXCUSED, son: Presence.CAME},
        next_on=follow_up.next_by_rhythm,
    )
    said = {str(each.speaker): each.presence for each in follow_up.attendances.all()}
    assert said == {"Hodan": "came", "Birgitte Ørum": "excused", "Zakariye": "came"}
    assert following
    assert following.on == clock.today() + timedelta(weeks=8)
    assert (following.led_by, following.place) == (coordinator, "Hjemme")
    assert {str(each.speaker): each.chosen_by_family for each in following.attendances.all()} == {
        "Hodan": True, "Birgitte Ørum": False, "Zakariye": False,
    }  # fmt: skip
    assert FollowUp.next_on(family) == following.on


def test_it_makes_no_second_next_one(family: Family, coordinator: Professional, under_way: FollowUp) -> None:
    make_follow_up(family, coordinator)
    make_answer(under_way, coordinator)
    assert end(under_way, coordinator, next_on=under_way.next_by_rhythm) is None
    assert family.follow_ups.coming().count() == 1


@pytest.mark.demand("S14")
def test_whoever_interpreted_is_named_and_a_child_is_told_of(
    family: Family, coordinator: Professional, under_way: FollowUp
) -> None:
    make_answer(under_way, coordinator)
    with pytest.raises(ValidationError) as refusal:
        end(under_way, coordinator, interpreter="present")
    assert "interpreter_name" in refusal.value.message_dict
    under_way.refresh_from_db()
    end(
        under_way, coordinator, interpreter="present", interpreting_member=family.members.get(name="Zakariye")
    )
    assert under_way.is_interpreted_by_a_child


def test_paper_is_typed_up_for_the_day_it_was_held(family: Family, coordinator: Professional) -> None:
    follow_up = make_follow_up(family, coordinator, on=clock.today())
    with pytest.raises(ValidationError):
        follow_up.begin(by=coordinator, on=clock.today() + timedelta(days=1))
    follow_up.begin(by=coordinator, on=clock.today() - timedelta(days=2))
    assert follow_up.on == clock.today() - timedelta(days=2)


def test_the_day_that_passed_is_not_the_next_one(family: Family, coordinator: Professional) -> None:
    follow_up = make_follow_up(family, coordinator, on=clock.today())
    assert FollowUp.next_on(family) == follow_up.on
    FollowUp.objects.unrecorded("a day goes by").filter(pk=follow_up.pk).update(
        on=clock.today() - timedelta(days=1)
    )
    assert FollowUp.next_on(family) is None
    assert family.follow_ups.coming().get().has_passed


@pytest.mark.demand("R69")
def test_a_sign_points_at_one_of_the_familys_goals(
    under_way: FollowUp, mother: Member, coordinator: Professional
) -> None:
    goal = make_goal(under_way.family, coordinator)
    sign = make_answer(under_way, coordinator, question=Question.SIGNS, goal=goal)
    assert list(goal.signs.for_nobody(WHY)) == [sign]
    with pytest.raises(ValidationError):
        make_answer(under_way, coordinator, question=Question.HOW, goal=goal)


def test_only_the_author_and_the_core_mend_an_answer(
    family: Family,
    under_way: FollowUp,
    mother: Member,
    coordinator: Professional,
    near: Professional,
    consultant: Professional,
) -> None:
    answer = make_answer(under_way, near)
    son = family.members.get(name="Zakariye")
    answer.change(by=near, speaker=son, words="Vi spiser.")
    answer.change(by=coordinator, speaker=mother, words="Vi spiser sammen.")
    assert (answer.speaker, answer.words) == (mother, "Vi spiser sammen.")
    with pytest.raises(ValidationError):
        answer.change(by=consultant, speaker=mother, words="Nej.")
    with pytest.raises(ValidationError):
        answer.shield(by=consultant, named=[consultant], reason="Fordi.")


@pytest.mark.demand("S50")
def test_what_is_shielded_is_seen_by_those_named_until_it_is_released_with_a_reason(
    family: Family, under_way: FollowUp, coordinator: Professional, leader: Professional, near: Professional
) -> None:
    answer = make_answer(under_way, near)

    def seen_by() -> list[str]:
        people = (coordinator, leader, near)
        return [
            person.name
            for person in people
            if Answer.objects.visible_to(person).filter(pk=answer.pk).exists()
        ]

    with pytest.raises(ValidationError):
        answer.shield(by=near, named=[leader], reason="")
    answer.refresh_from_db(from_queryset=Answer._base_manager.all())
    answer.shield(by=near, named=[leader], reason="Hun bad om det.")
    assert seen_by() == ["Mette Krogh", "Birgitte Ørum"]
    with pytest.raises(ValidationError):
        answer.release(by=near, visibility=Visibility.NAMED, reason="Nej.")
    answer.release(by=near, visibility=Visibility.NEAR, reason="Hun vil gerne nu.")
    assert seen_by() == ["Jonas Bech", "Mette Krogh", "Birgitte Ørum"]
    why = answer.history.order_by("-revision").values_list("history_change_reason", flat=True)
    assert list(why)[:2] == ["Hun vil gerne nu.", "Hun bad om det."]
    with pytest.raises(ValidationError):
        answer.release(by=near, visibility=Visibility.NEAR, reason="Igen.")


def test_what_is_parked_is_taken_up_once_and_nothing_else_is(
    under_way: FollowUp, coordinator: Professional, near: Professional
) -> None:
    parked = make_answer(under_way, coordinator, question=Question.PARKED)
    parked.take_up(by=near)
    parked.take_up(by=coordinator)
    assert parked.taken_up_by == near
    with pytest.raises(ValidationError):
        make_answer(under_way, coordinator).take_up(by=near)


def refused(change: Any) -> bool:
    try:
        with transaction.atomic():
            change()
    except IntegrityError:
        return True
    return False


def test_the_database_keeps_its_promises(
    family: Family, coordinator: Professional, under_way: FollowUp
) -> None:
    answer = make_answer(under_way, coordinator)
    attendance_of = make_follow_up(family, coordinator, chosen=family.members.all()[:1])
    rows: Any = FollowUp.objects.unrecorded("broken once").filter(pk=under_way.pk)
    coming: Any = FollowUp.objects.unrecorded("broken once").filter(pk=attendance_of.pk)
    answers: Any = Answer.objects.for_nobody("broken once").unrecorded("broken once").filter(pk=answer.pk)
    attendances: Any = attendance_of.attendances.model.objects.unrecorded("broken once")
    now = clock.now()
    assert refused(lambda: rows.update(begun_by=None))
    assert refused(lambda: rows.update(ended_at=now))
    assert refused(lambda: coming.update(ended_at=now, ended_by=coordinator))
    assert refused(lambda: coming.update(called_off_at=now))
    assert refused(lambda: coming.update(called_off_at=now, called_off_by=coordinator))
    assert refused(lambda: coming.update(led_by=coordinator, led_by_name="Ruth"))
    assert refused(lambda: answers.update(words=""))
    assert refused(lambda: answers.update(member=None))
    assert refused(lambda: answers.update(taken_up_at=now))
    assert refused(lambda: attendances.filter(follow_up=attendance_of).update(professional=coordinator))
    once = attendance_of.attendances.get()
    twice = type(once)(follow_up=attendance_of, member=once.member)
    assert refused(lambda: twice.save(by=coordinator))
