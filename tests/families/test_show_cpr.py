"""The whole CPR number: asked for by a click, shown once, and written in the log under its own name."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext as _

from families.door import PAGES
from families.models import Family, Look, Member, Professional

SignedIn = Callable[[Professional], Client]


@pytest.fixture
def mother(family: Family, coordinator: Professional) -> Member:
    member = family.members.get(name="Hodan")
    member.cpr = "6103880001"
    member.save(by=coordinator)
    return member


def url(member: Member) -> str:
    return reverse("families:show_cpr", args=[member.family_id, member.pk])


def test_a_click_shows_the_number_and_is_a_look_of_its_own(
    mother: Member, coordinator: Professional, signed_in: SignedIn
) -> None:
    answer = signed_in(coordinator).post(url(mother))
    page = answer.content.decode()
    assert "610388-0001" in page
    assert "<html" in page  # the whole page, without scripts
    look = Look.objects.newest_first()[0]
    assert (look.page, look.method, look.verdict) == ("families:show_cpr", "POST", "opened")
    assert str(PAGES[look.page]) == _("Looked at a CPR number")
    assert answer.headers["Cache-Control"] == "no-store"


def test_with_scripts_the_number_comes_alone(
    mother: Member, coordinator: Professional, signed_in: SignedIn
) -> None:
    answer = signed_in(coordinator).post(url(mother), headers={"HX-Request": "true"})
    assert "610388-0001" in answer.content.decode()
    assert "<html" not in answer.content.decode()


def test_it_is_masked_again_the_next_time(
    mother: Member, coordinator: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(coordinator)
    client.post(url(mother))
    page = client.get(reverse("families:show_member", args=[mother.family_id, mother.pk])).content.decode()
    assert "610388-••••" in page
    assert "0001" not in page


def test_the_number_stands_in_no_address(
    mother: Member, coordinator: Professional, signed_in: SignedIn
) -> None:
    assert "6103" not in url(mother)
    assert signed_in(coordinator).get(url(mother)).status_code == 405


def test_only_the_core_may_ask(
    mother: Member, near: Professional, peripheral: Professional, stranger: Professional, dpo: Professional,
    signed_in: SignedIn,
) -> None:  # fmt: skip
    for person, verdict in ((near, 403), (peripheral, 403), (stranger, 404), (dpo, 404)):
        answer = signed_in(person).post(url(mother))
        assert answer.status_code == verdict
        assert "0001" not in answer.content.decode()


def test_who_has_no_number_shows_none(family: Family, coordinator: Professional, signed_in: SignedIn) -> None:
    child = family.members.get(name="Ayaan")
    assert _("None written.") in signed_in(coordinator).post(url(child)).content.decode()
