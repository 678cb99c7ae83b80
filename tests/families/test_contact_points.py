"""All contact points of a family, by sector: professionals, offices, and whom nobody has written yet."""

from collections.abc import Callable

import pytest
from django.test import Client

from families.models import ContactPoint, Family, Professional
from tests.makers import make_contact_point, make_sector

SignedIn = Callable[[Professional], Client]


def add(family: Family) -> str:
    return f"/families/{family.pk}/contacts/add/"


def of(point: ContactPoint, deed: str) -> str:
    return f"/families/{point.family_id}/contacts/{point.pk}/{deed}/"


def people(family: Family) -> str:
    return f"/families/{family.pk}/people/"


@pytest.mark.demand("R4")
def test_one_list_unites_people_offices_and_what_the_background_says(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    job, school = make_sector("Jobcenter"), make_sector("Skole")
    family.background.contact_points.set([job, school])
    make_contact_point(family, coordinator, name="Vagttelefonen")
    answer = signed_in(near).get(people(family))
    found = {each.sector.name: each for each in answer.context["contacts"]}
    assert list(found) == ["Borgerservice og Ydelse", "Jobcenter", "Projektkerne", "Skole"]
    assert found["Jobcenter"].is_unmet
    assert [each.professional for each in found["Skole"].people] == [near]
    assert [each.name for each in found["Borgerservice og Ydelse"].points] == ["Vagttelefonen"]
    assert f"{add(family)}?sector={job.pk}" in answer.content.decode()


def test_an_office_is_added_for_the_sector_that_was_asked_for(
    family: Family, near: Professional, signed_in: SignedIn
) -> None:
    job = make_sector("Jobcenter")
    client = signed_in(near)
    form = client.get(f"{add(family)}?sector={job.pk}").context["form"]
    assert form["sector"].value() == job.pk
    typed = {"sector": job.pk, "what": "Ydelse", "phone": "46 31 41 00"}
    assert client.post(add(family), typed).status_code == 302
    page = client.get(people(family)).content.decode()
    assert "tel:46314100" in page


def test_it_is_changed_and_taken_off(family: Family, near: Professional, signed_in: SignedIn) -> None:
    point = make_contact_point(family, near)
    client = signed_in(near)
    typed = {"sector": point.sector_id, "what": "Boligstøtte og indskud", "revision": point.revision}
    assert client.post(of(point, "change"), typed).status_code == 302
    assert "Boligstøtte og indskud" in client.get(people(family)).content.decode()
    assert client.get(of(point, "end")).status_code == 200
    assert client.post(of(point, "end")).status_code == 302
    assert "Boligstøtte og indskud" not in client.get(people(family)).content.decode()
    assert client.get(of(point, "change")).status_code == 404


def test_where_a_protected_child_goes_is_for_the_core(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    ayaan = family.members.get(name="Ayaan")
    ayaan.protection = "threatened"
    ayaan.save(by=coordinator)
    point = make_contact_point(family, coordinator, what="Børnehaven Solsikken", member=ayaan)
    page = signed_in(near).get(people(family)).content.decode()
    assert "Solsikken" not in page
    assert "Beskyttet sted" in page
    assert signed_in(near).get(of(point, "change")).status_code == 404
    assert "Solsikken" in signed_in(coordinator).get(people(family)).content.decode()


def test_it_asks_for_the_right(
    family: Family, near: Professional, peripheral: Professional, stranger: Professional, signed_in: SignedIn
) -> None:
    point = make_contact_point(family, near)
    for reader, verdict in ((peripheral, 403), (stranger, 404)):
        for url in (add(family), of(point, "change"), of(point, "end")):
            assert signed_in(reader).get(url).status_code == verdict
            assert signed_in(reader).post(url, {"what": "X"}).status_code == verdict
