"""Whom the family has itself: what they know, what they help with, and what a volunteer still lacks."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from families.models import Family, NetworkPerson, Professional
from roskilde import clock
from tests.makers import make_family, make_network_person

SignedIn = Callable[[Professional], Client]
TYPED = {
    "name": "Sahra",
    "relation": "moster i Køge",
    "kind": "relative",
    "knows": "some",
    "phone": "20 10 00 21",
}


def add(family: Family) -> str:
    return f"/families/{family.pk}/network/add/"


def change(person: NetworkPerson) -> str:
    return f"/families/{person.family_id}/network/{person.pk}/change/"


def end(person: NetworkPerson) -> str:
    return f"/families/{person.family_id}/network/{person.pk}/end/"


def people(family: Family) -> str:
    return f"/families/{family.pk}/people/"


@pytest.mark.demand("R23")
def test_a_near_professional_adds_somebody(family: Family, near: Professional, signed_in: SignedIn) -> None:
    client = signed_in(near)
    assert client.get(add(family)).status_code == 200
    assert client.post(add(family), TYPED).status_code == 302
    page = client.get(people(family)).content.decode()
    for words in ("Sahra", "moster i Køge", "tel:20100021", "Ved noget"):
        assert words in page


def test_who_must_not_know_yet_needs_a_why(family: Family, near: Professional, signed_in: SignedIn) -> None:
    client = signed_in(near)
    refused = client.post(add(family), TYPED | {"knows": "not_yet"})
    assert "why_not_yet" in refused.context["form"].errors
    client.post(add(family), TYPED | {"knows": "not_yet", "why_not_yet": "Zakariye ønsker det ikke."})
    assert "Zakariye ønsker det ikke." in client.get(people(family)).content.decode()


def test_why_not_yet_goes_when_they_may_know(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    person = make_network_person(family, near, knows="not_yet", why_not_yet="Hodan vil vente.")
    typed = {
        "name": person.name,
        "relation": "nabo",
        "kind": "friend",
        "knows": "all",
        "why_not_yet": "Hodan",
    }
    signed_in(coordinator).post(change(person), typed | {"revision": person.revision})
    person.refresh_from_db()
    assert (person.knows, person.why_not_yet) == ("all", "")


@pytest.mark.demand("R24", "S49")
def test_what_a_mentor_lacks_is_listed_and_stops_nothing(
    family: Family, near: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(near)
    zakariye = family.members.get(name="Zakariye")
    typed: dict[str, Any] = TYPED | {"name": "Inge Madsen", "kind": "mentor", "mentor_for": zakariye.pk}
    assert client.post(add(family), typed).status_code == 302
    page = client.get(people(family)).content.decode()
    assert "mentor for Zakariye" in page
    assert "mangler: børneattesten" in page
    mentor = family.network.get()
    client.post(
        change(mentor),
        typed | {"agreement_on": "2024-10-01", "certificate_on": "2024-10-01", "revision": mentor.revision},
    )
    page = client.get(people(family)).content.decode()
    assert "1. oktober 2024" in page
    assert "mangler: børneattesten" not in page


def test_another_familys_member_is_nobody_to_be_mentor_for(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    stranger_child = make_family(coordinator, "Haidari").members.all()[0]
    answer = signed_in(near).post(add(family), TYPED | {"kind": "mentor", "mentor_for": stranger_child.pk})
    assert "mentor_for" in answer.context["form"].errors
    assert not family.network.exists()


def test_who_leaves_the_network_stays_readable(
    family: Family, near: Professional, signed_in: SignedIn
) -> None:
    person = make_network_person(family, near)
    client = signed_in(near)
    answer = client.post(end(person), {"on": clock.today(), "reason": "Er flyttet til Køge"})
    assert answer.status_code == 302
    shown = client.get(people(family))
    assert shown.context["network"] == []
    assert shown.context["former_network"] == [person]
    assert "Er flyttet til Køge" in shown.content.decode()
    assert client.get(change(person)).status_code == 404


def test_nobody_leaves_before_they_came(family: Family, near: Professional, signed_in: SignedIn) -> None:
    person = make_network_person(family, near)
    before = clock.today() - timedelta(days=1)
    answer = signed_in(near).post(end(person), {"on": before, "reason": "Flyttet"})
    assert answer.context["form"].errors == {"on": ["Den sidste dag kan ikke ligge før den første."]}
    person.refresh_from_db()
    assert person.is_open


def test_it_asks_for_the_right(
    family: Family, near: Professional, peripheral: Professional, stranger: Professional, signed_in: SignedIn
) -> None:
    person = make_network_person(family, near)
    for reader, verdict in ((peripheral, 403), (stranger, 404)):
        for url in (add(family), change(person), end(person)):
            assert signed_in(reader).get(url).status_code == verdict
            assert signed_in(reader).post(url, TYPED).status_code == verdict
