"""The plan's page: a part for all and for each, what is missing, who owns what."""

from datetime import date, timedelta

import pytest
import time_machine

from families.models import Family, Member, Professional, Substitution, Tier
from masterplans.models import Activity, Masterplan, Outcome, Stage
from roskilde import clock
from safety.models import Goal
from tests.makers import make_activity, make_follow_up, make_goal, make_person
from tests.masterplans.asking import Answer, SignedIn, cost, last_look, log, settle, text, url
from tests.masterplans.conftest import agree
from tests.world import World


def sentences(answer: Answer) -> list[str]:
    return [gap.sentence for gap, _deed in answer.context["gaps"]]


def kinds(answer: Answer) -> set[str]:
    return {gap.kind for gap, _deed in answer.context["gaps"]}


@pytest.mark.demand("R55", "R56")
def test_it_has_a_part_for_the_family_and_one_for_each_member(
    plan: Masterplan,
    family: Family,
    son: Member,
    coordinator: Professional,
    near: Professional,
    signed_in: SignedIn,
) -> None:
    make_goal(family, near, words="Vi spiser sammen.")
    make_goal(family, near, words="Zakariye er i skole hver dag.", member=son)
    plan.aim_at("Ro om aftenen.", by=coordinator)
    parts = signed_in(near).get(url("show_plan", family)).context["reading"].parts
    shown = [
        (str(part.member or ""), part.aim, [line.goal.words for line in part.open_goals]) for part in parts
    ]
    assert shown == [
        ("", "Ro om aftenen.", ["Vi spiser sammen."]),
        ("Hodan", "", []),
        ("Zakariye", "", ["Zakariye er i skole hver dag."]),
        ("Ayaan", "", []),
    ]


@pytest.mark.demand("R16", "R66")
def test_a_goal_shows_its_words_whose_it_is_its_field_and_who_carries_it(
    goal: Goal, family: Family, near: Professional, signed_in: SignedIn
) -> None:
    page = text(signed_in(near).get(url("show_plan", family)))
    for shown in (goal.words, goal.get_whose_display(), goal.get_field_display(), near.name):
        assert str(shown) in page


@pytest.mark.demand("R57")
def test_the_programme_is_an_ordered_line_of_stages(
    plan: Masterplan, family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    for title in ("Ankomst og ro", "Hverdag", "Afslutning"):
        Stage.add(plan, by=coordinator, title=title)
    page = text(signed_in(coordinator).get(url("show_plan", family)))
    assert page.index("Ankomst og ro") < page.index("Hverdag") < page.index("Afslutning")


def test_what_the_family_hopes_for_stands_first(
    plan: Masterplan, family: Family, near: Professional, signed_in: SignedIn
) -> None:
    assert family.hopes in text(signed_in(near).get(url("show_plan", family)))


@pytest.mark.demand("R37", "R60")
def test_an_activity_stands_under_its_goal_with_everybody_who_carries_it(
    plan: Masterplan,
    family: Family,
    near: Professional,
    consultant: Professional,
    signed_in: SignedIn,
) -> None:
    goal = make_goal(family, near)
    make_activity(
        family,
        near,
        title="Praktik hos bageren",
        goal=goal,
        co_owners=[consultant],
        place="Bageriet",
        place_kind="town",
    )
    answer = signed_in(near).get(url("show_plan", family))
    (line,) = answer.context["reading"].goals[0].activities
    assert line.who == f"{near.name}, {consultant.name}"
    assert "Bageriet" in text(answer)


def test_an_activity_without_a_goal_stands_with_the_member_it_is_for(
    plan: Masterplan, family: Family, son: Member, near: Professional, signed_in: SignedIn
) -> None:
    make_activity(family, near, title="Fodbold", members=[son])
    make_activity(family, near, title="Fællesspisning")
    parts = signed_in(near).get(url("show_plan", family)).context["reading"].parts
    assert {str(p.member or ""): [a.activity.title for a in p.activities] for p in parts if p.activities} == {
        "": ["Fællesspisning"],
        "Zakariye": ["Fodbold"],
    }


def test_the_last_three_results_stand_beside_an_activity(
    activity: Activity, family: Family, near: Professional, signed_in: SignedIn
) -> None:
    for days, outcome in ((4, "happened"), (3, "happened"), (2, "partly"), (1, "nothing")):
        log(activity, near, clock.today() - timedelta(days=days), outcome)
    answer = signed_in(near).get(url("show_plan", family))
    (line,) = answer.context["reading"].activities
    assert [row.outcome for row in line.results] == [Outcome.HAPPENED, Outcome.PARTLY, Outcome.NOTHING]


def test_an_activity_that_has_ended_leaves_the_plan(
    activity: Activity, family: Family, near: Professional, signed_in: SignedIn
) -> None:
    activity.end(by=near, on=clock.today() - timedelta(days=1), reason="Ikke brug for mere.")
    assert activity.title not in text(signed_in(near).get(url("show_plan", family)))


def test_a_goal_that_is_reached_is_folded_away_with_its_reason(
    goal: Goal, family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    settle(goal, "reached", coordinator)
    answer = signed_in(near).get(url("show_plan", family))
    family_part = answer.context["reading"].parts[0]
    assert not family_part.open_goals
    assert [line.goal for line in family_part.settled_goals] == [goal]
    assert "Set i tre uger." in text(answer)


@pytest.mark.demand("R56")
def test_a_member_without_a_part_is_missing(
    plan: Masterplan,
    family: Family,
    mother: Member,
    son: Member,
    coordinator: Professional,
    near: Professional,
    signed_in: SignedIn,
) -> None:
    client = signed_in(coordinator)
    gaps = client.get(url("show_plan", family)).context["gaps"]
    assert {gap.member.name for gap, _deed in gaps if gap.member} == {"Hodan", "Zakariye", "Ayaan"}
    make_goal(family, near, member=mother)
    make_activity(family, near, members=[son])
    plan.aim_at("Leg med andre børn.", by=coordinator, member=family.members.get(name="Ayaan"))
    assert "part" not in kinds(client.get(url("show_plan", family)))


@pytest.mark.demand("R59")
def test_a_near_professional_without_a_share_is_missing(
    plan: Masterplan, family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(coordinator)
    assert any(near.name in each for each in sentences(client.get(url("show_plan", family))))
    make_activity(family, coordinator, co_owners=[near])
    assert not any(near.name in each for each in sentences(client.get(url("show_plan", family))))


@pytest.mark.demand("R59")
def test_a_share_in_a_goal_that_is_given_up_is_none(
    goal: Goal, family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(coordinator)
    assert "share" not in kinds(client.get(url("show_plan", family)))
    settle(goal, "given_up", coordinator)
    assert "share" in kinds(client.get(url("show_plan", family)))


@pytest.mark.demand("R53")
def test_a_peripheral_professional_is_asked_for_no_share(
    plan: Masterplan,
    family: Family,
    peripheral: Professional,
    coordinator: Professional,
    signed_in: SignedIn,
) -> None:
    assert not any(
        peripheral.name in each for each in sentences(signed_in(coordinator).get(url("show_plan", family)))
    )


def test_somebody_who_carries_a_part_and_has_moved_outwards_is_told_of(
    activity: Activity, family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    standing = family.involvements.get(professional=near)
    standing.change_tier(Tier.PERIPHERAL, by=coordinator, reason="need")
    answer = signed_in(coordinator).get(url("show_plan", family))
    assert "carrier" in kinds(answer)
    assert any(near.name in each for each in sentences(answer))


def test_a_co_owner_whose_days_as_a_substitute_are_over_is_still_named(
    plan: Masterplan, family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    colleague = make_person("Ida Skov", "vikar", title="lærer", sector="Skole")
    today = clock.today()
    days = Substitution.arrange(near, colleague, since=today, until=today, by=near)
    make_activity(family, coordinator, co_owners=[colleague])
    days.call_off(by=near)
    (line,) = signed_in(coordinator).get(url("show_plan", family)).context["reading"].activities
    assert colleague in line.carriers


@pytest.mark.demand("R46")
def test_no_next_follow_up_is_missing_until_one_is_agreed(
    plan: Masterplan, family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(coordinator)
    assert "follow_up" in kinds(client.get(url("show_plan", family)))
    make_follow_up(family, coordinator, on=date(2026, 12, 18))
    assert "follow_up" not in kinds(client.get(url("show_plan", family)))
    with time_machine.travel(date(2026, 12, 19)):
        assert "follow_up" in kinds(signed_in(coordinator).get(url("show_plan", family)))


def test_only_who_can_mend_a_gap_gets_its_deed(
    plan: Masterplan, family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    assert all(deed for _gap, deed in signed_in(coordinator).get(url("show_plan", family)).context["gaps"])
    assert not any(deed for _gap, deed in signed_in(near).get(url("show_plan", family)).context["gaps"])


@pytest.mark.demand("R59", "R60", "S9")
def test_the_matrix_says_who_owns_what(
    plan: Masterplan,
    family: Family,
    near: Professional,
    consultant: Professional,
    coordinator: Professional,
    signed_in: SignedIn,
) -> None:
    make_goal(family, near, responsible=near, co_owners=[consultant])
    make_activity(family, near)
    rows = signed_in(coordinator).get(url("show_plan", family)).context["matrix"]
    owned = {each.professional: (marks, count) for each, marks, count in rows}
    assert owned[near] == (["responsible"], 1)
    assert owned[consultant] == (["together"], 0)
    assert owned[coordinator] == ([""], 0)


def test_under_revision_what_is_new_or_changed_is_marked(
    goal: Goal,
    plan: Masterplan,
    family: Family,
    mother: Member,
    coordinator: Professional,
    signed_in: SignedIn,
) -> None:
    untouched = make_goal(family, coordinator, words="Uændret.")
    agree(plan, coordinator, mother)
    plan.revise(by=coordinator)
    goal.addition = "Også i weekenden."
    goal.save(by=coordinator)
    new = make_goal(family, coordinator, words="Nyt mål.")
    lines = signed_in(coordinator).get(url("show_plan", family)).context["reading"].goals
    assert {line.goal: line.mark for line in lines} == {goal: "changed", untouched: "", new: "new"}


def test_who_has_left_the_household_keeps_a_part_as_long_as_something_stands_in_it(
    plan: Masterplan,
    family: Family,
    son: Member,
    near: Professional,
    coordinator: Professional,
    signed_in: SignedIn,
) -> None:
    make_goal(family, near, words="Zakariye er i skole.", member=son)
    ayaan = family.members.get(name="Ayaan")
    for member in (son, ayaan):
        member.left_on = clock.today()
        member.save(by=coordinator)
    answer = signed_in(coordinator).get(url("show_plan", family))
    assert [str(part.member or "") for part in answer.context["reading"].parts] == ["", "Hodan", "Zakariye"]
    assert not any("Ayaan" in each for each in sentences(answer))


def test_near_is_offered_to_change_their_own_parts_alone(
    goal: Goal, family: Family, near: Professional, consultant: Professional, signed_in: SignedIn
) -> None:
    own = make_goal(family, consultant, words="Hodan går i praktik.", responsible=consultant)
    page = text(signed_in(near).get(url("show_plan", family)))
    assert url("change_goal", family, goal.pk) in page
    assert url("change_goal", family, own.pk) not in page


def test_a_closed_plan_is_read_and_not_written(
    goal: Goal, plan: Masterplan, family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    plan.close(by=coordinator, reason="Målene er nået.")
    answer = signed_in(coordinator).get(url("show_plan", family))
    page = text(answer)
    assert goal.words in page
    assert "Målene er nået." in page
    assert answer.context["gaps"] == []
    for deed in ("agree_plan", "close_plan", "add_goal"):
        assert url(deed, family) not in page


@pytest.mark.demand("R53")
def test_it_asks_for_the_right(
    plan: Masterplan, family: Family, peripheral: Professional, stranger: Professional, signed_in: SignedIn
) -> None:
    assert signed_in(peripheral).get(url("show_plan", family)).status_code == 403
    assert last_look(family) == ("masterplans:show_plan", "GET", "refused")
    assert signed_in(stranger).get(url("show_plan", family)).status_code == 404
    assert last_look(family) == ("masterplans:show_plan", "GET", "not_found")


@pytest.mark.demand("R54")
def test_sight_ends_the_second_the_involvement_ends(
    plan: Masterplan, family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(near)
    assert client.get(url("show_plan", family)).status_code == 200
    family.involvements.get(professional=near).end(by=coordinator, reason="relation")
    assert client.get(url("show_plan", family)).status_code == 404


def test_the_title_names_nobody(
    plan: Masterplan, family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    title = text(signed_in(coordinator).get(url("show_plan", family))).partition("</title>")[0]
    assert family.name not in title
    assert "Hodan" not in title


def test_another_familys_plan_is_not_found(
    others: World, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    for person in (near, coordinator):
        assert signed_in(person).get(url("show_plan", others.family)).status_code == 404


def test_fifty_goals_cost_as_many_queries_as_one_and_never_more_than_ten(
    activity: Activity,
    family: Family,
    son: Member,
    near: Professional,
    consultant: Professional,
    coordinator: Professional,
    signed_in: SignedIn,
) -> None:
    client = signed_in(coordinator)
    log(activity, near, clock.today(), "happened")
    one = cost(client, url("show_plan", family))
    helpers = [make_person(f"Hjælper {number}", f"helper{number}") for number in range(3)]
    for helper in helpers:
        family.involve(helper, tier=Tier.NEAR, function="Støtte", reason="need", by=coordinator)
    for number in range(49):
        goal = make_goal(family, near, responsible=near, co_owners=[consultant, *helpers], member=son)
        make_activity(family, near, goal=goal, title=f"Nr. {number}", members=[son], co_owners=[consultant])
    assert cost(client, url("show_plan", family)) == one
    assert one <= 10
