"""Where the plans that the law asks for are kept."""

import pytest

from families.models import Family, Member, Professional
from masterplans.models import Masterplan, StatutoryPlan
from tests.masterplans.asking import SignedIn, cost, text, url


def point_at(plan: Masterplan, by: Professional, member: Member | None = None) -> StatutoryPlan:
    statutory = StatutoryPlan(
        plan=plan, kind="child", member=member, unit="Børn og Unge", case_number="24/117"
    )
    statutory.full_clean()
    statutory.save(by=by)
    return statutory


@pytest.mark.demand("R37", "R38")
def test_it_says_which_plan_for_whom_and_where(
    plan: Masterplan,
    family: Family,
    son: Member,
    coordinator: Professional,
    near: Professional,
    signed_in: SignedIn,
) -> None:
    point_at(plan, coordinator, son)
    page = text(signed_in(near).get(url("list_statutory_plans", family)))
    for shown in ("Børn og Unge", "24/117", "Zakariye"):
        assert shown in page


def test_only_the_core_is_offered_to_change_it(
    plan: Masterplan, family: Family, coordinator: Professional, near: Professional, signed_in: SignedIn
) -> None:
    point_at(plan, coordinator)
    page = url("list_statutory_plans", family)
    assert url("add_statutory_plan", family) in text(signed_in(coordinator).get(page))
    assert url("add_statutory_plan", family) not in text(signed_in(near).get(page))


def test_it_asks_for_the_right(
    plan: Masterplan, family: Family, peripheral: Professional, stranger: Professional, signed_in: SignedIn
) -> None:
    page = url("list_statutory_plans", family)
    assert [signed_in(each).get(page).status_code for each in (peripheral, stranger)] == [403, 404]


def test_many_cost_as_many_queries_as_one(
    plan: Masterplan, family: Family, son: Member, coordinator: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(coordinator)
    point_at(plan, coordinator, son)
    one = cost(client, url("list_statutory_plans", family))
    for _number in range(10):
        point_at(plan, coordinator, son)
    assert cost(client, url("list_statutory_plans", family)) == one <= 10
