"""A role ends at once, and everything that it opened closes."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from families.models import Professional, Role, RoleHolding
from tests.makers import make_person

SignedIn = Callable[[Professional], Client]


def url(holding: RoleHolding) -> str:
    return reverse("families:end_role", args=[holding.professional_id, holding.pk])


def test_it_asks_once_and_ends(signed_in: SignedIn, administrator: Professional, dpo: Professional) -> None:
    holding = RoleHolding.objects.get(professional=dpo)
    client, hers = signed_in(administrator), signed_in(dpo)
    assert hers.get("/looks/").status_code == 200
    assert dpo.name in client.get(url(holding)).content.decode()
    assert client.post(url(holding)).status_code == 302
    holding.refresh_from_db()
    assert holding.ended_by == administrator
    assert hers.get("/looks/").status_code == 403


def test_an_ended_role_is_not_found(
    signed_in: SignedIn, administrator: Professional, dpo: Professional
) -> None:
    holding = RoleHolding.objects.get(professional=dpo)
    holding.end(by=administrator)
    assert signed_in(administrator).post(url(holding)).status_code == 404


def test_only_an_administrator_may(
    signed_in: SignedIn, leader: Professional, stranger: Professional, dpo: Professional
) -> None:
    holding = RoleHolding.objects.get(professional=dpo)
    for person in (leader, stranger, dpo):
        assert signed_in(person).get(url(holding)).status_code == 403
        assert signed_in(person).post(url(holding)).status_code == 403
    holding.refresh_from_db()
    assert holding.ended_at is None


def test_the_last_administrator_keeps_the_role(
    signed_in: SignedIn, administrator: Professional, leader: Professional
) -> None:
    holding = RoleHolding.objects.get(professional=administrator)
    client = signed_in(administrator)
    (told,) = client.get(url(holding)).context["obstacles"]
    assert administrator.name in told
    assert told in client.post(url(holding)).content.decode()
    holding.refresh_from_db()
    assert holding.ended_at is None
    RoleHolding.give(leader, Role.ADMINISTRATOR, by=administrator).confirm(by=make_person("Eva Toft"))
    assert client.get(url(holding)).context["obstacles"] == []
    assert client.post(url(holding)).status_code == 302


def test_what_waits_to_be_confirmed_can_always_be_taken_back(
    signed_in: SignedIn, administrator: Professional, stranger: Professional
) -> None:
    holding = RoleHolding.give(stranger, Role.ADMINISTRATOR, by=administrator)
    assert signed_in(administrator).post(url(holding)).status_code == 302
