"""When the family is met about the plan next."""

from datetime import date

import pytest

from families.models import Family, Professional
from masterplans.models import Masterplan, PlanStatus
from tests.masterplans.asking import SignedIn, errors, text, url


@pytest.mark.demand("R46", "S8")
def test_the_date_is_kept_and_stands_in_the_familys_head(
    agreed: Masterplan, family: Family, coordinator: Professional, near: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(coordinator)
    assert client.get(url("set_follow_up", family)).status_code == 200
    client.post(url("set_follow_up", family), {"next_follow_up_on": "2026-12-18"})
    agreed.refresh_from_db()
    assert agreed.next_follow_up_on == date(2026, 12, 18)
    assert agreed.status == PlanStatus.AGREED  # a date is no change of the plan's content
    assert "18. december" in text(signed_in(near).get(url("show_week", family)))


def test_today_is_not_too_late_and_yesterday_is(
    plan: Masterplan, family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(coordinator)
    answer = client.post(url("set_follow_up", family), {"next_follow_up_on": "2026-11-17"})
    assert "next_follow_up_on" in errors(answer)
    assert client.post(url("set_follow_up", family), {"next_follow_up_on": "2026-11-18"}).status_code == 302


def test_a_closed_plan_has_no_next_follow_up(
    plan: Masterplan, family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    plan.close(by=coordinator, reason="Flyttet.")
    answer = signed_in(coordinator).post(url("set_follow_up", family), {"next_follow_up_on": "2026-12-18"})
    assert errors(answer)


def test_it_asks_for_the_right(
    plan: Masterplan,
    family: Family,
    near: Professional,
    peripheral: Professional,
    stranger: Professional,
    signed_in: SignedIn,
) -> None:
    post = {"next_follow_up_on": "2026-12-18"}
    people = (near, peripheral, stranger)
    answers = [signed_in(each).post(url("set_follow_up", family), post).status_code for each in people]
    assert answers == [403, 403, 404]
    plan.refresh_from_db()
    assert plan.next_follow_up_on is None
