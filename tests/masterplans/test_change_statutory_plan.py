"""A reference to a plan by law, written anew."""

import pytest

from families.models import Family, Member, Professional
from masterplans.models import Masterplan, StatutoryPlan
from roskilde import clock
from tests.masterplans.asking import SignedIn, as_shown, url
from tests.world import World


@pytest.fixture
def statutory(plan: Masterplan, son: Member, coordinator: Professional) -> StatutoryPlan:
    statutory = StatutoryPlan(plan=plan, kind="child", member=son, unit="Børn og Unge")
    statutory.save(by=coordinator)
    return statutory


def test_the_case_number_is_written_later(
    statutory: StatutoryPlan, family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    client, page = signed_in(coordinator), url("change_statutory_plan", family, statutory.pk)
    assert client.post(page, as_shown(client.get(page), case_number="26/8")).status_code == 302
    statutory.refresh_from_db()
    assert (statutory.case_number, statutory.unit) == ("26/8", "Børn og Unge")


def test_whom_it_is_for_is_kept_when_they_have_left_the_household(
    statutory: StatutoryPlan, family: Family, son: Member, coordinator: Professional, signed_in: SignedIn
) -> None:
    son.left_on = clock.today()
    son.save(by=coordinator)
    client, page = signed_in(coordinator), url("change_statutory_plan", family, statutory.pk)
    client.post(page, as_shown(client.get(page), case_number="26/8"))
    statutory.refresh_from_db()
    assert statutory.member == son


def test_another_familys_is_not_found(
    plan: Masterplan, family: Family, others: World, coordinator: Professional, signed_in: SignedIn
) -> None:
    page = url("change_statutory_plan", family, others.statutory.pk)
    assert signed_in(coordinator).get(page).status_code == 404


def test_it_asks_for_the_right(
    statutory: StatutoryPlan,
    family: Family,
    near: Professional,
    peripheral: Professional,
    stranger: Professional,
    signed_in: SignedIn,
) -> None:
    page = url("change_statutory_plan", family, statutory.pk)
    people = (near, peripheral, stranger)
    assert [signed_in(each).get(page).status_code for each in people] == [403, 403, 404]
