"""Mail goes out by the rows that wait for it: perhaps late, never twice."""

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone

from families.models import Family, Mail, MailKind, Professional, Tier


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
