"""What is mine and open, handed on thing by thing while I still stand here."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from families.models import Family, Professional
from tests.makers import make_goal, make_letter, make_plan

SignedIn = Callable[[Professional], Client]


def url(family: Family, person: Professional) -> str:
    return reverse(
        "families:hand_on", args=[family.pk, family.involvements.open().get(professional=person).pk]
    )


def name_of(record: Any) -> str:
    return f"owner-{record._meta.model_name}-{record.pk}"


@pytest.mark.demand("R46")
def test_what_is_chosen_is_handed_on_and_the_rest_stays(
    family: Family, near: Professional, coordinator: Professional, leader: Professional, signed_in: SignedIn
) -> None:
    make_plan(family, coordinator)
    goal, other = make_goal(family, near, responsible=near), make_goal(family, near, responsible=near)
    letter = make_letter(family, near, helper=near)
    client, page = signed_in(near), url(family, near)
    form = client.get(page).context["form"]
    assert set(form.fields) == {name_of(each) for each in (goal, other, letter)}
    assert not any(form[name].initial for name in form.fields)
    answer = client.post(page, {name_of(goal): str(leader.pk), name_of(other): "", name_of(letter): "nobody"})
    assert answer.status_code == 302
    for each in (goal, other, letter):
        each.refresh_from_db()
    assert (goal.responsible, other.responsible, letter.helper) == (leader, near, None)


def test_only_here_is_what_is_for_named_people_handed_on_to_one_of_them(
    family: Family, near: Professional, coordinator: Professional, leader: Professional, signed_in: SignedIn
) -> None:
    make_plan(family, coordinator)
    goal = make_goal(family, near, words="Skærmet mål", responsible=near, visibility="named")
    client, page = signed_in(near), url(family, near)

    def offered() -> list[str]:
        return [key for key, _label in client.get(page).context["form"].fields[name_of(goal)].choices]

    assert offered() == ["", "nobody"]
    goal.name_people([leader], by=near)
    assert offered() == ["", "nobody", str(leader.pk)]
    assert client.post(page, {name_of(goal): str(coordinator.pk)}).status_code == 200
    assert client.post(page, {name_of(goal): str(leader.pk)}).status_code == 302
    goal.refresh_from_db()
    assert goal.responsible == leader


def test_what_one_carries_and_may_not_see_is_not_here(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    make_plan(family, coordinator)
    make_goal(family, coordinator, responsible=near, visibility="core")
    assert not signed_in(near).get(url(family, near)).context["form"].fields


def test_it_is_ones_own_alone(
    family: Family, near: Professional, coordinator: Professional, leader: Professional,
    peripheral: Professional, stranger: Professional, signed_in: SignedIn,
) -> None:  # fmt: skip
    answers = {
        person: signed_in(person).get(url(family, near)).status_code
        for person in (near, coordinator, leader, peripheral, stranger)
    }
    assert list(answers.values()) == [200, 404, 404, 403, 404]
