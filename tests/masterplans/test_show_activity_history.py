"""Who changed an activity, when, why and what."""

from families.models import Family, Professional
from masterplans.models import Activity, Masterplan
from tests.makers import make_activity, make_goal
from tests.masterplans.asking import SignedIn, text, url
from tests.world import World


def test_it_tells_of_each_change_with_its_reason(
    activity: Activity, family: Family, near: Professional, signed_in: SignedIn
) -> None:
    activity.end(by=near, on=activity.starts_on, reason="Zakariye går selv nu.")
    answer = signed_in(near).get(url("show_activity_history", family, activity.pk))
    newest = answer.context["entries"][0]
    assert (newest.who, newest.why) == (near.name, "Zakariye går selv nu.")
    assert answer.context["entries"][-1].is_first


def test_a_goal_that_the_reader_may_not_see_is_not_told(
    plan: Masterplan, family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    hidden = make_goal(family, coordinator, words="Hemmeligt.", visibility="named")
    activity = make_activity(family, coordinator, goal=hidden)
    page = url("show_activity_history", family, activity.pk)
    assert "Hemmeligt." in text(signed_in(coordinator).get(page))
    assert "Hemmeligt." not in text(signed_in(near).get(page))


def test_it_asks_for_the_right(
    activity: Activity,
    family: Family,
    others: World,
    near: Professional,
    peripheral: Professional,
    stranger: Professional,
    signed_in: SignedIn,
) -> None:
    page = url("show_activity_history", family, activity.pk)
    assert [signed_in(each).get(page).status_code for each in (peripheral, stranger)] == [403, 404]
    assert signed_in(near).get(url("show_activity_history", family, others.activity.pk)).status_code == 404
