"""The order of the programme."""

import pytest

from families.models import Family, Professional
from masterplans.models import Masterplan, PlanStatus, Stage
from tests.masterplans.asking import SignedIn, url
from tests.masterplans.conftest import agree
from tests.world import World


@pytest.fixture
def stages(plan: Masterplan, coordinator: Professional) -> list[Stage]:
    return [Stage.add(plan, by=coordinator, title=title) for title in ("Først", "Så", "Sidst")]


def order(plan: Masterplan) -> list[str]:
    return [stage.title for stage in plan.stages.all()]


@pytest.mark.demand("R57")
def test_a_stage_changes_places_with_its_neighbour(
    stages: list[Stage], plan: Masterplan, family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(coordinator)
    client.post(url("move_stage", family, stages[2].pk), {"way": "up"})
    assert order(plan) == ["Først", "Sidst", "Så"]
    client.post(url("move_stage", family, stages[0].pk), {"way": "down"})
    assert order(plan) == ["Sidst", "Først", "Så"]


def test_the_first_cannot_go_earlier_nor_the_last_later(
    stages: list[Stage], plan: Masterplan, family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(coordinator)
    client.post(url("move_stage", family, stages[0].pk), {"way": "up"})
    client.post(url("move_stage", family, stages[2].pk), {"way": "down"})
    assert order(plan) == ["Først", "Så", "Sidst"]


def test_it_opens_an_agreed_plan_and_leaves_a_closed_one(
    stages: list[Stage], plan: Masterplan, family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    agree(plan, coordinator, family.members.all()[0])
    client = signed_in(coordinator)
    client.post(url("move_stage", family, stages[0].pk), {"way": "down"})
    plan.refresh_from_db()
    assert plan.status == PlanStatus.REVISION
    plan.close(by=coordinator, reason="Flyttet.")
    assert client.post(url("move_stage", family, stages[0].pk), {"way": "down"}).status_code == 302
    assert order(plan) == ["Så", "Først", "Sidst"]


def test_it_asks_for_the_right(
    stages: list[Stage],
    plan: Masterplan,
    family: Family,
    others: World,
    near: Professional,
    peripheral: Professional,
    stranger: Professional,
    coordinator: Professional,
    signed_in: SignedIn,
) -> None:
    page = url("move_stage", family, stages[0].pk)
    people = (near, peripheral, stranger)
    assert [signed_in(each).post(page, {"way": "down"}).status_code for each in people] == [403, 403, 404]
    assert signed_in(coordinator).post(url("move_stage", family, others.stage.pk)).status_code == 404
    assert signed_in(coordinator).get(page).status_code == 405
    assert order(plan) == ["Først", "Så", "Sidst"]
