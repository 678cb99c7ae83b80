"""Letting somebody leave the family."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.forms import ChoiceField
from django.test import Client
from django.test.utils import CaptureQueriesContext

from families.leaving import carried_in_one
from families.models import (
    Family,
    Involvement,
    Mail,
    MailKind,
    Professional,
    Substitution,
    Telling,
    Tier,
)
from roskilde import clock
from tests.makers import (
    leave,
    make_activity,
    make_family,
    make_goal,
    make_letter,
    make_line,
    make_person,
    make_plan,
)

SignedIn = Callable[[Professional], Client]
TYPED = {"reason": "need", "note": "Skolen har fået ny lærer"}
EMPTY = ChoiceField()


def strip(page: str) -> str:
    """Without the tokens and the seconds until sign-in, which differ from one time to the next."""
    return re.sub(r'[A-Za-z0-9]{64}|value="[^"]{60,}"|ends-in="\d+"', "", page)


def standing(family: Family, person: Professional) -> Involvement:
    return family.involvements.open().of(person).get()


def url(involvement: Involvement) -> str:
    return f"/families/{involvement.family_id}/people/{involvement.pk}/end/"


def test_sight_ends_with_the_involvement(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    own = standing(family, near)
    client = signed_in(coordinator)
    assert near.name in client.get(url(own)).content.decode()
    assert client.post(url(own), TYPED).status_code == 302
    own.refresh_from_db()
    assert (own.end_reason, own.end_note, own.ended_by) == ("need", "Skolen har fået ny lærer", coordinator)
    assert signed_in(near).get(family.get_absolute_url()).status_code == 404
    assert client.post(url(own), TYPED).status_code == 404


def test_what_stands_in_the_way_is_said_before_one_tries(
    family: Family, coordinator: Professional, leader: Professional, signed_in: SignedIn
) -> None:
    own = standing(family, coordinator)
    client = signed_in(leader)
    page = client.get(url(own))
    assert page.context["obstacles"]
    assert f"/families/{family.pk}/hand/" in page.content.decode()
    answer = client.post(url(own), TYPED)
    assert answer.context["form"].has_error("__all__", "not_ready")
    assert standing(family, coordinator).is_open


def test_a_reason_is_chosen(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    answer = signed_in(coordinator).post(url(standing(family, near)), {"note": "Uden grund"})
    assert "reason" in answer.context["form"].errors
    assert "Uden grund" in answer.content.decode()


def test_who_ends_themselves_lands_on_their_families(
    family: Family, leader: Professional, signed_in: SignedIn
) -> None:
    answer = signed_in(leader).post(url(standing(family, leader)), TYPED, follow=True)
    assert answer.status_code == 200
    assert answer.redirect_chain[-1][0] == "/families/"


def test_it_asks_for_the_right(
    family: Family, near: Professional, stranger: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    own = standing(family, near)
    other = standing(make_family(coordinator, "Haidari"), coordinator)
    assert signed_in(near).post(url(own), TYPED).status_code == 403
    assert signed_in(stranger).post(url(own), TYPED).status_code == 404
    mixed = f"/families/{family.pk}/people/{other.pk}/end/"
    assert signed_in(coordinator).post(mixed, TYPED).status_code == 404
    assert standing(family, near).is_open


# -- What is theirs and open -----------------------------------------------------------------------------


@pytest.fixture
def carried(family: Family, near: Professional, coordinator: Professional) -> dict[str, Any]:
    """One of everything that somebody can leave behind, and what is not theirs or not open."""
    make_plan(family, coordinator)
    line = make_line(family, coordinator, text="Ring til skolen")
    found: dict[str, Any] = {
        "goal": make_goal(family, near, responsible=near),
        "shared": make_goal(family, coordinator, words="Sammen", responsible=coordinator, co_owners=[near]),
        "activity": make_activity(family, near),
        "letter": make_letter(family, near, helper=near),
        "line": line,
        "telling": Telling.tell(line, [near], by=coordinator)[0],
    }
    make_letter(family, near, helper=near).settle(by=near)
    make_goal(family, coordinator, responsible=coordinator)
    Telling.tell(make_line(family, coordinator), [near], by=coordinator)[0].see(by=near)
    make_activity(family, near, starts_on=clock.today() - timedelta(days=3), weekdays="")
    return found


def asked_for(page: Any) -> set[str]:
    return {name for name in page.context["form"].fields if name.startswith("owner-")}


def name_of(record: Any) -> str:
    return f"owner-{record._meta.model_name}-{record.pk}"


@pytest.mark.demand("R46")
def test_everything_open_and_theirs_is_listed_with_the_coordinator_to_take_over(
    family: Family, near: Professional, coordinator: Professional, carried: Any, signed_in: SignedIn
) -> None:
    page = signed_in(coordinator).get(url(standing(family, near)))
    form = page.context["form"]
    theirs = ("goal", "shared", "activity", "letter", "line")
    assert asked_for(page) == {name_of(carried[each]) for each in theirs}
    first = {each: form[name_of(carried[each])].initial for each in theirs}
    assert first.pop("shared") == "nobody"  # the others go on with it
    assert set(first.values()) == {str(coordinator.pk)}
    assert [name for name in form.fields if name in ("reason", "note")] == list(form.fields)[-2:]


def test_what_is_handed_over_and_the_end_are_one_save(
    family: Family, near: Professional, coordinator: Professional, leader: Professional, carried: Any,
    signed_in: SignedIn,
) -> None:  # fmt: skip
    client, page = signed_in(coordinator), url(standing(family, near))
    new = {
        name_of(carried["goal"]): "nobody",
        name_of(carried["shared"]): str(leader.pk),
        name_of(carried["activity"]): str(leader.pk),
        name_of(carried["letter"]): "nobody",
        name_of(carried["line"]): str(leader.pk),
    }
    assert client.post(page, TYPED | new).status_code == 302
    for each in ("goal", "shared", "activity", "letter", "telling"):
        carried[each].refresh_from_db()
    assert (carried["goal"].responsible, carried["activity"].responsible) == (None, leader)
    assert list(carried["shared"].co_owners.all()) == [leader]
    assert carried["letter"].helper is None
    assert (carried["telling"].to, carried["telling"].seen_at) == (leader, None)
    assert Mail.objects.filter(kind=MailKind.TOLD, to=leader, about=str(carried["telling"].pk)).exists()
    assert not family.involvements.open().of(near).exists()
    for record in (carried["goal"], carried["activity"], carried["letter"], carried["telling"]):
        saved = record.history.latest("revision", "history_date")
        assert (saved.history_user, bool(saved.history_change_reason)) == (coordinator, True)


def test_what_has_no_new_owner_stops_all_of_it_beside_its_field(
    family: Family, near: Professional, coordinator: Professional, carried: Any, signed_in: SignedIn
) -> None:
    client, page = signed_in(coordinator), url(standing(family, near))
    new = dict.fromkeys(asked_for(client.get(page)), str(coordinator.pk))
    answer = client.post(page, TYPED | new | {name_of(carried["activity"]): ""})
    assert list(answer.context["form"].errors) == [name_of(carried["activity"])]
    assert standing(family, near).is_open
    carried["goal"].refresh_from_db()
    assert carried["goal"].responsible == near


def test_an_activity_needs_somebody_and_a_goal_does_not(
    family: Family, near: Professional, coordinator: Professional, carried: Any, signed_in: SignedIn
) -> None:
    fields = signed_in(coordinator).get(url(standing(family, near))).context["form"].fields
    without = {
        each for each in carried if "nobody" in dict(fields.get(name_of(carried[each]), EMPTY).choices)
    }
    assert without == {"goal", "shared", "letter"}


def test_only_the_core_and_the_near_who_can_see_it_can_take_over(
    family: Family, near: Professional, peripheral: Professional, coordinator: Professional,
    leader: Professional, stranger: Professional, signed_in: SignedIn,
) -> None:  # fmt: skip
    make_plan(family, coordinator)
    ida = make_person("Ida Skov", sector="Skole")
    family.involve(stranger, tier=Tier.NEAR, function="Jobkonsulent", reason="need", by=coordinator)
    seen = {
        "near": make_goal(family, near, responsible=near),
        "sector": make_goal(family, near, responsible=near, visibility="sector"),
        "core": make_goal(family, near, responsible=near, visibility="core"),
    }
    seen["core"].name_people([stranger, peripheral], by=coordinator)
    today = clock.today()
    Substitution.arrange(near, ida, since=today, until=today, by=near)
    form = signed_in(coordinator).get(url(standing(family, near))).context["form"]

    def offered(goal: Any) -> set[str]:
        return {key for key, _label in form.fields[name_of(goal)].choices if key not in ("", "nobody")}

    core = {str(coordinator.pk), str(leader.pk)}
    assert offered(seen["near"]) == offered(seen["core"]) == core | {str(stranger.pk)}
    assert offered(seen["sector"]) == core


def test_whoever_cannot_see_it_cannot_be_sent_in_by_hand(
    family: Family, near: Professional, stranger: Professional, coordinator: Professional, carried: Any,
    signed_in: SignedIn,
) -> None:  # fmt: skip
    client, page = signed_in(coordinator), url(standing(family, near))
    new = dict.fromkeys(asked_for(client.get(page)), str(coordinator.pk))
    answer = client.post(page, TYPED | new | {name_of(carried["goal"]): str(stranger.pk)})
    assert list(answer.context["form"].errors) == [name_of(carried["goal"])]
    with pytest.raises(ValidationError):
        carried["goal"].hand_over(near, stranger, by=coordinator)
    with pytest.raises(ValidationError):
        carried["letter"].hand_to(stranger, by=coordinator)
    with pytest.raises(ValidationError):
        carried["telling"].hand_to(stranger, by=coordinator)


def test_the_verb_itself_refuses_while_something_is_theirs(
    family: Family, near: Professional, coordinator: Professional, carried: Any
) -> None:
    with pytest.raises(ValidationError) as refusal:
        standing(family, near).end(by=coordinator, reason="staff")
    assert [error.code for error in refusal.value.error_list] == ["not_ready"]
    assert standing(family, near).is_open
    leave(family, near, coordinator)
    assert not family.involvements.open().of(near).exists()


@pytest.mark.parametrize("kind", ["goal", "shared", "activity", "letter", "telling"])
def test_each_kind_alone_stops_it(
    kind: str, family: Family, near: Professional, coordinator: Professional, carried: Any
) -> None:
    for each in carried_in_one(standing(family, near), by=coordinator):
        if name_of(each.record) != name_of(carried["line" if kind == "telling" else kind]):
            each.hand_to(None if each.is_shared else coordinator, coordinator)
    with pytest.raises(ValidationError):
        standing(family, near).end(by=coordinator, reason="staff")


@pytest.mark.demand("R43")
def test_what_is_only_for_named_people_is_neither_listed_nor_counted_and_stops_nobody(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    client, page = signed_in(coordinator), url(standing(family, near))
    without = client.get(page).content.decode()
    goal = make_goal(family, near, words="Skærmet mål", responsible=near, visibility="named")
    make_activity(family, near, title="Skærmet samtale", visibility="named")
    make_letter(family, near, sender="Skærmet afsender", helper=near, visibility="named")
    assert strip(client.get(page).content.decode()) == strip(without)
    assert client.post(page, TYPED).status_code == 302
    goal.refresh_from_db()
    assert goal.responsible == near


def test_whoever_is_named_in_it_hands_it_on_like_anything_else(
    family: Family, near: Professional, coordinator: Professional, leader: Professional, signed_in: SignedIn
) -> None:
    goal = make_goal(family, near, words="Skærmet mål", responsible=near, visibility="named")
    goal.name_people([leader], by=near)
    assert asked_for(signed_in(leader).get(url(standing(family, near)))) == {name_of(goal)}
    assert asked_for(signed_in(coordinator).get(url(standing(family, near)))) == set()
    with pytest.raises(ValidationError):
        standing(family, near).end(by=leader, reason="staff")


def test_an_agreed_plan_is_opened_for_revision_by_it(
    family: Family, near: Professional, coordinator: Professional
) -> None:
    plan = make_plan(family, coordinator)
    make_goal(family, near, responsible=near)
    member = family.members.order_by("born_on")[0]
    plan.agree(
        by=coordinator, on=clock.today(), members=[member], professionals=[], language="so",
        interpreter="not_needed",
    )  # fmt: skip
    leave(family, near, coordinator)
    plan.refresh_from_db()
    assert plan.status == "revision"


def test_what_a_closed_plan_says_stays_as_it_is(
    family: Family, near: Professional, coordinator: Professional
) -> None:
    plan = make_plan(family, coordinator)
    goal = make_goal(family, near, responsible=near)
    plan.close(by=coordinator, reason="Målene er nået.")
    standing(family, near).end(by=coordinator, reason="staff")
    goal.refresh_from_db()
    assert goal.responsible == near


def test_what_was_told_to_both_is_not_told_twice(
    family: Family, near: Professional, coordinator: Professional, leader: Professional
) -> None:
    line = make_line(family, coordinator)
    theirs, others = Telling.tell(line, [near, leader], by=coordinator)
    theirs.hand_to(leader, by=coordinator)
    assert line.tellings.count() == 2
    theirs.refresh_from_db()
    assert (theirs.to, theirs.done_by, theirs.is_open) == (near, coordinator, False)
    assert others.is_open


def test_fifty_things_cost_as_many_queries_as_two(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    def one_of_each() -> None:
        make_goal(family, near, responsible=near)
        make_activity(family, near)
        make_letter(family, near, helper=near)
        Telling.tell(make_line(family, coordinator), [near], by=coordinator)

    client, page = signed_in(coordinator), url(standing(family, near))
    one_of_each()
    client.get(page)
    with CaptureQueriesContext(connection) as few:
        client.get(page)
    for _n in range(10):
        one_of_each()
    with CaptureQueriesContext(connection) as many:
        client.get(page)
    assert len(many) == len(few)
