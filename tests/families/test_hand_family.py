"""Giving the family a new coordinator."""

from collections.abc import Callable

from django.test import Client

from families.models import Family, Professional, Tier

SignedIn = Callable[[Professional], Client]


def url(family: Family) -> str:
    return f"/families/{family.pk}/hand/"


def test_the_new_coordinator_becomes_core(
    family: Family, coordinator: Professional, leader: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(coordinator)
    assert coordinator.name in client.get(url(family)).content.decode()
    answer = client.post(url(family), {"coordinator": str(leader.pk)})
    assert answer.status_code == 302
    family.refresh_from_db()
    assert family.coordinator == leader
    assert family.involvements.open().of(coordinator).get().tier == Tier.CORE


def test_only_a_coordinator_or_leader_can_take_over(
    family: Family, coordinator: Professional, near: Professional, signed_in: SignedIn
) -> None:
    answer = signed_in(coordinator).post(url(family), {"coordinator": str(near.pk)})
    assert "coordinator" in answer.context["form"].errors
    family.refresh_from_db()
    assert family.coordinator == coordinator


def test_it_asks_for_the_right(
    family: Family, near: Professional, leader: Professional, stranger: Professional, signed_in: SignedIn
) -> None:
    for person, verdict in ((near, 403), (stranger, 404)):
        answer = signed_in(person).post(url(family), {"coordinator": str(leader.pk)})
        assert answer.status_code == verdict
