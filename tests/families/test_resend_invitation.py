"""A new link for somebody whose first one was lost or has run out."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from families.models import Mail, MailKind, Professional

SignedIn = Callable[[Professional], Client]


def url(person: Professional) -> str:
    return reverse("families:resend_invitation", args=[person.pk])


def invitations(person: Professional) -> int:
    return Mail.objects.filter(to=person, kind=MailKind.INVITATION).count()


def test_it_sends_one_mail_for_two_clicks(
    signed_in: SignedIn, coordinator: Professional, stranger: Professional
) -> None:
    for _click in range(2):
        answer = signed_in(coordinator).post(url(stranger))
        assert answer.headers["Location"] == reverse("families:show_professional", args=[stranger.pk])
    assert invitations(stranger) == 1


def test_who_has_signed_in_is_not_invited_again(
    signed_in: SignedIn, coordinator: Professional, stranger: Professional
) -> None:
    signed_in(stranger)
    answer = signed_in(coordinator).post(url(stranger), follow=True)
    assert "alert-error" in answer.content.decode()
    assert invitations(stranger) == 0


def test_it_needs_the_right_and_a_post(
    signed_in: SignedIn, stranger: Professional, leader: Professional
) -> None:
    assert signed_in(stranger).post(url(leader)).status_code == 403
    assert signed_in(leader).get(url(stranger)).status_code == 405
    assert invitations(leader) == invitations(stranger) == 0
