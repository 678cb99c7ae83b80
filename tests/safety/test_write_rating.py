"""Writing down the number of somebody with whom one sits together."""

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from families.models import Family, Knows, Member, Professional
from roskilde import clock
from safety.faces import FACES
from safety.models import FollowUp, Scale
from tests.makers import make_network_person, make_rating, years_ago
from tests.safety.rating import another_near, give, rows, text, url

SignedIn = Callable[[Professional], Client]


@pytest.fixture
def follow_up(family: Family, coordinator: Professional) -> FollowUp:
    """Under way."""
    found = FollowUp.arrange(family, by=coordinator, on=clock.today(), language="so", interpreter="present")
    found.begin(by=coordinator)
    return found


def asked(client: Client, address: str) -> list[str]:
    return [str(each.person) for each in client.get(address).context["asked"]]


def test_who_sits_with_the_family_writes_its_numbers_down(
    scale: Scale, near: Professional, hodan: Member, signed_in: SignedIn
) -> None:
    client = signed_in(near)
    address = url("write_rating", scale, hodan.pk)
    assert "Hodan" in text(client, address)
    answer = give(client, address, 3, because="jeg åbner ikke brevene")
    assert answer["Location"] == url("choose_rater", scale)
    (row,) = rows(scale)
    assert (row.speaker, row.typed_by, row.is_own, row.role) == (hodan, near, False, "Mor")
    # Hodan needs an interpreter: that stands there already, with her language.
    assert (row.through_interpreter, row.language) == (True, "so")


def test_the_family_from_six_years_on_and_the_network_that_knows_are_asked(
    scale: Scale, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    nabo = make_network_person(scale.family, near)
    make_network_person(scale.family, near, name="Per", knows=Knows.NOT_YET, why_not_yet="Han vil ikke.")
    client = signed_in(near)
    assert asked(client, url("choose_rater", scale)) == ["Hodan", "Zakariye", "Fatuma", "Birgitte Ørum"]
    give(client, url("write_rating", scale, nabo.pk), 7)
    assert [row.speaker for row in rows(scale)] == [nabo]
    toddler = scale.family.members.get(name="Ayaan")
    assert client.get(url("write_rating", scale, toddler.pk)).status_code == 404


def test_whoever_has_answered_today_is_marked_without_the_number(
    scale: Scale, near: Professional, coordinator: Professional, hodan: Member, signed_in: SignedIn
) -> None:
    make_rating(scale, coordinator, rater=hodan, value=9, because="Hodans egne ord")
    found = {
        str(each.person): each for each in signed_in(near).get(url("choose_rater", scale)).context["asked"]
    }
    assert found["Hodan"].has_answered_today
    assert found["Zakariye"].answered_on is None


def test_who_gave_no_reason_is_asked_again(
    scale: Scale, near: Professional, coordinator: Professional, hodan: Member, signed_in: SignedIn
) -> None:
    make_rating(scale, near, value=4)
    row = make_rating(scale, coordinator, rater=hodan, value=9, because="")
    make_rating(scale, coordinator, value=2, because="")
    unreasoned = signed_in(near).get(url("choose_rater", scale)).context["unreasoned"]
    assert unreasoned == [row]  # not the coordinator's: he gives his own


@pytest.mark.demand("S20")
def test_a_small_child_points_at_a_face_that_shows_its_number(
    scale: Scale, near: Professional, son: Member, signed_in: SignedIn
) -> None:
    client = signed_in(near)
    address = url("write_rating", scale, son.pk)
    assert len(client.get(address).context["form"].fields["answer"].choices) == 13
    son.born_on = years_ago(7)
    son.save(by=near)
    form = client.get(address).context["form"]
    assert [value for value, _label in form.fields["answer"].choices][: len(FACES)] == list(map(str, FACES))
    assert all(str(value) in label for value, label in form.fields["answer"].choices[: len(FACES)])
    give(client, address, 7)
    assert [(row.value, row.with_faces) for row in rows(scale)] == [(7, True)]


def test_nobody_near_rates_in_another_professionals_name(
    scale: Scale, near: Professional, coordinator: Professional, follow_up: FollowUp, signed_in: SignedIn
) -> None:
    signe = another_near(scale.family, coordinator)
    client = signed_in(near)
    for address in (
        url("write_rating", scale, signe.pk),
        url("write_rating", scale, signe.pk) + f"?follow_up={follow_up.pk}",
    ):
        assert client.get(address).status_code == 404
        assert client.post(address, {"answer": "3"}).status_code == 404
    with pytest.raises(ValidationError):
        make_rating(scale, near, rater=signe, follow_up=follow_up)


def test_at_a_follow_up_the_core_writes_it_down_and_the_page_says_so(
    scale: Scale, near: Professional, coordinator: Professional, follow_up: FollowUp, signed_in: SignedIn
) -> None:
    client = signed_in(coordinator)
    assert client.get(url("write_rating", scale, near.pk)).status_code == 404
    address = url("write_rating", scale, near.pk) + f"?follow_up={follow_up.pk}"
    assert near.name in asked(client, url("choose_rater", scale) + f"?follow_up={follow_up.pk}")
    answer = give(client, address, 6)
    assert answer["Location"].endswith(f"?follow_up={follow_up.pk}")
    (row,) = rows(scale)
    assert (row.speaker, row.typed_by, row.follow_up) == (near, coordinator, follow_up)
    (shown,) = client.get(url("show_scale", scale)).context["answers"]
    assert not shown.rating.is_own
    assert coordinator.name in text(client, url("show_scale", scale))


def test_a_follow_up_says_how_it_was_spoken(
    scale: Scale, near: Professional, coordinator: Professional, son: Member, follow_up: FollowUp,
    signed_in: SignedIn,
) -> None:  # fmt: skip
    address = url("write_rating", scale, son.pk) + f"?follow_up={follow_up.pk}"
    give(signed_in(near), address, 4)
    (row,) = rows(scale)
    assert (row.follow_up, row.language, row.through_interpreter) == (follow_up, "so", True)


@pytest.mark.parametrize("key", ["nonsense", "00000000-0000-4000-8000-000000000000"])
def test_a_follow_up_that_is_not_under_way_is_not_found(
    key: str, scale: Scale, coordinator: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(coordinator)
    assert client.get(url("choose_rater", scale) + f"?follow_up={key}").status_code == 404


def test_whoever_has_left_is_not_asked(
    scale: Scale, near: Professional, coordinator: Professional, son: Member, signed_in: SignedIn
) -> None:
    make_rating(scale, coordinator, rater=son, value=8)
    make_rating(scale, coordinator, value=3)
    son.left_on = clock.today()
    son.save(by=coordinator)
    client = signed_in(coordinator)
    assert client.get(url("write_rating", scale, son.pk)).status_code == 404
    reading = client.get(url("show_scale", scale)).context["reading"]
    assert reading.now.everybody.highest == 3  # what he said stays in the table, and is not "now"
    assert len(reading.raters) == 2
