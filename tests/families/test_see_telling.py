"""'Seen', 'I take it', 'Done': one tap each, by the one who was told or who stands in for them."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from families.models import Family, Professional, Substitution, Telling
from roskilde import clock
from tests.makers import make_line, make_person
from tests.world import second_family

SignedIn = Callable[[Professional], Client]


@pytest.fixture
def telling(family: Family, coordinator: Professional, near: Professional) -> Telling:
    return Telling.tell(make_line(family, coordinator), [near], by=coordinator)[0]


def url(telling: Telling, deed: str = "see") -> str:
    return f"/families/{telling.line.family_id}/tellings/{telling.pk}/{deed}/"


def test_one_tap_and_it_is_seen(telling: Telling, near: Professional, signed_in: SignedIn) -> None:
    answer = signed_in(near).post(url(telling))
    telling.refresh_from_db()
    assert answer["Location"] == telling.line.get_absolute_url()
    assert (telling.seen_by, telling.taken_at, telling.done_at) == (near, None, None)


def test_a_second_tap_changes_nothing(telling: Telling, near: Professional, signed_in: SignedIn) -> None:
    client = signed_in(near)
    client.post(url(telling))
    telling.refresh_from_db()
    first = telling.seen_at
    client.post(url(telling))
    telling.refresh_from_db()
    assert telling.seen_at == first
    assert telling.history.count() == 2


@pytest.mark.parametrize(
    ("page", "inside"), [("/", True), ("https://example.com/", False), ("//example.com/", False)]
)
def test_one_comes_back_to_where_one_was(
    telling: Telling, near: Professional, signed_in: SignedIn, page: str, inside: bool
) -> None:
    answer = signed_in(near).post(url(telling), {"next": page})
    assert answer["Location"] == (page if inside else telling.line.get_absolute_url())


def test_it_answers_in_place_with_what_can_be_said_next(
    telling: Telling, near: Professional, signed_in: SignedIn
) -> None:
    piece = signed_in(near).post(url(telling), {"next": "/"}, headers={"HX-Request": "true"})
    text = " ".join(piece.content.decode().split())
    assert "<html" not in text
    assert f'hx-post="{url(telling, "take")}"' in text
    assert f'hx-post="{url(telling)}"' not in text
    assert 'name="next" value="/"' in text


def test_nobody_answers_for_somebody_else(
    telling: Telling, coordinator: Professional, near: Professional, signed_in: SignedIn
) -> None:
    page = signed_in(coordinator).post(url(telling), follow=True)
    telling.refresh_from_db()
    assert telling.seen_at is None
    assert any(near.name in str(message) for message in page.context["messages"])


def test_a_substitute_answers_for_the_absent_one(
    telling: Telling, near: Professional, signed_in: SignedIn
) -> None:
    colleague, today = make_person("Lotte Iversen", sector="Skole"), clock.today()
    Substitution.arrange(near, colleague, since=today, until=today + timedelta(days=2), by=near)
    client = signed_in(colleague)
    assert url(telling) in client.get("/").content.decode()
    client.post(url(telling))
    telling.refresh_from_db()
    assert telling.seen_by == colleague


def test_it_is_for_those_who_see_the_line(
    telling: Telling, peripheral: Professional, stranger: Professional, signed_in: SignedIn
) -> None:
    assert signed_in(peripheral).post(url(telling)).status_code == 404
    assert signed_in(stranger).post(url(telling)).status_code == 404
    assert signed_in(telling.to).get(url(telling)).status_code == 405


def test_another_familys_telling_is_not_found(
    family: Family, leader: Professional, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    other = second_family()
    told = Telling.tell(other.line, [leader], by=other.line.author)[0]
    answer = signed_in(leader).post(f"/families/{family.pk}/tellings/{told.pk}/see/")
    told.refresh_from_db()
    assert answer.status_code == 404
    assert told.seen_at is None
