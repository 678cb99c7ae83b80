"""Finding a professional and letting them stand around the family."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from families.models import Family, Mail, Professional, Tier
from tests.makers import make_person

SignedIn = Callable[[Professional], Client]
TYPED = {
    "tier": "near",
    "function": "Jobkonsulent for Hodan",
    "reason": "relation",
    "note": "Hodan spurgte selv",
}


def find(family: Family) -> str:
    return f"/families/{family.pk}/people/find/"


def involve(family: Family, person: Professional) -> str:
    return f"/families/{family.pk}/people/involve/{person.pk}/"


@pytest.mark.parametrize("words", ["hald", "JOBKONSULENT", "jobcenter"])
def test_it_finds_by_name_title_and_sector(
    words: str, family: Family, stranger: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    make_person("Ole Bang", title="pædagog", sector="Dagtilbud")
    answer = signed_in(coordinator).get(find(family), {"q": words})
    assert answer.context["people"] == [stranger]
    assert involve(family, stranger) in answer.content.decode()


def test_it_leaves_out_those_who_stand_here_and_those_who_left_their_work(
    family: Family,
    near: Professional,
    stranger: Professional,
    coordinator: Professional,
    administrator: Professional,
    signed_in: SignedIn,
) -> None:
    stranger.stop_working_here(by=administrator)
    assert signed_in(coordinator).get(find(family)).context["people"] == [administrator]


def test_it_lists_twenty_five_at_most_in_as_many_queries(
    family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    make_person("Ole Bang")
    client = signed_in(coordinator)
    client.get(find(family))
    with CaptureQueriesContext(connection) as one:
        client.get(find(family))
    for number in range(30):
        make_person(f"Fagperson {number}")
    with CaptureQueriesContext(connection) as many:
        answer = client.get(find(family))
    assert len(answer.context["people"]) == 25
    assert answer.context["there_are_more"]
    assert len(many) == len(one)


@pytest.mark.demand("R46", "R54")
def test_it_involves_with_tier_function_and_reason(
    family: Family, stranger: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(coordinator)
    form = client.get(involve(family, stranger)).context["form"]
    assert "legal_basis" not in form.fields
    assert form["function"].value() == stranger.title
    assert client.post(involve(family, stranger), TYPED).status_code == 302
    involvement = family.involvements.open().of(stranger).get()
    assert (involvement.tier, involvement.reason, involvement.note) == (
        Tier.NEAR,
        "relation",
        "Hodan spurgte selv",
    )
    assert involvement.begun_by == coordinator
    assert Mail.objects.filter(to=stranger).count() == 1
    assert signed_in(stranger).get(family.get_absolute_url()).status_code == 200


def test_a_body_outside_needs_a_legal_basis(
    family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    outside = make_person("Finn Toft", sector="Boligforening")
    client = signed_in(coordinator)
    refused = client.post(involve(family, outside), TYPED)
    assert "legal_basis" in refused.context["form"].errors
    assert "Hodan spurgte selv" in refused.content.decode()
    client.post(involve(family, outside), {**TYPED, "legal_basis": "Samtykke 3. november"})
    assert family.involvements.open().of(outside).get().legal_basis == "Samtykke 3. november"


def test_who_stands_here_already_is_not_involved_twice(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    assert signed_in(coordinator).post(involve(family, near), TYPED).status_code == 302
    assert family.involvements.filter(professional=near).count() == 1


def test_nobody_by_that_key_is_not_found(
    family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    assert signed_in(coordinator).get(f"/families/{family.pk}/people/involve/{uuid4()}/").status_code == 404


@pytest.mark.parametrize("wrong", [{"tier": "boss"}, {"function": ""}, {"reason": "x"}, {"note": "æ" * 301}])
def test_wrong_input_keeps_the_text(
    wrong: dict[str, str],
    family: Family,
    stranger: Professional,
    coordinator: Professional,
    signed_in: SignedIn,
) -> None:
    answer = signed_in(coordinator).post(involve(family, stranger), {**TYPED, **wrong})
    assert answer.status_code == 200
    assert set(wrong) <= set(answer.context["form"].errors)
    assert not family.involvements.filter(professional=stranger).exists()


def test_it_asks_for_the_right(
    family: Family,
    near: Professional,
    stranger: Professional,
    administrator: Professional,
    signed_in: SignedIn,
) -> None:
    for person, verdict in ((near, 403), (stranger, 404)):
        assert signed_in(person).get(find(family)).status_code == verdict
        assert signed_in(person).post(involve(family, administrator), TYPED).status_code == verdict
    assert not family.involvements.filter(professional=administrator).exists()
