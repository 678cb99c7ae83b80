"""An administrator corrects what we know of a colleague."""

from collections.abc import Callable
from typing import Any

from django.test import Client
from django.urls import reverse

from families.models import Professional
from tests.makers import make_sector

SignedIn = Callable[[Professional], Client]


def url(person: Professional) -> str:
    return reverse("families:change_professional", args=[person.pk])


def facts(person: Professional, **changes: Any) -> dict[str, Any]:
    return {
        "name": person.name,
        "title": person.title,
        "sector": person.sector_id,
        "email": person.email,
        "phone": person.phone,
        "revision": person.revision,
        **changes,
    }


def test_it_changes(signed_in: SignedIn, administrator: Professional, stranger: Professional) -> None:
    assert stranger.name in signed_in(administrator).get(url(stranger)).content.decode()
    new = facts(stranger, title="teamleder", sector=make_sector("PPR").pk, email="ny@example.dk")
    assert signed_in(administrator).post(url(stranger), new).status_code == 302
    stranger.refresh_from_db()
    assert (stranger.title, stranger.sector.name, stranger.email) == ("teamleder", "PPR", "ny@example.dk")
    assert stranger.history.latest().history_user == administrator


def test_the_login_of_somebody_who_has_signed_in_stays(
    signed_in: SignedIn, administrator: Professional, stranger: Professional
) -> None:
    signed_in(stranger)
    stranger.refresh_from_db()
    signed_in(administrator).post(url(stranger), facts(stranger, email="mine@example.dk", title="teamleder"))
    stranger.refresh_from_db()
    assert (stranger.email, stranger.title) == ("fremmed@example.dk", "teamleder")


def test_the_login_of_somebody_who_stands_around_a_family_stays(
    signed_in: SignedIn, administrator: Professional, near: Professional
) -> None:
    signed_in(administrator).post(url(near), facts(near, email="mine@example.dk"))
    near.refresh_from_db()
    assert near.email == "laerer@example.dk"


def test_a_change_over_somebody_elses_shows_both(
    signed_in: SignedIn, administrator: Professional, stranger: Professional
) -> None:
    opened = facts(stranger, title="skrevet af mig")
    stranger.title = "skrevet af en anden"
    stranger.save(by=administrator)
    answer = signed_in(administrator).post(url(stranger), opened)
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "skrevet af mig" in text
    assert "skrevet af en anden" in text
    stranger.refresh_from_db()
    assert stranger.title == "skrevet af en anden"


def test_bad_input_keeps_what_was_typed(
    signed_in: SignedIn, administrator: Professional, stranger: Professional
) -> None:
    answer = signed_in(administrator).post(url(stranger), facts(stranger, name="", title="teamleder"))
    assert set(answer.context["form"].errors) == {"name"}
    assert "teamleder" in answer.content.decode()


def test_only_an_administrator_may(
    signed_in: SignedIn, leader: Professional, coordinator: Professional, stranger: Professional
) -> None:
    for person in (leader, coordinator, stranger):
        assert signed_in(person).get(url(stranger)).status_code == 403
        assert signed_in(person).post(url(stranger), facts(stranger, name="Andet")).status_code == 403
