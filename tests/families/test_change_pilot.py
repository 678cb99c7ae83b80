"""The ceiling, the period and the place can change while the pilot runs."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from families.models import Family, Pilot, Professional
from tests.makers import make_pilot

SignedIn = Callable[[Professional], Client]


def url(pilot: Pilot) -> str:
    return reverse("families:change_pilot", args=[pilot.pk])


def facts(pilot: Pilot, **changes: Any) -> dict[str, Any]:
    ways = ("minutes_in_town", "minutes_out_of_town")
    names = ("name", "default_place", "intake_cap", "revision", *ways)
    dates = {"since": pilot.since.isoformat(), "until": pilot.until.isoformat()}
    return {**{name: getattr(pilot, name) for name in names}, **dates, **changes}


@pytest.mark.demand("R5")
def test_the_ceiling_decides_whether_one_more_family_is_enrolled(
    signed_in: SignedIn, administrator: Professional, family: Family
) -> None:
    pilot = family.pilot
    assert signed_in(administrator).get(url(pilot)).status_code == 200
    signed_in(administrator).post(url(pilot), facts(pilot, intake_cap="1"))
    pilot.refresh_from_db()
    assert pilot.intake_cap == 1
    assert pilot.obstacles_to_enrolling(pilot.since)
    signed_in(administrator).post(url(pilot), facts(pilot, intake_cap="2"))
    pilot.refresh_from_db()
    assert not pilot.obstacles_to_enrolling(pilot.since)


def test_bad_input_keeps_what_was_typed(signed_in: SignedIn, administrator: Professional) -> None:
    pilot = make_pilot()
    answer = signed_in(administrator).post(
        url(pilot), facts(pilot, since="no date", default_place="Ny vej 1")
    )
    assert set(answer.context["form"].errors) == {"since"}
    assert "Ny vej 1" in answer.content.decode()


def test_only_an_administrator_may(signed_in: SignedIn, leader: Professional) -> None:
    pilot = make_pilot()
    assert signed_in(leader).get(url(pilot)).status_code == 403
    assert signed_in(leader).post(url(pilot), facts(pilot, intake_cap="99")).status_code == 403


@pytest.mark.demand("R36")
def test_the_pilot_says_how_long_the_ways_are(signed_in: SignedIn, administrator: Professional) -> None:
    pilot = make_pilot()
    client = signed_in(administrator)
    client.post(url(pilot), facts(pilot, minutes_in_town="10", minutes_out_of_town="60"))
    pilot.refresh_from_db()
    assert (pilot.minutes_in_town, pilot.minutes_out_of_town) == (10, 60)
    for bad in ("-1", "241", ""):
        answer = client.post(url(pilot), facts(pilot, minutes_out_of_town=bad))
        assert set(answer.context["form"].errors) == {"minutes_out_of_town"}
