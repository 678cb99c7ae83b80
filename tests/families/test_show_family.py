"""The overview: as much of the family as the reader's tier lets in."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from families.models import Family, Look, Member, Professional, Tier
from roskilde import clock
from tests.makers import make_person, years_ago

SignedIn = Callable[[Professional], Client]


def test_the_core_sees_members_hopes_people_and_what_is_missing(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    answer = signed_in(coordinator).get(family.get_absolute_url())
    page = answer.content.decode()
    for words in ("Zakariye", family.hopes, family.what_works, "Birgitte Ørum"):
        assert words in page
    assert answer.context["missing"]
    assert not answer.context["is_overdue"]


def test_the_near_see_no_background(family: Family, near: Professional, signed_in: SignedIn) -> None:
    answer = signed_in(near).get(family.get_absolute_url())
    assert "Zakariye" in answer.content.decode()
    assert not answer.context["missing"]
    assert f"/families/{family.pk}/change/" not in answer.content.decode()


@pytest.mark.demand("R53")
def test_the_peripheral_see_the_contact_card_alone(
    family: Family, peripheral: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    page = signed_in(peripheral).get(family.get_absolute_url()).content.decode()
    assert coordinator.phone in page
    assert coordinator.email in page
    assert "Klub" in page
    for words in ("Zakariye", "Hodan", family.hopes, family.what_works):
        assert words not in page


def test_a_stranger_finds_nothing(family: Family, stranger: Professional, signed_in: SignedIn) -> None:
    answer = signed_in(stranger).get(family.get_absolute_url())
    assert answer.status_code == 404
    assert "Warsame" not in answer.content.decode()


def test_every_opening_is_one_look(family: Family, near: Professional, signed_in: SignedIn) -> None:
    signed_in(near).get(family.get_absolute_url())
    look = Look.objects.get(page="families:show_family")
    assert (look.professional_id, look.family_id, look.verdict) == (near.pk, family.pk, "opened")


def test_the_background_is_overdue_after_six_weeks(
    family: Family, coordinator: Professional, signed_in: SignedIn, settings: object
) -> None:
    with clock.set_to(family.background_due_on + timedelta(days=1)):
        assert signed_in(coordinator).get(family.get_absolute_url()).context["is_overdue"]


def test_a_new_family_is_told_what_comes_next(
    family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    find = f"/families/{family.pk}/people/find/"
    client = signed_in(coordinator)
    assert find in client.get(family.get_absolute_url()).content.decode()
    helper = make_person("Lone Kjær", "sund")
    family.involve(helper, tier=Tier.NEAR, function="Sundhedsplejerske", reason="need", by=coordinator)
    assert find not in client.get(family.get_absolute_url()).content.decode()


def test_the_title_names_nobody(family: Family, coordinator: Professional, signed_in: SignedIn) -> None:
    page = signed_in(coordinator).get(family.get_absolute_url()).content.decode()
    title = page[page.index("<title>") : page.index("</title>")]
    assert "Warsame" not in title


def test_many_members_and_people_cost_no_more_queries(
    family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(coordinator)
    client.get(family.get_absolute_url())
    with CaptureQueriesContext(connection) as few:
        client.get(family.get_absolute_url())
    for number in range(12):
        family.add_member(Member(name=f"Barn {number}", relation="son", born_on=years_ago(5)), by=coordinator)
        person = make_person(f"Fagperson {number}")
        family.involve(person, tier=Tier.NEAR, function="Pædagog", reason="need", by=coordinator)
    with CaptureQueriesContext(connection) as many:
        client.get(family.get_absolute_url())
    assert len(many) == len(few)
    assert len([query for query in many if query["sql"].startswith(("SELECT", "INSERT", "UPDATE"))]) <= 10
