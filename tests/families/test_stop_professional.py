"""Somebody no longer works here: login, roles and involvements end at once; families keep a coordinator."""

from collections.abc import Callable

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from families.models import Draft, Family, Look, Professional, Role, RoleHolding, Tier
from tests.makers import leave, make_family, make_letter, make_missing, make_person

SignedIn = Callable[[Professional], Client]


def url(person: Professional) -> str:
    return reverse("families:stop_professional", args=[person.pk])


def test_it_ends_everything_at_once(
    signed_in: SignedIn, administrator: Professional, near: Professional, family: Family
) -> None:
    hers = signed_in(near)
    assert hers.get("/families/").status_code == 200
    assert signed_in(administrator).get(url(near)).status_code == 200
    assert signed_in(administrator).post(url(near)).status_code == 302
    near.refresh_from_db()
    assert not near.is_active
    assert not Family.objects.visible_to(near).exists()
    assert hers.get("/families/").status_code == 302  # the open session is worth nothing


def test_roles_end_too(signed_in: SignedIn, administrator: Professional, steering: Professional) -> None:
    signed_in(administrator).post(url(steering))
    assert not RoleHolding.objects.open().filter(professional=steering).exists()
    assert RoleHolding.objects.get(professional=steering).ended_by == administrator


def test_a_coordinator_of_families_must_hand_them_over_first(
    signed_in: SignedIn, administrator: Professional, coordinator: Professional, family: Family
) -> None:
    client = signed_in(administrator)
    assert coordinator.name in client.get(url(coordinator)).context["obstacles"][0]
    answer = client.post(url(coordinator))
    assert answer.status_code == 200
    assert answer.context["form"].non_field_errors()
    coordinator.refresh_from_db()
    assert coordinator.is_active


def test_who_has_stopped_cannot_be_stopped_again(
    signed_in: SignedIn, administrator: Professional, stranger: Professional
) -> None:
    stranger.stop_working_here(by=administrator)
    assert signed_in(administrator).get(url(stranger)).status_code == 404


def test_only_an_administrator_may(signed_in: SignedIn, leader: Professional, stranger: Professional) -> None:
    for person in (leader, stranger):
        assert signed_in(person).get(url(stranger)).status_code == 403
        assert signed_in(person).post(url(stranger)).status_code == 403
    stranger.refresh_from_db()
    assert stranger.is_active


# -- What somebody carries in families -------------------------------------------------------------------


def test_what_they_carry_must_be_handed_on_first_and_the_administrator_hears_whom_to_ask(
    family: Family,
    near: Professional,
    coordinator: Professional,
    administrator: Professional,
    signed_in: SignedIn,
) -> None:
    make_letter(family, near, sender="Boligselskabet", helper=near)
    client = signed_in(administrator)
    page = client.get(url(near))
    (told,) = page.context["obstacles"]
    assert coordinator.name in told
    text = page.content.decode()
    assert family.name not in text
    assert "Boligselskabet" not in text
    answer = client.post(url(near))
    assert answer.status_code == 200
    assert "Boligselskabet" not in answer.content.decode()
    near.refresh_from_db()
    assert near.is_active
    leave(family, near, coordinator)
    assert client.post(url(near)).status_code == 302


def test_what_only_named_people_see_stops_nobody(
    family: Family, near: Professional, administrator: Professional, signed_in: SignedIn
) -> None:
    make_letter(family, near, helper=near, visibility="named")
    client = signed_in(administrator)
    assert client.get(url(near)).context["obstacles"] == []
    assert client.post(url(near)).status_code == 302


def test_whoever_is_core_as_well_gets_the_families_by_name_and_the_look_is_written(
    family: Family,
    near: Professional,
    leader: Professional,
    coordinator: Professional,
    administrator: Professional,
    signed_in: SignedIn,
) -> None:
    make_letter(family, near, helper=near)
    holding = RoleHolding.give(leader, Role.ADMINISTRATOR, by=coordinator)
    holding.confirm(by=administrator)
    page = signed_in(leader).get(url(near))
    own = family.involvements.open().get(professional=near)
    assert f"/families/{family.pk}/people/{own.pk}/end/" in page.content.decode()
    assert Look.objects.by(leader).get().family_id == family.pk


def test_many_families_cost_as_many_queries_as_one(
    family: Family,
    near: Professional,
    coordinator: Professional,
    administrator: Professional,
    signed_in: SignedIn,
) -> None:
    make_letter(family, near, helper=near)
    client = signed_in(administrator)
    client.get(url(near))
    with CaptureQueriesContext(connection) as one:
        client.get(url(near))
    for number in range(4):
        other = make_family(coordinator, f"Familie {number}")
        other.involve(near, tier=Tier.NEAR, function="Lærer", reason="need", by=coordinator)
        make_letter(other, near, helper=near)
    with CaptureQueriesContext(connection) as many:
        page = client.get(url(near))
    assert "5" in page.context["obstacles"][0]
    assert len(many) == len(one)


# -- The last administrator ------------------------------------------------------------------------------


def test_the_last_administrator_stays(signed_in: SignedIn, administrator: Professional) -> None:
    client = signed_in(administrator)
    (told,) = client.get(url(administrator)).context["obstacles"]
    assert administrator.name in told
    assert told in client.post(url(administrator)).content.decode()
    administrator.refresh_from_db()
    assert administrator.is_active
    assert Role.ADMINISTRATOR in administrator.roles


def test_whoever_waits_to_become_one_or_no_longer_works_here_does_not_count(
    signed_in: SignedIn, administrator: Professional, leader: Professional, stranger: Professional
) -> None:
    RoleHolding.give(leader, Role.ADMINISTRATOR, by=administrator)
    former = make_person("Vibeke Storm", role=Role.ADMINISTRATOR)
    former.stop_working_here(by=administrator)
    assert signed_in(administrator).post(url(administrator)).status_code == 200
    RoleHolding.give(stranger, Role.ADMINISTRATOR, by=administrator).confirm(by=leader)
    assert signed_in(administrator).post(url(administrator)).status_code == 302


# -- What goes with the login ----------------------------------------------------------------------------


def test_what_was_typed_and_never_saved_is_gone(
    signed_in: SignedIn, administrator: Professional, coordinator: Professional
) -> None:
    Draft.objects.create(
        author=coordinator, form="/families/enrol/", saved_at=coordinator.history.first().history_date
    )
    signed_in(administrator).post(url(coordinator))
    assert not Draft.objects.exists()


def test_an_invitation_that_waits_for_them_is_withdrawn(
    signed_in: SignedIn,
    administrator: Professional,
    family: Family,
    coordinator: Professional,
    stranger: Professional,
) -> None:
    missing = make_missing(family, coordinator)
    missing.invite(stranger, by=coordinator)
    signed_in(administrator).post(url(stranger))
    missing.refresh_from_db()
    assert missing in family.missing_functions.open()
    assert not missing.is_invited
    assert missing.professional is None
