"""A line: a few words, written between two lessons."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext

from families.models import Family, Kind, Line, Professional, Tier, Visibility
from roskilde import clock
from tests.makers import make_person
from tests.masterplans.asking import cost
from tests.world import second_family

SignedIn = Callable[[Professional], Client]
POST = {"text": "Zakariye rakte hånden op.", "kind": "talk", "visibility": "sector"}


def url(page: str, family: Family, *keys: object) -> str:
    return reverse(f"families:{page}", args=[family.pk, *keys])


def lines(family: Family) -> list[Line]:
    return list(Line.objects.for_nobody("the test reads all").filter(family=family).order_by("written_at"))


@pytest.mark.demand("R42", "R46")
def test_text_alone_is_enough(family: Family, near: Professional, signed_in: SignedIn) -> None:
    client = signed_in(near)
    form = client.get(url("write_line", family)).context["form"]
    shown = {bound.html_name: bound.value() for bound in form if bound.value() not in (None, "", [])}
    answer = client.post(url("write_line", family), {**shown, "text": "  Ayaan sang for os.  "})
    [line] = lines(family)
    assert (line.text, line.author, line.kind) == ("Ayaan sang for os.", near, Kind.TALK)
    assert (line.visibility, line.about, list(line.named)) == (Visibility.SECTOR, None, [])
    assert answer["Location"] == f"{url('list_lines', family)}#line-{line.pk}"


def test_it_is_there_and_says_when_it_was_saved(
    family: Family, near: Professional, signed_in: SignedIn
) -> None:
    page = signed_in(near).post(url("write_line", family), POST, follow=True)
    assert POST["text"] in page.content.decode()
    assert f'id="line-{lines(family)[0].pk}"' in page.content.decode()
    assert any("Gemt kl." in str(message) for message in page.context["messages"])


def test_it_is_the_one_button_of_every_page_of_the_family(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    for person in (near, coordinator):
        page = signed_in(person).get(url("show_family", family)).content.decode()
        assert f'class="button button-primary phone-only" href="{url("write_line", family)}"' in page


def test_what_happened_is_still_logged_from_the_list_of_contributions(
    family: Family, near: Professional, signed_in: SignedIn
) -> None:
    page = signed_in(near).get(reverse("masterplans:list_contributions", args=[family.pk]))
    assert reverse("masterplans:log_contribution", args=[family.pk]) in page.content.decode()


def test_it_is_about_a_child_at_home_and_of_this_family(
    family: Family, near: Professional, signed_in: SignedIn
) -> None:
    client, page = signed_in(near), url("write_line", family)
    son = family.members.get(name="Zakariye")
    client.post(page, {**POST, "about": son.pk})
    assert lines(family)[0].about == son
    stranger = second_family().member
    answer = client.post(page, {**POST, "text": "Nyt", "about": stranger.pk})
    assert "about" in answer.context["form"].errors
    assert client.get(f"{page}?about={son.pk}").context["form"]["about"].value() == str(son.pk)
    for nonsense in ("x", str(stranger.pk), "%00"):
        assert not client.get(f"{page}?about={nonsense}").context["form"]["about"].value()


@pytest.mark.demand("R52", "S51")
def test_minutes_are_asked_for_light_help_alone(
    family: Family, near: Professional, signed_in: SignedIn
) -> None:
    client, page = signed_in(near), url("write_line", family)
    client.post(page, {**POST, "kind": "help", "minutes": "20"})
    client.post(page, {**POST, "text": "Noget andet", "minutes": "20"})
    assert [(line.kind, line.minutes) for line in lines(family)] == [("help", 20), ("talk", None)]
    assert 'data-shown-when="kind=help"' in client.get(page).content.decode()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("text", ""),
        ("text", "   "),
        ("text", "x" * 2001),
        ("kind", "rumour"),
        ("visibility", "world"),
        ("about", "x"),
    ],
)
def test_what_is_wrong_is_said_and_the_text_stays(
    field: str, value: str, family: Family, near: Professional, signed_in: SignedIn
) -> None:
    answer = signed_in(near).post(url("write_line", family), {**POST, field: value})
    assert field in answer.context["form"].errors
    assert lines(family) == []


def test_who_will_see_it_is_named_for_each_choice(
    family: Family, near: Professional, coordinator: Professional, leader: Professional, signed_in: SignedIn
) -> None:
    page = signed_in(near).get(url("write_line", family)).context["form"]["visibility"].as_widget()
    assert f"Min sektor og kernen: {near.name}, {coordinator.name}, {leader.name}" in page


@pytest.mark.demand("R43")
def test_whoever_works_with_a_child_is_named_once_the_child_is_chosen(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    nurse = make_person("Lone Kjær", "sundhed", sector="Sundhedspleje og tandpleje")
    son = family.members.get(name="Zakariye")
    family.involve(nurse, tier=Tier.NEAR, function="x", reason="need", by=coordinator).works_with.add(son)
    family.involvements.get(professional=near).works_with.add(son)  # sees it anyway: named once
    widget = signed_in(near).get(url("write_line", family)).context["form"]["visibility"].as_widget()
    told = gettext("about %(child)s also %(names)s") % {"child": son, "names": nurse.name}
    assert f'<span data-shown-when="about={son.pk}">; {told}</span>' in widget


def test_many_children_and_colleagues_cost_the_form_no_further_question(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    client, page = signed_in(near), url("write_line", family)
    son = family.members.get(name="Zakariye")
    family.involvements.get(professional=near).works_with.add(son)
    few = cost(client, page)
    for number in range(6):
        person = make_person(f"Fagperson {number}", sector="PPR")
        standing = family.involve(person, tier=Tier.NEAR, function="x", reason="need", by=coordinator)
        standing.works_with.set(family.members.all())
    assert cost(client, page) == few


def test_named_people_see_it_besides(
    family: Family, near: Professional, peripheral: Professional, stranger: Professional, signed_in: SignedIn
) -> None:
    client, page = signed_in(near), url("write_line", family)
    client.post(page, {**POST, "visibility": "named", "named": [peripheral.pk]})
    assert lines(family)[0].seen_by() == [near, peripheral]
    answer = client.post(page, {**POST, "text": "Nyt", "named": [stranger.pk]})
    assert "named" in answer.context["form"].errors


def test_the_same_line_sent_twice_is_one(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    client, page = signed_in(near), url("write_line", family)
    first = client.post(page, POST)
    second = client.post(page, {**POST, "text": f" {POST['text']} "})
    assert first["Location"] == second["Location"]
    assert len(lines(family)) == 1
    signed_in(coordinator).post(page, POST)  # somebody else may have seen the same
    client.post(page, {**POST, "visibility": "core"})  # for other eyes is another line
    assert len(lines(family)) == 3


def test_the_same_words_later_are_a_line_of_their_own(
    family: Family, near: Professional, signed_in: SignedIn, settings: Any
) -> None:
    settings.TODAY = None
    signed_in(near).post(url("write_line", family), POST)
    with time_machine.travel(clock.now() + timedelta(seconds=61)):
        signed_in(near).post(url("write_line", family), POST)
    assert len(lines(family)) == 2


@pytest.mark.demand("R53")
def test_it_asks_for_the_right(
    family: Family, peripheral: Professional, stranger: Professional, near: Professional, signed_in: SignedIn
) -> None:
    page = url("write_line", family)
    assert [signed_in(each).post(page, POST).status_code for each in (peripheral, stranger)] == [403, 404]
    assert signed_in(near).post(url("write_line", second_family().family), POST).status_code == 404
    assert lines(family) == []
