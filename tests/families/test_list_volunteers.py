"""The register of volunteers: of the families one is core of, and what each still lacks."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from families.models import Family, Look, Professional, Tier
from roskilde import clock
from tests.makers import make_family, make_network_person
from tests.masterplans.asking import cost

SignedIn = Callable[[Professional], Client]
PAGE = "/volunteers/"


@pytest.mark.demand("S49", "R24")
def test_it_lists_the_volunteers_and_what_each_lacks(
    family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    zakariye = family.members.get(name="Zakariye")
    mentor = make_network_person(
        family,
        coordinator,
        name="Peter Lund",
        kind="mentor",
        organisation="Røde Kors",
        mentor_for=zakariye,
        agreement_on=clock.today(),
        phone="20 30 40 50",
    )
    whole = make_network_person(
        family,
        coordinator,
        name="Anna Lund",
        kind="volunteer",
        helps_with="Lektier",
        agreement_on=clock.today(),
        certificate_on=clock.today(),
    )
    make_network_person(family, coordinator, name="Fatuma", kind="friend")
    gone = make_network_person(family, coordinator, name="Rikke Juul", kind="mentor")
    gone.end(by=coordinator, on=clock.today(), reason="Flyttet")

    answer = signed_in(coordinator).get(PAGE)

    assert answer.context["page"].object_list == [whole, mentor]
    page = " ".join(answer.content.decode().split())
    for words in ("Røde Kors", "mentor for Zakariye", "Warsame", "Lektier", "tel:20304050", "mangler"):
        assert words in page
    assert "1 frivillig mangler" in page
    assert "Fatuma" not in page
    mentor.certificate_on = clock.today()
    mentor.save(by=coordinator)
    assert "Alle har" in signed_in(coordinator).get(PAGE).content.decode()


@pytest.mark.demand("R53")
def test_only_of_the_families_that_one_is_core_of(
    family: Family, coordinator: Professional, leader: Professional, signed_in: SignedIn
) -> None:
    make_network_person(family, coordinator, name="Peter Lund", kind="mentor")
    other = make_family(leader, "Tesfay")
    make_network_person(other, leader, name="Anna Lund", kind="mentor")
    other.involve(coordinator, tier=Tier.NEAR, function="x", reason="need", by=leader)
    assert [str(each) for each in signed_in(coordinator).get(PAGE).context["page"]] == ["Peter Lund"]
    assert [str(each) for each in signed_in(leader).get(PAGE).context["page"]] == ["Anna Lund", "Peter Lund"]


@pytest.mark.demand("R54")
def test_each_family_that_it_shows_is_a_look(
    family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    make_family(coordinator, "Tesfay")  # has no volunteer, and is not shown
    for name in ("Peter Lund", "Anna Lund"):
        make_network_person(family, coordinator, name=name, kind="mentor")
    signed_in(coordinator).get(PAGE)
    looks = Look.objects.filter(page="families:list_volunteers")
    assert list(looks.values_list("family_id", "professional_id")) == [(family.pk, coordinator.pk)]


def test_it_is_for_the_unit(
    near: Professional,
    steering: Professional,
    administrator: Professional,
    coordinator: Professional,
    signed_in: SignedIn,
) -> None:
    for reader in (near, steering, administrator):
        assert signed_in(reader).get(PAGE).status_code == 403
        assert f'href="{PAGE}"' not in signed_in(reader).get("/").content.decode()
    assert f'href="{PAGE}"' in signed_in(coordinator).get("/").content.decode()


def test_where_there_is_nobody_it_says_where_they_are_added(
    family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    assert "Her står de frivillige" in signed_in(coordinator).get(PAGE).content.decode()


def test_it_costs_the_same_with_many_families_as_with_one(
    family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    def volunteer(of: Family) -> None:
        since = clock.today() - timedelta(days=9)
        make_network_person(of, coordinator, kind="mentor", mentor_for=of.members.all()[0], since=since)

    client = signed_in(coordinator)
    volunteer(family)
    before = cost(client, PAGE)
    for number in range(4):
        volunteer(make_family(coordinator, f"Tesfay {number}"))
    assert cost(client, PAGE) == before
