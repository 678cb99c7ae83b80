"""One more step of the programme."""

import pytest

from families.models import Family, Professional
from masterplans.models import Masterplan, PlanStatus
from tests.masterplans.asking import SignedIn, errors, text, url
from tests.world import World


@pytest.mark.demand("R57", "S3")
def test_stages_are_added_one_after_the_other(
    plan: Masterplan, family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(coordinator)
    assert client.get(url("add_stage", family)).status_code == 200
    for title in ("Ankomst og ro", "Hverdag"):
        client.post(url("add_stage", family), {"title": title, "since": "2026-11-01", "until": "2027-02-01"})
    assert [(stage.position, stage.title) for stage in plan.stages.all()] == [
        (1, "Ankomst og ro"),
        (2, "Hverdag"),
    ]


def test_it_opens_an_agreed_plan_for_revision(
    agreed: Masterplan, family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    signed_in(coordinator).post(url("add_stage", family), {"title": "Hverdag"})
    agreed.refresh_from_db()
    assert agreed.status == PlanStatus.REVISION


def test_a_stage_cannot_end_before_it_begins_and_the_text_stays(
    plan: Masterplan, family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    post = {"title": "Hverdag i ro", "since": "2026-12-01", "until": "2026-11-01"}
    answer = signed_in(coordinator).post(url("add_stage", family), post)
    assert errors(answer)
    assert "Hverdag i ro" in text(answer)
    assert not plan.stages.exists()


def test_a_closed_plan_gets_no_more_stages(
    plan: Masterplan, family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    plan.close(by=coordinator, reason="Flyttet.")
    assert errors(signed_in(coordinator).post(url("add_stage", family), {"title": "Hverdag"}))
    assert not plan.stages.exists()


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
    posts = [signed_in(each).post(url("add_stage", family), {"title": "Nej"}) for each in people]
    assert [answer.status_code for answer in posts] == [403, 403, 404]
    assert signed_in(coordinator).post(url("add_stage", others.family), {"title": "Nej"}).status_code == 404
    assert not plan.stages.exists()
