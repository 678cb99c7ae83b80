"""Inviting somebody who is not in the system, and involving them in the same breath."""

from collections.abc import Callable

from django.test import Client

from families.models import Family, Mail, Professional, Tier
from tests.makers import make_sector

SignedIn = Callable[[Professional], Client]


def url(family: Family) -> str:
    return f"/families/{family.pk}/people/invite/"


def typed(sector: str = "Skole", **changes: str) -> dict[str, str]:
    return {
        "email": "Thomas.Riis@example.dk",
        "name": "Thomas Riis",
        "title": "lærer",
        "sector": str(make_sector(sector).pk),
        "phone": "46 31 11 22",
        "tier": "near",
        "function": "Zakariyes lærer",
        "reason": "need",
        **changes,
    }


def test_it_invites_and_involves(family: Family, coordinator: Professional, signed_in: SignedIn) -> None:
    client = signed_in(coordinator)
    assert client.get(url(family)).status_code == 200
    assert client.post(url(family), typed()).status_code == 302
    person = Professional.objects.get(email="thomas.riis@example.dk")
    assert family.involvements.open().of(person).get().tier == Tier.NEAR
    assert {mail.kind for mail in Mail.objects.filter(to=person)} == {"invitation", "involved"}
    assert not person.roles


def test_a_known_e_mail_leads_to_involving(
    family: Family, stranger: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    answer = signed_in(coordinator).post(url(family), typed(email=stranger.email.upper()))
    assert f"/families/{family.pk}/people/involve/{stranger.pk}/" in answer.content.decode()
    assert "Thomas Riis" in answer.content.decode()
    assert not family.involvements.filter(professional=stranger).exists()


def test_nobody_is_let_in_when_the_involvement_is_refused(
    family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    answer = signed_in(coordinator).post(url(family), typed("Boligforening"))
    assert "legal_basis" in answer.context["form"].errors
    assert not Professional.objects.filter(name="Thomas Riis").exists()
    assert not Mail.objects.filter(kind="invitation").exists()
    signed_in(coordinator).post(url(family), typed("Boligforening", legal_basis="Samtykke 3. november"))
    assert Professional.objects.filter(name="Thomas Riis").exists()


def test_wrong_input_keeps_the_text(family: Family, coordinator: Professional, signed_in: SignedIn) -> None:
    answer = signed_in(coordinator).post(url(family), typed(email="ikke en mail"))
    assert "email" in answer.context["form"].errors
    assert "ikke en mail" in answer.content.decode()


def test_it_asks_for_both_rights(
    family: Family, near: Professional, stranger: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    assert signed_in(near).post(url(family), typed()).status_code == 403
    assert signed_in(stranger).post(url(family), typed()).status_code == 404
    family.involve(stranger, tier=Tier.CORE, function="Kerne", reason="need", by=coordinator)
    assert signed_in(stranger).post(url(family), typed()).status_code == 403
    assert not Professional.objects.filter(name="Thomas Riis").exists()
