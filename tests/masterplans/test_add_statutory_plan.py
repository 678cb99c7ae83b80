"""Pointing at a plan by law."""

import pytest

from families.models import Family, Member, Professional
from masterplans.models import Masterplan, StatutoryPlan
from tests.masterplans.asking import SignedIn, errors, text, url
from tests.world import World

POST = {"kind": "child", "unit": "Børn og Unge", "case_number": "24/117"}


@pytest.mark.demand("R38")
def test_the_reference_is_kept_and_nothing_of_what_the_plan_says(
    plan: Masterplan, family: Family, son: Member, coordinator: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(coordinator)
    assert client.get(url("add_statutory_plan", family)).status_code == 200
    answer = client.post(url("add_statutory_plan", family), {**POST, "member": son.pk})
    assert answer["Location"] == url("list_statutory_plans", family)
    statutory = plan.statutory_plans.get()
    assert (statutory.kind, statutory.member, statutory.unit) == ("child", son, "Børn og Unge")
    assert statutory.history.get().history_user == coordinator


def test_the_unit_is_needed_and_the_rest_stays_typed(
    plan: Masterplan, family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    answer = signed_in(coordinator).post(url("add_statutory_plan", family), {**POST, "unit": ""})
    assert set(errors(answer)) == {"unit"}
    assert "24/117" in text(answer)


def test_a_member_of_another_family_is_refused_beside_the_field(
    plan: Masterplan, family: Family, others: World, coordinator: Professional, signed_in: SignedIn
) -> None:
    post = {**POST, "member": others.member.pk}
    assert set(errors(signed_in(coordinator).post(url("add_statutory_plan", family), post))) == {"member"}
    assert not plan.statutory_plans.exists()


def test_it_asks_for_the_right(
    plan: Masterplan,
    family: Family,
    others: World,
    near: Professional,
    peripheral: Professional,
    stranger: Professional,
    coordinator: Professional,
    signed_in: SignedIn,
) -> None:
    people = (near, peripheral, stranger)
    posts = [signed_in(each).post(url("add_statutory_plan", family), POST) for each in people]
    assert [answer.status_code for answer in posts] == [403, 403, 404]
    assert signed_in(coordinator).post(url("add_statutory_plan", others.family), POST).status_code == 404
    assert StatutoryPlan.objects.filter(plan=plan).count() == 0
