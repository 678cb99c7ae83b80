"""The outbox: to whom mail waits, went out or failed; what is sent again, and what never is."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from families.models import Family, Mail, MailKind, MailRetry, MailState, Professional
from roskilde import clock
from tests.makers import make_person

SignedIn = Callable[[Professional], Client]
LIST = "families:list_mails"


def make_mail(
    to: Professional, state: MailState, *, kind: MailKind = MailKind.INVITATION, about: str = "1"
) -> Mail:
    """A mail as far as a sender has brought it."""
    Mail.post(kind, to=to, about=about)
    mail = Mail.objects.get(kind=kind, to=to, about=about)
    now = timezone.now()
    changes: dict[MailState, dict[str, Any]] = {
        MailState.WAITING: {},
        MailState.UNDER_WAY: {"claimed_at": now},
        MailState.UNKNOWN: {"claimed_at": now - timedelta(minutes=11)},
        MailState.FAILED: {"claimed_at": now, "failed_at": now, "error": "SMTPDataError"},
        MailState.SENT: {"claimed_at": now, "sent_at": now},
        MailState.NEEDLESS: {"needless_at": now},
    }
    Mail.objects.filter(pk=mail.pk).update(**changes[state])
    mail.refresh_from_db()
    return mail


@pytest.mark.parametrize("state", MailState)
def test_each_state_is_found_by_its_name(
    state: MailState, administrator: Professional, signed_in: SignedIn
) -> None:
    people = {each: make_person(f"Person {each.value}") for each in MailState}
    for each, person in people.items():
        assert make_mail(person, each).state == each

    page = signed_in(administrator).get(reverse(LIST), {"state": state.value}).context["page"]
    assert [mail.to for mail in page] == [people[state]]


def test_without_a_filter_all_is_there_but_what_had_nothing_to_tell(
    administrator: Professional, stranger: Professional, signed_in: SignedIn
) -> None:
    make_mail(stranger, MailState.NEEDLESS, about="1")
    make_mail(stranger, MailState.SENT, about="2")
    shown = signed_in(administrator).get(reverse(LIST))
    assert [mail.about for mail in shown.context["page"]] == ["2"]
    assert [count for _state, count in shown.context["counts"]] == [0, 0, 0]


def test_it_shows_no_family_and_no_content(
    family: Family, near: Professional, leader: Professional, signed_in: SignedIn
) -> None:
    assert Mail.objects.filter(kind=MailKind.INVOLVED, to=near).exists()
    page = signed_in(leader).get(reverse(LIST)).content.decode()
    assert near.name in page
    assert family.name not in page
    assert str(family.pk) not in page
    assert str(family.involvements.get(professional=near).pk) not in page


def test_it_costs_the_same_for_one_and_for_twenty_five(
    administrator: Professional, stranger: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(administrator)

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse(LIST))
        return len(asked)

    make_mail(stranger, MailState.FAILED, about="0")
    cost()
    one = cost()
    for number in range(1, 30):
        make_mail(make_person(f"Person {number}"), MailState.UNKNOWN, about=f"{number}")
    assert cost() == one


@pytest.mark.parametrize("state", [MailState.FAILED, MailState.UNKNOWN])
def test_what_failed_or_is_unknown_waits_again_by_the_same_name_with_a_reason(
    state: MailState, administrator: Professional, stranger: Professional, signed_in: SignedIn
) -> None:
    mail = make_mail(stranger, state)
    before = mail.message_id
    client, url = signed_in(administrator), reverse("families:retry_mail", args=[mail.pk])
    assert client.post(url, {"may_come_twice": "on"}).status_code == 200  # no reason
    data = {"reason": "Serveren var nede."}
    if state == MailState.UNKNOWN:
        assert client.post(url, data).status_code == 200  # and not said that it may come twice
        data["may_come_twice"] = "on"
    assert client.post(url, data).status_code == 302

    mail.refresh_from_db()
    assert (mail.state, mail.error, mail.message_id) == (MailState.WAITING, "", before)
    retry = MailRetry.objects.get()
    assert (retry.by, retry.reason, retry.was) == (administrator, "Serveren var nede.", state)


@pytest.mark.parametrize(
    "state", [MailState.WAITING, MailState.UNDER_WAY, MailState.SENT, MailState.NEEDLESS]
)
def test_nothing_else_is_sent_again(
    state: MailState, administrator: Professional, stranger: Professional, signed_in: SignedIn
) -> None:
    mail = make_mail(stranger, state)
    with pytest.raises(ValidationError):
        mail.retry(by=administrator, reason="Igen")
    url = reverse("families:retry_mail", args=[mail.pk])
    assert signed_in(administrator).get(url).status_code == 302
    assert not MailRetry.objects.exists()


def test_neither_a_reminder_of_another_day_nor_to_somebody_who_has_stopped(
    administrator: Professional, stranger: Professional
) -> None:
    yesterday = clock.today() - timedelta(days=1)
    late = make_mail(stranger, MailState.UNKNOWN, kind=MailKind.REMINDER, about=f"{yesterday}")
    assert not late.can_be_retried
    today = make_mail(stranger, MailState.UNKNOWN, kind=MailKind.REMINDER, about=f"{clock.today()}")
    assert today.can_be_retried
    stranger.stop_working_here(by=administrator)
    today = Mail.objects.get(pk=today.pk)
    assert not today.can_be_retried


def test_a_sender_that_comes_back_after_it_was_taken_over_says_nothing_of_it(
    administrator: Professional, stranger: Professional
) -> None:
    """It hung for longer than anybody waits; meanwhile somebody had it sent again."""
    mail = make_mail(stranger, MailState.UNKNOWN)
    held = Mail.objects.open().filter(pk=mail.pk, claimed_at=mail.claimed_at)
    mail.retry(by=administrator, reason="Igen")
    assert held.update(sent_at=timezone.now()) == 0


@pytest.mark.parametrize(
    ("name", "broken"),
    [
        ("families_mail_comes_to_one_end", {"sent_at": True, "failed_at": True, "claimed_at": True}),
        ("families_mail_comes_to_one_end", {"failed_at": True, "needless_at": True}),
        ("families_mail_claimed_before_it_is_sent", {"sent_at": True}),
    ],
)
def test_the_database_refuses(name: str, broken: dict[str, Any], stranger: Professional) -> None:
    mail = make_mail(stranger, MailState.WAITING)
    changes = dict.fromkeys(broken, timezone.now())
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Mail.objects.filter(pk=mail.pk).update(**changes)
