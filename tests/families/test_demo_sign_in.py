"""In the demo one click signs in as an invented person; anywhere else there is no such page."""

from typing import Any

from django.test import Client
from django.urls import reverse

from families.models import Professional

URL = "/demo/sign-in/"


def test_one_click_and_one_is_in(coordinator: Professional) -> None:
    client = Client()
    answer = client.post(URL, {"email": coordinator.email})
    assert answer.headers["Location"] == "/"
    assert client.get("/account/").context["me"] == coordinator
    assert client.get(reverse("usersessions_list")).context["session_count"] == 1


def test_one_comes_to_where_one_was_going_and_never_off_the_site(coordinator: Professional) -> None:
    there = Client().post(URL, {"email": coordinator.email, "next": "/account/"})
    assert there.headers["Location"] == "/account/"
    away = Client().post(URL, {"email": coordinator.email, "next": "https://example.com/"})
    assert away.headers["Location"] == "/"


def test_the_language_chosen_on_the_way_in_stays(coordinator: Professional) -> None:
    client = Client()
    client.post(reverse("set_language"), {"language": "en", "next": "/accounts/login/"})
    client.post(URL, {"email": coordinator.email})
    assert 'lang="en"' in client.get("/account/").content.decode()


def test_nobody_but_the_demos_people(stranger: Professional) -> None:
    for email in (stranger.email, "dpo@example.dk", "", "x"):  # a real login, one who is not there, nobody
        client = Client()
        assert client.post(URL, {"email": email}).status_code == 404
        assert client.get("/account/").status_code == 302


def test_who_has_stopped_is_not_let_in(coordinator: Professional, administrator: Professional) -> None:
    coordinator.stop_working_here(by=administrator)
    assert Client().post(URL, {"email": coordinator.email}).status_code == 404


def test_outside_the_demo_there_is_no_such_page(coordinator: Professional, settings: Any) -> None:
    settings.DEMO = False
    assert Client().post(URL, {"email": coordinator.email}).status_code == 404


def test_it_wants_a_post() -> None:
    assert Client().get(URL).status_code == 405
