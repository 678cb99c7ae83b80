"""Somebody who stopped working here comes back: as on the first day, and nothing of before opens again."""

from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from families.models import Draft, Family, Mail, MailKind, Professional, Role, RoleHolding, Tier
from families.models.mail import invitation_link

SignedIn = Callable[[Professional], Client]
WHY = "Tilbage fra orlov den 1. marts."
CHOSEN = {"password1": "et langt kodeord til prøve", "password2": "et langt kodeord til prøve"}


def url(person: Professional) -> str:
    return reverse("families:let_back", args=[person.pk])


def page_of(person: Professional) -> str:
    return reverse("families:show_professional", args=[person.pk])


@pytest.fixture
def former(near: Professional, administrator: Professional) -> Professional:
    """The class teacher, who has stopped."""
    near.stop_working_here(by=administrator)
    return near


def choose_password(link: str) -> bool:
    """Whether the link let somebody choose one."""
    browser = Client()
    form = browser.get(link, follow=True)
    if form.context.get("token_fail"):
        return False
    return browser.post(form.redirect_chain[-1][0], CHOSEN).status_code == 302


def may_sign_in(person: Professional, password: str) -> bool:
    browser = Client()
    browser.post("/accounts/login/", {"login": person.email, "password": password})
    return browser.get("/families/").status_code == 200


def test_an_administrator_lets_them_back_with_a_reason(
    signed_in: SignedIn, administrator: Professional, former: Professional
) -> None:
    client = signed_in(administrator)
    assert url(former) in client.get(page_of(former)).content.decode()
    assert client.get(url(former)).status_code == 200
    answer = client.post(url(former), {"reason": WHY})
    assert answer.headers["Location"] == page_of(former)
    former.refresh_from_db()
    assert former.is_active
    saved = former.history.first()
    assert (saved.history_user, saved.history_change_reason) == (administrator, WHY)
    told = client.get(reverse("families:show_professional_history", args=[former.pk])).content.decode()
    assert WHY in told
    shown = client.get(page_of(former)).content.decode()
    assert url(former) not in shown
    assert reverse("families:resend_invitation", args=[former.pk]) in shown


def test_they_choose_a_new_password_by_a_link_that_works_once(
    administrator: Professional, former: Professional, settings: Any
) -> None:
    before = invitation_link(former)
    former.let_back(by=administrator, reason=WHY)
    assert Mail.objects.filter(to=former, kind=MailKind.INVITATION).count() == 1
    assert not choose_password(before.removeprefix(settings.BASE_URL))
    assert not may_sign_in(former, "roskilde-demo")
    link = invitation_link(former).removeprefix(settings.BASE_URL)
    assert choose_password(link)
    assert may_sign_in(former, CHOSEN["password1"])
    assert not choose_password(link)


def test_each_return_is_a_mail_of_its_own(administrator: Professional, former: Professional) -> None:
    former.let_back(by=administrator, reason=WHY)
    former.stop_working_here(by=administrator)
    former.let_back(by=administrator, reason="Tilbage igen.")
    assert Mail.objects.filter(to=former, kind=MailKind.INVITATION).count() == 2


def test_families_and_roles_stay_ended(
    signed_in: SignedIn,
    administrator: Professional,
    family: Family,
    leader: Professional,
    coordinator: Professional,
    steering: Professional,
) -> None:
    family.involve(steering, tier=Tier.NEAR, function="Chef", reason="need", by=coordinator)
    steering.stop_working_here(by=administrator)
    steering.let_back(by=administrator, reason=WHY)
    theirs = signed_in(steering)
    assert theirs.get("/families/").status_code == 200
    assert theirs.get(reverse("families:show_family", args=[family.pk])).status_code == 404
    assert not RoleHolding.objects.open().filter(professional=steering).exists()
    assert not family.involvements.open().filter(professional=steering).exists()
    again = RoleHolding.give(steering, Role.STEERING_GROUP, by=administrator)
    assert Professional.objects.get(pk=steering.pk).roles == frozenset()
    again.confirm(by=leader)
    assert Professional.objects.get(pk=steering.pk).roles == {Role.STEERING_GROUP}


def test_an_open_session_a_second_factor_and_a_draft_from_before_are_worth_nothing(
    signed_in: SignedIn,
    administrator: Professional,
    near: Professional,
    family: Family,
    coordinator: Professional,
) -> None:
    hers = signed_in(near)
    TOTP.activate(near, generate_totp_secret())
    for form, about in (("/families/enrol/", None), (f"/families/{family.pk}/lines/write/", family)):
        Draft.objects.create(
            author=near, form=form, family=about, fields={"text": ["ord"]}, saved_at=timezone.now()
        )
    near.stop_working_here(by=administrator)
    near.let_back(by=administrator, reason=WHY)
    family.involve(near, tier=Tier.NEAR, function="Klasselærer", reason="need", by=coordinator)
    assert hers.get("/families/").status_code == 302
    assert not Authenticator.objects.filter(user=near).exists()
    assert not Draft.objects.filter(author=near).exists()


def test_a_family_opened_at_the_moment_they_stopped_is_not_open_afterwards(
    administrator: Professional, family: Family, coordinator: Professional, stranger: Professional
) -> None:
    still_here = Professional.objects.get(pk=stranger.pk)  # as whoever opens the family has read it
    stranger.stop_working_here(by=administrator)
    family.involve(still_here, tier=Tier.NEAR, function="Lærer", reason="need", by=coordinator)
    stranger.let_back(by=administrator, reason=WHY)
    assert not family.involvements.open().of(stranger).exists()


def test_who_works_here_is_not_let_back_and_two_clicks_are_one(
    signed_in: SignedIn, administrator: Professional, former: Professional, stranger: Professional
) -> None:
    client = signed_in(administrator)
    assert client.get(url(stranger)).status_code == 404
    assert client.post(url(former), {"reason": WHY}).status_code == 302
    assert client.post(url(former), {"reason": WHY}).status_code == 404
    assert Mail.objects.filter(to=former, kind=MailKind.INVITATION).count() == 1
    with pytest.raises(ValidationError):
        stranger.let_back(by=administrator, reason=WHY)


@pytest.mark.parametrize("reason", ["", "   "])
def test_without_a_reason_nobody_comes_back(
    reason: str, signed_in: SignedIn, administrator: Professional, former: Professional
) -> None:
    assert signed_in(administrator).post(url(former), {"reason": reason}).status_code == 200
    with pytest.raises(ValidationError):
        former.let_back(by=administrator, reason=reason)
    former.refresh_from_db()
    assert not former.is_active


def test_only_an_administrator_may(
    signed_in: SignedIn, leader: Professional, coordinator: Professional, former: Professional
) -> None:
    for person in (leader, coordinator):
        assert url(former) not in signed_in(person).get(page_of(former)).content.decode()
        assert signed_in(person).get(url(former)).status_code == 403
        assert signed_in(person).post(url(former), {"reason": WHY}).status_code == 403
    former.refresh_from_db()
    assert not former.is_active


def test_who_invites_them_anew_hears_that_they_were_here(
    signed_in: SignedIn, coordinator: Professional, former: Professional
) -> None:
    answer = signed_in(coordinator).post(
        "/professionals/invite/",
        {"name": "B", "title": "lærer", "sector": former.sector_id, "email": former.email.upper()},
    )
    assert former.name in answer.context["form"].errors["email"][0]


def test_nobody_gets_a_role_after_they_have_stopped(
    administrator: Professional, former: Professional
) -> None:
    with pytest.raises(ValidationError):
        RoleHolding.give(former, Role.DPO, by=administrator)
