"""The first button of an empty plan."""

import pytest

from families.models import Family, Professional
from masterplans.models import Masterplan, PlanStatus
from tests.masterplans.asking import SignedIn, last_look, text, url
from tests.world import World


@pytest.mark.demand("R45", "R55")
def test_the_coordinator_begins_the_draft(
    family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    answer = signed_in(coordinator).post(url("begin_plan", family))
    assert answer["Location"] == url("show_plan", family)
    plan = Masterplan.objects.get()
    assert (plan.family, plan.status) == (family, PlanStatus.DRAFT)
    assert plan.history.get().history_user == coordinator
    assert last_look(family) == ("masterplans:begin_plan", "POST", "opened")


@pytest.mark.demand("R55")
def test_a_second_tap_finds_the_first_plan(
    family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(coordinator)
    client.post(url("begin_plan", family))
    assert client.post(url("begin_plan", family)).status_code == 302
    assert Masterplan.objects.count() == 1


def test_two_who_begin_at_the_same_moment_share_one_plan(family: Family, coordinator: Professional) -> None:
    # Both have read that there is none.
    first, second = Family.objects.get(pk=family.pk), Family.objects.get(pk=family.pk)
    assert Masterplan.of(first) is None
    assert Masterplan.of(second) is None
    assert Masterplan.begin(first, by=coordinator) == Masterplan.begin(second, by=coordinator)


def test_it_asks_for_the_right(
    family: Family, near: Professional, peripheral: Professional, stranger: Professional, signed_in: SignedIn
) -> None:
    answers = [
        signed_in(each).post(url("begin_plan", family)).status_code for each in (near, peripheral, stranger)
    ]
    assert answers == [403, 403, 404]
    assert not Masterplan.objects.exists()


def test_it_is_a_deed_and_no_page(family: Family, coordinator: Professional, signed_in: SignedIn) -> None:
    assert signed_in(coordinator).get(url("begin_plan", family)).status_code == 405


def test_the_empty_plan_offers_the_button_to_the_core_alone(
    family: Family, coordinator: Professional, near: Professional, signed_in: SignedIn
) -> None:
    assert url("begin_plan", family) in text(signed_in(coordinator).get(url("show_plan", family)))
    to_near = text(signed_in(near).get(url("show_plan", family)))
    assert url("begin_plan", family) not in to_near
    assert coordinator.name in to_near


def test_another_familys_plan_is_not_reached(
    others: World, coordinator: Professional, signed_in: SignedIn
) -> None:
    assert signed_in(coordinator).post(url("begin_plan", others.family)).status_code == 404
