"""At each follow-up every open goal gets a verdict with its reason; what nobody decided on waits."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from families.models import Family, Professional
from masterplans.models import Activity, Decision, Masterplan, PlanStatus, Review
from masterplans.reviewing import read_round, waiting
from roskilde import clock
from safety.models import FollowUp, Goal, GoalStatus
from tests.makers import make_activity, make_follow_up, make_goal, make_rating, make_review
from tests.masterplans.asking import SignedIn, cost, errors, log, text, url
from tests.world import World


@pytest.fixture
def held(goal: Goal, activity: Activity, family: Family, coordinator: Professional) -> FollowUp:
    """Held today; goal and activity were written a week ago."""
    why = "they were written a week ago"
    for model in (Goal, Activity):
        rows: Any = model.objects.for_nobody(why).unrecorded(why)
        rows.update(written_at=clock.now() - timedelta(days=7))
    follow_up = make_follow_up(family, coordinator, on=clock.today())
    follow_up.begin(by=coordinator)
    return follow_up


def ended(follow_up: FollowUp, by: Professional) -> FollowUp:
    rows = FollowUp.objects.unrecorded("how it is ended has tests of its own").filter(pk=follow_up.pk)
    rows.update(ended_at=clock.now(), ended_by=by)
    return follow_up


@pytest.mark.demand("R66", "R46")
@pytest.mark.parametrize(
    ("verdict", "status"),
    [
        ("reached", GoalStatus.REACHED),
        ("continued", GoalStatus.ON_THE_WAY),
        ("given_up", GoalStatus.GIVEN_UP),
    ],
)
def test_the_goal_becomes_what_was_decided_and_the_review_is_kept(
    verdict: str, status: str, held: FollowUp, goal: Goal, family: Family, coordinator: Professional,
    signed_in: SignedIn,
) -> None:  # fmt: skip
    page = url("review_goal", family, goal.pk, held.pk)
    signed_in(coordinator).post(page, {"verdict": verdict, "reason": "Set i tre uger.", "words": goal.words})
    goal.refresh_from_db()
    review = Review.objects.visible_to(coordinator).get()
    assert goal.status == status
    assert (review.goal, review.follow_up, review.verdict, review.reason) == (
        goal, held, verdict, "Set i tre uger.",
    )  # fmt: skip
    assert (review.on, review.reviewed_by) == (clock.today(), coordinator)


@pytest.mark.demand("R66")
def test_a_changed_goal_reads_otherwise_from_now_on_and_opens_the_plan(
    held: FollowUp,
    goal: Goal,
    plan: Masterplan,
    family: Family,
    coordinator: Professional,
    signed_in: SignedIn,
) -> None:
    client, page = signed_in(coordinator), url("review_goal", family, goal.pk, held.pk)
    same = {"verdict": "changed", "reason": "For stort.", "words": goal.words}
    assert "words" in errors(client.post(page, same))
    client.post(page, {**same, "words": "Vi spiser morgenmad om søndagen."})
    goal.refresh_from_db()
    assert goal.words == "Vi spiser morgenmad om søndagen."
    assert goal.history.filter(history_change_reason="For stort.").exists()


def test_an_agreed_plan_stays_agreed_where_a_goal_only_goes_on(
    held: FollowUp, goal: Goal, plan: Masterplan, family: Family, coordinator: Professional
) -> None:
    from tests.masterplans.conftest import agree

    agree(plan, coordinator, family.members.all()[0])
    make_review(goal, held, coordinator)
    plan.refresh_from_db()
    assert plan.status == PlanStatus.AGREED
    make_review(goal, held, coordinator, verdict=Decision.REACHED)
    plan.refresh_from_db()
    assert plan.status == PlanStatus.REVISION


def test_decided_once_more_the_later_holds_and_the_goal_comes_back(
    held: FollowUp, goal: Goal, coordinator: Professional
) -> None:
    make_review(goal, held, coordinator, verdict=Decision.REACHED)
    review = make_review(goal, held, coordinator, verdict=Decision.CONTINUED, reason="Ikke endnu.")
    goal.refresh_from_db()
    assert goal.status == GoalStatus.ON_THE_WAY
    assert Review.objects.visible_to(coordinator).get() == review
    assert review.history.count() == 2


@pytest.mark.demand("R58")
def test_an_activity_that_nobody_has_logged_is_asked_about_and_one_that_was_is_not(
    held: FollowUp, activity: Activity, family: Family, near: Professional, coordinator: Professional,
    signed_in: SignedIn,
) -> None:  # fmt: skip
    assert [row.item for row in read_round(family, held, coordinator).activities] == [activity]
    page = url("review_activity", family, activity.pk, held.pk)
    answer = signed_in(coordinator).post(page, {"verdict": "changed", "reason": "Et andet tidspunkt."})
    assert answer["Location"] == url("change_activity", family, activity.pk)
    signed_in(coordinator).post(page, {"verdict": "ended", "reason": "Ikke brug for den."})
    activity.refresh_from_db()
    assert (activity.ends_on, activity.end_reason) == (clock.today(), "Ikke brug for den.")
    other = make_activity(family, near, title="Lektiehjælp", starts_on=clock.today() - timedelta(days=20))
    log(other, near, clock.today() - timedelta(days=2))
    assert other not in [row.item for row in read_round(family, held, coordinator).activities]


@pytest.mark.demand("R46")
def test_what_nobody_has_decided_on_waits_until_somebody_does(
    held: FollowUp, goal: Goal, family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    ended(held, coordinator)
    client, page = signed_in(coordinator), url("show_reviews", family, held.pk)
    assert page in [line.url for line in client.get("/").context["waiting"]]
    make_review(goal, held, coordinator)
    assert page not in [line.url for line in client.get("/").context["waiting"]]


def test_it_leads_to_the_next_that_nobody_has_decided_on(
    held: FollowUp, goal: Goal, activity: Activity, family: Family, coordinator: Professional,
    signed_in: SignedIn,
) -> None:  # fmt: skip
    said = {"verdict": "continued", "reason": "På vej.", "words": goal.words}
    answer = signed_in(coordinator).post(url("review_goal", family, goal.pk, held.pk), said)
    assert answer["Location"] == url("review_activity", family, activity.pk, held.pk)
    assert url("show_reviews", family, held.pk) in text(signed_in(coordinator).get(held.get_absolute_url()))


@pytest.mark.demand("R53")
def test_what_is_for_fewer_eyes_is_neither_asked_nor_told_nor_counted(
    held: FollowUp, goal: Goal, family: Family, near: Professional, coordinator: Professional,
    signed_in: SignedIn,
) -> None:  # fmt: skip
    hidden = make_goal(family, near, words="Kun for de navngivne.", responsible=near, visibility="named")
    why = "it was written a week ago"
    Goal.objects.for_nobody(why).unrecorded(why).update(written_at=clock.now() - timedelta(days=7))
    make_review(hidden, held, near, reason="Kun for dem.")
    assert hidden not in [row.item for row in read_round(family, held, coordinator).goals]
    for page in (url("show_reviews", family, held.pk), url("show_plan", family), held.get_absolute_url()):
        shown = text(signed_in(coordinator).get(page))
        assert "Kun for dem." not in shown
        assert "Kun for de navngivne." not in shown
    refused = signed_in(coordinator)
    assert refused.get(url("review_goal", family, hidden.pk, held.pk)).status_code == 404
    assert refused.get(url("show_goal", family, hidden.pk)).status_code == 404


@pytest.mark.demand("R13")
def test_the_goal_shows_its_scale_to_who_is_near_only_after_their_own_number(
    world: World, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    family, goal = world.family, world.goal
    danger = world.scale.danger
    danger.goal = goal
    danger.save(by=near)
    helper = world.involvement.professional
    page = url("show_goal", family, goal.pk)
    before = signed_in(helper).get(page).context["reading"]
    assert (before.now.everybody, before.waiting) == (None, 2)
    make_rating(world.scale, helper, value=6)
    after = signed_in(helper).get(page).context["reading"]
    assert (after.now.everybody.lowest, after.now.everybody.highest, after.now.everybody.n) == (3, 6, 3)


@pytest.fixture
def world(family: Family, coordinator: Professional, near: Professional) -> World:
    from tests.world import fill

    return fill(family, coordinator=coordinator, near=near)


def test_more_goals_cost_no_more_queries(
    held: FollowUp, goal: Goal, family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    client, page = signed_in(coordinator), url("show_reviews", family, held.pk)
    make_review(goal, held, coordinator)
    few = cost(client, page)
    for number in range(10):
        make_review(make_goal(family, coordinator, words=f"Mål {number}"), held, coordinator)
    assert cost(client, page) == few


def test_near_reads_and_the_core_decides(
    held: FollowUp, goal: Goal, family: Family, near: Professional, peripheral: Professional,
    stranger: Professional, others: World, coordinator: Professional, signed_in: SignedIn,
) -> None:  # fmt: skip
    overview, form = url("show_reviews", family, held.pk), url("review_goal", family, goal.pk, held.pk)
    people = (near, peripheral, stranger)
    assert [signed_in(each).get(overview).status_code for each in people] == [200, 403, 404]
    assert [signed_in(each).get(form).status_code for each in people] == [403, 403, 404]
    elsewhere = url("review_goal", family, goal.pk, others.under_way.pk)
    assert signed_in(coordinator).get(elsewhere).status_code == 404


def test_nothing_is_decided_at_a_follow_up_that_has_not_begun(
    goal: Goal, family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    coming = make_follow_up(family, coordinator)
    assert signed_in(coordinator).get(url("show_reviews", family, coming.pk)).status_code == 404
    with pytest.raises(ValidationError):
        make_review(goal, coming, coordinator)


def test_waiting_asks_as_much_for_one_family_as_for_none_decided(
    held: FollowUp, family: Family, coordinator: Professional
) -> None:
    assert waiting(coordinator, []) == []


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"reason": ""}, "review_has_a_reason"),
        ({"verdict": "ended"}, "review_verdict_fits"),
        ({"goal": None}, "masterplans_review"),
    ],
)
def test_the_database_keeps_the_verdict_its_reason_and_what_it_is_of(
    changes: dict[str, Any], name: str, held: FollowUp, goal: Goal, coordinator: Professional
) -> None:
    make_review(goal, held, coordinator)
    why = "the database alone refuses"
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Review.objects.for_nobody(why).unrecorded(why).update(**changes)


def test_the_database_keeps_one_review_of_a_goal_for_each_follow_up(
    held: FollowUp, goal: Goal, coordinator: Professional
) -> None:
    review = make_review(goal, held, coordinator)
    review.pk, review._state.adding = None, True
    review.pk = Review._meta.pk.get_default()
    with pytest.raises(IntegrityError), transaction.atomic():
        review.save(by=coordinator)
