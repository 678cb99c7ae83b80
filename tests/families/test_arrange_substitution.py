"""First who and when; then, in words, what the substitute gets; then it is saved."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from families.models import Family, Look, Professional, Substitution, Tier
from roskilde import clock
from tests.makers import make_family, make_person

SignedIn = Callable[[Professional], Client]
URL = "/account/substitutes/arrange/"


@pytest.fixture
def ida(leader: Professional) -> Professional:
    return make_person("Ida Skov", "vikar", title="lærer", sector="Skole")


def asked(substitute: Professional, first: int = 0, last: int = 7) -> dict[str, Any]:
    today = clock.today()
    return {
        "substitute": str(substitute.pk),
        "since": str(today + timedelta(days=first)),
        "until": str(today + timedelta(days=last)),
    }


def test_it_offers_the_colleagues_of_ones_sector_who_work_here_in_danish_order(
    near: Professional, ida: Professional, administrator: Professional, signed_in: SignedIn
) -> None:
    names = ("Åse Lund", "Ærø Bo", "Ørsted Eva", "Zita Holm")
    people = [make_person(name, f"skole{n}", sector="Skole") for n, name in enumerate(names)]
    gone = make_person("Gone Away", sector="Skole")
    gone.stop_working_here(by=administrator)
    offered = list(signed_in(near).get(URL).context["form"].fields["substitute"].queryset)
    assert offered == [ida, people[3], people[1], people[2], people[0]]


def test_the_days_are_today_to_a_week_from_now_unless_one_says_otherwise(
    near: Professional, ida: Professional, signed_in: SignedIn
) -> None:
    page = signed_in(near).get(URL)
    form = page.context["form"]
    today = clock.today()
    assert (form["since"].value(), form["until"].value()) == (today, today + timedelta(days=7))
    assert page.content.decode().count('type="date"') == 2
    assert "csrfmiddlewaretoken" not in page.content.decode().partition('<form method="get"')[2]


@pytest.mark.demand("R54")
def test_before_it_is_saved_the_page_says_what_the_substitute_gets(
    family: Family, near: Professional, ida: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    other = make_family(coordinator, "Haidari")
    for person in (near, ida):
        other.involve(person, tier=Tier.NEAR, function="Lærer", reason="need", by=coordinator)
    page = signed_in(near).get(URL, asked(ida))
    gets = page.context["gets"]
    assert (gets["count"], gets["already"], gets["is_away"]) == (2, [other], False)
    text = page.content.decode()
    assert ida.name in text
    assert "Haidari" in text
    assert family.name not in text
    assert not Substitution.objects.exists()
    look = Look.objects.by(near).get()
    assert (look.family_id, look.page) == (other.pk, "families:arrange_substitution")


def test_who_only_touches_a_family_is_not_told_who_stands_around_it(
    family: Family, peripheral: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    colleague = make_person("Nadia Bro", sector="SFO og klub")
    family.involve(colleague, tier=Tier.NEAR, function="Klub", reason="need", by=coordinator)
    page = signed_in(peripheral).get(URL, asked(colleague))
    assert page.context["gets"]["already"] == []
    assert family.name not in page.content.decode()


def test_a_substitute_who_is_away_on_those_days_is_told_of(
    near: Professional, ida: Professional, signed_in: SignedIn
) -> None:
    bo = make_person("Bo Lund", sector="Skole")
    monday = clock.today() + timedelta(days=3)
    Substitution.arrange(ida, bo, since=monday, until=monday, by=ida)
    client = signed_in(near)
    assert client.get(URL, asked(ida, 0, 3)).context["gets"]["is_away"]
    assert not client.get(URL, asked(ida, 0, 2)).context["gets"]["is_away"]


def test_the_form_of_that_page_saves_it(
    family: Family, near: Professional, ida: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(near)
    shown = client.get(URL, asked(ida, 0, 2)).context["form"]
    answer = client.post(URL, {field.html_name: str(field.value()) for field in shown})
    assert (answer.status_code, answer["Location"]) == (302, "/account/substitutes/")
    days = Substitution.objects.get()
    assert (days.absent, days.substitute, days.arranged_by) == (near, ida, near)
    assert (days.since, days.until) == (clock.today(), clock.today() + timedelta(days=2))
    assert signed_in(ida).get(family.get_absolute_url()).status_code == 200


@pytest.mark.parametrize(("first", "last", "field"), [(-1, 2, "since"), (3, 1, "until"), (0, 500, "until")])
def test_what_is_refused_stands_beside_its_field_and_keeps_the_rest(
    first: int, last: int, field: str, near: Professional, ida: Professional, signed_in: SignedIn
) -> None:
    answer = signed_in(near).post(URL, asked(ida, first, last))
    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == [field]
    assert f'value="{ida.pk}" selected' in answer.content.decode()
    assert not Substitution.objects.exists()


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "31.02.2026", "\x00"])
def test_days_beyond_the_calendar_are_refused(
    day: str, near: Professional, ida: Professional, signed_in: SignedIn
) -> None:
    for wrong in ({"until": day}, {"since": day}):
        answer = signed_in(near).post(URL, asked(ida) | wrong)
        assert answer.status_code == 200
        assert answer.context["form"].errors


def test_somebody_of_another_sector_cannot_be_chosen(
    near: Professional, ida: Professional, stranger: Professional, signed_in: SignedIn
) -> None:
    for person in (stranger, near):
        answer = signed_in(near).post(URL, asked(person))
        assert "substitute" in answer.context["form"].errors
        assert signed_in(near).get(URL, asked(person)).context["gets"] is None
    assert not Substitution.objects.exists()


def test_days_on_which_somebody_stands_in_already_are_refused(
    near: Professional, ida: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(near)
    assert client.post(URL, asked(ida, 0, 2)).status_code == 302
    answer = client.post(URL, asked(ida, 2, 4))
    assert answer.status_code == 200
    assert "since" in answer.context["form"].errors
    assert Substitution.objects.count() == 1


def test_it_costs_the_same_with_many_families(
    family: Family, near: Professional, ida: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(near)
    client.get(URL, asked(ida))
    with CaptureQueriesContext(connection) as one:
        client.get(URL, asked(ida))
    for number in range(3):
        other = make_family(coordinator, f"Familie {number}")
        for person in (near, ida):
            other.involve(person, tier=Tier.NEAR, function="Lærer", reason="need", by=coordinator)
    with CaptureQueriesContext(connection) as many:
        client.get(URL, asked(ida))
    assert len(many) <= len(one) + 1  # the one insert into the log, where families are named


def test_the_date_is_written_as_people_write_it(
    near: Professional, ida: Professional, signed_in: SignedIn
) -> None:
    page = signed_in(near).get(URL, asked(ida) | {"since": "2099-11-02", "until": "2099-11-09"})
    assert (page.context["gets"]["since"], page.context["gets"]["until"]) == (
        "2. november 2099",
        "9. november 2099",
    )
    assert date(2099, 11, 2) > clock.today()
