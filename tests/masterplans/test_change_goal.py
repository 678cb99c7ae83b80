"""A goal written anew."""

import pytest

from families.models import Family, Member, Professional, Substitution
from masterplans.models import Masterplan, PlanStatus
from roskilde import clock
from safety.models import Goal
from tests.makers import make_goal, make_person
from tests.masterplans.asking import SignedIn, as_shown, errors, text, url
from tests.masterplans.conftest import agree
from tests.world import World


@pytest.mark.demand("R59")
def test_whoever_carries_it_changes_their_own_words_while_the_plan_is_drafted(
    goal: Goal, family: Family, near: Professional, signed_in: SignedIn
) -> None:
    client, page = signed_in(near), url("change_goal", family, goal.pk)
    answer = client.post(page, as_shown(client.get(page), words="Vi spiser sammen om aftenen."))
    assert answer["Location"] == url("show_plan", family)
    goal.refresh_from_db()
    assert (goal.words, goal.responsible) == ("Vi spiser sammen om aftenen.", near)
    assert goal.history.order_by("-history_date")[0].history_user == near


@pytest.mark.demand("R60")
def test_a_co_owner_changes_it_too_and_gives_nobody_away(
    plan: Masterplan,
    family: Family,
    near: Professional,
    consultant: Professional,
    coordinator: Professional,
    signed_in: SignedIn,
) -> None:
    shared = make_goal(family, coordinator, co_owners=[near, consultant])
    client, page = signed_in(near), url("change_goal", family, shared.pk)
    client.post(page, as_shown(client.get(page), addition="Skolen hjælper."))
    shared.refresh_from_db()
    assert shared.addition == "Skolen hjælper."
    assert shared.responsible is None
    assert set(shared.co_owners.all()) == {near, consultant}


def test_somebody_elses_part_is_refused_with_whom_to_ask(
    goal: Goal, family: Family, consultant: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    page = url("change_goal", family, goal.pk)
    for answer in (signed_in(consultant).get(page), signed_in(consultant).post(page, {"words": "Nej."})):
        assert answer.status_code == 403
        assert coordinator.name in answer.context["reason"]
    goal.refresh_from_db()
    assert goal.words == "Vi spiser morgenmad alle sammen."


def test_an_agreed_plan_is_refused_to_near_and_opened_by_the_core(
    goal: Goal,
    plan: Masterplan,
    family: Family,
    mother: Member,
    near: Professional,
    coordinator: Professional,
    signed_in: SignedIn,
) -> None:
    agree(plan, coordinator, mother)
    page = url("change_goal", family, goal.pk)
    assert signed_in(near).get(page).status_code == 403
    client = signed_in(coordinator)
    client.post(page, as_shown(client.get(page), words="Nye ord."))
    plan.refresh_from_db()
    assert plan.status == PlanStatus.REVISION


def test_two_who_change_it_at_once_see_both_texts_and_the_second_may_insist(
    goal: Goal, family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    page, first, second = url("change_goal", family, goal.pk), signed_in(near), signed_in(coordinator)
    theirs, yours = as_shown(first.get(page)), as_shown(second.get(page))
    first.post(page, {**theirs, "words": "Birgittes ord."})
    answer = second.post(page, {**yours, "words": "Jonas' ord."})
    assert "Birgittes ord." in text(answer)
    assert "Jonas" in text(answer)
    conflict = answer.context["form"].conflict
    assert conflict.who == near.name
    assert [(each.theirs, each.yours) for each in conflict.differences] == [("Birgittes ord.", "Jonas' ord.")]
    goal.refresh_from_db()
    assert goal.words == "Birgittes ord."
    assert second.post(page, as_shown(answer)).status_code == 302
    goal.refresh_from_db()
    assert goal.words == "Jonas' ord."
    assert [row.words for row in goal.history.order_by("revision") if row.words][-2:] == [
        "Birgittes ord.",
        "Jonas' ord.",
    ]


def test_the_draft_of_a_change_is_found_again(
    goal: Goal, family: Family, near: Professional, signed_in: SignedIn
) -> None:
    client, page = signed_in(near), url("change_goal", family, goal.pk)
    form = client.get(page).context["form"]
    client.post("/drafts/", {"draft": form.draft_token, "words": "Halvt skrevet"})
    assert client.get(page).context["form"]["words"].value() == "Halvt skrevet"
    goal.refresh_from_db()
    assert goal.words == "Vi spiser morgenmad alle sammen."


def test_whom_it_is_for_is_kept_when_they_have_left_the_household(
    plan: Masterplan, family: Family, son: Member, coordinator: Professional, signed_in: SignedIn
) -> None:
    goal = make_goal(family, coordinator, member=son)
    son.left_on = clock.today()
    son.save(by=coordinator)
    client, page = signed_in(coordinator), url("change_goal", family, goal.pk)
    client.post(page, as_shown(client.get(page), words="Nye ord."))
    goal.refresh_from_db()
    assert (goal.member, goal.words) == (son, "Nye ord.")


def test_who_carries_it_is_kept_when_their_days_here_are_over(
    goal: Goal,
    family: Family,
    near: Professional,
    consultant: Professional,
    coordinator: Professional,
    signed_in: SignedIn,
) -> None:
    ida, bo = make_person("Ida Skov", sector="Skole"), make_person("Bo Lund", sector="Jobcenter")
    days = {"since": clock.today(), "until": clock.today()}
    substitutions = [
        Substitution.arrange(near, ida, **days, by=near),
        Substitution.arrange(consultant, bo, **days, by=consultant),
    ]
    goal.hand_over(near, ida, by=coordinator)
    goal.co_owners.set([bo])
    for each in substitutions:
        each.call_off(by=coordinator)
    client, page = signed_in(coordinator), url("change_goal", family, goal.pk)
    assert client.post(page, as_shown(client.get(page), words="Nye ord.")).status_code == 302
    goal.refresh_from_db()
    assert goal.carriers() == [ida, bo]


def test_only_the_core_or_the_author_hides_it(
    plan: Masterplan, family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    goal = make_goal(family, coordinator, responsible=near)
    client, page = signed_in(near), url("change_goal", family, goal.pk)
    assert "visibility" in errors(client.post(page, as_shown(client.get(page), visibility="named")))
    goal.refresh_from_db()
    assert goal.visibility == "near"


def test_naming_people_and_taking_the_name_away_leaves_its_history(
    goal: Goal, family: Family, peripheral: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    client, page = signed_in(coordinator), url("change_goal", family, goal.pk)
    for named in ([str(peripheral.pk)], []):
        client.post(page, as_shown(client.get(page), named=named))
        assert [str(person.pk) for person in goal.named] == named
    rows = Goal.grants.history.order_by("history_date")
    assert [(row.history_type, row.history_user) for row in rows] == [("+", coordinator), ("-", coordinator)]


@pytest.mark.parametrize("tampered", ["member", "responsible"])
def test_a_key_of_another_family_is_refused_beside_its_field(
    tampered: str, goal: Goal, family: Family, others: World, coordinator: Professional, signed_in: SignedIn
) -> None:
    key = others.member.pk if tampered == "member" else others.family.coordinator_id
    client, page = signed_in(coordinator), url("change_goal", family, goal.pk)
    answer = client.post(page, as_shown(client.get(page), words="Nej.", **{tampered: key}))
    assert set(errors(answer)) == {tampered}
    goal.refresh_from_db()
    assert goal.words == "Vi spiser morgenmad alle sammen."


def test_a_goal_of_another_family_or_one_that_is_hidden_is_not_found(
    goal: Goal,
    family: Family,
    others: World,
    near: Professional,
    coordinator: Professional,
    signed_in: SignedIn,
) -> None:
    hidden = make_goal(family, coordinator, visibility="named")
    client = signed_in(near)
    for key in (others.goal.pk, hidden.pk):
        assert client.get(url("change_goal", family, key)).status_code == 404
        assert client.post(url("change_goal", family, key), {"words": "Nej."}).status_code == 404


def test_it_asks_for_the_right(
    goal: Goal, family: Family, peripheral: Professional, stranger: Professional, signed_in: SignedIn
) -> None:
    page = url("change_goal", family, goal.pk)
    posts = [signed_in(each).post(page, {"words": "Nej."}).status_code for each in (peripheral, stranger)]
    assert posts == [403, 404]
