"""Who changed the plan, when, why and what."""

from families.models import Family, Professional
from masterplans.models import Masterplan
from tests.makers import make_goal
from tests.masterplans.asking import SignedIn, text, url
from tests.world import World


def test_it_tells_of_each_change_with_its_reason(
    agreed: Masterplan, family: Family, coordinator: Professional, near: Professional, signed_in: SignedIn
) -> None:
    agreed.revise(by=coordinator, reason="Rima begynder i praktik.")
    answer = signed_in(near).get(url("show_plan_history", family))
    entries = answer.context["entries"]
    assert len(entries) == 3  # begun, agreed, opened
    assert (entries[0].who, entries[0].why) == (coordinator.name, "Rima begynder i praktik.")
    assert "Rima begynder i praktik." in text(answer)


def test_it_tells_nothing_of_goals_that_are_for_named_people(
    plan: Masterplan, family: Family, coordinator: Professional, near: Professional, signed_in: SignedIn
) -> None:
    make_goal(family, coordinator, words="Hemmeligt.", visibility="named")
    answer = signed_in(near).get(url("show_plan_history", family))
    assert len(answer.context["entries"]) == 1
    assert "Hemmeligt." not in text(answer)


def test_it_asks_for_the_right(
    plan: Masterplan,
    family: Family,
    others: World,
    near: Professional,
    peripheral: Professional,
    stranger: Professional,
    signed_in: SignedIn,
) -> None:
    page = url("show_plan_history", family)
    assert [signed_in(each).get(page).status_code for each in (peripheral, stranger)] == [403, 404]
    assert signed_in(near).get(url("show_plan_history", others.family)).status_code == 404
