"""The session is kept alive by a click on "Go on working"."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from families.models import Look, Professional

SignedIn = Callable[[Professional], Client]


def test_it_moves_the_idle_time_on(signed_in: SignedIn, stranger: Professional) -> None:
    client = signed_in(stranger)
    before = client.session.get_expiry_date()
    response = client.post(reverse("families:extend_session"))
    assert response.status_code == 204
    assert client.session.get_expiry_date() >= before
    assert "sessionid" in response.cookies


def test_it_is_no_look(signed_in: SignedIn, stranger: Professional) -> None:
    signed_in(stranger).post(reverse("families:extend_session"))
    assert not Look.objects.exists()


def test_it_wants_a_post_and_somebody_who_is_signed_in(signed_in: SignedIn, stranger: Professional) -> None:
    assert signed_in(stranger).get(reverse("families:extend_session")).status_code == 405
    assert Client().post(reverse("families:extend_session")).status_code == 302
