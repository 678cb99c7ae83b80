"""Everybody who works here, with sector and roles, found by name, title or sector."""

from collections.abc import Callable

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from families.models import Professional, Role, RoleHolding
from tests.makers import make_person

SignedIn = Callable[[Professional], Client]
URL = "/professionals/"


def names(client: Client, query: str = "") -> list[str]:
    return [person.name for person in client.get(URL + query).context["page"]]


def test_it_lists_people_in_danish_order(signed_in: SignedIn, coordinator: Professional) -> None:
    for login, name in enumerate(("Åse Holm", "Ørn Bo", "Zita Friis", "Ærin Dahl")):
        make_person(name, f"p{login}")
    assert names(signed_in(coordinator))[-4:] == ["Zita Friis", "Ærin Dahl", "Ørn Bo", "Åse Holm"]


def test_search_finds_oe_however_it_is_cased(signed_in: SignedIn, coordinator: Professional) -> None:
    make_person("Birgitte Ørum", "laerer", title="klasselærer")
    client = signed_in(coordinator)
    assert names(client, "?q=ørum") == ["Birgitte Ørum"]
    assert names(client, "?q=KLASSELÆRER") == ["Birgitte Ørum"]
    assert names(client, "?q=dagtilbud") == ["Birgitte Ørum"]
    assert names(client, "?q=xyz") == []


def test_it_shows_roles_in_force_and_those_that_wait(
    signed_in: SignedIn, coordinator: Professional, administrator: Professional
) -> None:
    RoleHolding.give(coordinator, Role.STEERING_GROUP, by=administrator)
    page = signed_in(administrator).get(URL)
    row = next(person for person in page.context["page"] if person == coordinator)
    assert [(holding.role, holding.is_waiting) for holding in row.open_roles] == [
        (Role.COORDINATOR, False),
        (Role.STEERING_GROUP, True),
    ]
    assert "status-draft" in page.content.decode()


def test_those_who_stopped_are_shown_when_asked_for(
    signed_in: SignedIn, administrator: Professional, stranger: Professional
) -> None:
    stranger.stop_working_here(by=administrator)
    client = signed_in(administrator)
    assert stranger.name not in names(client)
    assert stranger.name in names(client, "?former=on")


def test_it_shows_25_a_page(signed_in: SignedIn, administrator: Professional) -> None:
    for number in range(30):
        make_person(f"Person {number:02}")
    client = signed_in(administrator)
    assert len(names(client)) == 25
    assert 'rel="next"' in client.get(URL).content.decode()
    assert len(names(client, "?page=2")) == 6
    assert names(client, "?page=nonsense") == names(client)


def test_it_tells_of_no_family(
    signed_in: SignedIn, family: object, near: Professional, leader: Professional
) -> None:
    page = signed_in(leader).get(URL).content.decode()
    assert near.name in page
    assert "Warsame" not in page
    assert "Klasselærer" not in page  # her function in the family; her title is written small


def test_leader_coordinator_and_administrator_may_see_it(
    signed_in: SignedIn, leader: Professional, coordinator: Professional, administrator: Professional
) -> None:
    for person in (leader, coordinator, administrator):
        page = signed_in(person).get(URL)
        assert page.status_code == 200
        assert page.content.decode().count(f'href="{URL}"') == 1  # one entry in the menu


def test_others_may_not(
    signed_in: SignedIn,
    near: Professional,
    dpo: Professional,
    steering: Professional,
    city_hall: Professional,
) -> None:
    for person in (near, dpo, steering, city_hall):
        assert signed_in(person).get(URL).status_code == 403


def test_its_queries_do_not_grow_with_people(signed_in: SignedIn, administrator: Professional) -> None:
    client = signed_in(administrator)
    client.get(URL)
    with CaptureQueriesContext(connection) as few:
        client.get(URL)
    for number in range(20):
        make_person(f"Person {number}", role=Role.STEERING_GROUP)
    with CaptureQueriesContext(connection) as many:
        client.get(URL)
    assert len(many) == len(few)


def test_it_links_to_the_invitation(signed_in: SignedIn, coordinator: Professional) -> None:
    assert reverse("families:invite_professional") in signed_in(coordinator).get(URL).content.decode()
