"""A scale: everybody's numbers since the start and now, the family beside the professionals."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from families.models import Family, Member, Professional
from roskilde import clock
from safety.models import NoNumber, Rating, Scale, Statement
from tests.makers import make_danger, make_rating, make_scale
from tests.safety.rating import WHY, another_near, text, url

SignedIn = Callable[[Professional], Client]


@pytest.mark.demand("R13")
def test_the_familys_numbers_stand_beside_the_professionals_with_the_gap(
    scale: Scale, near: Professional, coordinator: Professional, hodan: Member, son: Member,
    signed_in: SignedIn,
) -> None:  # fmt: skip
    for rater, value in ((hodan, 7), (son, 6), (coordinator, 4)):
        make_rating(scale, coordinator, rater=rater, value=value)
    make_rating(scale, near, value=3)
    shown = signed_in(coordinator).get(url("show_scale", scale))
    now = shown.context["reading"].now
    assert (now.family.median, now.professionals.median, now.gap) == (6.5, 3.5, -3)
    assert (now.everybody.lowest, now.everybody.highest, now.everybody.spread) == (3, 7, 4)
    page = shown.content.decode()
    assert "6,5 (6–7, 2 tal)" in page
    assert "3,5 (3–4, 2 tal)" in page


def test_each_goes_from_the_start_to_now(
    scale: Scale, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    for days, value in ((30, 3), (10, 4), (0, 6)):
        make_rating(scale, near, value=value, on=clock.today() - timedelta(days=days))
    (rater,) = signed_in(near).get(url("show_scale", scale)).context["reading"].raters
    assert (rater.start.value, rater.now.value, rater.course.change) == (3, 6, 3)
    assert "+3" in text(signed_in(near), url("show_scale", scale))


def test_each_dot_says_who_when_what_and_why(scale: Scale, near: Professional, signed_in: SignedIn) -> None:
    make_rating(scale, near, value=4, because="han kommer <ofte>")
    page = signed_in(near).get(url("show_scale", scale)).content.decode()
    assert "<title>Birgitte Ørum, klasselærer" in page
    assert "han kommer &lt;ofte&gt;" in page


def test_not_to_answer_is_shown_and_is_no_number(
    scale: Scale, near: Professional, coordinator: Professional, hodan: Member, signed_in: SignedIn
) -> None:
    make_rating(scale, coordinator, rater=hodan, no_number=NoNumber.DECLINED)
    make_rating(scale, coordinator, value=6)
    reading = signed_in(coordinator).get(url("show_scale", scale)).context["reading"]
    assert (reading.now.everybody.n, reading.now.everybody.lowest) == (1, 6)
    assert [row.speaker for row in reading.now.without_number] == [hodan]
    assert reading.now.gap is None


def test_a_professional_who_has_left_keeps_the_numbers_and_is_not_now(
    scale: Scale, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    signe = another_near(scale.family, coordinator)
    make_rating(scale, signe, value=1)
    make_rating(scale, coordinator, value=6)
    scale.family.involvements.open().get(professional=signe).end(by=coordinator, reason="staff")
    reading = signed_in(coordinator).get(url("show_scale", scale)).context["reading"]
    assert reading.now.everybody.lowest == 6
    assert [each.now.speaker for each in reading.raters] == [coordinator, signe]


def test_a_danger_that_has_ended_asks_for_no_more_numbers(
    scale: Scale, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    make_rating(scale, near, value=9)
    Statement.objects.for_nobody(WHY).unrecorded(WHY).filter(pk=scale.danger_id).update(
        ending="resolved", ended_on=clock.today(), ended_by=near, end_reason="Målet er nået."
    )
    page = text(signed_in(near), url("show_scale", scale))
    assert "Målet er nået." in page
    assert url("give_rating", scale) not in page


def test_many_answers_come_a_page_at_a_time(scale: Scale, near: Professional, signed_in: SignedIn) -> None:
    for number in range(53):
        make_rating(scale, near, value=number % 11, because=f"grund {number}", on=clock.today())
    client = signed_in(near)
    assert len(client.get(url("show_scale", scale)).context["answers"]) == 50
    assert len(client.get(url("show_scale", scale) + "?page=2").context["answers"]) == 3


def fill(scale: Scale, typed_by: Professional, raters: list[Member], many: int) -> None:
    version = scale.versions.get()
    Rating.objects.unrecorded(WHY).bulk_create(
        Rating(
            family_id=scale.family_id,
            version=version,
            member=raters[number % len(raters)],
            role="barn",
            value=number % 11,
            because="sådan er det",
            on=clock.today() - timedelta(days=number),
            typed_by=typed_by,
            typed_at=clock.now(),
        )
        for number in range(many)
    )


@pytest.mark.parametrize("view", ["show_scale", "list_scales"])
def test_five_hundred_numbers_cost_no_more_questions_than_five(
    view: str, scale: Scale, near: Professional, coordinator: Professional, hodan: Member, son: Member,
    signed_in: SignedIn,
) -> None:  # fmt: skip
    address = reverse(f"safety:{view}", args=[scale.family_id, *([scale.pk] if view == "show_scale" else [])])
    for person in (coordinator, near):
        make_rating(scale, person)
        client = signed_in(person)
        counted = []
        for many in (5, 495):
            fill(scale, coordinator, [hodan, son], many)
            client.get(address)
            with CaptureQueriesContext(
                connection,
            ) as asked:
                assert client.get(address).status_code == 200
            counted.append(len(asked))
        assert counted[0] == counted[1] <= 12


def test_more_scales_cost_the_list_no_more_questions(
    family: Family, scale: Scale, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    client, address = signed_in(near), reverse("safety:list_scales", args=[family.pk])
    make_rating(scale, near)
    counted = []
    for _time in range(2):
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        counted.append(len(asked))
        for number in range(4):
            another = make_scale(make_danger(family, near, words=f"Bekymring {number}"), near)
            make_rating(another, coordinator)
            make_rating(another, near)
    assert counted[0] == counted[1]


def test_the_list_teaches_while_it_is_empty_and_offers_the_dangers_without_a_scale(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    address = reverse("safety:list_scales", args=[family.pk])
    client = signed_in(near)
    assert "empty" in text(client, address)
    danger = make_danger(family, near)
    assert reverse("safety:pair_scale", args=[family.pk, danger.pk]) in text(client, address)
    make_scale(danger, near)
    assert reverse("safety:pair_scale", args=[family.pk, danger.pk]) not in text(client, address)


def test_the_list_hides_what_waits_for_ones_own_number(
    family: Family, scale: Scale, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    make_rating(scale, coordinator, value=9)
    address = reverse("safety:list_scales", args=[family.pk])
    page = text(signed_in(near), address)
    assert "1 nyt tal" in page
    assert 'svg class="strip"' not in page
    assert 'svg class="strip"' in text(signed_in(coordinator), address)


def test_cards_and_faces_are_printed_with_the_ends_in_words(
    scale: Scale, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    make_rating(scale, coordinator, value=9, because="skal ikke på kortene")
    page = text(signed_in(near), url("print_cards", scale))
    version = scale.versions.get()
    assert version.zero in page
    assert version.ten in page
    assert page.count('class="number-card-number"') == 11
    assert page.count('class="face"') == 5
    assert "skal ikke på kortene" not in page
