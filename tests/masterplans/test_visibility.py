"""Who sees a part of the plan: the page of rights, tier by tier; and where a hidden part leaves no trace."""

from datetime import timedelta

import pytest

from families.models import Family, Member, Professional, Tier, Visibility
from masterplans.models import Activity, Masterplan
from roskilde import clock
from roskilde.records import Unaddressed
from safety.models import Goal
from tests.makers import make_activity, make_goal, make_person
from tests.masterplans.asking import SignedIn, log, text, url
from tests.masterplans.conftest import agree

MARK = "Kirsebærhaven"


@pytest.fixture
def cast(
    family: Family,
    leader: Professional,
    coordinator: Professional,
    near: Professional,
    consultant: Professional,
    peripheral: Professional,
    stranger: Professional,
) -> dict[str, Professional]:
    """With a second teacher, who is of the class teacher's sector."""
    colleague = make_person("Nanna Lyng", "laerer2", title="lærer", sector="Skole")
    family.involve(colleague, tier=Tier.NEAR, function="Lærer", reason="need", by=coordinator)
    return {
        "leader": leader,
        "coordinator": coordinator,
        "author": near,
        "same sector": colleague,
        "near": consultant,
        "peripheral": peripheral,
        "stranger": stranger,
    }


SEEN_BY = {
    Visibility.CORE: {"leader", "coordinator", "author"},
    Visibility.SECTOR: {"leader", "coordinator", "author", "same sector"},
    Visibility.NEAR: {"leader", "coordinator", "author", "same sector", "near"},
    Visibility.NAMED: {"author"},
}


@pytest.mark.demand("R53", "S22")
@pytest.mark.parametrize("visibility", Visibility)
def test_each_visibility_lets_in_whom_it_says(
    visibility: Visibility, family: Family, cast: dict[str, Professional]
) -> None:
    goal = make_goal(family, cast["author"], visibility=visibility)
    activity = make_activity(family, cast["author"], visibility=visibility)
    for item in (goal, activity):
        seen = {name for name, person in cast.items() if item in type(item).objects.visible_to(person)}
        assert seen == SEEN_BY[visibility]
        assert set(item.seen_by()) == {cast[name] for name in seen}


@pytest.mark.parametrize("visibility", Visibility)
def test_a_named_person_sees_it_whatever_its_visibility_and_their_tier(
    visibility: Visibility, family: Family, cast: dict[str, Professional]
) -> None:
    goal = make_goal(family, cast["author"], visibility=visibility)
    goal.name_people([cast["peripheral"], cast["near"]], by=cast["coordinator"])
    seen = {name for name, person in cast.items() if goal in Goal.objects.visible_to(person)}
    assert seen == SEEN_BY[visibility] | {"peripheral", "near"}
    assert set(goal.seen_by()) == {cast[name] for name in seen}


@pytest.mark.demand("R54")
def test_a_grant_and_authorship_end_with_the_involvement(
    family: Family, cast: dict[str, Professional]
) -> None:
    goal = make_goal(family, cast["author"], visibility="named")
    goal.name_people([cast["peripheral"]], by=cast["coordinator"])
    for name in ("author", "peripheral"):
        family.involvements.get(professional=cast[name]).end(by=cast["coordinator"], reason="staff")
        assert goal not in Goal.objects.visible_to(cast[name])
    assert goal.seen_by() == []


def test_a_grant_to_a_stranger_opens_nothing(family: Family, cast: dict[str, Professional]) -> None:
    goal = make_goal(family, cast["author"])
    goal.name_people([cast["stranger"]], by=cast["coordinator"])
    assert goal not in Goal.objects.visible_to(cast["stranger"])


@pytest.mark.demand("R43")
def test_an_author_who_moves_outwards_sees_their_own_no_more(
    family: Family, cast: dict[str, Professional]
) -> None:
    goal = make_goal(family, cast["author"])
    standing = family.involvements.get(professional=cast["author"])
    standing.change_tier(Tier.PERIPHERAL, by=cast["coordinator"], reason="need")
    assert goal not in Goal.objects.visible_to(cast["author"])


def test_guardians_own_question_is_answered_by_the_grant_alone(
    family: Family, cast: dict[str, Professional]
) -> None:
    goal = make_goal(family, cast["author"], visibility="named")
    assert not cast["peripheral"].has_perm("view_goal", goal)
    goal.name_people([cast["peripheral"]], by=cast["coordinator"])
    assert cast["peripheral"].has_perm("view_goal", goal)


@pytest.mark.parametrize("model", [Goal, Activity])
def test_nothing_is_read_for_nobody_in_particular(model: type[Goal | Activity], activity: Activity) -> None:
    rows = model._default_manager.all()
    for read in (list, len, bool, lambda found: found.count(), lambda found: found.exists()):
        with pytest.raises(Unaddressed):
            read(model._default_manager.all())
    for read in (
        lambda found: found.first(),
        lambda found: found.get(pk=activity.pk),
        lambda found: list(found.values_list("pk")),
        lambda found: list(found.iterator()),
        lambda found: found.aggregate(),
        lambda found: found.in_bulk(),
    ):
        with pytest.raises(Unaddressed):
            read(rows)


def test_a_part_for_named_people_leaves_no_trace_for_others(
    plan: Masterplan,
    family: Family,
    mother: Member,
    son: Member,
    near: Professional,
    consultant: Professional,
    coordinator: Professional,
    leader: Professional,
    signed_in: SignedIn,
) -> None:
    """No title, no gap, no count; only the time, in the week."""
    goal = make_goal(family, near, words=f"{MARK} 1", responsible=near, member=son, visibility="named")
    activity = make_activity(
        family,
        near,
        title=f"{MARK} 2",
        purpose=f"{MARK} 3",
        place=f"{MARK} 4",
        goal=goal,
        members=[son],
        co_owners=[consultant],
        visibility="named",
    )
    log(activity, near, clock.today(), note=f"{MARK} 5", sign=f"{MARK} 6")
    log(activity, near, clock.today() - timedelta(days=1), "nothing")
    agree(plan, coordinator, mother)
    plan.revise(by=coordinator)
    pages = [
        *(url(page, family) for page in ("show_plan", "show_week", "list_contributions", "list_versions")),
        *(url(page, family) for page in ("agree_plan", "show_plan_history", "show_granted_parts")),
        *(url(page, family) for page in ("add_activity", "log_contribution")),
        url("show_version", family, 1),
        f"/families/{family.pk}/",
        "/",
    ]
    for reader in (coordinator, leader, consultant):
        client = signed_in(reader)
        for page in pages:
            answer = client.get(page)
            if answer.status_code != 403:  # agreeing is the core's alone
                assert MARK not in text(answer), page
        for page in ("show_activity", "change_activity", "show_activity_history"):
            assert client.get(url(page, family, activity.pk)).status_code == 404
        for page in ("change_goal", "show_goal_history"):
            assert client.get(url(page, family, goal.pk)).status_code == 404
    context = signed_in(coordinator).get(url("show_plan", family)).context
    assert [count for _each, _marks, count in context["matrix"]] == [0] * len(context["matrix"])
    assert context["matrix_goals"] == []
    missing = {gap.member or gap.professional for gap, _deed in context["gaps"]}
    assert {son, near} <= missing  # as if it were not there
    assert MARK in text(signed_in(near).get(url("show_plan", family)))


def test_the_week_alone_says_that_the_time_is_taken(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    make_activity(family, near, title=MARK, visibility="named", weekdays="0")
    answer = signed_in(coordinator).get(url("show_week", family))
    slots = [slot for row in answer.context["week"].rows for day in row.days for slot in day]
    assert [slot.is_private for slot in slots] == [True]
    assert MARK not in text(answer)


def test_the_familys_overview_costs_the_same_with_fifty_goals_and_at_most_ten_queries(
    activity: Activity, family: Family, near: Professional, consultant: Professional, signed_in: SignedIn
) -> None:
    from tests.masterplans.asking import cost

    client, page = signed_in(near), f"/families/{family.pk}/"
    log(activity, near, clock.today())
    one = cost(client, page)
    for number in range(25):
        make_activity(
            family, near, goal=make_goal(family, near, co_owners=[consultant]), title=f"Nr. {number}"
        )
    assert cost(client, page) == one <= 10
