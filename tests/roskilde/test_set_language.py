"""Dansk or English before one has signed in; afterwards the person's own setting decides."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from families.models import Professional


def test_the_sign_in_page_turns_english_and_back(db: None) -> None:
    client = Client()
    assert 'lang="da"' in client.get("/accounts/login/", headers={"Accept-Language": "en"}).content.decode()
    for language in ("en", "da"):
        answer = client.post(reverse("set_language"), {"language": language, "next": "/accounts/login/"})
        assert answer.headers["Location"] == "/accounts/login/"
        assert f'<html lang="{language}">' in client.get("/accounts/login/").content.decode()


def test_the_persons_own_choice_is_stronger(
    stranger: Professional, signed_in: Callable[[Professional], Client]
) -> None:
    client = signed_in(stranger)
    client.post(reverse("set_language"), {"language": "en"})
    assert '<html lang="da">' in client.get("/account/").content.decode()


def test_it_leads_nowhere_else(db: None) -> None:
    answer = Client().post(reverse("set_language"), {"language": "en", "next": "https://example.com/"})
    assert "example.com" not in answer.headers["Location"]
