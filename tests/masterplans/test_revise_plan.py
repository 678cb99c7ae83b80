"""Opening the agreed plan for changes."""

from families.models import Family, Professional
from masterplans.models import Masterplan, PlanStatus
from tests.masterplans.asking import SignedIn, last_look, text, url
from tests.world import World


def test_the_agreed_plan_is_opened_and_its_version_stays_readable(
    agreed: Masterplan, family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(coordinator)
    assert client.post(url("revise_plan", family))["Location"] == url("show_plan", family)
    assert last_look(family) == ("masterplans:revise_plan", "POST", "opened")
    agreed.refresh_from_db()
    assert (agreed.status, agreed.agreed_version) == (PlanStatus.REVISION, 1)
    assert client.get(url("show_version", family, 1)).status_code == 200


def test_the_plan_offers_it_only_while_it_is_agreed(
    agreed: Masterplan, family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(coordinator)
    assert url("revise_plan", family) in text(client.get(url("show_plan", family)))
    assert url("agree_plan", family) not in text(client.get(url("show_plan", family)))
    client.post(url("revise_plan", family))
    assert url("revise_plan", family) not in text(client.get(url("show_plan", family)))
    assert url("agree_plan", family) in text(client.get(url("show_plan", family)))


def test_a_second_tap_and_a_draft_change_nothing(
    plan: Masterplan, family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    assert signed_in(coordinator).post(url("revise_plan", family)).status_code == 302
    plan.refresh_from_db()
    assert (plan.status, plan.revision) == (PlanStatus.DRAFT, 1)


def test_a_closed_plan_stays_closed(
    plan: Masterplan, family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    plan.close(by=coordinator, reason="Flyttet.")
    assert signed_in(coordinator).post(url("revise_plan", family)).status_code == 302
    plan.refresh_from_db()
    assert plan.is_closed


def test_it_asks_for_the_right(
    agreed: Masterplan,
    family: Family,
    others: World,
    near: Professional,
    peripheral: Professional,
    stranger: Professional,
    coordinator: Professional,
    signed_in: SignedIn,
) -> None:
    people = (near, peripheral, stranger)
    assert [signed_in(each).post(url("revise_plan", family)).status_code for each in people] == [
        403,
        403,
        404,
    ]
    assert signed_in(coordinator).post(url("revise_plan", others.family)).status_code == 404
    agreed.refresh_from_db()
    assert agreed.status == PlanStatus.AGREED
