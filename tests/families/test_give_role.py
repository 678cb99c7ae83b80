"""An administrator proposes a role; it counts for nothing until somebody else has confirmed it."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from families.models import Professional, Role, RoleHolding

SignedIn = Callable[[Professional], Client]


def url(person: Professional) -> str:
    return reverse("families:give_role", args=[person.pk])


def test_it_waits_for_a_second_person(
    signed_in: SignedIn, administrator: Professional, stranger: Professional
) -> None:
    assert signed_in(administrator).get(url(stranger)).status_code == 200
    assert signed_in(administrator).post(url(stranger), {"role": Role.DPO}).status_code == 302
    holding = RoleHolding.objects.get(professional=stranger)
    assert (holding.given_by, holding.confirmed_at) == (administrator, None)
    assert Professional.objects.get(pk=stranger.pk).roles == frozenset()
    assert signed_in(stranger).get("/looks/").status_code == 403


def test_a_role_that_is_there_cannot_be_chosen(
    signed_in: SignedIn, administrator: Professional, coordinator: Professional
) -> None:
    form = signed_in(administrator).get(url(coordinator)).context["form"]
    assert Role.COORDINATOR not in dict(form.fields["role"].choices)
    answer = signed_in(administrator).post(url(coordinator), {"role": Role.COORDINATOR})
    assert answer.context["form"].errors["role"]


def test_a_role_must_be_chosen(
    signed_in: SignedIn, administrator: Professional, stranger: Professional
) -> None:
    answer = signed_in(administrator).post(url(stranger), {"role": ""})
    assert answer.context["form"].errors["role"]
    assert not RoleHolding.objects.filter(professional=stranger).exists()


def test_only_an_administrator_may(signed_in: SignedIn, leader: Professional, stranger: Professional) -> None:
    for person in (leader, stranger):
        assert signed_in(person).get(url(stranger)).status_code == 403
        assert signed_in(person).post(url(stranger), {"role": Role.DPO}).status_code == 403
    assert not RoleHolding.objects.filter(professional=stranger).exists()
