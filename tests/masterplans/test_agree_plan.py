"""Agreeing needs a date, who took part, the language and the interpreter; nothing more."""

import pytest

from families.models import Family, InterpreterUse, Member, Professional
from masterplans.models import Masterplan, PlanStatus
from safety.models import Goal
from tests.makers import make_goal
from tests.masterplans.asking import SignedIn, agree_post, errors, text, url
from tests.world import World


@pytest.mark.demand("R45", "R55", "S14")
def test_the_draft_becomes_version_1_with_who_took_part_and_how_they_spoke(
    goal: Goal,
    plan: Masterplan,
    family: Family,
    mother: Member,
    near: Professional,
    coordinator: Professional,
    signed_in: SignedIn,
) -> None:
    answer = signed_in(coordinator).post(
        url("agree_plan", family),
        agree_post(
            mother,
            professionals=[near.pk],
            interpreter="present",
            interpreter_name="Tolkegruppen, Amina",
        ),
    )
    assert answer["Location"] == url("show_plan", family)
    plan.refresh_from_db()
    assert (plan.status, plan.agreed_version) == (PlanStatus.AGREED, 1)
    version = plan.versions.get()
    assert list(version.members.all()) == [mother]
    assert list(version.professionals.all()) == [near]
    assert (version.language, version.interpreter) == ("so", InterpreterUse.PRESENT)
    assert version.interpreter_name == "Tolkegruppen, Amina"
    assert version.agreed_by == coordinator
    assert version.content["goals"][0]["words"] == goal.words


@pytest.mark.demand("R11")
def test_what_is_unfinished_is_listed_and_stops_nobody(
    plan: Masterplan,
    family: Family,
    mother: Member,
    near: Professional,
    coordinator: Professional,
    signed_in: SignedIn,
) -> None:
    client = signed_in(coordinator)
    gaps = client.get(url("agree_plan", family)).context["gaps"]
    assert {gap.kind for gap in gaps} == {"part", "share", "follow_up"}
    client.post(url("agree_plan", family), agree_post(mother))
    plan.refresh_from_db()
    assert plan.status == PlanStatus.AGREED


def test_the_form_begins_with_today_the_familys_language_and_an_interpreter_where_one_is_needed(
    plan: Masterplan, family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    form = signed_in(coordinator).get(url("agree_plan", family)).context["form"]
    assert str(form["on"].value()) == "2026-11-18"
    assert (form["language"].value(), form["interpreter"].value()) == ("so", InterpreterUse.PRESENT)


@pytest.mark.demand("R11")
def test_nothing_is_agreed_without_the_family(
    plan: Masterplan, family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    answer = signed_in(coordinator).post(url("agree_plan", family), agree_post())
    assert "members" in errors(answer)
    plan.refresh_from_db()
    assert plan.status == PlanStatus.DRAFT


def test_nothing_is_agreed_ahead_of_time(
    plan: Masterplan, family: Family, mother: Member, coordinator: Professional, signed_in: SignedIn
) -> None:
    answer = signed_in(coordinator).post(url("agree_plan", family), agree_post(mother, on="2026-11-19"))
    assert "on" in errors(answer)
    assert not plan.versions.exists()


def test_an_interpreter_who_was_there_has_a_name_and_the_rest_stays_typed(
    plan: Masterplan, family: Family, mother: Member, coordinator: Professional, signed_in: SignedIn
) -> None:
    answer = signed_in(coordinator).post(
        url("agree_plan", family), agree_post(mother, interpreter="phone", on="2026-11-16")
    )
    assert errors(answer)
    assert "2026-11-16" in text(answer)
    assert not plan.versions.exists()


def test_a_second_tap_makes_no_second_version(
    plan: Masterplan, family: Family, mother: Member, coordinator: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(coordinator)
    client.post(url("agree_plan", family), agree_post(mother))
    assert errors(client.post(url("agree_plan", family), agree_post(mother)))
    assert plan.versions.count() == 1


def test_a_revised_plan_is_agreed_as_the_next_version(
    agreed: Masterplan, family: Family, mother: Member, coordinator: Professional, signed_in: SignedIn
) -> None:
    agreed.revise(by=coordinator)
    make_goal(family, coordinator, words="Nyt mål.")
    signed_in(coordinator).post(url("agree_plan", family), agree_post(mother))
    agreed.refresh_from_db()
    assert (agreed.status, agreed.agreed_version) == (PlanStatus.AGREED, 2)
    first, second = agreed.versions.order_by("number")
    assert [goal["words"] for goal in first.content["goals"]] == []
    assert [goal["words"] for goal in second.content["goals"]] == ["Nyt mål."]


def test_a_closed_plan_is_agreed_no_more(
    plan: Masterplan, family: Family, mother: Member, coordinator: Professional, signed_in: SignedIn
) -> None:
    plan.close(by=coordinator, reason="Flyttet.")
    assert errors(signed_in(coordinator).post(url("agree_plan", family), agree_post(mother)))


def test_a_member_of_another_family_did_not_take_part(
    plan: Masterplan, family: Family, others: World, coordinator: Professional, signed_in: SignedIn
) -> None:
    answer = signed_in(coordinator).post(url("agree_plan", family), agree_post(others.member))
    assert "members" in errors(answer)
    answer = signed_in(coordinator).post(
        url("agree_plan", family),
        agree_post(family.members.all()[0], professionals=[others.family.coordinator_id]),
    )
    assert "professionals" in errors(answer)
    assert not plan.versions.exists()


@pytest.mark.demand("R45")
def test_it_asks_for_the_right(
    plan: Masterplan,
    family: Family,
    mother: Member,
    near: Professional,
    peripheral: Professional,
    stranger: Professional,
    signed_in: SignedIn,
) -> None:
    people = (near, peripheral, stranger)
    assert [signed_in(each).get(url("agree_plan", family)).status_code for each in people] == [403, 403, 404]
    posts = [signed_in(each).post(url("agree_plan", family), agree_post(mother)) for each in people]
    assert [answer.status_code for answer in posts] == [403, 403, 404]
    assert not plan.versions.exists()


def test_a_family_without_a_plan_has_nothing_to_agree(
    family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    assert signed_in(coordinator).get(url("agree_plan", family)).status_code == 404
