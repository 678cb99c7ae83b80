"""Moving somebody closer to the family or further away."""

from collections.abc import Callable

from django.test import Client

from families.models import Family, Involvement, Professional, Tier
from tests.makers import make_family

SignedIn = Callable[[Professional], Client]
TYPED = {"tier": "peripheral", "function": "Klasselærer", "reason": "wish", "note": "Hodan vil helst selv"}


def standing(family: Family, person: Professional) -> Involvement:
    return family.involvements.open().of(person).get()


def url(involvement: Involvement) -> str:
    return f"/families/{involvement.family_id}/people/{involvement.pk}/tier/"


def test_one_involvement_ends_and_the_next_begins(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    before = standing(family, near)
    client = signed_in(coordinator)
    form = client.get(url(before)).context["form"]
    assert [value for value, _label in form.fields["tier"].choices] == ["core", "peripheral"]
    assert form["note"].value() == ""
    assert client.post(url(before), {**TYPED, "revision": str(before.revision)}).status_code == 302
    before.refresh_from_db()
    after = standing(family, near)
    assert (before.tier, before.end_reason, before.end_note) == ("near", "wish", "Hodan vil helst selv")
    assert (after.tier, after.since) == (Tier.PERIPHERAL, before.until)
    assert signed_in(near).get(f"/families/{family.pk}/people/").status_code == 403


def test_the_coordinator_stays_core_and_is_told_why(
    family: Family, coordinator: Professional, leader: Professional, signed_in: SignedIn
) -> None:
    own = standing(family, coordinator)
    client = signed_in(leader)
    assert client.get(url(own)).context["obstacles"]
    answer = client.post(url(own), {**TYPED, "tier": "near", "revision": str(own.revision)})
    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert standing(family, coordinator).tier == Tier.CORE


def test_the_same_tier_is_no_change(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    own = standing(family, near)
    answer = signed_in(coordinator).post(url(own), {**TYPED, "tier": "near"})
    assert "tier" in answer.context["form"].errors
    assert "Hodan vil helst selv" in answer.content.decode()


def test_who_moves_themselves_out_lands_where_they_may_be(
    family: Family, coordinator: Professional, leader: Professional, signed_in: SignedIn
) -> None:
    own = standing(family, leader)
    answer = signed_in(leader).post(url(own), {**TYPED, "revision": str(own.revision)}, follow=True)
    assert answer.status_code == 200
    assert answer.redirect_chain[-1][0] == family.get_absolute_url()


def test_it_asks_for_the_right(
    family: Family, near: Professional, stranger: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    own = standing(family, near)
    other = standing(make_family(coordinator, "Haidari"), coordinator)
    assert signed_in(near).post(url(own), TYPED).status_code == 403
    assert signed_in(stranger).post(url(own), TYPED).status_code == 404
    mixed = f"/families/{family.pk}/people/{other.pk}/tier/"
    assert signed_in(coordinator).post(mixed, TYPED).status_code == 404
    assert standing(family, near).tier == Tier.NEAR
