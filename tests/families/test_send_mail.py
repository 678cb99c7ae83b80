"""Mail goes out by the rows that wait for it: perhaps late, never twice."""

from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPSenderRefused, SMTPServerDisconnected
from typing import Any, ClassVar

import pytest
from django.core.mail.backends.base import BaseEmailBackend
from django.core.management import call_command
from django.utils import timezone

from families.models import Family, Mail, MailKind, MailState, Professional, Telling, Tier
from tests.makers import make_line


@pytest.fixture
def outbox(settings: Any, mailoutbox: list[Any]) -> list[Any]:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    return mailoutbox


def send() -> tuple[str, str]:
    said, warned = StringIO(), StringIO()
    call_command("send_mail", stdout=said, stderr=warned)
    return said.getvalue(), warned.getvalue()


def test_what_waits_goes_out_once(
    family: Family, stranger: Professional, coordinator: Professional, outbox: list[Any]
) -> None:
    send()
    outbox.clear()
    family.involve(stranger, tier=Tier.NEAR, function="Job", reason="need", by=coordinator)
    assert send() == ("1 sent.\n", "")
    assert send() == ("0 sent.\n", "")
    assert len(outbox) == 1


def test_a_mail_says_nothing_of_any_family(
    family: Family, stranger: Professional, coordinator: Professional, outbox: list[Any]
) -> None:
    family.involve(stranger, tier=Tier.NEAR, function="Zakariyes hjælper", reason="need", by=coordinator)
    send()
    letter = next(letter for letter in outbox if letter.to == [stranger.email])
    for word in (family.name, str(family.pk), "Zakariye", "near", family.hopes):
        assert word not in letter.subject + letter.body


def test_the_receivers_language_decides(stranger: Professional, outbox: list[Any]) -> None:
    stranger.language = "en"
    stranger.save()
    Mail.post(MailKind.INVITATION, to=stranger, about="1")
    send()
    assert outbox[0].subject == "You have been invited to Masterplan"


def test_a_mail_whose_sender_died_is_told_of_and_not_sent_again(
    stranger: Professional, outbox: list[Any]
) -> None:
    Mail.post(MailKind.INVITATION, to=stranger, about="1")
    Mail.objects.update(claimed_at=timezone.now() - timedelta(minutes=11))
    said, warned = send()
    assert said == "0 sent.\n"
    assert warned.startswith("1 unknown")
    assert not outbox


def test_the_same_occasion_is_one_mail(stranger: Professional, outbox: list[Any]) -> None:
    for _twice in range(2):
        Mail.post(MailKind.INVOLVED, to=stranger, about="1")
    assert send() == ("1 sent.\n", "")


def _told(family: Family, by: Professional, to: Professional) -> Telling:
    line = make_line(family, by, text="Zakariye sov i klassen.", visibility="core")
    return Telling.tell(line, [to], by=by)[0]


def test_who_was_told_lands_on_the_line_and_the_mail_has_none_of_its_words(
    family: Family, coordinator: Professional, near: Professional, outbox: list[Any], settings: Any
) -> None:
    telling = _told(family, coordinator, near)
    send()
    letter = next(each for each in outbox if each.to == [near.email] and str(telling.line_id) in each.body)
    assert f"{settings.BASE_URL}{telling.line.get_absolute_url()}" in letter.body
    for word in (family.name, "Zakariye", "sov", coordinator.name, "near", family.hopes):
        assert word not in letter.subject + letter.body


def test_who_can_no_longer_see_the_line_lands_on_the_start_page(
    family: Family, coordinator: Professional, near: Professional, outbox: list[Any], settings: Any
) -> None:
    telling = _told(family, coordinator, near)
    telling.line.change(by=coordinator, named=[])
    send()
    assert not [each for each in outbox if str(telling.line_id) in each.body]
    letters = [each for each in outbox if each.to == [near.email]]
    assert all(f"{settings.BASE_URL}/\n" in each.body for each in letters)
    assert len(letters) == 2  # involved, and told


def test_what_is_gone_leads_to_the_start_page(
    family: Family, coordinator: Professional, near: Professional, outbox: list[Any], settings: Any
) -> None:
    _told(family, coordinator, near).delete()
    send()
    assert all(f"{settings.BASE_URL}/\n" in each.body for each in outbox if each.to == [near.email])


@pytest.mark.parametrize(
    ("kind", "page"), [(MailKind.INVITED_NEAR, "/"), (MailKind.SUBSTITUTE, "/account/substitutes/")]
)
@pytest.mark.parametrize("language", ["da", "en"])
def test_who_is_asked_for_something_lands_where_they_can_answer(
    kind: MailKind,
    page: str,
    language: str,
    family: Family,
    stranger: Professional,
    outbox: list[Any],
    settings: Any,
) -> None:
    stranger.language = language
    stranger.save()
    Mail.post(kind, to=stranger, about=str(family.pk))
    send()
    letter = next(each for each in outbox if each.to == [stranger.email])
    assert f"{settings.BASE_URL}{page}\n" in letter.body
    assert str(family.pk) not in letter.subject + letter.body
    assert family.name not in letter.subject + letter.body


@pytest.mark.parametrize("kind", [kind for kind in MailKind if kind != MailKind.REMINDER])
def test_every_kind_of_mail_can_be_written(kind: MailKind, stranger: Professional, outbox: list[Any]) -> None:
    Mail.post(kind, to=stranger, about=str(stranger.pk))
    assert send() == ("1 sent.\n", "")
    assert stranger.name in outbox[-1].body


# -- What the mail server answers ----------------------------------------------------------------------------


class Answering(BaseEmailBackend):
    """A mail server that does what the test says."""

    silent: ClassVar[Exception | None] = None
    refusal: ClassVar[Exception | None] = None
    taken: ClassVar[list[Any]] = []

    def open(self) -> bool:
        if self.silent:
            raise self.silent
        return True

    def send_messages(self, messages: Any) -> int:
        if self.refusal:
            raise self.refusal
        self.taken.extend(messages)
        return len(messages)


@pytest.fixture
def server(settings: Any) -> Iterator[type[Answering]]:
    settings.EMAIL_BACKEND = f"{__name__}.Answering"
    yield Answering
    Answering.silent = Answering.refusal = None
    Answering.taken.clear()


def test_while_the_server_does_not_answer_all_mail_waits(
    server: type[Answering], stranger: Professional, near: Professional
) -> None:
    Mail.objects.all().delete()
    for person in (stranger, near):
        Mail.post(MailKind.INVITATION, to=person, about="1")
    server.silent = ConnectionRefusedError()
    assert send() == ("0 sent.\n", "")
    assert {mail.state for mail in Mail.objects.all()} == {MailState.WAITING}
    assert Mail.objects.order_by("pk")[0].error == "ConnectionRefusedError"

    server.silent = None
    assert send() == ("2 sent.\n", "")
    assert {(mail.state, mail.error) for mail in Mail.objects.all()} == {(MailState.SENT, "")}


@pytest.mark.parametrize(
    ("refusal", "state"),
    [
        (SMTPRecipientsRefused({"a@example.dk": (550, b"no such user")}), MailState.FAILED),
        (SMTPDataError(554, b"spam"), MailState.FAILED),
        (SMTPSenderRefused(530, b"who are you", "x@example.dk"), MailState.FAILED),
        (ValueError("a line break in the subject"), MailState.FAILED),
        (SMTPServerDisconnected("in the middle"), MailState.UNKNOWN),
        (TimeoutError(), MailState.UNKNOWN),
        (ConnectionResetError(), MailState.UNKNOWN),
    ],
)
def test_a_refusal_is_failed_and_a_broken_line_is_unknown(
    refusal: Exception, state: MailState, server: type[Answering], stranger: Professional, near: Professional
) -> None:
    Mail.objects.all().delete()
    for person in (stranger, near):
        Mail.post(MailKind.INVITATION, to=person, about="1")
    server.refusal = refusal
    send()
    mail = Mail.objects.get(to=stranger)
    assert (mail.state, mail.error) == (state, type(refusal).__name__)
    assert "example.dk" not in mail.error

    server.refusal = None
    assert send()[0] == "0 sent.\n"  # neither is sent again by itself
    assert server.taken == []


def test_who_was_stopped_before_it_went_out_gets_no_mail(
    server: type[Answering], stranger: Professional, administrator: Professional
) -> None:
    Mail.post(MailKind.INVITATION, to=stranger, about="1")
    stranger.stop_working_here(by=administrator)
    assert send()[0] == "0 sent.\n"
    assert Mail.objects.get().state == MailState.NEEDLESS


def test_two_senders_at_once_send_it_once(server: type[Answering], stranger: Professional) -> None:
    Mail.post(MailKind.INVITATION, to=stranger, about="1")
    first, second = Mail.objects.get(), Mail.objects.get()
    assert first.send()
    assert not second.send()
    assert len(server.taken) == 1
