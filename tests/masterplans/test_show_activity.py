"""One activity: when, where, with whom, what for, and what became of it."""

from datetime import timedelta

import pytest

from families.models import Family, Professional
from masterplans.models import Activity, Masterplan
from roskilde import clock
from tests.makers import make_activity, make_goal
from tests.masterplans.asking import SignedIn, cost, log, text, url
from tests.world import World


@pytest.mark.demand("R36", "R37", "S9")
def test_it_says_what_where_who_and_which_goal_it_serves(
    activity: Activity, family: Family, near: Professional, signed_in: SignedIn
) -> None:
    page = text(signed_in(near).get(url("show_activity", family, activity.pk)))
    assert activity.goal
    for shown in (activity.title, activity.get_place_kind_display(), near.name, activity.goal.words):
        assert str(shown) in page


def test_a_goal_that_the_reader_may_not_see_is_not_told(
    plan: Masterplan, family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    hidden = make_goal(family, coordinator, words="Hemmeligt.", visibility="named")
    activity = make_activity(family, coordinator, responsible=near, goal=hidden)
    page = url("show_activity", family, activity.pk)
    assert "Hemmeligt." in text(signed_in(coordinator).get(page))
    assert "Hemmeligt." not in text(signed_in(near).get(page))


def test_it_names_everybody_who_can_see_it(
    activity: Activity,
    family: Family,
    near: Professional,
    peripheral: Professional,
    coordinator: Professional,
    signed_in: SignedIn,
) -> None:
    client, page = signed_in(near), url("show_activity", family, activity.pk)
    assert peripheral not in client.get(page).context["seen_by"]
    activity.name_people([peripheral], by=coordinator)
    seen_by = client.get(page).context["seen_by"]
    assert {near, peripheral, coordinator} <= set(seen_by)


@pytest.mark.demand("R43", "R53")
def test_a_peripheral_person_sees_what_names_them_without_the_plan_around_it(
    activity: Activity,
    family: Family,
    near: Professional,
    peripheral: Professional,
    coordinator: Professional,
    signed_in: SignedIn,
) -> None:
    log(activity, near, clock.today(), note="Alle kom til tiden.")
    page = url("show_activity", family, activity.pk)
    assert signed_in(peripheral).get(page).status_code == 404
    activity.name_people([peripheral], by=coordinator)
    seen = text(signed_in(peripheral).get(page))
    assert activity.title in seen
    for never in ("Alle kom til tiden.", "Hodan", url("change_activity", family, activity.pk)):
        assert never not in seen


def test_why_it_came_to_nothing_is_for_the_core_and_its_author(
    activity: Activity,
    family: Family,
    near: Professional,
    consultant: Professional,
    coordinator: Professional,
    signed_in: SignedIn,
) -> None:
    row = log(activity, near, clock.today(), "nothing", why="no_show")
    page, why = url("show_activity", family, activity.pk), str(row.get_why_display())
    assert why in text(signed_in(near).get(page))
    assert why in text(signed_in(coordinator).get(page))
    for_others = text(signed_in(consultant).get(page))
    assert why not in for_others
    assert str(row.get_outcome_display()) in for_others


def test_only_who_may_change_it_now_is_offered_to(
    activity: Activity, family: Family, near: Professional, consultant: Professional, signed_in: SignedIn
) -> None:
    page, change = url("show_activity", family, activity.pk), url("change_activity", family, activity.pk)
    assert change in text(signed_in(near).get(page))
    assert change not in text(signed_in(consultant).get(page))


def test_an_ended_one_says_why(
    activity: Activity, family: Family, near: Professional, signed_in: SignedIn
) -> None:
    activity.end(by=near, on=clock.today() - timedelta(days=1), reason="Zakariye går selv nu.")
    assert "Zakariye går selv nu." in text(signed_in(near).get(url("show_activity", family, activity.pk)))


def test_a_hidden_one_and_another_familys_are_not_found(
    activity: Activity,
    family: Family,
    others: World,
    near: Professional,
    coordinator: Professional,
    signed_in: SignedIn,
) -> None:
    hidden = make_activity(family, coordinator, visibility="core")
    for key in (hidden.pk, others.activity.pk):
        assert signed_in(near).get(url("show_activity", family, key)).status_code == 404


def test_it_asks_for_the_right(
    activity: Activity, family: Family, stranger: Professional, signed_in: SignedIn
) -> None:
    assert signed_in(stranger).get(url("show_activity", family, activity.pk)).status_code == 404


def test_ten_results_cost_as_many_queries_as_one(
    activity: Activity, family: Family, near: Professional, signed_in: SignedIn
) -> None:
    client, page = signed_in(near), url("show_activity", family, activity.pk)
    log(activity, near, clock.today())
    one = cost(client, page)
    for days in range(1, 10):
        log(activity, near, clock.today() - timedelta(days=days))
    assert cost(client, page) == one
