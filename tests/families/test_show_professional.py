"""One professional: who, where, in which roles, and who gave and confirmed them."""

from collections.abc import Callable
from uuid import uuid4

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from families.models import Professional, Role, RoleHolding
from tests.makers import make_person

SignedIn = Callable[[Professional], Client]


def url(person: Professional) -> str:
    return reverse("families:show_professional", args=[person.pk])


def test_it_shows_who_gave_confirmed_and_ended_a_role(
    signed_in: SignedIn, stranger: Professional, administrator: Professional, leader: Professional
) -> None:
    holding = RoleHolding.give(stranger, Role.STEERING_GROUP, by=administrator)
    holding.confirm(by=leader)
    holding.end(by=administrator)
    page = signed_in(leader).get(url(stranger))
    assert page.context["former_roles"] == [holding]
    text = page.content.decode()
    assert text.count("Allan Dam") == 2  # gave it, ended it
    assert text.count("Mette Krogh") == 2  # confirmed it, and is the reader


def test_the_button_to_confirm_is_only_for_a_second_person(
    signed_in: SignedIn, stranger: Professional, administrator: Professional, leader: Professional
) -> None:
    holding = RoleHolding.give(stranger, Role.STEERING_GROUP, by=administrator)
    confirm = reverse("families:confirm_role", args=[stranger.pk, holding.pk])
    assert confirm in signed_in(leader).get(url(stranger)).content.decode()
    assert confirm not in signed_in(administrator).get(url(stranger)).content.decode()


def test_nobody_is_offered_to_confirm_their_own_role(
    signed_in: SignedIn, administrator: Professional, leader: Professional
) -> None:
    holding = RoleHolding.give(leader, Role.STEERING_GROUP, by=administrator)
    confirm = reverse("families:confirm_role", args=[leader.pk, holding.pk])
    assert confirm not in signed_in(leader).get(url(leader)).content.decode()


def test_only_an_administrator_is_offered_to_change(
    signed_in: SignedIn, stranger: Professional, administrator: Professional, coordinator: Professional
) -> None:
    change = reverse("families:change_professional", args=[stranger.pk])
    assert change in signed_in(administrator).get(url(stranger)).content.decode()
    assert change not in signed_in(coordinator).get(url(stranger)).content.decode()


def test_it_offers_a_new_invitation_until_the_person_has_signed_in(
    signed_in: SignedIn, stranger: Professional, coordinator: Professional
) -> None:
    again = reverse("families:resend_invitation", args=[stranger.pk])
    assert again in signed_in(coordinator).get(url(stranger)).content.decode()
    signed_in(stranger)
    assert again not in signed_in(coordinator).get(url(stranger)).content.decode()


def test_it_tells_of_no_family(
    signed_in: SignedIn, family: object, near: Professional, administrator: Professional
) -> None:
    assert "Warsame" not in signed_in(administrator).get(url(near)).content.decode()


def test_the_title_holds_no_name(signed_in: SignedIn, stranger: Professional, leader: Professional) -> None:
    page = signed_in(leader).get(url(stranger)).content.decode()
    assert stranger.name not in page.partition("</title>")[0]


def test_an_unknown_person_is_not_found(signed_in: SignedIn, leader: Professional) -> None:
    assert signed_in(leader).get(reverse("families:show_professional", args=[uuid4()])).status_code == 404


def test_who_has_no_role_for_it_is_refused(
    signed_in: SignedIn, stranger: Professional, dpo: Professional
) -> None:
    assert signed_in(stranger).get(url(dpo)).status_code == 403
    assert signed_in(dpo).get(url(stranger)).status_code == 403


def test_its_queries_do_not_grow_with_roles(
    signed_in: SignedIn, administrator: Professional, leader: Professional
) -> None:
    person, client = make_person("Nanna Lyng"), signed_in(leader)
    RoleHolding.give(person, Role.STEERING_GROUP, by=administrator)
    client.get(url(person))
    with CaptureQueriesContext(connection) as few:
        client.get(url(person))
    for role in (Role.DPO, Role.CITY_HALL, Role.COORDINATOR):
        RoleHolding.give(person, role, by=administrator).confirm(by=leader)
    with CaptureQueriesContext(connection) as many:
        client.get(url(person))
    assert len(many) == len(few)
