"""Signing in: by invitation only, and nobody signs themselves up."""

from collections.abc import Callable
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import NoReverseMatch, reverse

from families import drafts
from families.models import Draft, Professional
from tests.makers import make_person

SignedIn = Callable[[Professional], Client]
URL = "/accounts/login/"


def test_with_password_one_comes_to_where_one_was_going(stranger: Professional) -> None:
    client = Client()
    assert client.get("/account/").headers["Location"] == f"{URL}?next=/account/"
    typed = {"login": stranger.email, "password": "roskilde-demo", "next": "/account/"}
    answer = client.post(URL, typed)
    assert answer.headers["Location"] == "/account/"
    assert client.get("/account/").status_code == 200
    assert not EmailAddress.objects.exists()  # the login is the professional's own e-mail, kept in one place


def test_a_wrong_password_keeps_the_e_mail(stranger: Professional) -> None:
    answer = Client().post(URL, {"login": stranger.email, "password": "not this one"})
    assert answer.status_code == 200
    assert stranger.email in answer.content.decode()


def test_who_has_stopped_does_not_come_in(stranger: Professional, administrator: Professional) -> None:
    stranger.stop_working_here(by=administrator)
    client = Client()
    client.post(URL, {"login": stranger.email, "password": "roskilde-demo"})
    assert client.get("/account/").status_code == 302


def test_nobody_signs_themselves_up(db: None) -> None:
    for path in ("signup/", "municipal/signup/", "email/", "2fa/webauthn/signup/"):
        assert Client().get(f"/accounts/{path}").status_code == 404
        typed = {"email": "ny@example.dk", "password1": "et langt kodeord"}
        assert Client().post(f"/accounts/{path}", typed).status_code == 404
    with pytest.raises(NoReverseMatch):
        reverse("account_signup")
    assert not Professional.objects.filter(email="ny@example.dk").exists()


def test_a_forgotten_password_is_answered_alike_for_friend_and_stranger(
    stranger: Professional, mailoutbox: list[Any], settings: Any
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    for email in (stranger.email, "nobody@example.dk"):
        answer = Client().post(reverse("account_reset_password"), {"email": email})
        assert answer.headers["Location"] == reverse("account_reset_password_done")
    assert [letter.to for letter in mailoutbox] == [[stranger.email]]


def test_text_sent_after_the_session_had_ended_is_kept(stranger: Professional) -> None:
    typed = {"draft": drafts.token(stranger, "/account/", None), "phone": "46 31 77 77", "language": "da"}
    answer = Client().post("/account/", typed)
    assert "kept=1" in answer.headers["Location"]
    assert 'class="alert alert-info"' in Client().get(answer.headers["Location"]).content.decode()
    assert Draft.objects.get().author == stranger


def test_the_demo_lists_whom_one_can_be(administrator: Professional, near: Professional) -> None:
    make_person("Somebody Else")
    page = Client().get(URL)
    names = [person.name for person in page.context["demo_people"]]
    assert names == ["Mette Krogh", "Jonas Bech", near.name, administrator.name]
    assert "Somebody Else" not in page.content.decode()


def test_outside_the_demo_it_lists_nobody(administrator: Professional, settings: Any) -> None:
    settings.DEMO = False
    page = Client().get(URL)
    assert "demo_people" not in page.context
    assert administrator.name not in page.content.decode()


def test_the_picture_of_the_code_is_let_through_on_its_page_alone(
    signed_in: SignedIn, stranger: Professional
) -> None:
    client = signed_in(stranger)
    asked = client.get(reverse("mfa_activate_totp"), follow=True)  # who sets it up must know the password
    page = client.post(asked.redirect_chain[-1][0], {"password": "roskilde-demo"}, follow=True)
    assert page.redirect_chain[-1][0] == reverse("mfa_activate_totp")
    assert "img-src 'self' data:" in page.headers["Content-Security-Policy"]
    assert "data:" not in client.get(reverse("mfa_index")).headers["Content-Security-Policy"]
