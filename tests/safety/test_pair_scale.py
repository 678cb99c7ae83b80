"""Giving a danger its scale, with both ends in its own words."""

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from families.models import Family, Professional
from safety.models import Scale, ScaleVersion, Statement
from tests.makers import make_danger, make_goal, make_scale
from tests.safety.rating import WHY, text, url

SignedIn = Callable[[Professional], Client]
ENDS = {"zero": "Zakariye går ikke i skole.", "ten": "Alle ved, at han kommer."}


def pair_url(danger: Statement) -> str:
    return reverse("safety:pair_scale", args=[danger.family_id, danger.pk])


def test_a_danger_gets_its_scale(danger: Statement, near: Professional, signed_in: SignedIn) -> None:
    client = signed_in(near)
    assert danger.words in text(client, pair_url(danger))
    answer = client.post(pair_url(danger), ENDS)
    scale = Scale.objects.for_nobody(WHY).get(danger=danger)
    assert answer["Location"] == scale.get_absolute_url()
    version = scale.versions.get()
    assert (version.number, version.zero, version.ten, version.worded_by) == (1, *ENDS.values(), near)
    assert scale.history.get().history_user == near


def test_both_ends_are_asked_for(danger: Statement, near: Professional, signed_in: SignedIn) -> None:
    answer = signed_in(near).post(pair_url(danger), {"zero": "Slemt", "ten": " "})
    assert "ten" in answer.context["form"].errors
    assert not Scale.objects.for_nobody(WHY).exists()


def test_the_goal_stands_beside_it_for_those_who_see_the_goal(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    goal = make_goal(family, coordinator, words="Han er i skole hver dag.", visibility="core")
    danger = make_danger(family, near, goal=goal)
    assert goal.words in text(signed_in(coordinator), pair_url(danger))
    assert goal.words not in text(signed_in(near), pair_url(danger))


def test_a_danger_has_one_scale(scale: Scale, near: Professional, signed_in: SignedIn) -> None:
    assert signed_in(near).get(pair_url(scale.danger))["Location"] == scale.get_absolute_url()
    with pytest.raises(ValidationError) as refused:
        make_scale(scale.danger, near)
    assert refused.value.code == "too_late"


def test_what_is_no_danger_has_no_scale(family: Family, near: Professional, signed_in: SignedIn) -> None:
    strength = make_danger(family, near, category="strength")
    with pytest.raises(ValidationError) as refused:
        make_scale(strength, near)
    assert refused.value.code == "category"
    assert signed_in(near).get(pair_url(strength)).status_code == 404


def test_who_does_not_see_the_danger_finds_neither_it_nor_its_scale(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    shielded = make_danger(family, coordinator, visibility="named", words="Skærmet bekymring")
    client = signed_in(near)
    assert client.get(pair_url(shielded)).status_code == 404
    scale = make_scale(shielded, coordinator)
    for view in ("show_scale", "give_rating", "word_scale", "choose_rater", "print_cards"):
        assert client.get(url(view, scale)).status_code == 404, view
    assert "Skærmet" not in text(client, reverse("safety:list_scales", args=[family.pk]))


def test_a_wording_is_never_changed_and_is_numbered_once(scale: Scale, near: Professional) -> None:
    version = scale.versions.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        ScaleVersion.objects.filter(pk=version.pk).update(zero="Andet")
    version.pk = None
    version._state.adding = True
    version.id = scale.pk  # any other key
    with pytest.raises(IntegrityError), transaction.atomic():
        version.save(force_insert=True)
