"""Changing a member: CPR number, contact details, protection; what looks odd is hinted at, never refused."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext as _

from families.models import Draft, Family, Member, Professional
from roskilde import clock

SignedIn = Callable[[Professional], Client]
OUTSIDE = "0103882223"


def url(member: Member) -> str:
    return reverse("families:change_member", args=[member.family_id, member.pk])


@pytest.fixture
def mother(family: Family, coordinator: Professional) -> Member:
    member = family.members.get(name="Hodan")
    member.born_on = date(1988, 3, 1)
    member.save(by=coordinator)
    return member


def post(client: Client, member: Member, **typed: Any) -> Any:
    """The form as it is shown, with some fields written anew."""
    form = client.get(url(member)).context["form"]
    shown = {
        bound.html_name: str(value) for bound in form if (value := bound.value()) not in (None, "", False)
    }
    return client.post(url(member), {**shown, **typed}, follow=True)


def hints(answer: Any) -> list[str]:
    return [str(each) for each in answer.context["messages"] if each.level_tag == "warning"]


@pytest.mark.parametrize("typed", ["610388-0001", "6103880001", "61 03 88 00 01", "610388–0001"])
def test_a_number_is_taken_with_hyphen_and_spaces(
    typed: str, mother: Member, coordinator: Professional, signed_in: SignedIn
) -> None:
    post(signed_in(coordinator), mother, new_cpr=typed)
    mother.refresh_from_db()
    assert mother.cpr == "6103880001"
    assert mother.has_replacement_number


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("610388000", "The CPR number must have 10 digits."),
        ("61038800011", "The CPR number must have 10 digits."),
        ("61O3880001", "The CPR number must have 10 digits."),
        ("9913880001", "The CPR number does not begin with a date of birth."),
    ],
)
def test_what_is_no_number_is_refused_beside_the_field(
    typed: str, why: str, mother: Member, coordinator: Professional, signed_in: SignedIn
) -> None:
    answer = post(signed_in(coordinator), mother, new_cpr=typed)
    assert answer.context["form"].errors == {"new_cpr": [_(why)]}
    assert mother.history.count() == 2  # the enrolment's and the fixture's


def test_a_real_looking_number_outside_the_old_rule_is_saved_and_hinted_at(
    mother: Member, coordinator: Professional, signed_in: SignedIn
) -> None:
    answer = post(signed_in(coordinator), mother, new_cpr=OUTSIDE)
    mother.refresh_from_db()
    assert mother.cpr == OUTSIDE
    told = _(
        "The number does not follow the old control rule. It may well be right. "
        "Check that it is written correctly."
    )
    assert hints(answer) == [told]


def test_another_date_of_birth_and_a_siblings_number_are_hinted_at(
    mother: Member, coordinator: Professional, signed_in: SignedIn
) -> None:
    child = mother.family.members.get(name="Ayaan")
    child.cpr = "6201880001"
    child.save(by=coordinator)
    answer = post(signed_in(coordinator), mother, new_cpr="620188-0001")
    mother.refresh_from_db()
    assert mother.cpr == "6201880001"
    assert hints(answer) == [
        _("The number begins with another date of birth than the one written here."),
        _("Another member of the family has the same number. Check both."),
    ]


def test_a_number_that_fits_gives_no_hint(
    mother: Member, coordinator: Professional, signed_in: SignedIn
) -> None:
    assert hints(post(signed_in(coordinator), mother, new_cpr="610388-0001")) == []


def test_the_form_shows_the_number_masked_and_keeps_it_when_nothing_is_typed(
    mother: Member, coordinator: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(coordinator)
    post(client, mother, new_cpr="6103880001")
    page = client.get(url(mother)).content.decode()
    assert "610388-••••" in page
    assert "0001" not in page
    post(client, mother, phone="20 30 40 50")
    mother.refresh_from_db()
    assert (mother.cpr, mother.phone) == ("6103880001", "20 30 40 50")


def test_a_number_can_be_taken_away(mother: Member, coordinator: Professional, signed_in: SignedIn) -> None:
    client = signed_in(coordinator)
    post(client, mother, new_cpr="6103880001")
    post(client, mother, forget_cpr="on")
    mother.refresh_from_db()
    assert mother.cpr == ""


def test_two_who_change_at_once_never_read_each_others_number_in_the_conflict(
    mother: Member, coordinator: Professional, leader: Professional, signed_in: SignedIn
) -> None:
    opened_at = str(mother.revision)
    post(signed_in(leader), mother, new_cpr="6103880001", phone="11 22 33 44")
    answer = post(signed_in(coordinator), mother, revision=opened_at, phone="55 66 77 88")
    page = answer.content.decode()
    assert answer.context["form"].conflict
    assert "11 22 33 44" in page
    assert "0001" not in page


def test_a_draft_keeps_all_but_the_number(
    mother: Member, coordinator: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(coordinator)
    token = client.get(url(mother)).context["form"].draft_token
    client.post(
        reverse("families:save_draft"), {"draft": token, "new_cpr": "6103880001", "address": "Havnen 1"}
    )
    draft = Draft.objects.get()
    assert draft.fields["address"] == ["Havnen 1"]
    assert "6103880001" not in str(draft.fields)


def test_a_year_is_suggested_and_counts_only_for_who_is_protected(
    mother: Member, coordinator: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(coordinator)
    suggested = client.get(url(mother)).context["form"]["protected_until"].value()
    assert suggested == clock.today().replace(year=clock.today().year + 1)
    post(client, mother, phone="1")
    mother.refresh_from_db()
    assert (mother.is_protected, mother.protected_until) == (False, None)
    post(client, mother, protection="address")
    mother.refresh_from_db()
    assert (mother.is_protected, mother.protected_until) == (True, suggested)


def test_protection_without_an_end_is_taken_and_a_form_that_leaves_it_out_ends_none(
    mother: Member, coordinator: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(coordinator)
    post(client, mother, protection="threatened", protected_until="")
    post(client, mother, protection="", protected_until="")
    mother.refresh_from_db()
    assert (mother.protection, mother.protected_until) == ("threatened", None)
    post(client, mother, protection="none", protected_until=str(clock.today() + timedelta(days=9)))
    mother.refresh_from_db()
    assert (mother.is_protected, mother.protected_until) == (False, None)


def test_who_is_added_can_be_protected_from_the_first_day(
    family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    client, address = signed_in(coordinator), reverse("families:add_member", args=[family.pk])
    typed = {"name": "Ifrah", "relation": "daughter", "born_on": "2020-02-29", "protection": "address"}
    answer = client.post(address, {**typed, "new_cpr": "890220-0001"}, follow=True)
    assert answer.status_code == 200
    ifrah = family.members.get(name="Ifrah")
    assert (ifrah.is_protected, ifrah.cpr) == (True, "8902200001")


def test_the_familys_address_says_who_reads_it(
    mother: Member, coordinator: Professional, near: Professional, signed_in: SignedIn
) -> None:
    client, address = signed_in(coordinator), reverse("families:change_family", args=[mother.family_id])
    told = _("Only the core sees it: somebody at home is protected.")
    assert told not in client.get(address).content.decode()
    post(client, mother, protection="address")
    page = client.get(address).content.decode()
    assert told in page
    assert page.count(near.name) == 3  # beside the name, the hopes and what works
