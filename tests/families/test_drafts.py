"""Typed text is never lost: kept as it is typed, its author's alone, gone with the right or the save."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.core import signing
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from families import drafts
from families.models import Draft, Family, Look, Professional, Tier

SignedIn = Callable[[Professional], Client]
KEEP = "/drafts/"
WORDS = "At vi får ro om aftenen."


@pytest.fixture
def url(family: Family) -> str:
    return reverse("families:change_family", args=[family.pk])


@pytest.fixture
def client(coordinator: Professional, signed_in: SignedIn) -> Client:
    """The coordinator's own browser."""
    return signed_in(coordinator)


def token_on(client: Client, url: str) -> str:
    """What the page's form carries, so that its text finds its author."""
    found = re.search(r'name="draft" value="([^"]+)"', client.get(url).content.decode())
    assert found
    return found[1]


def typed(token: str, **fields: str) -> dict[str, str]:
    return {"draft": token, "name": "Warsame", "hopes": WORDS, "what_works": "", **fields}


def has_words(client: Client, url: str) -> bool:
    return WORDS in client.get(url).content.decode()


# -- Kept ----------------------------------------------------------------------------------------------------


def test_what_is_typed_is_kept_and_found_again(client: Client, url: str) -> None:
    answer = client.post(KEEP, typed(token_on(client, url)))
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("text/plain")
    assert has_words(client, url)
    assert 'name="discard_draft"' in client.get(url).content.decode()


def test_the_last_words_count_and_there_is_one_draft_a_form(client: Client, url: str) -> None:
    token = token_on(client, url)
    client.post(KEEP, typed(token, hopes="At"))
    client.post(KEEP, typed(token))
    assert Draft.objects.get().fields["hopes"] == [WORDS]


def test_keeping_saves_nothing_of_the_family(client: Client, url: str, family: Family) -> None:
    client.post(KEEP, typed(token_on(client, url)))
    assert family.history.count() == 1
    assert Family.objects.get().hopes != WORDS


def test_keeping_is_no_look(client: Client, url: str) -> None:
    token = token_on(client, url)
    before = Look.objects.count()
    client.post(KEEP, typed(token))
    assert Look.objects.count() == before


def test_a_box_that_was_unticked_stays_unticked(client: Client, url: str) -> None:
    client.post(KEEP, typed(token_on(client, url)))
    assert client.get(url).context["form"]["needs_interpreter"].value() is False


def test_the_forms_secrets_are_not_kept_but_the_revision_it_was_begun_at(client: Client, url: str) -> None:
    client.post(KEEP, typed(token_on(client, url), csrfmiddlewaretoken="x", revision="1", next="/"))
    assert set(Draft.objects.get().fields) == {"name", "hopes", "what_works", "revision"}


def test_the_draft_is_of_its_own_form_alone(client: Client, url: str, family: Family) -> None:
    client.post(KEEP, typed(token_on(client, url)))
    assert not has_words(client, reverse("families:add_member", args=[family.pk]))


# -- Its author's alone --------------------------------------------------------------------------------------


def test_nobody_else_finds_it(client: Client, url: str, leader: Professional, signed_in: SignedIn) -> None:
    client.post(KEEP, typed(token_on(client, url)))
    assert not has_words(signed_in(leader), url)


def test_another_persons_token_puts_no_text_into_ones_own_form(
    client: Client, url: str, leader: Professional, signed_in: SignedIn
) -> None:
    other = signed_in(leader)
    assert other.post(KEEP, typed(token_on(client, url))).status_code == 400
    assert not has_words(other, url)


def test_it_wants_a_post_and_somebody_who_is_signed_in(client: Client) -> None:
    assert client.get(KEEP).status_code == 405
    answer = Client().post(KEEP, {"draft": "x", "hopes": WORDS})
    assert answer.status_code == 302
    assert "kept" not in answer.headers["Location"]


# -- Gone with the right to see the family -------------------------------------------------------------------


@pytest.fixture
def former(family: Family, stranger: Professional, coordinator: Professional) -> Professional:
    """Somebody of the core, until the test ends that."""
    family.involve(stranger, tier=Tier.CORE, function="Vikar", reason="staff", by=coordinator)
    return stranger


def test_it_is_gone_when_the_right_to_the_family_ends(
    family: Family, former: Professional, coordinator: Professional, url: str, signed_in: SignedIn
) -> None:
    theirs = signed_in(former)
    token = token_on(theirs, url)
    theirs.post(KEEP, typed(token))
    assert Draft.objects.readable_by(former).exists()
    family.involvements.open().get(professional=former).end(by=coordinator, reason="staff")
    assert not Draft.objects.readable_by(former).exists()
    assert theirs.get(url).status_code == 404


def test_nothing_more_is_kept_once_the_right_has_ended(
    family: Family, former: Professional, coordinator: Professional, url: str, signed_in: SignedIn
) -> None:
    theirs = signed_in(former)
    token = token_on(theirs, url)
    family.involvements.open().get(professional=former).end(by=coordinator, reason="staff")
    assert theirs.post(KEEP, typed(token)).status_code == 400
    assert not Draft.objects.exists()


def test_nothing_is_kept_for_who_no_longer_works_here(former: Professional, url: str, family: Family) -> None:
    token = drafts.token(former, url, family)
    former.is_active = False
    former.save()
    assert "kept" not in Client().post(url, typed(token)).headers["Location"]
    assert not Draft.objects.exists()


# -- After the session has ended -----------------------------------------------------------------------------


def test_a_post_after_the_session_ended_keeps_the_text_and_asks_to_sign_in(
    coordinator: Professional, url: str
) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(coordinator, backend="families.accounts.SignIn")
    page = browser.get(url).content.decode()
    secret = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    token = re.search(r'name="draft" value="([^"]+)"', page)
    assert secret
    assert token
    del browser.cookies[settings.SESSION_COOKIE_NAME]
    answer = browser.post(url, typed(token[1], csrfmiddlewaretoken=secret[1]))
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"{reverse('account_login')}?next={url}&kept=1"
    assert "At vi får ro" not in browser.get(answer.headers["Location"]).content.decode()
    assert Draft.objects.get().author == coordinator
    browser.force_login(coordinator, backend="families.accounts.SignIn")
    assert has_words(browser, url)


def test_what_was_kept_so_is_not_the_next_persons(
    coordinator: Professional, family: Family, url: str, leader: Professional, signed_in: SignedIn
) -> None:
    Client().post(url, typed(drafts.token(coordinator, url, family)))
    assert not has_words(signed_in(leader), url)


def test_nothing_is_saved_without_a_session(coordinator: Professional, family: Family, url: str) -> None:
    Client().post(url, typed(drafts.token(coordinator, url, family), language="so"))
    assert Family.objects.get().hopes != WORDS


# -- Ignored -------------------------------------------------------------------------------------------------


def test_a_forged_token_keeps_nothing(
    client: Client, coordinator: Professional, family: Family, url: str
) -> None:
    token = drafts.token(coordinator, url, family)
    elsewhere = signing.TimestampSigner(salt="another").sign_object(
        [str(coordinator.pk), url, str(family.pk)]
    )
    for forged in ("", "x", token[:-1] + ("A" if token[-1] != "A" else "B"), "x" + token, elsewhere):
        assert client.post(KEEP, typed(forged)).status_code == 400
        answer = Client().post(url, typed(forged))
        assert answer.status_code == 302
        assert "kept" not in answer.headers["Location"]
    assert not Draft.objects.exists()


def test_an_expired_token_keeps_nothing(
    client: Client, coordinator: Professional, family: Family, url: str
) -> None:
    with time_machine.travel(timezone.now() - timedelta(days=8)):
        token = drafts.token(coordinator, url, family)
    assert client.post(KEEP, typed(token)).status_code == 400
    assert "kept" not in Client().post(url, typed(token)).headers["Location"]
    assert not Draft.objects.exists()


def test_a_text_too_large_is_not_kept(client: Client, url: str) -> None:
    token = token_on(client, url)
    assert client.post(KEEP, typed(token, hopes="x" * (drafts.LARGEST + 1))).status_code == 400
    assert not Draft.objects.exists()
    assert client.post(KEEP, typed(token, hopes="x" * (drafts.LARGEST - 100))).status_code == 200


# -- Done with -----------------------------------------------------------------------------------------------


def test_it_is_gone_once_the_form_is_saved(client: Client, url: str) -> None:
    token = token_on(client, url)
    client.post(KEEP, typed(token))
    answer = client.post(url, typed(token, language="so", what_works="Hodan beder om hjælp.", revision="1"))
    assert answer.status_code == 302
    assert not Draft.objects.exists()
    assert Family.objects.get().hopes == WORDS


def test_it_stays_when_the_form_is_not_saved(client: Client, url: str) -> None:
    token = token_on(client, url)
    client.post(KEEP, typed(token))
    assert client.post(url, typed(token, language="so", name="")).status_code == 200
    assert Draft.objects.exists()


def test_the_author_can_discard_it(client: Client, url: str) -> None:
    token = token_on(client, url)
    client.post(KEEP, typed(token))
    answer = client.post(url, typed(token, discard_draft="1"))
    assert answer.status_code == 302
    assert not Draft.objects.exists()
    assert not has_words(client, url)
    assert Family.objects.get().hopes != WORDS
