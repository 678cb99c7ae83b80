"""The plan as it was agreed."""

from datetime import timedelta

import pytest
from django.utils import translation

from families.models import Family, Member, Professional
from masterplans.frozen import frozen_when
from masterplans.models import Masterplan
from roskilde import clock
from safety.models import Goal
from tests.makers import make_activity, make_goal
from tests.masterplans.asking import SignedIn, cost, settle, text, url
from tests.masterplans.conftest import agree
from tests.world import World


@pytest.mark.demand("R55", "R56", "R58")
def test_it_reads_as_on_the_day_whatever_has_changed_since(
    goal: Goal,
    plan: Masterplan,
    family: Family,
    mother: Member,
    son: Member,
    near: Professional,
    coordinator: Professional,
    signed_in: SignedIn,
) -> None:
    make_activity(family, near, goal=goal, title="Morgenmad i huset", place="Holbækvejen 44 B")
    plan.aim_at("Venner i klassen.", by=coordinator, member=son)
    agree(plan, coordinator, mother)
    goal.words, son.name = "Helt andre ord.", "Zak"
    goal.save(by=near)
    son.save(by=coordinator)
    page = text(signed_in(near).get(url("show_version", family, 1)))
    for shown in ("Vi spiser morgenmad alle sammen.", "Morgenmad i huset", "Holbækvejen 44 B"):
        assert shown in page
    for shown in ("Venner i klassen.", "Zakariye", family.hopes):
        assert shown in page
    assert "Helt andre ord." not in page


def test_a_goal_stands_under_the_member_it_is_for_with_its_status(
    plan: Masterplan,
    family: Family,
    mother: Member,
    son: Member,
    coordinator: Professional,
    signed_in: SignedIn,
) -> None:
    goal = make_goal(family, coordinator, words="Zakariye er i skole.", member=son)
    settle(goal, "reached", coordinator)
    agree(plan, coordinator, mother)
    answer = signed_in(coordinator).get(url("show_version", family, 1))
    parts = {part["name"]: [goal["words"] for goal in part["goals"]] for part in answer.context["parts"]}
    assert parts == {"": [], "Hodan": [], "Zakariye": ["Zakariye er i skole."], "Ayaan": []}
    assert str(goal.get_status_display()) in text(answer)


def test_who_has_left_the_household_since_still_stands_in_it(
    plan: Masterplan,
    family: Family,
    mother: Member,
    son: Member,
    coordinator: Professional,
    signed_in: SignedIn,
) -> None:
    make_goal(family, coordinator, member=son)
    agree(plan, coordinator, mother)
    son.left_on = clock.today()
    son.save(by=coordinator)
    answer = signed_in(coordinator).get(url("show_version", family, 1))
    assert "Zakariye" in [part["name"] for part in answer.context["parts"]]


def test_a_part_for_named_people_is_not_there_for_others_in_any_version(
    plan: Masterplan,
    family: Family,
    mother: Member,
    son: Member,
    near: Professional,
    coordinator: Professional,
    signed_in: SignedIn,
) -> None:
    """Neither its words, nor the name of somebody who stands in nothing else."""
    hidden = make_goal(family, coordinator, words="Hemmeligt.", member=son, visibility="named")
    make_activity(family, coordinator, title="Samtale i enrum", members=[son], visibility="named")
    son.left_on = clock.today() - timedelta(days=1)
    son.save(by=coordinator)
    agree(plan, coordinator, mother)
    page = url("show_version", family, 1)
    assert "Hemmeligt." in text(signed_in(coordinator).get(page))
    for_others = text(signed_in(near).get(page))
    for never in ("Hemmeligt.", "Samtale i enrum", "Zakariye"):
        assert never not in for_others
    hidden.name_people([near], by=coordinator)
    assert "Hemmeligt." in text(signed_in(near).get(page))


def test_what_was_shared_and_is_hidden_now_is_hidden_in_old_versions_too(
    goal: Goal,
    plan: Masterplan,
    family: Family,
    mother: Member,
    near: Professional,
    consultant: Professional,
    coordinator: Professional,
    signed_in: SignedIn,
) -> None:
    agree(plan, coordinator, mother)
    goal.visibility = "core"
    goal.save(by=near)
    assert goal.words not in text(signed_in(consultant).get(url("show_version", family, 1)))


@pytest.mark.parametrize("number", [0, 2, 10**9, 10**30])
def test_a_version_that_is_not_there_is_not_found(
    number: int, agreed: Masterplan, family: Family, near: Professional, signed_in: SignedIn
) -> None:
    assert signed_in(near).get(url("show_version", family, number)).status_code == 404


def test_it_asks_for_the_right(
    agreed: Masterplan,
    family: Family,
    others: World,
    near: Professional,
    peripheral: Professional,
    stranger: Professional,
    signed_in: SignedIn,
) -> None:
    page = url("show_version", family, 1)
    assert [signed_in(each).get(page).status_code for each in (peripheral, stranger)] == [403, 404]
    assert signed_in(near).get(url("show_version", others.family, 1)).status_code == 404


def test_fifty_goals_cost_as_many_queries_as_one(
    goal: Goal,
    plan: Masterplan,
    family: Family,
    mother: Member,
    coordinator: Professional,
    signed_in: SignedIn,
) -> None:
    client = signed_in(coordinator)
    agree(plan, coordinator, mother)
    one = cost(client, url("show_version", family, 1))
    plan.revise(by=coordinator)
    for _number in range(49):
        make_activity(family, coordinator, goal=make_goal(family, coordinator))
    agree(plan, coordinator, mother)
    assert cost(client, url("show_version", family, 2)) == one <= 10


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"weekdays": "02", "starts_at": "09:00"}, "Monday and Wednesday 9:00"),  # as versions were before
        ({"weekdays": "", "starts_at": "09:00"}, "2 Nov 2026 9:00"),
        ({"rule": "", "starts_at": "09:00"}, "2 Nov 2026 9:00"),
        ({"rule": "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "starts_at": "09:00"}, "every second week, Monday 9:00"),
        ({"rule": "FREQ=WEEKLY", "starts_at": ""}, "some day each week"),
    ],
)
def test_when_an_activity_took_place_is_told_of_old_versions_and_of_new_ones(
    told: dict[str, str], words: str
) -> None:
    with translation.override("en"):
        assert frozen_when({"starts_on": "2026-11-02", **told}) == words
