"""Closing the plan, with a reason that the family reads."""

import pytest

from families.models import Family, Professional
from masterplans.models import Masterplan, PlanStatus
from tests.masterplans.asking import SignedIn, errors, text, url
from tests.world import World


@pytest.mark.demand("R55")
def test_the_plan_is_closed_with_its_reason_and_stays_readable(
    agreed: Masterplan, family: Family, coordinator: Professional, near: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(coordinator)
    assert client.get(url("close_plan", family)).status_code == 200
    client.post(url("close_plan", family), {"reason": "Familien klarer sig selv."})
    agreed.refresh_from_db()
    assert (agreed.status, agreed.status_reason) == (PlanStatus.CLOSED, "Familien klarer sig selv.")
    assert agreed.history.order_by("-history_date")[0].history_user == coordinator
    assert "Familien klarer sig selv." in text(signed_in(near).get(url("show_plan", family)))
    assert signed_in(near).get(url("show_version", family, 1)).status_code == 200


@pytest.mark.parametrize("reason", ["", "   "])
def test_it_needs_a_reason(
    reason: str, plan: Masterplan, family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    assert "reason" in errors(signed_in(coordinator).post(url("close_plan", family), {"reason": reason}))
    plan.refresh_from_db()
    assert not plan.is_closed


def test_a_second_tap_is_told_that_it_is_closed(
    plan: Masterplan, family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    plan.close(by=coordinator, reason="Flyttet.")
    answer = signed_in(coordinator).post(url("close_plan", family), {"reason": "Noget andet."})
    assert errors(answer)
    plan.refresh_from_db()
    assert plan.status_reason == "Flyttet."


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
    posts = [signed_in(each).post(url("close_plan", family), {"reason": "Nej."}) for each in people]
    assert [answer.status_code for answer in posts] == [403, 403, 404]
    answer = signed_in(coordinator).post(url("close_plan", others.family), {"reason": "Nej."})
    assert answer.status_code == 404
    assert Masterplan.objects.living().count() == 2
