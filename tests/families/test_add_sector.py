"""A reform, or a new body outside the municipality, makes a new sector."""

from collections.abc import Callable
from typing import Any

from django.test import Client

from families.models import Professional, Sector

SignedIn = Callable[[Professional], Client]
URL = "/sectors/add/"


def facts(**changes: Any) -> dict[str, Any]:
    return {"name": "Kirke", "name_en": "Church", "letter": "Æ", "tint": "3", **changes}


def test_it_adds(signed_in: SignedIn, administrator: Professional) -> None:
    assert signed_in(administrator).get(URL).status_code == 200
    assert signed_in(administrator).post(URL, facts()).status_code == 302
    sector = Sector.objects.get(name="Kirke")
    assert (sector.is_municipal, sector.letter) == (False, "Æ")
    assert sector.history.get().history_user == administrator


def test_name_and_letter_are_one_sectors_own(signed_in: SignedIn, administrator: Professional) -> None:
    answer = signed_in(administrator).post(URL, facts(name="Jobcenter", letter="K", name_en="Kept text"))
    assert set(answer.context["form"].errors) == {"name", "letter"}
    assert "Kept text" in answer.content.decode()


def test_a_tint_that_there_is_not_is_refused(signed_in: SignedIn, administrator: Professional) -> None:
    assert signed_in(administrator).post(URL, facts(tint="15")).context["form"].errors["tint"]


def test_only_an_administrator_may(signed_in: SignedIn, leader: Professional, stranger: Professional) -> None:
    for person in (leader, stranger):
        assert signed_in(person).get(URL).status_code == 403
        assert signed_in(person).post(URL, facts()).status_code == 403
    assert not Sector.objects.filter(name="Kirke").exists()
