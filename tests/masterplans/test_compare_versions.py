"""Two agreed versions, or one and the plan of today, side by side: what came, went and changed."""

import pytest

from families.models import Family, Member, Professional
from masterplans.models import Activity, Masterplan
from roskilde import clock
from safety.models import Goal
from tests.makers import make_activity, make_goal
from tests.masterplans.asking import SignedIn, cost, settle, text, url
from tests.masterplans.conftest import agree
from tests.world import World


def told(answer: object) -> dict[str, tuple[str, list[str]]]:
    """By its words: whether it came, went or changed, and the reasons that were written."""
    compared = answer.context["compared"]  # type: ignore[attr-defined]
    return {
        each.what: (each.kind, [by.why for by in each.by if by.why])
        for group in compared.groups
        for each in group.differences
    }


@pytest.fixture
def twice(
    goal: Goal,
    activity: Activity,
    plan: Masterplan,
    family: Family,
    mother: Member,
    coordinator: Professional,
) -> Masterplan:
    """Agreed; one goal reached, another set, the activity ended; agreed once more."""
    agree(plan, coordinator, mother)
    plan.revise(by=coordinator)
    settle(goal, "reached", coordinator)
    activity.end(by=coordinator, on=clock.today(), reason="Han går selv nu.")
    type(activity).objects.for_nobody("it ended yesterday").unrecorded("it ended yesterday").filter(
        pk=activity.pk
    ).update(ends_on=clock.today().replace(day=clock.today().day - 1))
    make_goal(family, coordinator, words="Vi læser en bog om aftenen.", responsible=coordinator)
    agree(plan, coordinator, mother)
    return plan


@pytest.mark.demand("R11", "R57")
def test_it_tells_what_came_went_and_changed_with_the_reasons(
    twice: Masterplan, goal: Goal, activity: Activity, family: Family, near: Professional,
    signed_in: SignedIn,
) -> None:  # fmt: skip
    found = told(signed_in(near).get(url("compare_versions", family)))
    assert found[goal.words] == ("changed", ["Set i tre uger."])
    assert found["Vi læser en bog om aftenen."][0] == "came"
    assert found[activity.title] == ("went", ["Han går selv nu."])


def test_it_tells_by_whom_and_the_old_words_beside_the_new(
    agreed: Masterplan, family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    agreed.aim_at("Vi vil blive boende.", by=coordinator)
    answer = signed_in(coordinator).get(url("compare_versions", family), {"first": 1, "last": 0})
    (group,) = answer.context["compared"].groups
    (change,) = group.differences[0].changes
    assert (change.before, change.after) == ("–", "Vi vil blive boende.")
    assert {by.who for by in group.differences[0].by} == {coordinator.name}


@pytest.mark.demand("R11")
def test_the_later_of_the_two_stands_last_however_they_are_chosen(
    twice: Masterplan, family: Family, near: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(near)
    forwards = client.get(url("compare_versions", family), {"first": 1, "last": 2})
    backwards = client.get(url("compare_versions", family), {"first": 2, "last": 1})
    assert told(forwards) == told(backwards)


def test_the_same_twice_says_so(
    agreed: Masterplan, family: Family, near: Professional, signed_in: SignedIn
) -> None:
    answer = signed_in(near).get(url("compare_versions", family))
    assert answer.context["compared"].is_same


def test_before_the_first_it_is_empty_and_a_version_that_is_not_there_is_refused(
    plan: Masterplan, family: Family, mother: Member, coordinator: Professional, signed_in: SignedIn
) -> None:
    client, page = signed_in(coordinator), url("compare_versions", family)
    assert client.get(page).context["compared"] is None
    agree(plan, coordinator, mother)
    answer = client.get(page, {"first": 7, "last": 1})
    assert "first" in answer.context["form"].errors
    assert answer.context["compared"] is None


@pytest.mark.demand("R53")
def test_what_is_for_fewer_eyes_neither_came_nor_went(
    twice: Masterplan, family: Family, mother: Member, near: Professional, consultant: Professional,
    coordinator: Professional, signed_in: SignedIn,
) -> None:  # fmt: skip
    twice.revise(by=coordinator)
    opened = make_goal(family, coordinator, words="Kun kernen.", responsible=coordinator, visibility="core")
    make_goal(family, near, words="Kun for de navngivne.", responsible=near, visibility="named")
    make_activity(family, near, title="En skærmet aftale", visibility="named")
    agree(twice, coordinator, mother)
    page = url("compare_versions", family)
    for reader in (consultant, coordinator):
        shown = text(signed_in(reader).get(page, {"first": 2, "last": 3}))
        assert "Kun for de navngivne." not in shown
        assert "En skærmet aftale" not in shown
    assert "Kun kernen." not in text(signed_in(consultant).get(page, {"first": 2, "last": 3}))
    # Opened to all near afterwards, it says to them what it says from now on; of the version then, nothing.
    twice.revise(by=coordinator)
    opened.lock()
    opened._rewrite({"words": "Nu for alle.", "visibility": "near"}, by=coordinator)
    opened.save(by=coordinator)
    shown = text(signed_in(consultant).get(page, {"first": 3, "last": 0}))
    assert "Kun kernen." not in shown


def test_more_that_differs_costs_no_more_queries(
    twice: Masterplan, family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    client, page = signed_in(coordinator), url("compare_versions", family) + "?first=1&last=0"
    make_activity(family, coordinator, goal=make_goal(family, coordinator, responsible=coordinator))
    few = cost(client, page)
    for number in range(12):
        goal = make_goal(family, coordinator, words=f"Mål {number}", responsible=coordinator)
        make_activity(family, coordinator, title=f"Aftale {number}", goal=goal)
    assert cost(client, page) == few


def test_it_asks_for_the_right(
    agreed: Masterplan, family: Family, others: World, near: Professional, peripheral: Professional,
    stranger: Professional, signed_in: SignedIn,
) -> None:  # fmt: skip
    page = url("compare_versions", family)
    assert [signed_in(each).get(page).status_code for each in (near, peripheral, stranger)] == [200, 403, 404]
    assert signed_in(near).get(url("compare_versions", others.family)).status_code == 404
