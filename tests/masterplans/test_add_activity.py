"""Planning an activity."""

from datetime import date, time

import pytest
from django.utils import translation

from families.models import Family, Member, Professional
from masterplans.models import Activity, Masterplan, PlaceKind, PlanStatus, Stage
from masterplans.rule import in_words
from safety.models import Goal
from tests.makers import make_goal
from tests.masterplans.asking import SignedIn, activity_post, as_shown, errors, settle, text, url
from tests.world import World


def activities(family: Family) -> list[Activity]:
    return list(Activity.objects.for_nobody("the test looks at all of them").filter(family=family))


@pytest.mark.demand("R36", "R40", "R58", "R60", "S9", "S32")
def test_the_core_plans_what_for_whom_when_where_and_by_whom(
    goal: Goal,
    plan: Masterplan,
    family: Family,
    mother: Member,
    near: Professional,
    consultant: Professional,
    coordinator: Professional,
    signed_in: SignedIn,
) -> None:
    stage = Stage.add(plan, by=coordinator, title="Hverdag")
    client = signed_in(coordinator)
    assert client.get(url("add_activity", family)).status_code == 200
    post = activity_post(
        title="Dansk",
        purpose="At kunne tale med læreren",
        goal=goal.pk,
        stage=stage.pk,
        members=[mother.pk],
        responsible=near.pk,
        co_owners=[consultant.pk],
        repeats="weekly",
        weekdays=["0", "2"],
        ends_on="2026-12-18",
        place_kind="other_municipality",
        place="Sprogcenter Køge",
        needs_interpreter="on",
    )
    assert client.post(url("add_activity", family), post)["Location"] == url("show_plan", family)
    (activity,) = activities(family)
    assert (activity.goal, activity.stage, list(activity.members.all())) == (goal, stage, [mother])
    assert activity.carriers() == [near, consultant]
    assert (activity.starts_at, activity.minutes) == (time(15, 30), 45)
    assert activity.rule == "FREQ=WEEKLY;BYDAY=MO,WE"
    assert (activity.place_kind, activity.place) == (PlaceKind.OTHER_MUNICIPALITY, "Sprogcenter Køge")
    assert activity.needs_interpreter
    assert activity.author == coordinator


@pytest.mark.demand("R40")
def test_the_form_proposes_today_and_the_pilots_place(
    plan: Masterplan, family: Family, near: Professional, signed_in: SignedIn
) -> None:
    form = signed_in(near).get(url("add_activity", family)).context["form"]
    assert (form["place"].value(), str(form["starts_on"].value())) == ("Holbækvejen 44 B", "2026-11-18")


@pytest.mark.demand("R42", "R59")
def test_whoever_is_near_plans_their_own_while_it_is_drafted(
    plan: Masterplan, family: Family, near: Professional, consultant: Professional, signed_in: SignedIn
) -> None:
    signed_in(near).post(url("add_activity", family), activity_post(responsible=consultant.pk))
    (activity,) = activities(family)
    assert activity.carriers() == [near]
    assert activity.ends_on == date(2026, 11, 18)  # once, on the date


@pytest.mark.demand("R23")
def test_somebody_of_the_network_carries_it_instead(
    plan: Masterplan, family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(coordinator)
    client.post(url("add_activity", family), activity_post(network_name="Moster Fadumo"))
    (activity,) = activities(family)
    assert activity.responsible_name == "Moster Fadumo"
    assert "Moster Fadumo" in text(client.get(url("show_plan", family)))


def test_one_is_responsible_not_two_and_not_nobody(
    plan: Masterplan, family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(coordinator)
    both = activity_post(responsible=near.pk, network_name="Moster Fadumo")
    for post in (activity_post(), both):
        assert errors(client.post(url("add_activity", family), post))
    assert activities(family) == []


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": ""}, "title"),
        ({"minutes": "-1"}, "minutes"),
        ({"minutes": "4"}, "minutes"),
        ({"minutes": "1000000000"}, "minutes"),
        ({"repeats": "weekly", "weekdays": ["9"]}, "weekdays"),
        ({"starts_on": "31.02.2026"}, "starts_on"),
        ({"starts_at": "25:00"}, "starts_at"),
        ({"repeats": "weekly", "weekdays": ["0"], "ends_on": "2026-11-01"}, "ends_on"),
    ],
)
def test_bad_input_is_told_and_keeps_the_text(
    changes: dict[str, str],
    field: str,
    plan: Masterplan,
    family: Family,
    near: Professional,
    signed_in: SignedIn,
) -> None:
    post = activity_post(purpose="Så vi kommer op", **changes)
    answer = signed_in(near).post(url("add_activity", family), post)
    assert set(errors(answer)) == {field}
    assert "Så vi kommer op" in text(answer)
    assert activities(family) == []


@pytest.mark.parametrize("tampered", ["goal", "members", "responsible", "co_owners", "stage"])
def test_a_key_of_another_family_is_refused_beside_its_field(
    tampered: str,
    plan: Masterplan,
    family: Family,
    others: World,
    near: Professional,
    coordinator: Professional,
    signed_in: SignedIn,
) -> None:
    Stage.add(plan, by=coordinator, title="Hverdag")
    keys = {"goal": others.goal.pk, "members": others.member.pk, "stage": others.stage.pk}
    post = {
        **activity_post(responsible=near.pk),
        tampered: [keys.get(tampered, others.family.coordinator_id)],
    }
    answer = signed_in(coordinator).post(url("add_activity", family), post)
    assert tampered in errors(answer)
    assert activities(family) == []


def test_only_open_goals_that_the_writer_sees_are_offered(
    goal: Goal, family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    hidden = make_goal(family, coordinator, words="Hemmeligt.", visibility="named")
    reached = make_goal(family, near, words="Nået.")
    settle(reached, "reached", coordinator)
    client, page = signed_in(near), url("add_activity", family)
    assert list(client.get(page).context["form"].fields["goal"].queryset) == [goal]
    for other in (hidden, reached):
        assert set(errors(client.post(page, activity_post(goal=other.pk)))) == {"goal"}


def test_a_goal_leads_here_with_itself_chosen(
    goal: Goal, family: Family, others: World, near: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(near)
    form = client.get(f"{url('add_activity', family)}?goal={goal.pk}").context["form"]
    assert form["goal"].value() == goal.pk
    for nonsense in (others.goal.pk, "x", "%00"):
        answer = client.get(f"{url('add_activity', family)}?goal={nonsense}")
        assert others.goal.words not in text(answer) or others.goal.words == goal.words


def test_the_core_opens_an_agreed_plan_and_near_is_refused(
    agreed: Masterplan, family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    assert signed_in(near).post(url("add_activity", family), activity_post()).status_code == 403
    post = activity_post(responsible=near.pk)
    assert signed_in(coordinator).post(url("add_activity", family), post).status_code == 302
    agreed.refresh_from_db()
    assert agreed.status == PlanStatus.REVISION


def test_it_asks_for_the_right(
    plan: Masterplan,
    family: Family,
    others: World,
    near: Professional,
    peripheral: Professional,
    stranger: Professional,
    signed_in: SignedIn,
) -> None:
    page = url("add_activity", family)
    posts = [signed_in(each).post(page, activity_post()).status_code for each in (peripheral, stranger)]
    assert posts == [403, 404]
    assert signed_in(near).post(url("add_activity", others.family), activity_post()).status_code == 404
    assert activities(family) == []


def test_whoever_carries_it_must_be_able_to_see_it(
    plan: Masterplan, family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    post = activity_post(responsible=str(near.pk), visibility="core")
    answer = signed_in(coordinator).post(url("add_activity", family), post)
    assert set(errors(answer)) == {"visibility"}
    named = signed_in(coordinator).post(url("add_activity", family), {**post, "named": [str(near.pk)]})
    assert named.status_code == 302


@pytest.mark.demand("R58")
@pytest.mark.parametrize(
    ("chosen", "rule"),
    [
        ({"repeats": "once", "weekdays": ["0"]}, ""),
        ({"repeats": "weekly", "weekdays": ["0", "2"]}, "FREQ=WEEKLY;BYDAY=MO,WE"),
        ({"repeats": "fortnightly", "weekdays": ["0"]}, "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO"),
        ({"repeats": "monthly"}, "FREQ=MONTHLY;BYDAY=3WE"),  # 18 November is the third Wednesday
        ({"repeats": "flexible", "starts_at": ""}, "FREQ=WEEKLY"),
        ({"repeats": "flexible", "starts_at": "15:30"}, "FREQ=WEEKLY"),  # the hour is not for this
    ],
)
def test_it_repeats_as_was_chosen_and_the_form_shows_it_again(
    chosen: dict[str, object],
    rule: str,
    plan: Masterplan,
    family: Family,
    near: Professional,
    signed_in: SignedIn,
) -> None:
    client = signed_in(near)
    post = activity_post(skips_school_holidays="on", **chosen)
    assert client.post(url("add_activity", family), post).status_code == 302
    (activity,) = activities(family)
    assert (activity.rule, activity.starts_at is None) == (rule, rule == "FREQ=WEEKLY")
    assert (activity.skips_public_holidays, activity.skips_school_holidays) == (False, True)
    page = url("change_activity", family, activity.pk)
    assert client.post(page, as_shown(client.get(page))).status_code == 302
    activity.refresh_from_db()
    assert activity.rule == rule
    near.language = "en"
    near.save(update_fields=["language"])
    with translation.override("en"):
        told = in_words(rule)
    assert told in text(client.get(url("show_activity_history", family, activity.pk)))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"repeats": ""}, "repeats"),
        ({"repeats": "hourly"}, "repeats"),
        ({"repeats": "weekly"}, "weekdays"),
        ({"repeats": "fortnightly"}, "weekdays"),
        ({"repeats": "monthly", "starts_at": ""}, "starts_at"),
        ({"repeats": "once", "starts_at": ""}, "starts_at"),
    ],
)
def test_what_the_repetition_needs_is_asked_for_beside_its_field(
    changes: dict[str, str],
    field: str,
    plan: Masterplan,
    family: Family,
    near: Professional,
    signed_in: SignedIn,
) -> None:
    answer = signed_in(near).post(url("add_activity", family), activity_post(**changes))
    assert list(errors(answer)) == [field]
    assert not activities(family)
