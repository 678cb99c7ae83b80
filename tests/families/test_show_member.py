"""One member in depth: who it is, how to reach them, and what is the core's alone."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from families.models import EarlierMeasure, Family, Look, Member, Professional
from roskilde import clock
from tests.makers import make_family, make_goal, make_plan

SignedIn = Callable[[Professional], Client]
CPR = "6103880001"


@pytest.fixture
def mother(family: Family, coordinator: Professional) -> Member:
    member = family.members.get(name="Hodan")
    member.cpr, member.phone, member.email = CPR, "20 30 40 50", "hodan@example.org"
    member.preferred_future = "Vi sover alle sammen."
    member.save(by=coordinator)
    return member


def url(member: Member, page: str = "show_member") -> str:
    return reverse(f"families:{page}", args=[member.family_id, member.pk])


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.demand("R7", "R15")
def test_the_core_reads_who_it_is_how_to_reach_her_and_what_was_tried(
    mother: Member, coordinator: Professional, signed_in: SignedIn
) -> None:
    family = mother.family
    EarlierMeasure(
        family=family, member=mother, what="Kvindegruppe", period="2022", result="Kom én gang."
    ).save(by=coordinator)
    EarlierMeasure(family=family, what="Familiebehandling").save(by=coordinator)
    page = text(signed_in(coordinator), url(mother))
    for shown in (
        "Hodan", "38", mother.get_relation_display(), "20 30 40 50", "hodan@example.org",
        "Vi sover alle sammen.", "Kvindegruppe", "Kom én gang.", _("interpreter"),
    ):  # fmt: skip
        assert shown in page
    assert "Familiebehandling" not in page  # the whole family's stands on the background


def test_who_is_near_reads_neither_the_number_nor_what_she_hopes_nor_what_was_tried(
    mother: Member, coordinator: Professional, near: Professional, signed_in: SignedIn
) -> None:
    EarlierMeasure(family=mother.family, member=mother, what="Kvindegruppe").save(by=coordinator)
    page = text(signed_in(near), url(mother))
    for shown in ("Hodan", "20 30 40 50", "hodan@example.org"):
        assert shown in page
    for never in (
        "610388",
        date_format(mother.born_on, "DATE_FORMAT"),
        _("CPR number"),
        "Vi sover alle sammen.",
        "Kvindegruppe",
        url(mother, "change_member"),
    ):
        assert never not in page


def test_the_number_is_masked_and_says_when_no_person_has_it(
    mother: Member, coordinator: Professional, signed_in: SignedIn
) -> None:
    page = text(signed_in(coordinator), url(mother))
    assert "610388-••••" in page
    assert _("Replacement number") in page
    for never in (CPR, "610388-0001", "0001"):
        assert never not in page


def test_a_protected_member_is_reached_by_the_core_alone(
    mother: Member, coordinator: Professional, near: Professional, signed_in: SignedIn
) -> None:
    mother.protection, mother.address = "threatened", "Et sted 7"
    mother.protected_until = clock.today() + timedelta(days=90)
    mother.save(by=coordinator)
    core, others = text(signed_in(coordinator), url(mother)), text(signed_in(near), url(mother))
    for kept in ("Et sted 7", "20 30 40 50", "hodan@example.org", str(mother.get_protection_display())):
        assert kept in core
        assert kept not in others
    assert _("Protected") in others


def test_who_lives_with_the_family_is_reached_at_its_address(
    mother: Member, coordinator: Professional, near: Professional, signed_in: SignedIn
) -> None:
    family = mother.family
    family.address = "Kamstrupparken 12"
    family.save(by=coordinator)
    assert "Kamstrupparken 12" in text(signed_in(near), url(mother))
    mother.left_on = clock.today()
    mother.save(by=coordinator)
    assert "Kamstrupparken 12" not in text(signed_in(near), url(mother))


def test_the_goals_of_the_member_that_the_reader_may_see_stand_there(
    mother: Member, coordinator: Professional, near: Professional, signed_in: SignedIn
) -> None:
    make_plan(mother.family, coordinator)
    make_goal(mother.family, coordinator, words="Hodan sover.", member=mother)
    make_goal(mother.family, coordinator, words="Hemmeligt mål.", member=mother, visibility="core")
    make_goal(mother.family, coordinator, words="Hele familien spiser.")
    page = text(signed_in(near), url(mother))
    assert "Hodan sover." in page
    for never in ("Hemmeligt mål.", "Hele familien spiser."):
        assert never not in page


def test_a_child_leads_to_its_siblings(mother: Member, near: Professional, signed_in: SignedIn) -> None:
    siblings = reverse("families:show_siblings", args=[mother.family_id])
    assert siblings in text(signed_in(near), url(mother.family.members.get(name="Ayaan")))
    assert siblings not in text(signed_in(near), url(mother))


def test_the_title_names_nobody(mother: Member, coordinator: Professional, signed_in: SignedIn) -> None:
    page = text(signed_in(coordinator), url(mother))
    assert "Hodan" not in page[page.index("<title>") : page.index("</title>")]


def test_it_asks_for_the_right_and_for_the_familys_own_member(
    mother: Member, coordinator: Professional, near: Professional, peripheral: Professional,
    stranger: Professional, signed_in: SignedIn,
) -> None:  # fmt: skip
    for person, verdict in ((near, 200), (peripheral, 403), (stranger, 404)):
        assert signed_in(person).get(url(mother)).status_code == verdict
    other = make_family(coordinator, "Haidari").members.all()[0]
    address = reverse("families:show_member", args=[mother.family_id, other.pk])
    assert signed_in(coordinator).get(address).status_code == 404
    look = Look.objects.filter(professional_id=near.pk).newest_first()[0]
    assert (look.page, look.verdict) == ("families:show_member", "opened")


def test_many_measures_and_goals_cost_no_more_queries(
    mother: Member, coordinator: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(coordinator)

    def cost() -> int:
        text(client, url(mother))
        with CaptureQueriesContext(connection) as asked:
            text(client, url(mother))
        return len(asked)

    def add(number: int) -> None:
        EarlierMeasure(family=mother.family, member=mother, what=f"Nr. {number}").save(by=coordinator)
        make_goal(mother.family, coordinator, member=mother)

    add(0)
    one = cost()
    for number in range(1, 20):
        add(number)
    assert cost() == one <= 10
