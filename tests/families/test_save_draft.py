"""What somebody types is kept as they type: theirs alone, and only as long as they may see the family."""

from collections.abc import Callable
from datetime import UTC, datetime

import time_machine
from django.test import Client
from django.utils import translation

from families import drafts
from families.models import Draft, Family, Look, Professional

SignedIn = Callable[[Professional], Client]
URL = "/drafts/"


def typed(author: Professional, family: Family | None = None, text: str = "Hun smilede") -> dict[str, str]:
    return {"draft": drafts.token(author, "/somewhere/", family), "words": text}


def test_it_answers_when_it_was_saved(signed_in: SignedIn, stranger: Professional) -> None:
    stranger.language = "en"
    stranger.save()
    with time_machine.travel(datetime(2026, 3, 2, 13, 5, tzinfo=UTC), tick=False):
        answer = signed_in(stranger).post(URL, typed(stranger))
    with translation.override("en"):
        assert answer.content.decode() == "Draft saved at 14:05."
    assert Draft.objects.get().fields == {"words": ["Hun smilede"]}


def test_the_next_one_takes_its_place(signed_in: SignedIn, stranger: Professional) -> None:
    client = signed_in(stranger)
    client.post(URL, typed(stranger))
    client.post(URL, typed(stranger, text="Hun smilede i dag"))
    assert Draft.objects.get().fields == {"words": ["Hun smilede i dag"]}


def test_it_is_no_look(signed_in: SignedIn, near: Professional, family: Family) -> None:
    signed_in(near).post(URL, typed(near, family))
    assert Draft.objects.get().family == family
    assert not Look.objects.exists()


def test_without_a_true_token_nothing_is_kept(signed_in: SignedIn, stranger: Professional) -> None:
    for token in ("", "1", typed(stranger)["draft"] + "x"):
        assert signed_in(stranger).post(URL, {"draft": token, "words": "x"}).status_code == 400
    assert not Draft.objects.exists()


def test_a_family_out_of_sight_takes_its_drafts_along(
    signed_in: SignedIn, near: Professional, family: Family, coordinator: Professional
) -> None:
    before = typed(near, family)
    family.involvements.get(professional=near).end(by=coordinator, reason="need")
    assert signed_in(near).post(URL, before).status_code == 400
    assert not Draft.objects.exists()


def test_somebody_elses_form_is_not_answered_as_ones_own(
    signed_in: SignedIn, stranger: Professional, dpo: Professional
) -> None:
    assert signed_in(dpo).post(URL, typed(stranger)).status_code == 400
    assert not Draft.objects.filter(author=dpo).exists()


def test_far_too_much_is_not_kept(signed_in: SignedIn, stranger: Professional) -> None:
    assert signed_in(stranger).post(URL, typed(stranger, text="x" * 100_001)).status_code == 400


def test_it_wants_a_post(signed_in: SignedIn, stranger: Professional) -> None:
    assert signed_in(stranger).get(URL).status_code == 405
