"""One's own number, given before the others' are shown."""

import itertools
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client

from families.models import Family, Member, NetworkPerson, Professional
from families.models.visibility import Standing
from roskilde import clock
from safety.models import NoNumber, Rating, Scale
from tests.makers import make_family, make_network_person, make_person, make_rating
from tests.safety.rating import WHY, another_near, give, rows, text, url

SignedIn = Callable[[Professional], Client]


def seen(scale: Scale, reader: Professional) -> set[str]:
    """Whose answers somebody sees, with their numbers."""
    found = Rating.objects.visible_to(reader).filter(version__scale=scale).with_raters()
    return {f"{row.speaker} {row.value}" for row in found}


def test_a_number_is_given_with_its_reason(scale: Scale, near: Professional, signed_in: SignedIn) -> None:
    answer = give(signed_in(near), url("give_rating", scale), 6, because="han rækker hånden op")
    assert answer["Location"] == scale.get_absolute_url()
    (row,) = rows(scale)
    assert (row.value, row.because, row.role, row.typed_by, row.speaker) == (
        6,
        "han rækker hånden op",
        "klasselærer",
        near,
        near,
    )
    assert row.is_own


@pytest.mark.demand("R68")
def test_a_number_saves_alone_and_is_shown_as_such(
    scale: Scale, near: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(near)
    assert give(client, url("give_rating", scale), 0).status_code == 302
    (row,) = rows(scale)
    assert (row.value, row.lacks_reason) == (0, True)
    assert url("add_reason", row) in text(client, url("show_scale", scale))


@pytest.mark.parametrize("answer", list(NoNumber))
def test_not_to_answer_is_an_answer(
    answer: NoNumber, scale: Scale, near: Professional, signed_in: SignedIn
) -> None:
    assert give(signed_in(near), url("give_rating", scale), answer).status_code == 302
    (row,) = rows(scale)
    assert (row.value, row.no_number, row.lacks_reason) == (None, answer, False)


@pytest.mark.parametrize("answer", ["11", "-1", "4.5", "", "mange"])
def test_what_is_no_number_from_0_to_10_is_refused_and_the_reason_kept(
    answer: str, scale: Scale, near: Professional, signed_in: SignedIn
) -> None:
    refused = give(signed_in(near), url("give_rating", scale), answer, because="fordi det er sådan")
    assert "answer" in refused.context["form"].errors
    assert "fordi det er sådan" in refused.content.decode()
    assert rows(scale) == []


def test_a_double_tap_makes_one_number(scale: Scale, near: Professional, signed_in: SignedIn) -> None:
    client = signed_in(near)
    for _tap in range(2):
        give(client, url("give_rating", scale), 6, because="to tryk")
    assert len(rows(scale)) == 1
    with time_machine.travel(clock.now() + timedelta(minutes=2), tick=False):
        give(client, url("give_rating", scale), 6, because="to tryk")  # said again, and meant
    assert len(rows(scale)) == 2


def test_no_number_is_given_for_tomorrow(scale: Scale, near: Professional, signed_in: SignedIn) -> None:
    tomorrow = str(clock.today() + timedelta(days=1))
    answer = give(signed_in(near), url("give_rating", scale), 6, on=tomorrow)
    assert "on" in answer.context["form"].errors


def test_what_sounds_like_danger_brings_up_what_to_do(
    scale: Scale, near: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(near)
    assert "data-danger" in text(client, url("give_rating", scale))
    answer = give(client, url("give_rating", scale), 1, because="far slog ham med et bælte")
    assert "112" in text(client, answer["Location"])


# -- Before the others are shown ---------------------------------------------------------------------------


def test_the_form_shows_nobodys_number(
    scale: Scale, near: Professional, coordinator: Professional, hodan: Member, signed_in: SignedIn
) -> None:
    make_rating(scale, coordinator, rater=hodan, value=9, because="Hodans egne ord")
    for person in (near, coordinator):
        for address in (
            url("give_rating", scale),
            url("write_rating", scale, hodan.pk),
            url("choose_rater", scale),
        ):
            assert "Hodans egne ord" not in text(signed_in(person), address)


def test_core_sees_every_number_before_giving_one(
    scale: Scale, coordinator: Professional, leader: Professional, near: Professional, hodan: Member
) -> None:
    make_rating(scale, near, value=4)
    make_rating(scale, coordinator, rater=hodan, value=2)
    assert seen(scale, leader) == {"Hodan 2", "Birgitte Ørum 4"}


def test_who_is_near_sees_only_the_ends_until_they_have_given_theirs(
    scale: Scale, near: Professional, coordinator: Professional, hodan: Member, signed_in: SignedIn
) -> None:
    make_rating(scale, coordinator, rater=hodan, value=2, because="Hodans egne ord")
    make_rating(scale, coordinator, value=9, because="Jonas' egne ord")
    client = signed_in(near)
    shown = text(client, url("show_scale", scale))
    assert scale.versions.get().zero in shown
    assert "egne ord" not in shown
    assert 'svg class="course"' not in shown
    reading = client.get(url("show_scale", scale)).context["reading"]
    assert (reading.waiting, list(reading.rows)) == (2, [])
    give(client, url("give_rating", scale), 5)
    assert "egne ord" in text(client, url("show_scale", scale))
    assert seen(scale, near) == {"Hodan 2", "Jonas Bech 9", "Birgitte Ørum 5"}


def test_not_to_answer_counts_as_given(
    scale: Scale, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    make_rating(scale, coordinator, value=9)
    make_rating(scale, near, no_number=NoNumber.UNKNOWN)
    assert "Jonas Bech 9" in seen(scale, near)


def test_later_numbers_are_hidden_until_the_next_is_given(
    scale: Scale, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    today = clock.today()
    make_rating(scale, coordinator, value=3, on=today - timedelta(days=9))
    make_rating(scale, near, value=4, on=today - timedelta(days=9))
    make_rating(scale, coordinator, value=8)
    assert seen(scale, near) == {"Jonas Bech 3", "Birgitte Ørum 4"}
    reading = signed_in(near).get(url("show_scale", scale)).context["reading"]
    assert reading.waiting == 1
    make_rating(scale, near, value=5)
    assert "Jonas Bech 8" in seen(scale, near)


def test_on_new_words_one_gives_anew_before_one_sees(
    scale: Scale, near: Professional, coordinator: Professional
) -> None:
    make_rating(scale, coordinator, value=3)
    make_rating(scale, near, value=4)
    scale.word(by=coordinator, zero="Andet", ten="Mere")
    make_rating(scale, coordinator, value=8)
    assert seen(scale, near) == {"Jonas Bech 3", "Birgitte Ørum 4"}
    make_rating(scale, near, value=6)
    assert "Jonas Bech 8" in seen(scale, near)


def test_what_one_wrote_down_oneself_one_can_read(
    scale: Scale, near: Professional, coordinator: Professional, hodan: Member
) -> None:
    make_rating(scale, near, rater=hodan, value=2)
    make_rating(scale, coordinator, value=8)
    assert seen(scale, near) == {"Hodan 2"}


def test_a_number_whose_day_is_corrected_is_hidden_with_what_it_was(
    scale: Scale, near: Professional, coordinator: Professional
) -> None:
    """Else the old row would stand there as if nothing had followed it."""
    today = clock.today()
    row = make_rating(scale, coordinator, value=3, on=today - timedelta(days=9))
    make_rating(scale, near, value=4, on=today - timedelta(days=9))
    row.follow(by=coordinator, on=today)
    found = Rating.objects.visible_to(near).filter(version__scale=scale).with_raters()
    assert [row.speaker for row in found if not row.is_followed] == [near]


def test_each_way_to_the_numbers_knows_the_same_rule(
    scale: Scale, near: Professional, coordinator: Professional, leader: Professional, signed_in: SignedIn
) -> None:
    make_rating(scale, coordinator, value=8)
    signe = another_near(scale.family, coordinator)
    make_rating(scale, signe, value=3)
    for reader in (near, signe, coordinator, leader):
        across = {row.pk for row in Rating.objects.visible_to(reader)}
        family = Family.objects.with_tier(reader).get(pk=scale.family_id)
        inside = {row.pk for row in Rating.objects.visible_in([family], reader)}
        family.standing = Standing.of(family, reader)
        through_the_door = {row.pk for row in family.ratings.visible_to(reader)}
        assert across == inside == through_the_door
        hidden = family.ratings.waiting_for(reader).count()
        assert hidden == Rating.objects.waiting_for(reader, [family]).count() == 2 - len(across)


def test_who_has_left_sees_nothing(scale: Scale, near: Professional, coordinator: Professional) -> None:
    make_rating(scale, near, value=4)
    involvement = scale.family.involvements.open().get(professional=near)
    involvement.end(by=coordinator, reason="staff")
    assert seen(scale, near) == set()


# -- What the database keeps -------------------------------------------------------------------------------


def test_a_row_is_never_changed(scale: Scale, near: Professional) -> None:
    row = make_rating(scale, near)
    why = "the database refuses it"
    changed = Rating.objects.for_nobody(why).unrecorded(why).filter(pk=row.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        changed.update(value=9)


def insert(scale: Scale, near: Professional, **changes: Any) -> None:
    fields: dict[str, Any] = {
        "family": scale.family,
        "version": scale.versions.get(),
        "professional": near,
        "value": 5,
        "typed_by": near,
        "typed_at": clock.now(),
        **changes,
    }
    with transaction.atomic():
        Rating(**fields).save(force_insert=True)


def test_somebody_gives_it_and_one_alone(scale: Scale, near: Professional, hodan: Member) -> None:
    nabo: NetworkPerson = make_network_person(scale.family, near)
    with pytest.raises(IntegrityError, match="one_voice"):
        insert(scale, near, professional=None)
    both: list[dict[str, Any]] = [{"member": hodan}, {"network_person": nabo}]
    for more in both:
        with pytest.raises(IntegrityError, match="one_voice"):
            insert(scale, near, **more)


def test_it_is_a_number_up_to_ten_or_an_answer(scale: Scale, near: Professional) -> None:
    wrong: list[dict[str, Any]] = [{"value": 11}, {"value": None}, {"value": 3, "no_number": "declined"}]
    for changes in wrong:
        with pytest.raises(IntegrityError, match="number_or_an_answer"):
            insert(scale, near, **changes)


def test_another_familys_person_gives_no_number(scale: Scale, coordinator: Professional) -> None:
    other = make_family(coordinator, "Tesfay")
    with pytest.raises(ValidationError):
        make_rating(scale, coordinator, rater=other.members.get(name="Hodan"))


def test_a_professional_gives_their_own_number(
    scale: Scale, near: Professional, coordinator: Professional
) -> None:
    signe = another_near(scale.family, coordinator)
    for by in (near, coordinator):
        with pytest.raises(ValidationError) as refused:
            make_rating(scale, by, rater=signe)
        assert refused.value.code == "not_yours"
    for by, rater in itertools.product((near, coordinator), repeat=2):
        if by == rater:
            assert make_rating(scale, by).is_own


def test_a_stranger_finds_no_scale(scale: Scale, signed_in: SignedIn) -> None:
    somebody = make_person("Rasmus Hald", "fremmed2")
    assert signed_in(somebody).get(url("show_scale", scale)).status_code == 404
    assert Rating.objects.for_nobody(WHY).count() == 0
