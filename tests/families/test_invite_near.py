"""Asking somebody to stand near: the mail, the start page, a yes, a no, and no name before the yes."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from families.models import Family, Mail, MailKind, MissingFunction, Professional, Tier
from tests.makers import make_family, make_missing, make_person, make_sector

SignedIn = Callable[[Professional], Client]


def find(missing: MissingFunction) -> str:
    return f"/families/{missing.family_id}/missing/{missing.pk}/find/"


def invite(missing: MissingFunction, person: Professional) -> str:
    return f"/families/{missing.family_id}/missing/{missing.pk}/invite/{person.pk}/"


def accept(missing: MissingFunction) -> str:
    return f"/invitations/{missing.pk}/accept/"


def decline(missing: MissingFunction) -> str:
    return f"/invitations/{missing.pk}/decline/"


def test_it_finds_those_of_the_wanted_sector_first_and_anybody_by_search(
    family: Family, near: Professional, stranger: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    nurse = make_person("Lone Kjær", "lone", title="sundhedsplejerske", sector="Sundhedspleje og tandpleje")
    missing = make_missing(family, coordinator, sector=make_sector("Sundhedspleje og tandpleje"))
    client = signed_in(coordinator)
    assert client.get(find(missing)).context["people"] == [nurse]
    answer = client.get(find(missing), {"q": "hald"})
    assert answer.context["people"] == [stranger]
    assert invite(missing, stranger) in answer.content.decode()
    assert client.get(find(missing), {"q": "ørum"}).context["people"] == []


@pytest.mark.demand("R46", "R50")
def test_whoever_is_asked_sees_neither_the_family_nor_its_name_before_a_yes(
    family: Family, stranger: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    missing = make_missing(family, coordinator, function="Kontaktperson for Zakariye")
    page = signed_in(coordinator).get(invite(missing, stranger)).content.decode()
    assert "stå nær en familie som jobkonsulent" in page
    assert signed_in(coordinator).post(invite(missing, stranger)).status_code == 302

    client = signed_in(stranger)
    mail = Mail.objects.get(to=stranger, kind=MailKind.INVITED_NEAR).letter()
    shown = [
        str(mail.subject),
        str(mail.body),
        client.get("/").content.decode(),
        client.get(decline(missing)).content.decode(),
    ]
    for text in shown:
        for name in (family.name, "Zakariye", "Hodan", missing.why):
            assert name not in text
    assert "Du er bedt om at stå nær en familie som jobkonsulent." in shown[2]
    assert coordinator.name in shown[2]
    assert "tel:46310000" in shown[2]
    assert client.get(family.get_absolute_url()).status_code == 404


def test_a_function_that_names_nobody_is_told_as_it_stands(
    family: Family, stranger: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    missing = make_missing(family, coordinator, function="praktikvejleder")
    missing.invite(stranger, by=coordinator)
    assert "en familie som praktikvejleder." in signed_in(stranger).get("/").content.decode()


@pytest.mark.demand("R46")
def test_a_yes_opens_the_family_and_counts_once(
    family: Family, stranger: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    missing = make_missing(family, coordinator)
    missing.invite(stranger, by=coordinator)
    client = signed_in(stranger)
    answer = client.post(accept(missing))
    assert answer.headers["Location"] == family.get_absolute_url()
    assert client.get(family.get_absolute_url()).status_code == 200
    standing = family.involvements.open().of(stranger).get()
    assert (standing.tier, standing.function) == (Tier.NEAR, missing.function)
    assert client.post(accept(missing)).status_code == 404
    assert family.involvements.of(stranger).count() == 1
    assert "Du er bedt om" not in client.get("/").content.decode()
    assert signed_in(coordinator).get(f"/families/{family.pk}/people/").context["functions"] == []


def test_one_at_the_edge_moves_near(
    family: Family, peripheral: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    missing = make_missing(family, coordinator)
    assert signed_in(coordinator).get(find(missing), {"q": "omid"}).context["people"] == [peripheral]
    missing.invite(peripheral, by=coordinator)
    signed_in(peripheral).post(accept(missing))
    assert family.involvements.open().get(professional=peripheral).tier == Tier.NEAR


@pytest.mark.demand("R46")
def test_a_no_is_told_with_its_reason_and_somebody_else_is_asked(
    family: Family, near: Professional, stranger: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    missing = make_missing(family, coordinator)
    missing.invite(stranger, by=coordinator)
    theirs = signed_in(stranger)
    assert "reason" in theirs.post(decline(missing), {"reason": " "}).context["form"].errors
    assert theirs.post(decline(missing), {"reason": "Jeg går på barsel."}).status_code == 302
    assert theirs.get(decline(missing)).status_code == 404

    client = signed_in(coordinator)
    for page in (f"/families/{family.pk}/people/", "/"):
        shown = client.get(page).content.decode()
        assert "Rasmus Hald sagde nej: Jeg går på barsel." in shown
        assert find(missing) in shown
    assert "barsel" not in signed_in(near).get(f"/families/{family.pk}/people/").content.decode()

    other = make_person("Lone Kjær", "lone", title="sundhedsplejerske")
    client.post(invite(missing, other))
    assert "barsel" not in client.get("/").content.decode()
    assert signed_in(other).post(accept(missing)).status_code == 302


def test_somebody_else_asked_withdraws_the_first_invitation(
    family: Family, stranger: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    missing = make_missing(family, coordinator)
    missing.invite(stranger, by=coordinator)
    missing.invite(make_person("Lone Kjær", "lone"), by=coordinator)
    assert signed_in(stranger).post(accept(missing)).status_code == 404
    assert not family.involvements.of(stranger).exists()


def test_an_invitation_that_is_taken_back_opens_nothing(
    family: Family, stranger: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    missing = make_missing(family, coordinator)
    missing.invite(stranger, by=coordinator)
    missing.drop(by=coordinator, reason="Er løst")
    client = signed_in(stranger)
    assert client.post(accept(missing)).status_code == 404
    assert "Du er bedt om" not in client.get("/").content.decode()


def test_no_answer_in_five_days_is_told_to_the_core(
    family: Family, stranger: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    missing = make_missing(family, coordinator)
    missing.invite(stranger, by=coordinator)
    assert find(missing) not in signed_in(coordinator).get("/").content.decode()
    with time_machine.travel(timezone.now() + timedelta(days=5, minutes=1)):
        page = signed_in(coordinator).get("/").content.decode()
    assert "Rasmus Hald har ikke svaret siden" in page
    assert find(missing) in page


def test_a_body_outside_needs_a_legal_basis(
    family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    outside = make_person("Hassan Nur", title="boligsocial medarbejder", sector="Boligforening")
    missing = make_missing(family, coordinator)
    client = signed_in(coordinator)
    assert "legal_basis" in client.post(invite(missing, outside)).context["form"].errors
    client.post(invite(missing, outside), {"legal_basis": "Samtykke 3. november"})
    signed_in(outside).post(accept(missing))
    assert family.involvements.open().of(outside).get().legal_basis == "Samtykke 3. november"


def test_who_stands_near_already_is_not_asked(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    missing = make_missing(family, coordinator)
    answer = signed_in(coordinator).post(invite(missing, near))
    assert "Birgitte Ørum er allerede nær familien." in str(answer.context["form"].errors)
    assert not Mail.objects.filter(kind=MailKind.INVITED_NEAR).exists()


def test_somebody_elses_invitation_is_not_there(
    family: Family, stranger: Professional, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    missing = make_missing(family, coordinator)
    missing.invite(stranger, by=coordinator)
    for reader in (near, coordinator, make_person("Bo Winther", sector="SSP")):
        client = signed_in(reader)
        assert client.post(accept(missing)).status_code == 404
        assert client.get(decline(missing)).status_code == 404
        assert client.post(decline(missing), {"reason": "Nej"}).status_code == 404
    assert signed_in(stranger).get(accept(missing)).status_code == 405
    assert signed_in(stranger).post(f"/invitations/{uuid4()}/accept/").status_code == 404
    missing.refresh_from_db()
    assert missing.is_invited


def test_the_near_cannot_ask(
    family: Family, near: Professional, stranger: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    missing = make_missing(family, near)
    for reader, verdict in ((near, 403), (stranger, 404)):
        assert signed_in(reader).get(find(missing)).status_code == verdict
        assert signed_in(reader).post(invite(missing, stranger)).status_code == verdict
    other = make_missing(make_family(coordinator, "Haidari"), coordinator)
    mixed = f"/families/{family.pk}/missing/{other.pk}/invite/{stranger.pk}/"
    assert signed_in(coordinator).post(mixed).status_code == 404


def test_many_invitations_cost_the_start_page_no_more_queries(
    family: Family, stranger: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    for person in (stranger, make_person("Lone Kjær", "lone")):
        make_missing(family, coordinator).invite(person, by=coordinator)
    clients = [signed_in(stranger), signed_in(coordinator)]

    def asked() -> list[int]:
        counts = []
        for client in clients:
            client.get("/")
            with CaptureQueriesContext(connection) as queries:
                client.get("/")
            counts.append(len(queries))
        return counts

    before = asked()
    for number in range(5):
        other = make_family(coordinator, f"Familie {number}")
        make_missing(other, coordinator).invite(stranger, by=coordinator)
    assert asked() == before


@pytest.mark.demand("R43")
def test_whom_they_work_with_is_asked_along_and_counts_from_the_yes(
    family: Family, stranger: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    missing = make_missing(family, coordinator)
    ayaan, zakariye = family.members.get(name="Ayaan"), family.members.get(name="Zakariye")
    client = signed_in(coordinator)
    page = client.get(invite(missing, stranger))
    assert {ayaan, zakariye} <= set(page.context["form"].fields["works_with"].queryset)
    assert "Arbejder med" in page.content.decode()
    client.post(invite(missing, stranger), {"works_with": [zakariye.pk]})
    client.post(invite(missing, stranger), {"works_with": [ayaan.pk]})  # asked anew, the last word counts
    signed_in(stranger).post(accept(missing))
    assert list(family.involvements.open().get(professional=stranger).works_with.all()) == [ayaan]


def test_one_from_the_edge_works_with_those_who_were_asked_for(
    family: Family, peripheral: Professional, coordinator: Professional
) -> None:
    missing, ayaan = make_missing(family, coordinator), family.members.get(name="Ayaan")
    missing.invite(peripheral, by=coordinator, works_with=[ayaan])
    missing.accept(by=peripheral)
    assert list(family.involvements.open().get(professional=peripheral).works_with.all()) == [ayaan]


def test_nobody_of_another_family_is_worked_with(
    family: Family, stranger: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    missing = make_missing(family, coordinator)
    other = make_family(coordinator, "Tesfay").members.all()[0]
    answer = signed_in(coordinator).post(invite(missing, stranger), {"works_with": [other.pk]})
    assert "works_with" in answer.context["form"].errors
