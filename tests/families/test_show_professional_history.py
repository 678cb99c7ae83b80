"""What was changed about a professional, by whom; never a password."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from families.models import Professional

SignedIn = Callable[[Professional], Client]


def test_it_tells_who_changed_what(
    signed_in: SignedIn, stranger: Professional, administrator: Professional, leader: Professional
) -> None:
    stranger.title = "teamleder"
    stranger.save(by=administrator)
    stranger.set_password("something else entirely")
    stranger.save(by=administrator)
    url = reverse("families:show_professional_history", args=[stranger.pk])
    page = signed_in(administrator).get(url)
    newest = page.context["entries"][0]
    assert newest.who == administrator.name
    assert [(change.before, change.after) for change in newest.changes] == [("jobkonsulent", "teamleder")]
    assert stranger.password not in page.content.decode()
    assert signed_in(leader).get(url).status_code == 403
