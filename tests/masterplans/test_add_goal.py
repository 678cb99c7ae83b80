"""Setting a goal with the family."""

from uuid import uuid4

import pytest

from families.drafts import token
from families.models import Draft, Family, Member, Professional
from masterplans.models import Masterplan, PlanStatus
from safety.models import Goal
from tests.masterplans.asking import SignedIn, errors, goal_post, last_look, text, url
from tests.world import World


def goals() -> list[Goal]:
    return list(Goal.objects.for_nobody("the test looks at all of them"))


@pytest.mark.demand("R16", "R66", "R45")
def test_the_core_sets_a_goal_for_a_member_with_who_carries_it(
    plan: Masterplan,
    family: Family,
    son: Member,
    near: Professional,
    consultant: Professional,
    coordinator: Professional,
    signed_in: SignedIn,
) -> None:
    client = signed_in(coordinator)
    assert client.get(url("add_goal", family)).status_code == 200
    post = goal_post(member=son.pk, responsible=near.pk, co_owners=[consultant.pk])
    assert client.post(url("add_goal", family), post)["Location"] == url("show_plan", family)
    assert last_look(family) == ("masterplans:add_goal", "POST", "opened")
    (goal,) = goals()
    assert (goal.family, goal.member, goal.words) == (family, son, "Vi læser en bog om aftenen.")
    assert (goal.whose, goal.field, goal.author) == ("family", "education", coordinator)
    assert goal.carriers() == [near, consultant]
    assert goal.history.first().history_user == coordinator


@pytest.mark.demand("R59", "R42")
def test_whoever_is_near_sets_a_goal_of_their_own_while_the_plan_is_drafted(
    plan: Masterplan, family: Family, near: Professional, consultant: Professional, signed_in: SignedIn
) -> None:
    signed_in(near).post(url("add_goal", family), goal_post(responsible=consultant.pk))
    (goal,) = goals()
    assert goal.carriers() == [near]  # nobody gives others a part by writing one's own


def test_an_agreed_plan_is_opened_by_the_core_and_refused_to_near_with_the_reason(
    agreed: Masterplan, family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    refused = signed_in(near).get(url("add_goal", family))
    assert refused.status_code == 403
    assert coordinator.name in refused.context["reason"]
    signed_in(coordinator).post(url("add_goal", family), goal_post())
    agreed.refresh_from_db()
    assert agreed.status == PlanStatus.REVISION
    assert signed_in(near).get(url("add_goal", family)).status_code == 200


def test_what_near_typed_while_the_plan_was_agreed_waits_as_a_draft(
    agreed: Masterplan, family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    page = url("add_goal", family)
    post = goal_post(words="Zakariye rækker hånden op.", draft=token(near, page, family))
    assert signed_in(near).post(page, post).status_code == 403
    agreed.revise(by=coordinator)
    assert "Zakariye rækker hånden op." in text(signed_in(near).get(page))


def test_a_draft_is_found_again_and_gone_once_it_is_saved(
    plan: Masterplan, family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    client, page = signed_in(near), url("add_goal", family)
    form = client.get(page).context["form"]
    assert client.post("/drafts/", {"draft": form.draft_token, "words": "Halvt skrevet"}).status_code == 200
    again = client.get(page).context["form"]
    assert again["words"].value() == "Halvt skrevet"
    assert again.draft_note
    assert signed_in(coordinator).get(page).context["form"]["words"].value() is None  # the author's alone
    client.post(page, goal_post())
    assert not Draft.objects.exists()


def test_a_draft_is_discarded_by_its_button(
    plan: Masterplan, family: Family, near: Professional, signed_in: SignedIn
) -> None:
    client, page = signed_in(near), url("add_goal", family)
    client.post("/drafts/", {"draft": client.get(page).context["form"].draft_token, "words": "Halvt"})
    assert client.post(page, {"discard_draft": "1"})["Location"] == page
    assert client.get(page).context["form"]["words"].value() is None
    assert goals() == []


def test_a_gap_leads_here_with_the_member_chosen(
    plan: Masterplan, family: Family, son: Member, others: World, near: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(near)
    form = client.get(f"{url('add_goal', family)}?member={son.pk}").context["form"]
    assert str(form["member"].value()) == str(son.pk)
    for nonsense in (others.member.pk, uuid4(), "x", "%00", ""):
        form = client.get(f"{url('add_goal', family)}?member={nonsense}").context["form"]
        assert form["member"].value() is None


def test_bad_input_keeps_what_was_typed(
    plan: Masterplan, family: Family, near: Professional, signed_in: SignedIn
) -> None:
    post = goal_post(words="", addition="Skolen ser det samme.", field="magic")
    answer = signed_in(near).post(url("add_goal", family), post)
    assert set(errors(answer)) == {"words", "field"}
    assert "Skolen ser det samme." in text(answer)
    assert goals() == []


@pytest.mark.parametrize("tampered", ["member", "responsible", "co_owners", "named"])
def test_a_key_of_another_family_is_refused_beside_its_field(
    tampered: str,
    plan: Masterplan,
    family: Family,
    others: World,
    coordinator: Professional,
    signed_in: SignedIn,
) -> None:
    key = others.member.pk if tampered == "member" else others.family.coordinator_id
    answer = signed_in(coordinator).post(url("add_goal", family), goal_post(**{tampered: [key]}))
    assert set(errors(answer)) == {tampered}
    assert not [goal for goal in goals() if goal.family == family]


@pytest.mark.demand("R53")
def test_a_peripheral_professional_carries_nothing_but_can_be_named(
    plan: Masterplan,
    family: Family,
    peripheral: Professional,
    coordinator: Professional,
    signed_in: SignedIn,
) -> None:
    client = signed_in(coordinator)
    answer = client.post(url("add_goal", family), goal_post(responsible=peripheral.pk))
    assert set(errors(answer)) == {"responsible"}
    client.post(url("add_goal", family), goal_post(named=[peripheral.pk]))
    (goal,) = goals()
    assert list(goal.named) == [peripheral]


def test_each_choice_of_who_sees_it_names_the_people(
    plan: Masterplan,
    family: Family,
    near: Professional,
    peripheral: Professional,
    coordinator: Professional,
    signed_in: SignedIn,
) -> None:
    form = signed_in(near).get(url("add_goal", family)).context["form"]
    labels = {value: str(label) for value, label in form.fields["visibility"].widget.choices}
    assert coordinator.name in labels["core"]
    assert near.name in labels["near"]
    assert coordinator.name not in labels["named"]
    assert all(peripheral.name not in label for label in labels.values())


def test_no_plan_or_a_closed_one_takes_no_goal(
    family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(coordinator)
    assert client.post(url("add_goal", family), goal_post()).status_code == 403
    plan = Masterplan.begin(family, by=coordinator)
    plan.close(by=coordinator, reason="Flyttet.")
    assert client.post(url("add_goal", family), goal_post()).status_code == 403
    assert goals() == []


def test_it_asks_for_the_right(
    plan: Masterplan,
    family: Family,
    others: World,
    near: Professional,
    peripheral: Professional,
    stranger: Professional,
    signed_in: SignedIn,
) -> None:
    page = url("add_goal", family)
    posts = [signed_in(each).post(page, goal_post()).status_code for each in (peripheral, stranger)]
    assert posts == [403, 404]
    assert signed_in(near).post(url("add_goal", others.family), goal_post()).status_code == 404


def test_a_goal_sent_twice_is_one(
    plan: Masterplan, family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(coordinator)
    first = client.post(url("add_goal", family), goal_post())
    assert client.post(url("add_goal", family), goal_post())["Location"] == first["Location"]
    assert len(goals()) == 1
    client.post(url("add_goal", family), goal_post(words="Vi spiser sammen."))
    assert len(goals()) == 2
