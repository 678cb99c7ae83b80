"""docs/rights.md and families/rights.py say the same."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from families.models import Family, Professional, Role
from families.rights import EVERYBODY, ROLE_RIGHTS, TIER_RIGHTS, Right
from safety.models import Goal
from tests.makers import make_goal

PAGE = Path(settings.BASE_DIR) / "docs" / "rights.md"


def table() -> dict[str, set[str]]:
    """The page's table: for each right, the columns that hold it."""
    rows = [
        [cell.strip() for cell in line.strip().strip("|").split("|")]
        for line in PAGE.read_text().splitlines()
    ]
    start = next(number for number, row in enumerate(rows) if row[0] == "right")
    columns = rows[start][1:]
    found = {}
    for row in rows[start + 2 :]:
        if not (name := re.fullmatch(r"`(\w+)`", row[0])):
            break
        found[name[1]] = {column for column, cell in zip(columns, row[1:], strict=True) if cell}
    return found


def test_the_page_says_what_the_code_does() -> None:
    holders = {right.value: set[str]() for right in Right}
    for tier, rights in TIER_RIGHTS.items():
        for right in rights:
            holders[right].add(tier.value)
    for role, rights in ROLE_RIGHTS.items():
        for right in rights | EVERYBODY:
            holders[right].add(role.value)

    assert table() == holders


def test_the_unit_and_the_town_hall_share_no_right_to_a_family() -> None:
    tiers = frozenset[Right]().union(*TIER_RIGHTS.values())

    for role in (Role.CITY_HALL, Role.STEERING_GROUP, Role.DPO, Role.ADMINISTRATOR):
        assert not ROLE_RIGHTS[role] & tiers


@pytest.mark.parametrize("perm", [*Right, "view_goal", "families.view_family", "anything"])
def test_has_perm_answers_every_question_of_a_stranger_with_no(
    perm: str, family: Family, stranger: Professional
) -> None:
    assert not stranger.has_perm(perm, family)


def test_a_grant_answers_for_the_goal_that_it_names_alone(
    family: Family, coordinator: Professional, peripheral: Professional
) -> None:
    goal, other = (make_goal(family, coordinator) for _n in range(2))
    goal.name_people([peripheral], by=coordinator)

    assert peripheral.has_perm("view_goal", goal)
    assert not peripheral.has_perm("view_goal", other)
    assert not peripheral.has_perm("change_goal", goal)


def test_grants_are_in_the_history_with_who_gave_them(
    family: Family, coordinator: Professional, peripheral: Professional
) -> None:
    goal = make_goal(family, coordinator)
    goal.name_people([peripheral], by=coordinator)
    goal.name_people([], by=coordinator)

    kinds = [(row.history_type, row.history_user) for row in Goal.grants.history.order_by("history_date")]
    assert sorted(kinds) == [("+", coordinator), ("-", coordinator)]


def test_whoever_no_longer_works_here_may_nothing(family: Family, coordinator: Professional) -> None:
    coordinator.is_active = False

    assert not coordinator.has_perm(Right.SEE_PLAN, family)
    assert not coordinator.has_perm(Right.SIGN_IN)


def test_a_grant_opens_nothing_once_its_person_has_left(
    family: Family, coordinator: Professional, peripheral: Professional
) -> None:
    goal = make_goal(family, coordinator)
    goal.name_people([peripheral], by=coordinator)
    family.involvements.open().get(professional=peripheral).end(by=coordinator, reason="need")

    assert not peripheral.has_perm("view_goal", goal)
