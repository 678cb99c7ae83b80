"""A coordinator lets a colleague in: a mail goes out, and no family is opened by it."""

from collections.abc import Callable
from typing import Any

from django.test import Client
from django.urls import reverse

from families.models import Draft, Family, Mail, MailKind, Professional
from families.tasks import send_waiting_mail
from tests.makers import make_sector

SignedIn = Callable[[Professional], Client]
URL = "/professionals/invite/"


def facts(**changes: Any) -> dict[str, Any]:
    return {
        "name": "Nanna Lyng",
        "title": "tale-hørekonsulent",
        "sector": make_sector("PPR").pk,
        "email": "Nanna.Lyng@example.dk",
        "phone": "46 31 00 11",
        **changes,
    }


def test_it_invites(signed_in: SignedIn, coordinator: Professional) -> None:
    assert signed_in(coordinator).get(URL).status_code == 200
    answer = signed_in(coordinator).post(URL, facts())
    person = Professional.objects.get(email="nanna.lyng@example.dk")
    assert answer.url == reverse("families:show_professional", args=[person.pk])  # type: ignore[attr-defined]
    assert person.roles == frozenset()
    assert not Family.objects.visible_to(person).exists()
    assert Mail.objects.get(to=person).kind == MailKind.INVITATION
    assert person.history.get().history_user == coordinator


def test_the_mail_has_a_link_to_choose_a_password(
    signed_in: SignedIn, coordinator: Professional, mailoutbox: list[Any], settings: Any
) -> None:
    signed_in(coordinator).post(URL, facts())
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert send_waiting_mail() == 1
    letter = mailoutbox[0]
    assert letter.to == ["nanna.lyng@example.dk"]
    link = next(word for word in letter.body.split() if word.startswith("http"))
    path = link.removeprefix(settings.BASE_URL)
    invited = Client()
    form = invited.get(path, follow=True)
    there = form.redirect_chain[-1][0]
    chosen = {"password1": "et langt kodeord til prøve", "password2": "et langt kodeord til prøve"}
    assert invited.post(there, chosen).status_code == 302
    signed = invited.post(
        "/accounts/login/", {"login": "nanna.lyng@example.dk", "password": chosen["password1"]}
    )
    assert (signed.status_code, signed.headers["Location"]) == (302, "/")
    # The link has done its work.
    assert Client().get(path, follow=True).context.get("token_fail")


def test_a_person_who_is_here_already_is_not_invited_twice(
    signed_in: SignedIn, coordinator: Professional, stranger: Professional
) -> None:
    answer = signed_in(coordinator).post(URL, facts(email=stranger.email.upper()))
    assert answer.status_code == 200
    assert answer.context["form"].errors["email"]
    assert "Nanna Lyng" in answer.content.decode()  # what was typed is still there
    assert not Mail.objects.exists()


def test_missing_facts_are_asked_for_beside_their_fields(
    signed_in: SignedIn, coordinator: Professional
) -> None:
    answer = signed_in(coordinator).post(URL, facts(name="", sector="", email="no address"))
    assert set(answer.context["form"].errors) == {"name", "sector", "email"}


def test_a_draft_is_found_again_and_goes_when_it_is_sent(
    signed_in: SignedIn, coordinator: Professional
) -> None:
    client = signed_in(coordinator)
    token = client.get(URL).context["form"].draft_token
    client.post(reverse("families:save_draft"), {"draft": token, "name": "Nanna half"})
    assert "Nanna half" in client.get(URL).content.decode()
    client.post(URL, facts())
    assert not Draft.objects.exists()


def test_leader_and_administrator_may_invite_too(
    signed_in: SignedIn, leader: Professional, administrator: Professional
) -> None:
    assert signed_in(leader).get(URL).status_code == 200
    assert signed_in(administrator).get(URL).status_code == 200


def test_others_may_not(signed_in: SignedIn, near: Professional, dpo: Professional) -> None:
    for person in (near, dpo):
        assert signed_in(person).get(URL).status_code == 403
        assert signed_in(person).post(URL, facts()).status_code == 403
    assert not Mail.objects.filter(kind=MailKind.INVITATION).exists()
