"""The accessibility statement is read by anybody, signed in or not, and is honest."""

from collections.abc import Callable

from django.test import Client

from families.models import Professional

URL = "/accessibility/"


def test_anybody_may_read_it(db: None) -> None:
    assert Client().get(URL).status_code == 200


def test_every_page_leads_to_it(stranger: Professional, signed_in: Callable[[Professional], Client]) -> None:
    assert f'href="{URL}"' in Client().get("/accounts/login/").content.decode()
    assert f'href="{URL}"' in signed_in(stranger).get("/account/").content.decode()
