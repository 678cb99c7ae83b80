"""A sector gets another name, or goes out of use; whoever works there keeps it."""

from collections.abc import Callable
from datetime import date, timedelta

from django.test import Client
from django.urls import reverse

from families.models import Professional, Sector
from tests.makers import make_sector

SignedIn = Callable[[Professional], Client]


def url(sector: Sector) -> str:
    return reverse("families:change_sector", args=[sector.pk])


def facts(sector: Sector, **changes: object) -> dict[str, object]:
    names = ("name", "name_en", "letter", "tint", "area", "revision")
    return {**{name: getattr(sector, name) for name in names}, "is_municipal": "on", **changes}


def test_it_changes(signed_in: SignedIn, administrator: Professional) -> None:
    sector = make_sector("Jobcenter")
    assert "Jobcenter" in signed_in(administrator).get(url(sector)).content.decode()
    signed_in(administrator).post(url(sector), facts(sector, name="Beskæftigelse", name_en="Employment"))
    sector.refresh_from_db()
    assert sector.name == "Beskæftigelse"
    assert sector.history.latest().history_user == administrator


def test_a_sector_out_of_use_is_no_longer_offered_and_keeps_its_people(
    signed_in: SignedIn, administrator: Professional, stranger: Professional, today: date
) -> None:
    sector = stranger.sector
    signed_in(administrator).post(url(sector), facts(sector, until=(today - timedelta(days=1)).isoformat()))
    invite = signed_in(administrator).get(reverse("families:invite_professional"))
    assert sector not in invite.context["form"].fields["sector"].queryset
    change = signed_in(administrator).get(reverse("families:change_professional", args=[stranger.pk]))
    assert sector in change.context["form"].fields["sector"].queryset


def test_it_cannot_end_before_it_begins(signed_in: SignedIn, administrator: Professional) -> None:
    sector = make_sector("Jobcenter")
    answer = signed_in(administrator).post(url(sector), facts(sector, since="2026-02-01", until="2026-01-01"))
    assert answer.status_code == 200
    assert answer.context["form"].errors


def test_only_an_administrator_may(signed_in: SignedIn, leader: Professional) -> None:
    sector = make_sector("Jobcenter")
    assert signed_in(leader).get(url(sector)).status_code == 403
    assert signed_in(leader).post(url(sector), facts(sector, name="Andet")).status_code == 403
