"""A step of the programme, written anew or reached."""

from datetime import date

import pytest

from families.models import Family, Professional
from masterplans.models import Masterplan, PlanStatus, Stage
from tests.masterplans.asking import SignedIn, as_shown, text, url
from tests.masterplans.conftest import agree
from tests.world import World


@pytest.fixture
def stage(plan: Masterplan, coordinator: Professional) -> Stage:
    return Stage.add(plan, by=coordinator, title="Ankomst og ro")


@pytest.mark.demand("R57")
def test_a_stage_is_reached_and_the_plan_says_so(
    stage: Stage, family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    client, page = signed_in(coordinator), url("change_stage", family, stage.pk)
    data = as_shown(client.get(page), reached_on="2026-11-10")
    assert client.post(page, data).status_code == 302
    stage.refresh_from_db()
    assert stage.reached_on == date(2026, 11, 10)
    assert "is-done" in text(client.get(url("show_plan", family)))


def test_it_opens_an_agreed_plan_for_revision(
    stage: Stage, plan: Masterplan, family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    agree(plan, coordinator, family.members.all()[0])
    client, page = signed_in(coordinator), url("change_stage", family, stage.pk)
    client.post(page, as_shown(client.get(page), title="Ro"))
    plan.refresh_from_db()
    assert plan.status == PlanStatus.REVISION


def test_two_who_change_it_at_once_see_both_texts(
    stage: Stage, family: Family, leader: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    page, first, second = url("change_stage", family, stage.pk), signed_in(leader), signed_in(coordinator)
    opened = as_shown(second.get(page))
    first.post(page, {**opened, "title": "Ro"})
    answer = second.post(page, {**opened, "title": "Hverdag"})
    assert answer.context["form"].conflict
    stage.refresh_from_db()
    assert stage.title == "Ro"


def test_a_stage_of_another_family_is_not_found(
    plan: Masterplan, family: Family, others: World, coordinator: Professional, signed_in: SignedIn
) -> None:
    page = url("change_stage", family, others.stage.pk)
    assert signed_in(coordinator).get(page).status_code == 404
    assert signed_in(coordinator).post(page, {"title": "Nej"}).status_code == 404


def test_it_asks_for_the_right(
    stage: Stage,
    family: Family,
    near: Professional,
    peripheral: Professional,
    stranger: Professional,
    signed_in: SignedIn,
) -> None:
    page = url("change_stage", family, stage.pk)
    people = (near, peripheral, stranger)
    assert [signed_in(each).post(page, {"title": "Nej"}).status_code for each in people] == [403, 403, 404]
