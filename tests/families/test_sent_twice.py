"""What adds something and is sent again at once is one, whichever form it is; what is meant twice is two."""

from collections.abc import Callable
from datetime import timedelta

import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from families.models import Draft, Family, Mail, MailKind, Professional, RoleHolding, Sending
from roskilde import clock
from tests.makers import make_letter, make_missing, make_network_person, make_photo

SignedIn = Callable[[Professional], Client]
SAHRA = {"name": "Sahra", "relation": "moster i Køge", "kind": "relative", "knows": "some"}


def add(family: Family) -> str:
    return reverse("families:add_network_person", args=[family.pk])


def sent(client: Client, url: str, **words: object) -> str:
    """Where it led."""
    answer = client.post(url, words)
    assert answer.status_code == 302
    return answer.headers["Location"]


def test_it_is_one_and_leads_to_the_same_place(
    family: Family, near: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(near)
    first = sent(client, add(family), **SAHRA)
    again = sent(client, add(family), **SAHRA | {"relation": " moster i Køge "})
    assert first == again
    assert family.network.count() == 1


def test_a_form_opened_anew_with_the_words_that_were_on_their_way_is_the_same(
    family: Family, near: Professional, signed_in: SignedIn
) -> None:
    """Somebody goes back while the line is slow, finds the draft, and sends it once more."""
    client = signed_in(near)
    for _time in range(2):
        token = client.get(add(family)).context["form"].draft_token
        client.post(reverse("families:save_draft"), {**SAHRA, "draft": token})
        sent(client, add(family), **SAHRA, draft=token)
    assert family.network.count() == 1
    assert not Draft.objects.exists()


def test_other_words_another_author_another_family_and_a_minute_later_are_meant(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(near)
    sent(client, add(family), **SAHRA)
    sent(client, add(family), **SAHRA | {"name": "Amina"})
    sent(signed_in(coordinator), add(family), **SAHRA)
    assert family.network.count() == 3
    with time_machine.travel(timezone.now() + timedelta(seconds=61)):
        sent(client, add(family), **SAHRA | {"name": "Amina"})
    assert family.network.count() == 4


def test_what_was_undone_in_between_is_done_again(
    family: Family, near: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(near)
    sent(client, add(family), **SAHRA)
    person = family.network.get()
    end = reverse("families:end_network_person", args=[family.pk, person.pk])
    sent(client, end, on=str(clock.today()), reason="Flyttet")
    sent(client, add(family), **SAHRA)
    assert family.network.count() == 2


def test_what_was_refused_can_be_sent_again(family: Family, near: Professional, signed_in: SignedIn) -> None:
    client = signed_in(near)
    for _time in range(2):
        assert client.post(add(family), SAHRA | {"name": ""}).status_code == 200
    assert not Sending.objects.exists()


def test_a_change_sent_twice_still_meets_what_others_have_written(
    family: Family, near: Professional, signed_in: SignedIn
) -> None:
    person = make_network_person(family, near)
    url = reverse("families:change_network_person", args=[family.pk, person.pk])
    client = signed_in(near)
    words = {**SAHRA, "revision": person.revision}
    sent(client, url, **words)
    assert client.post(url, words).context["form"].conflict


def test_photographs_are_told_apart_by_what_is_on_them(
    family: Family, near: Professional, signed_in: SignedIn
) -> None:
    letter = make_letter(family, near)
    url = reverse("families:add_scan", args=[family.pk, letter.pk])
    client = signed_in(near)
    for _time in range(2):
        assert client.post(url, {"scans": [make_photo()]}).status_code == 302
    assert letter.scans.count() == 1
    assert client.post(url, {"scans": [make_photo(), make_photo()]}).status_code == 302
    assert letter.scans.count() == 3


def test_somebody_asked_twice_gets_one_mail(
    family: Family, coordinator: Professional, stranger: Professional, signed_in: SignedIn
) -> None:
    missing = make_missing(family, coordinator)
    url = reverse("families:invite_near", args=[family.pk, missing.pk, stranger.pk])
    client = signed_in(coordinator)
    assert sent(client, url) == sent(client, url)
    assert Mail.objects.filter(to=stranger, kind=MailKind.INVITED_NEAR).count() == 1


def test_a_role_given_twice_is_given_once(
    administrator: Professional, stranger: Professional, signed_in: SignedIn
) -> None:
    url = reverse("families:give_role", args=[stranger.pk])
    client = signed_in(administrator)
    assert sent(client, url, role="dpo") == sent(client, url, role="dpo")
    assert RoleHolding.objects.filter(professional=stranger).count() == 1


def test_no_word_of_it_is_kept(family: Family, near: Professional, signed_in: SignedIn) -> None:
    sent(signed_in(near), add(family), **SAHRA)
    assert "Sahra" not in repr(Sending.objects.values().get())
