"""Who stands in for me, now and coming, and for whom I do."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from families.models import Professional, Substitution
from roskilde import clock
from tests.makers import make_person

SignedIn = Callable[[Professional], Client]
URL = "/account/substitutes/"


@pytest.mark.demand("R54")
def test_both_see_it_until_it_is_over(near: Professional, signed_in: SignedIn) -> None:
    ida = make_person("Ida Skov", sector="Skole")
    today = clock.today()
    days = Substitution.arrange(near, ida, since=today, until=today + timedelta(days=3), by=near)
    assert list(signed_in(near).get(URL).context["substitutions"]) == [days]
    assert list(signed_in(ida).get(URL).context["standing_in"]) == [days]
    assert ida.name in signed_in(near).get(URL).content.decode()
    assert near.name in signed_in(ida).get(URL).content.decode()
    days.call_off(by=near)
    assert not signed_in(near).get(URL).context["substitutions"]
    assert not signed_in(ida).get(URL).context["standing_in"]


def test_nobody_sees_whom_others_chose(
    near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    ida = make_person("Ida Skov", sector="Skole")
    today = clock.today()
    Substitution.arrange(near, ida, since=today, until=today, by=near)
    assert ida.name not in signed_in(coordinator).get(URL).content.decode()


def test_without_a_colleague_it_says_what_to_do_and_offers_nothing(
    stranger: Professional, signed_in: SignedIn
) -> None:
    page = signed_in(stranger).get(URL)
    assert not page.context["has_colleagues"]
    assert reverse("families:arrange_substitution") not in page.content.decode()
    make_person("Kasper Holst", sector="Jobcenter")
    assert reverse("families:arrange_substitution") in signed_in(stranger).get(URL).content.decode()


def test_the_menu_and_the_account_lead_here(near: Professional, signed_in: SignedIn) -> None:
    page = signed_in(near).get(reverse("families:change_account")).content.decode()
    assert page.count(f'href="{URL}"') == 2
