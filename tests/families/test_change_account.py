"""One's own account: telephone, language and how often one is reminded are one's own to decide."""

from collections.abc import Callable

from django.test import Client

from families.models import Professional

SignedIn = Callable[[Professional], Client]
URL = "/account/"


def test_everybody_has_one(signed_in: SignedIn, stranger: Professional, dpo: Professional) -> None:
    for person in (stranger, dpo):
        text = signed_in(person).get(URL).content.decode()
        assert person.name in text
        assert "/accounts/password/change/" in text
        assert "/accounts/2fa/" in text
    assert Client().get(URL).status_code == 302


def test_the_language_changes_at_once(signed_in: SignedIn, stranger: Professional) -> None:
    client = signed_in(stranger)
    assert 'lang="da"' in client.get(URL).content.decode()
    typed = {"phone": "46 31 99 99", "language": "en", "reminders": "weekly"}
    answer = client.post(URL, typed | {"revision": stranger.revision}, follow=True)
    text = answer.content.decode()
    assert 'lang="en"' in text
    assert "Saved at" in text  # the answer to the click is in the new language already
    stranger.refresh_from_db()
    assert (stranger.language, stranger.phone, stranger.reminders) == ("en", "46 31 99 99", "weekly")
    assert stranger.history.latest().history_user == stranger


def test_the_rest_is_not_ones_own_to_change(signed_in: SignedIn, stranger: Professional) -> None:
    typed = {
        "language": "da",
        "reminders": "daily",
        "name": "Andet",
        "email": "andet@example.dk",
        "is_active": "",
    }
    signed_in(stranger).post(URL, typed | {"revision": stranger.revision})
    stranger.refresh_from_db()
    assert (stranger.name, stranger.email, stranger.is_active) == ("Rasmus Hald", "fremmed@example.dk", True)


def test_a_language_that_there_is_not_is_refused(signed_in: SignedIn, stranger: Professional) -> None:
    answer = signed_in(stranger).post(URL, {"phone": "12", "language": "xx", "revision": stranger.revision})
    assert answer.context["form"].errors["language"]
    assert 'value="12"' in answer.content.decode()
