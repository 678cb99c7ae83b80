"""Who changed a goal, when, why and what."""

from families.models import Family, Professional
from safety.models import Goal
from tests.makers import make_goal
from tests.masterplans.asking import SignedIn, settle, text, url
from tests.world import World


def test_it_tells_of_each_change_with_its_reason(
    goal: Goal, family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    goal.words = "Vi spiser sammen om aftenen."
    goal.save(by=near)
    settle(goal, "reached", coordinator)
    answer = signed_in(near).get(url("show_goal_history", family, goal.pk))
    newest, changed, first = answer.context["entries"]
    assert (newest.who, newest.why) == (coordinator.name, "Set i tre uger.")
    (change,) = changed.changes
    assert (change.before, change.after) == (
        "Vi spiser morgenmad alle sammen.",
        "Vi spiser sammen om aftenen.",
    )
    assert first.is_first
    assert "Set i tre uger." in text(answer)


def test_a_goal_that_is_hidden_or_anothers_has_no_history_to_read(
    goal: Goal,
    family: Family,
    others: World,
    near: Professional,
    coordinator: Professional,
    signed_in: SignedIn,
) -> None:
    hidden = make_goal(family, coordinator, visibility="core")
    for key in (hidden.pk, others.goal.pk):
        assert signed_in(near).get(url("show_goal_history", family, key)).status_code == 404


def test_it_asks_for_the_right(
    goal: Goal, family: Family, peripheral: Professional, stranger: Professional, signed_in: SignedIn
) -> None:
    page = url("show_goal_history", family, goal.pk)
    assert [signed_in(each).get(page).status_code for each in (peripheral, stranger)] == [403, 404]
