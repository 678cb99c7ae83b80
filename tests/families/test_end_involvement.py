"""Letting somebody leave the family."""

from collections.abc import Callable

from django.test import Client

from families.models import Family, Involvement, Professional
from tests.makers import make_family

SignedIn = Callable[[Professional], Client]
TYPED = {"reason": "need", "note": "Skolen har fået ny lærer"}


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
