"""Somebody no longer works here: login, roles and involvements end at once; families keep a coordinator."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from families.models import Family, Professional, RoleHolding

SignedIn = Callable[[Professional], Client]


def url(person: Professional) -> str:
    return reverse("families:stop_professional", args=[person.pk])


def test_it_ends_everything_at_once(
    signed_in: SignedIn, administrator: Professional, near: Professional, family: Family
) -> None:
    hers = signed_in(near)
    assert hers.get("/families/").status_code == 200
    assert signed_in(administrator).get(url(near)).status_code == 200
    assert signed_in(administrator).post(url(near)).status_code == 302
    near.refresh_from_db()
    assert not near.is_active
    assert not Family.objects.visible_to(near).exists()
    assert hers.get("/families/").status_code == 302  # the open session is worth nothing


def test_roles_end_too(signed_in: SignedIn, administrator: Professional, steering: Professional) -> None:
    signed_in(administrator).post(url(steering))
    assert not RoleHolding.objects.open().filter(professional=steering).exists()
    assert RoleHolding.objects.get(professional=steering).ended_by == administrator


def test_a_coordinator_of_families_must_hand_them_over_first(
    signed_in: SignedIn, administrator: Professional, coordinator: Professional, family: Family
) -> None:
    client = signed_in(administrator)
    assert coordinator.name in client.get(url(coordinator)).context["obstacles"][0]
    answer = client.post(url(coordinator))
    assert answer.status_code == 200
    assert answer.context["form"].non_field_errors()
    coordinator.refresh_from_db()
    assert coordinator.is_active


def test_who_has_stopped_cannot_be_stopped_again(
    signed_in: SignedIn, administrator: Professional, stranger: Professional
) -> None:
    stranger.stop_working_here(by=administrator)
    assert signed_in(administrator).get(url(stranger)).status_code == 404


def test_only_an_administrator_may(signed_in: SignedIn, leader: Professional, stranger: Professional) -> None:
    for person in (leader, stranger):
        assert signed_in(person).get(url(stranger)).status_code == 403
        assert signed_in(person).post(url(stranger)).status_code == 403
    stranger.refresh_from_db()
    assert stranger.is_active
