"""Everybody's share: who owns what, who owns nothing, who has long logged nothing, who is missing."""

from datetime import timedelta

import pytest

from families.models import Family, Involvement, Member, Professional, Tier
from masterplans.models import Activity, Masterplan
from roskilde import clock
from safety.models import Goal
from tests.makers import make_activity, make_goal, make_missing, make_person, make_share_request
from tests.masterplans.asking import SignedIn, cost, log, text, url
from tests.world import World


def of(answer: object, person: Professional) -> object:
    return next(each for each in answer.context["sharing"].shares if each.person == person)  # type: ignore[attr-defined]


@pytest.mark.demand("R59", "R60")
def test_each_has_a_row_with_what_they_carry_of_each_goal(
    goal: Goal, activity: Activity, family: Family, near: Professional, coordinator: Professional,
    signed_in: SignedIn,
) -> None:  # fmt: skip
    goal.co_owners.add(coordinator)
    answer = signed_in(coordinator).get(url("show_sharing", family))
    hers, his = of(answer, near), of(answer, coordinator)
    assert [cell.mark for cell in hers.cells] == ["responsible"]  # type: ignore[attr-defined]
    assert [line.activity for line in hers.cells[0].activities] == [activity]  # type: ignore[attr-defined]
    assert [cell.mark for cell in his.cells] == ["together"]  # type: ignore[attr-defined]
    assert activity.title in text(answer)


@pytest.mark.demand("R59")
def test_who_owns_nothing_is_named_and_can_be_asked_by_the_core_alone(
    goal: Goal, family: Family, near: Professional, consultant: Professional, coordinator: Professional,
    signed_in: SignedIn,
) -> None:  # fmt: skip
    place = family.involvements.open().get(professional=consultant)
    answer = signed_in(coordinator).get(url("show_sharing", family))
    assert [each.person for each in answer.context["sharing"].without] == [consultant]
    assert url("ask_for_share", family, place.pk) in text(answer)
    assert url("ask_for_share", family, place.pk) not in text(
        signed_in(near).get(url("show_sharing", family))
    )


@pytest.mark.demand("R59")
def test_where_everybody_has_a_share_the_page_says_so(
    activity: Activity, family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    answer = signed_in(coordinator).get(url("show_sharing", family))
    sharing = answer.context["sharing"]
    assert [sharing.without, sharing.silent, answer.context["missing"], answer.context["lacks"]] == [[]] * 4


@pytest.mark.demand("R46")
def test_whoever_has_logged_nothing_for_thirty_days_is_named(
    activity: Activity, family: Family, near: Professional, consultant: Professional,
    coordinator: Professional, signed_in: SignedIn,
) -> None:  # fmt: skip
    everybody = Involvement.objects.unrecorded("they have stood here for long").filter(family=family)
    everybody.update(since=clock.now() - timedelta(days=90))
    log(activity, near, clock.today() - timedelta(days=3))
    answer = signed_in(coordinator).get(url("show_sharing", family))
    silent = [each.person for each in answer.context["sharing"].silent]
    assert near not in silent
    assert consultant in silent


@pytest.mark.demand("R50")
def test_who_ought_to_be_near_and_is_not_stands_there_too(
    plan: Masterplan, family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    missing = make_missing(family, near)
    answer = signed_in(coordinator).get(url("show_sharing", family))
    assert answer.context["missing"] == [missing]


@pytest.mark.demand("R53")
def test_what_is_for_fewer_eyes_leaves_no_trace(
    goal: Goal, family: Family, near: Professional, coordinator: Professional, consultant: Professional,
    signed_in: SignedIn,
) -> None:  # fmt: skip
    hidden = make_goal(family, near, words="Kun for de navngivne.", responsible=near, visibility="named")
    make_activity(family, near, title="En skærmet aftale", goal=hidden, visibility="named")
    for reader in (coordinator, consultant):
        answer = signed_in(reader).get(url("show_sharing", family))
        assert [line.goal for line in answer.context["sharing"].goals] == [goal]
        assert "Kun for de navngivne" not in text(answer)
        assert "En skærmet aftale" not in text(answer)
    assert "En skærmet aftale" in text(signed_in(near).get(url("show_sharing", family)))


def test_a_no_is_read_with_its_reason_by_the_core_alone(
    plan: Masterplan, family: Family, near: Professional, consultant: Professional, coordinator: Professional,
    signed_in: SignedIn,
) -> None:  # fmt: skip
    make_share_request(family, near, coordinator).decline(by=near, reason="Jeg stopper til jul.")
    page = url("show_sharing", family)
    assert "Jeg stopper til jul." in text(signed_in(coordinator).get(page))
    assert "Jeg stopper til jul." not in text(signed_in(consultant).get(page))


def test_more_people_and_goals_cost_no_more_queries(
    goal: Goal, activity: Activity, family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    client, page = signed_in(coordinator), url("show_sharing", family)
    few = cost(client, page)
    for number in range(8):
        person = make_person(f"Person {number}", sector="PPR")
        family.involve(person, tier=Tier.NEAR, function="Pædagog", reason="need", by=coordinator)
        make_activity(family, coordinator, goal=make_goal(family, coordinator, responsible=person))
    assert cost(client, page) == few


def test_it_asks_for_the_right(
    plan: Masterplan, family: Family, mother: Member, others: World, near: Professional,
    peripheral: Professional, stranger: Professional, signed_in: SignedIn,
) -> None:  # fmt: skip
    page = url("show_sharing", family)
    assert [signed_in(each).get(page).status_code for each in (near, peripheral, stranger)] == [200, 403, 404]
    assert signed_in(near).get(url("show_sharing", others.family)).status_code == 404
