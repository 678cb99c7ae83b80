"""What was changed about a member: contact details in full, of a CPR number only that it changed."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from families.models import Family, Member, Professional

SignedIn = Callable[[Professional], Client]


@pytest.fixture
def moved(family: Family, coordinator: Professional) -> Member:
    """Has moved, and got another number."""
    member = family.members.get(name="Hodan")
    for number, address in (("6103880001", "Havnen 1"), ("6103880002", "Bakken 2")):
        member.cpr, member.address = number, address
        member.save(by=coordinator)
    return member


def url(member: Member) -> str:
    return reverse("families:show_member_history", args=[member.family_id, member.pk])


def test_it_tells_the_address_before_and_after(
    moved: Member, coordinator: Professional, signed_in: SignedIn
) -> None:
    page = signed_in(coordinator).get(url(moved)).content.decode()
    for shown in ("Havnen 1", "Bakken 2", coordinator.name):
        assert shown in page


@pytest.mark.parametrize("page", ["families:show_member_history", "families:show_family_history"])
def test_a_number_is_masked_in_every_history_and_its_change_is_told(
    page: str, moved: Member, coordinator: Professional, signed_in: SignedIn
) -> None:
    args = [moved.family_id] if "family_history" in page else [moved.family_id, moved.pk]
    shown = signed_in(coordinator).get(reverse(page, args=args)).content.decode()
    # Once as it was first written, and before and after the change of its last four digits alone.
    assert shown.count("610388-••••") == 3
    for never in ("0001", "0002", "6103880"):
        assert never not in shown


def test_it_is_the_cores(
    moved: Member, near: Professional, peripheral: Professional, stranger: Professional, signed_in: SignedIn
) -> None:
    for person, verdict in ((near, 403), (peripheral, 403), (stranger, 404)):
        assert signed_in(person).get(url(moved)).status_code == verdict
