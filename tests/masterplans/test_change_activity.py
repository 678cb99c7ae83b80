"""An activity planned anew."""

from datetime import time

import pytest

from families.models import Family, Member, Professional
from masterplans.models import Activity, Contribution, Masterplan, Outcome, PlanStatus
from roskilde import clock
from safety.models import Goal
from tests.makers import make_activity, make_goal
from tests.masterplans.asking import SignedIn, as_shown, errors, settle, url
from tests.masterplans.conftest import agree
from tests.world import World


def test_whoever_carries_it_moves_it_to_another_hour(
    activity: Activity, family: Family, near: Professional, signed_in: SignedIn
) -> None:
    client, page = signed_in(near), url("change_activity", family, activity.pk)
    answer = client.post(
        page, as_shown(client.get(page), starts_at="07:30", repeats="weekly", weekdays=["0", "4"])
    )
    assert answer["Location"] == url("show_activity", family, activity.pk)
    activity.refresh_from_db()
    assert (activity.starts_at, activity.rule) == (time(7, 30), "FREQ=WEEKLY;BYDAY=MO,FR")
    assert activity.carriers() == [near]


def test_its_goal_stays_when_that_is_reached(
    activity: Activity,
    goal: Goal,
    family: Family,
    near: Professional,
    coordinator: Professional,
    signed_in: SignedIn,
) -> None:
    settle(goal, "reached", coordinator)
    client, page = signed_in(near), url("change_activity", family, activity.pk)
    client.post(page, as_shown(client.get(page), title="Morgenmad"))
    activity.refresh_from_db()
    assert (activity.title, activity.goal) == ("Morgenmad", goal)


def test_its_goal_stays_when_the_writer_may_not_see_that(
    plan: Masterplan, family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    hidden = make_goal(family, coordinator, visibility="core")
    activity = make_activity(family, coordinator, responsible=near, goal=hidden)
    client, page = signed_in(near), url("change_activity", family, activity.pk)
    shown = client.get(page)
    assert "goal" not in shown.context["form"].fields
    client.post(page, as_shown(shown, title="Morgenmad"))
    activity.refresh_from_db()
    assert (activity.title, activity.goal) == ("Morgenmad", hidden)


def test_who_takes_part_is_kept_when_they_have_left_the_household(
    plan: Masterplan,
    family: Family,
    son: Member,
    near: Professional,
    coordinator: Professional,
    signed_in: SignedIn,
) -> None:
    activity = make_activity(family, near, members=[son])
    son.left_on = clock.today()
    son.save(by=coordinator)
    client, page = signed_in(near), url("change_activity", family, activity.pk)
    client.post(page, as_shown(client.get(page), title="Fodbold"))
    assert list(activity.members.all()) == [son]


def test_near_who_shares_it_with_the_network_changes_it_and_takes_nothing_over(
    plan: Masterplan, family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    activity = make_activity(
        family, coordinator, responsible=None, network_name="Moster Fadumo", co_owners=[near]
    )
    client, page = signed_in(near), url("change_activity", family, activity.pk)
    assert client.post(page, as_shown(client.get(page), title="Indkøb")).status_code == 302
    activity.refresh_from_db()
    assert (activity.title, activity.network_name, activity.responsible) == ("Indkøb", "Moster Fadumo", None)


def test_two_who_change_it_at_once_see_both(
    activity: Activity, family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    page, first, second = url("change_activity", family, activity.pk), signed_in(near), signed_in(coordinator)
    theirs, yours = as_shown(first.get(page)), as_shown(second.get(page))
    first.post(page, {**theirs, "place": "Lokale 2"})
    answer = second.post(page, {**yours, "place": "Lokale 3"})
    (difference,) = answer.context["form"].conflict.differences
    assert (difference.theirs, difference.yours) == ("Lokale 2", "Lokale 3")
    assert second.post(page, as_shown(answer)).status_code == 302
    activity.refresh_from_db()
    assert activity.place == "Lokale 3"


def test_others_parts_and_an_agreed_plan_are_refused_to_near(
    activity: Activity,
    plan: Masterplan,
    family: Family,
    mother: Member,
    near: Professional,
    consultant: Professional,
    coordinator: Professional,
    signed_in: SignedIn,
) -> None:
    page = url("change_activity", family, activity.pk)
    assert signed_in(consultant).post(page, {"title": "Nej"}).status_code == 403
    agree(plan, coordinator, mother)
    refused = signed_in(near).get(page)
    assert refused.status_code == 403
    assert coordinator.name in refused.context["reason"]
    client = signed_in(coordinator)
    client.post(page, as_shown(client.get(page), title="Morgenmad"))
    plan.refresh_from_db()
    assert plan.status == PlanStatus.REVISION


@pytest.mark.parametrize("tampered", ["goal", "members", "responsible"])
def test_a_key_of_another_family_is_refused_beside_its_field(
    tampered: str,
    activity: Activity,
    family: Family,
    others: World,
    coordinator: Professional,
    signed_in: SignedIn,
) -> None:
    keys = {"goal": others.goal.pk, "members": others.member.pk, "responsible": others.family.coordinator_id}
    client, page = signed_in(coordinator), url("change_activity", family, activity.pk)
    answer = client.post(page, as_shown(client.get(page), title="Nej", **{tampered: [keys[tampered]]}))
    assert tampered in errors(answer)
    activity.refresh_from_db()
    assert activity.title == "Morgenmad og samling"


def test_anothers_or_a_hidden_one_is_not_found(
    activity: Activity,
    family: Family,
    others: World,
    near: Professional,
    coordinator: Professional,
    signed_in: SignedIn,
) -> None:
    hidden = make_activity(family, coordinator, visibility="named")
    for key in (others.activity.pk, hidden.pk):
        assert signed_in(near).get(url("change_activity", family, key)).status_code == 404


def test_it_asks_for_the_right(
    activity: Activity, family: Family, peripheral: Professional, stranger: Professional, signed_in: SignedIn
) -> None:
    page = url("change_activity", family, activity.pk)
    posts = [signed_in(each).post(page, {"title": "Nej"}).status_code for each in (peripheral, stranger)]
    assert posts == [403, 404]


@pytest.mark.demand("R46")
def test_what_was_logged_of_it_is_new_to_whomever_it_is_opened(
    plan: Masterplan, family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    activity = make_activity(family, coordinator, visibility="core")
    contribution = Contribution.log(
        family, by=coordinator, activity=activity, on=clock.today(), outcome=Outcome.HAPPENED
    )
    client, core, news = signed_in(near), signed_in(coordinator), f"/families/{family.pk}/news/"
    page = url("change_activity", family, activity.pk)
    client.get(news)
    core.post(page, as_shown(core.get(page), title="Samtale"))
    before = contribution.shared_at
    contribution.refresh_from_db()
    assert contribution.shared_at == before  # it reached nobody new
    assert client.get(news).context["entries"] == []
    core.post(page, as_shown(core.get(page), visibility="named", named=[near.pk]))
    (entry,) = (each for each in client.get(news).context["entries"] if each.kind == "contribution")
    assert entry.key == contribution.pk
    assert client.get(news).context["entries"] == []
    assert contribution.history.count() == 1  # what was written is as it was


def test_a_co_owner_who_mends_it_does_not_become_responsible(
    plan: Masterplan, family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    activity = make_activity(family, coordinator, co_owners=[near])
    client, page = signed_in(near), url("change_activity", family, activity.pk)
    client.post(page, as_shown(client.get(page), title="Samtale"))
    activity.refresh_from_db()
    assert (activity.title, activity.carriers()) == ("Samtale", [coordinator, near])
