"""Protected members: who is told where they live, and when somebody must look into it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from families.models import Family, Member, Professional
from families.protection import Protected
from families.shown import waiting
from roskilde import clock

SignedIn = Callable[[Professional], Client]
HOME, PHONE = "Kamstrupparken 12", "20 99 88 77"


@pytest.fixture
def home(family: Family, coordinator: Professional) -> Family:
    family.address, family.phone = HOME, PHONE
    family.save(by=coordinator)
    return family


def protect(member: Member, by: Professional, kind: str = "address", **fields: object) -> Member:
    member.protection = kind
    for name, value in fields.items():
        setattr(member, name, value)
    member.save(by=by)
    return member


def page(client: Client, family: Family) -> str:
    return client.get(family.get_absolute_url()).content.decode()


def member_page(client: Client, member: Member) -> str:
    return client.get(reverse("families:show_member", args=[member.family_id, member.pk])).content.decode()


@pytest.mark.parametrize("kind", ["address", "threatened"])
def test_the_familys_address_is_the_cores_while_a_protected_member_is_at_home(
    kind: str, home: Family, coordinator: Professional, near: Professional, signed_in: SignedIn
) -> None:
    for words in (HOME, PHONE):
        assert words in page(signed_in(near), home)
    protect(home.members.get(name="Ayaan"), coordinator, kind)
    mother = home.members.get(name="Hodan")
    for words in (HOME, PHONE):
        assert words in page(signed_in(coordinator), home)
        assert words in member_page(signed_in(coordinator), mother)
        assert words not in page(signed_in(near), home)
        assert words not in member_page(signed_in(near), mother)


def test_whoever_is_protected_and_has_moved_keeps_only_where_they_live_now(
    home: Family, coordinator: Professional, near: Professional, signed_in: SignedIn
) -> None:
    mother = home.members.get(name="Hodan")
    protect(mother, coordinator, left_on=clock.today(), address="Et sted 7")
    assert HOME in page(signed_in(near), home)
    assert "Et sted 7" not in member_page(signed_in(near), mother)


def test_who_lives_with_a_protected_member_gives_no_address_away(
    home: Family, coordinator: Professional, near: Professional, signed_in: SignedIn
) -> None:
    protect(home.members.get(name="Hodan"), coordinator, left_on=clock.today(), address="Et sted 7")
    son = home.members.get(name="Zakariye")
    son.address, son.phone = "ET STED  7", "11 22 33 44"
    son.save(by=coordinator)
    shown = member_page(signed_in(near), son)
    assert "STED" not in shown
    assert "11 22 33 44" in shown


def test_nobody_named_is_everybody_at_home(home: Family, coordinator: Professional) -> None:
    mother = protect(home.members.get(name="Hodan"), coordinator)
    son = home.members.get(name="Zakariye")
    known = Protected.among(home.members.all(), home.address)
    assert known.takes_part([])
    assert known.takes_part([son.pk, mother.pk])
    assert not known.takes_part([son.pk])
    protect(mother, coordinator, left_on=clock.today())
    assert not Protected.among(home.members.all(), home.address).takes_part([])


def told(family: Family, reader: Professional) -> list[tuple[bool, str]]:
    lines = [line for line in waiting(reader, [family]) if "change/" in line.url]
    return [(line.is_urgent, line.url) for line in lines]


@pytest.mark.parametrize(
    ("days", "is_urgent"), [(31, None), (30, False), (0, False), (-1, True), (-400, True)]
)
def test_the_core_is_told_thirty_days_before_protection_lapses_and_until_somebody_looks(
    days: int, is_urgent: bool | None, family: Family, coordinator: Professional
) -> None:
    until = clock.today() + timedelta(days=days)
    mother = protect(family.members.get(name="Hodan"), coordinator, protected_until=until)
    url = reverse("families:change_member", args=[family.pk, mother.pk])
    assert told(family, coordinator) == ([] if is_urgent is None else [(is_urgent, url)])


def test_the_start_page_tells_the_core_alone_and_what_lapsed_stays_protected(
    home: Family, coordinator: Professional, near: Professional, signed_in: SignedIn
) -> None:
    mother = protect(
        home.members.get(name="Hodan"), coordinator, protected_until=clock.today() - timedelta(days=3)
    )
    url = reverse("families:change_member", args=[home.pk, mother.pk])
    assert url in signed_in(coordinator).get("/").content.decode()
    assert url not in signed_in(near).get("/").content.decode()
    assert HOME not in page(signed_in(near), home)
