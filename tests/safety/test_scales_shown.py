"""What the scales show elsewhere: on the start page and the timeline."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from families.models import Family, Member, Professional
from roskilde import clock
from safety import scales_shown
from safety.models import Scale
from tests.makers import make_danger, make_rating, make_scale
from tests.safety.rating import another_near, text, url

SignedIn = Callable[[Professional], Client]


def waiting(client: Client, scale: Scale) -> list[str]:
    lines = client.get("/").context.get("waiting", [])
    ours = (url("choose_rater", scale), url("give_rating", scale))
    return [line.sentence for line in lines if line.url in ours]


@pytest.mark.demand("R68")
def test_numbers_older_than_sixty_days_wait_for_the_core(
    scale: Scale, near: Professional, coordinator: Professional, hodan: Member, signed_in: SignedIn
) -> None:
    today = clock.today()
    make_rating(scale, coordinator, rater=hodan, on=today - timedelta(days=61))
    make_rating(scale, coordinator, on=today - timedelta(days=60))
    client = signed_in(coordinator)
    (sentence,) = waiting(client, scale)
    assert "Hodan" in sentence
    assert "Jonas" not in sentence
    make_rating(scale, coordinator, rater=hodan)
    assert waiting(client, scale) == []


def test_whoever_has_left_is_not_asked_again(
    scale: Scale, near: Professional, coordinator: Professional, son: Member, signed_in: SignedIn
) -> None:
    long_ago = clock.today() - timedelta(days=100)
    make_rating(scale, coordinator, rater=son, on=long_ago)
    make_rating(scale, near, on=long_ago)
    son.left_on = clock.today()
    son.save(by=coordinator)
    scale.family.involvements.open().get(professional=near).end(by=coordinator, reason="staff")
    assert waiting(signed_in(coordinator), scale) == []


def test_what_others_have_given_since_waits_for_ones_own_number(
    scale: Scale, near: Professional, coordinator: Professional, hodan: Member, signed_in: SignedIn
) -> None:
    client = signed_in(near)
    assert waiting(client, scale) == []
    make_rating(scale, coordinator, rater=hodan, value=9)
    (sentence,) = waiting(client, scale)
    assert sentence.startswith("1 nyt tal")
    make_rating(scale, near)
    assert waiting(client, scale) == []


def test_a_shielded_scale_waits_for_nobody_who_does_not_see_it(
    family: Family, near: Professional, coordinator: Professional, leader: Professional, signed_in: SignedIn
) -> None:
    signe = another_near(family, coordinator)
    danger = make_danger(family, signe, visibility="named", words="Skærmet bekymring", named=[leader])
    scale = make_scale(danger, signe)
    make_rating(scale, signe, on=clock.today() - timedelta(days=90), because="skærmet grund")
    for person in (near, coordinator):
        client = signed_in(person)
        assert waiting(client, scale) == []
        for page in (
            "families:show_family",
            "families:list_lines",
            "families:list_news",
            "safety:list_scales",
        ):
            found = text(client, reverse(page, args=[family.pk]))
            assert "Skærmet" not in found, page
            assert str(scale.pk) not in found, page
    assert waiting(signed_in(leader), scale) != []


def test_many_families_are_asked_about_in_two_questions(
    scale: Scale, near: Professional, coordinator: Professional
) -> None:
    make_rating(scale, coordinator)
    families = [
        family for reader in (near, coordinator) for family in Family.objects.with_tier(reader) if family.tier
    ]
    for family in families:
        reader = near if family.tier == "near" else coordinator
        _ = reader.stands_for
        with CaptureQueriesContext(connection) as asked:
            scales_shown.waiting(reader, [family])
        assert len(asked) <= 3  # two, and in whose place the reader stands


def test_the_timeline_says_that_a_number_was_given_and_never_which(
    family: Family, scale: Scale, near: Professional, coordinator: Professional, hodan: Member, son: Member,
    signed_in: SignedIn,
) -> None:  # fmt: skip
    for rater in (hodan, son):
        make_rating(scale, coordinator, rater=rater, value=9, because="Hodans egne ord")
    make_rating(scale, coordinator, value=8)
    lines = reverse("families:list_lines", args=[family.pk])
    for person in (near, coordinator):
        client = signed_in(person)
        entries = [each for each in client.get(lines).context["entries"] if each.kind == "rating"]
        assert [each.who for each in entries] == ["Jonas Bech"]  # once for all that he wrote down that day
        assert entries[0].url == scale.get_absolute_url()
        assert scale.danger.words in entries[0].words
        assert "egne ord" not in text(client, lines)
    assert list(signed_in(near).get(lines + "?kind=ratings").context["entries"])
    near_news = reverse("families:list_news", args=[family.pk])
    assert scale.danger.words in text(signed_in(near), near_news)


def test_a_correction_is_no_news(
    family: Family, scale: Scale, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    row = make_rating(scale, coordinator, value=9)
    row.follow(by=coordinator, value=4)
    lines = reverse("families:list_lines", args=[family.pk])
    entries = signed_in(near).get(lines).context["entries"]
    assert [each.key for each in entries if each.kind == "rating"] == [row.pk]
