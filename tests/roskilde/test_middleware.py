"""Small rules of every request: who stays signed in, in which language, with which second factor."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.conf import settings as project
from django.contrib.auth import login
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.test import Client
from django.urls import reverse

from families.models import Professional

SignedIn = Callable[[Professional], Client]
MORNING = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)

# -- Staying signed in ---------------------------------------------------------------------------------------


def session_saves(client: Client, *seconds: int) -> list[bool]:
    """Whether each request, so many seconds after the first, moved the session's end."""
    saved = []
    for second in seconds:
        with time_machine.travel(MORNING + timedelta(seconds=second), tick=False):
            saved.append(project.SESSION_COOKIE_NAME in client.get("/account/").cookies)
    return saved


def test_the_session_is_moved_on_at_most_once_a_minute(stranger: Professional, signed_in: SignedIn) -> None:
    with time_machine.travel(MORNING, tick=False):
        client = signed_in(stranger)
    assert session_saves(client, 0, 20, 59, 60, 61, 119, 121) == [
        True,
        False,
        False,
        True,
        False,
        False,
        True,
    ]


def test_who_works_stays_signed_in_and_who_leaves_does_not(
    stranger: Professional, signed_in: SignedIn
) -> None:
    with time_machine.travel(MORNING, tick=False) as time:
        client = signed_in(stranger)
        for _ in range(4):
            time.shift(timedelta(minutes=25))
            assert client.get("/account/").status_code == 200
        time.shift(timedelta(minutes=31))
        assert client.get("/account/").status_code == 302


def test_after_a_working_day_even_the_busiest_signs_in_anew(
    stranger: Professional, signed_in: SignedIn
) -> None:
    with time_machine.travel(MORNING, tick=False) as time:
        client = signed_in(stranger)
        for _ in range(31):
            assert client.get("/account/").status_code == 200
            time.shift(timedelta(minutes=15))
        time.move_to(MORNING + timedelta(hours=7, minutes=59))
        assert client.get("/account/").status_code == 200
        assert client.post(reverse("families:extend_session")).status_code == 204
        time.move_to(MORNING + timedelta(hours=8, minutes=1))
        answer = client.get("/account/")
        assert answer.headers["Location"] == f"{reverse('account_login')}?next=/account/"
        assert not Session.objects.exists()
        client.force_login(stranger, backend="families.accounts.SignIn")
        assert client.get("/account/").status_code == 200
        time.shift(timedelta(minutes=15))
        assert client.get("/account/").status_code == 200


def test_the_hours_count_from_signing_in_and_not_from_when_the_sign_in_page_was_opened(
    stranger: Professional, settings: Any
) -> None:
    with time_machine.travel(MORNING, tick=False) as time:
        client = Client()
        client.get(reverse("account_login"))
        time.shift(timedelta(hours=3))
        client.force_login(stranger, backend="families.accounts.SignIn")
        assert client.get("/account/").context["session_ends_in"] == settings.SESSION_LASTS
        time.shift(timedelta(minutes=20))
        assert client.get("/account/").context["session_ends_in"] == settings.SESSION_LASTS - 20 * 60


def test_the_next_person_at_the_same_browser_has_hours_of_their_own(
    stranger: Professional, dpo: Professional, signed_in: SignedIn
) -> None:
    with time_machine.travel(MORNING, tick=False) as time:
        client = signed_in(stranger)
        client.get("/account/")
        time.shift(timedelta(minutes=29))
        client.force_login(dpo, backend="families.accounts.SignIn")
        for _ in range(31):
            assert client.get("/account/").status_code == 200
            time.shift(timedelta(minutes=15))
        assert client.get("/account/").status_code == 200


def test_text_that_is_sent_after_the_working_day_is_found_again(
    stranger: Professional, signed_in: SignedIn
) -> None:
    with time_machine.travel(MORNING, tick=False) as time:
        browser = Client(enforce_csrf_checks=True)
        browser.force_login(stranger, backend="families.accounts.SignIn")
        for _ in range(32):
            page = browser.get("/account/").content.decode()
            time.shift(timedelta(minutes=15))
        typed = {
            name: re.findall(rf'name="{name}" value="([^"]+)"', page)[-1]
            for name in ("csrfmiddlewaretoken", "draft", "revision")
        }
        answer = browser.post("/account/", {**typed, "phone": "46 31 99 99"})
        assert answer.headers["Location"] == f"{reverse('account_login')}?next=/account/&kept=1"
        stranger.refresh_from_db()
        assert stranger.phone == "46 31 00 00"
        browser.force_login(stranger, backend="families.accounts.SignIn")
        assert "46 31 99 99" in browser.get("/account/").content.decode()


def test_nobody_gets_a_session_by_looking_at_the_sign_in_page(db: None) -> None:
    assert project.SESSION_COOKIE_NAME not in Client().get(reverse("account_login")).cookies


# -- Language ------------------------------------------------------------------------------------------------


def spoken(client: Client, url: str = "/account/", **headers: str) -> str:
    answer = client.get(url, headers=headers)
    assert f'<html lang="{answer.headers["Content-Language"]}"' in answer.content.decode()
    return answer.headers["Content-Language"]


def test_danish_is_spoken_whatever_the_browser_asks_for(db: None) -> None:
    assert spoken(Client(), reverse("account_login"), accept_language="en-GB,en;q=0.9") == "da"


def test_before_sign_in_a_cookie_chooses(db: None) -> None:
    client = Client()
    client.cookies[project.LANGUAGE_COOKIE_NAME] = "en"
    assert spoken(client, reverse("account_login"), accept_language="da") == "en"


def test_the_language_can_be_chosen_before_sign_in(db: None) -> None:
    client = Client()
    client.post(reverse("set_language"), {"language": "en", "next": reverse("account_login")})
    assert spoken(client, reverse("account_login")) == "en"


@pytest.mark.parametrize("nonsense", ["", "xx", "fr", "en'; DROP", "../../etc"])
def test_a_language_that_is_not_ours_is_danish(nonsense: str, db: None) -> None:
    client = Client()
    client.cookies[project.LANGUAGE_COOKIE_NAME] = nonsense
    assert spoken(client, reverse("account_login")) == "da"


def test_the_persons_own_choice_beats_the_cookie(stranger: Professional, signed_in: SignedIn) -> None:
    client = signed_in(stranger)
    client.cookies[project.LANGUAGE_COOKIE_NAME] = "en"
    assert spoken(client, accept_language="en") == "da"
    stranger.language = "en"
    stranger.save()
    client.cookies[project.LANGUAGE_COOKIE_NAME] = "da"
    assert spoken(client, accept_language="da") == "en"


def test_one_persons_language_does_not_stay_for_the_next(
    stranger: Professional, dpo: Professional, signed_in: SignedIn
) -> None:
    stranger.language = "en"
    stranger.save()
    assert spoken(signed_in(stranger)) == "en"
    assert spoken(signed_in(dpo)) == "da"


# -- The second factor ---------------------------------------------------------------------------------------


@pytest.fixture
def _second_factor(settings: Any) -> None:
    settings.REQUIRE_SECOND_FACTOR = True


@pytest.mark.usefixtures("_second_factor")
@pytest.mark.parametrize("url", ["/", "/families/", "/account/", "/accounts/sessions/"])
def test_nobody_works_on_a_password_alone(url: str, stranger: Professional, signed_in: SignedIn) -> None:
    answer = signed_in(stranger).get(url)
    assert answer.status_code == 302
    assert answer.headers["Location"] == reverse("mfa_index")


@pytest.mark.usefixtures("_second_factor")
def test_nothing_is_done_on_a_password_alone_either(stranger: Professional, signed_in: SignedIn) -> None:
    signed_in(stranger).post("/account/", {"name": "En anden", "title": "ukendt", "language": "en"})
    stranger.refresh_from_db()
    assert (stranger.name, stranger.language) == ("Rasmus Hald", "da")


@pytest.mark.usefixtures("_second_factor")
def test_the_second_factor_can_be_set_up(stranger: Professional, signed_in: SignedIn) -> None:
    client = signed_in(stranger)
    assert client.get(reverse("mfa_index")).status_code == 200
    # It may ask for the password again first, and no more than that.
    answer = client.get(reverse("mfa_activate_totp"))
    assert answer.status_code == 200 or answer.headers["Location"].startswith(
        reverse("account_reauthenticate")
    )
    assert client.get(reverse("account_reauthenticate")).status_code in (200, 302)
    assert client.get(reverse("account_logout")).status_code == 200


@pytest.mark.usefixtures("_second_factor")
@pytest.mark.parametrize(
    "name", ["account_login", "account_reset_password", "accessibility", "healthy", "robots"]
)
def test_public_pages_ask_for_no_second_factor(
    name: str, stranger: Professional, signed_in: SignedIn
) -> None:
    assert Client().get(reverse(name)).status_code == 200
    assert signed_in(stranger).get(reverse(name)).headers.get("Location") != reverse("mfa_index")


@pytest.mark.usefixtures("_second_factor")
def test_a_session_that_has_shown_the_password_alone_is_asked_for_the_second_factor(
    stranger: Professional, signed_in: SignedIn
) -> None:
    """However it came to be: perhaps before the person set the second factor up somewhere else."""
    secret = generate_totp_secret()
    TOTP.activate(stranger, secret)
    client = signed_in(stranger)
    asked = client.get("/account/")
    assert asked.headers["Location"] == f"{reverse('mfa_reauthenticate')}?next=%2Faccount%2F"
    counter = next(iter(yield_hotp_counters_from_time()))
    code = format_hotp_value(hotp_value(secret, counter))
    answer = client.post(asked.headers["Location"], {"code": code, "next": "/account/"})
    assert answer.headers["Location"] == "/account/"
    assert client.get("/account/").status_code == 200


@pytest.mark.usefixtures("_second_factor")
@pytest.mark.parametrize(("way", "status"), [("socialaccount", 200), ("password", 302)])
def test_the_municipalitys_own_sign_on_has_asked_already(
    way: str, status: int, stranger: Professional, client: Client
) -> None:
    request = HttpRequest()
    request.session = client.session
    login(request, stranger, backend="families.accounts.SignIn")
    record_authentication(request, stranger, way)
    request.session.save()
    client.cookies[project.SESSION_COOKIE_NAME] = request.session.session_key or ""
    assert client.get("/account/").status_code == status


def test_the_demo_asks_for_none(stranger: Professional, signed_in: SignedIn, settings: Any) -> None:
    settings.REQUIRE_SECOND_FACTOR = False
    assert signed_in(stranger).get("/account/").status_code == 200
