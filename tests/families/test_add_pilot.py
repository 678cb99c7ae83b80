"""A period, a place and room for so many families: with that the work can begin."""

from collections.abc import Callable
from typing import Any

from django.test import Client

from families.models import Pilot, Professional

SignedIn = Callable[[Professional], Client]
URL = "/pilots/add/"


def facts(**changes: Any) -> dict[str, Any]:
    return {
        "name": "Pilotprojekt",
        "since": "2026-08-01",
        "until": "2028-07-31",
        "default_place": "Holbækvejen 44 B",
        "intake_cap": "10",
        "minutes_in_town": "15",
        "minutes_out_of_town": "45",
        **changes,
    }


def test_it_adds(signed_in: SignedIn, administrator: Professional) -> None:
    assert signed_in(administrator).get(URL).status_code == 200
    assert signed_in(administrator).post(URL, facts()).status_code == 302
    pilot = Pilot.objects.get()
    assert (pilot.name, pilot.intake_cap) == ("Pilotprojekt", 10)
    assert pilot.history.get().history_user == administrator


def test_it_must_have_room_and_an_end_after_its_beginning(
    signed_in: SignedIn, administrator: Professional
) -> None:
    client = signed_in(administrator)
    assert client.post(URL, facts(intake_cap="0")).context["form"].errors
    late = client.post(URL, facts(until="2026-07-31"))
    assert late.context["form"].errors
    assert "Holbækvejen 44 B" in late.content.decode()
    assert not Pilot.objects.exists()


def test_only_an_administrator_may(signed_in: SignedIn, leader: Professional, stranger: Professional) -> None:
    for person in (leader, stranger):
        assert signed_in(person).get(URL).status_code == 403
        assert signed_in(person).post(URL, facts()).status_code == 403
