"""A role counts from its second signature: neither the giver's nor the receiver's."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from families.models import Professional, Role, RoleHolding
from tests.makers import make_person

SignedIn = Callable[[Professional], Client]


@pytest.fixture
def holding(stranger: Professional, administrator: Professional) -> RoleHolding:
    return RoleHolding.give(stranger, Role.DPO, by=administrator)


def url(holding: RoleHolding) -> str:
    return reverse("families:confirm_role", args=[holding.professional_id, holding.pk])


def test_the_project_leader_confirms(signed_in: SignedIn, leader: Professional, holding: RoleHolding) -> None:
    signed_in(leader).post(url(holding))
    holding.refresh_from_db()
    assert holding.confirmed_by == leader
    assert signed_in(holding.professional).get("/looks/").status_code == 200


def test_another_administrator_confirms(signed_in: SignedIn, holding: RoleHolding) -> None:
    other = make_person("Bo Berg", role=Role.ADMINISTRATOR)
    signed_in(other).post(url(holding))
    holding.refresh_from_db()
    assert holding.confirmed_by == other


def test_the_giver_is_refused_with_a_reason(
    signed_in: SignedIn, administrator: Professional, holding: RoleHolding
) -> None:
    answer = signed_in(administrator).post(url(holding), follow=True)
    assert "alert-error" in answer.content.decode()
    holding.refresh_from_db()
    assert holding.confirmed_at is None


def test_nobody_confirms_their_own(
    signed_in: SignedIn, administrator: Professional, leader: Professional
) -> None:
    own = RoleHolding.give(leader, Role.ADMINISTRATOR, by=administrator)
    answer = signed_in(leader).post(url(own), follow=True)
    assert "alert-error" in answer.content.decode()
    own.refresh_from_db()
    assert own.confirmed_at is None


def test_a_role_that_has_ended_is_not_confirmed(
    signed_in: SignedIn, administrator: Professional, leader: Professional, holding: RoleHolding
) -> None:
    holding.end(by=administrator)
    assert "alert-error" in signed_in(leader).post(url(holding), follow=True).content.decode()
    assert not RoleHolding.objects.in_force().filter(professional=holding.professional).exists()


def test_it_needs_the_right_and_a_post(
    signed_in: SignedIn,
    coordinator: Professional,
    stranger: Professional,
    leader: Professional,
    holding: RoleHolding,
) -> None:
    for person in (coordinator, stranger):
        assert signed_in(person).post(url(holding)).status_code == 403
    assert signed_in(leader).get(url(holding)).status_code == 405
    holding.refresh_from_db()
    assert holding.confirmed_at is None


def test_the_role_is_looked_for_at_its_person_only(
    signed_in: SignedIn, leader: Professional, coordinator: Professional, holding: RoleHolding
) -> None:
    beside = reverse("families:confirm_role", args=[coordinator.pk, holding.pk])
    assert signed_in(leader).post(beside).status_code == 404
