"""The parts of the plan that name the reader."""

import pytest

from families.models import Family, Professional
from masterplans.models import Masterplan
from tests.makers import make_activity, make_goal
from tests.masterplans.asking import SignedIn, text, url
from tests.world import World


@pytest.mark.demand("R43", "R53")
def test_a_peripheral_person_sees_what_names_them_and_nothing_else(
    plan: Masterplan, family: Family, peripheral: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    goal = make_goal(family, coordinator, words="Zakariye går i klub.", visibility="named")
    activity = make_activity(family, coordinator, title="Klubaften")
    make_goal(family, coordinator, words="Et andet mål.")
    goal.name_people([peripheral], by=coordinator)
    activity.name_people([peripheral], by=coordinator)
    page = text(signed_in(peripheral).get(url("show_granted_parts", family)))
    assert "Zakariye går i klub." in page
    assert "Klubaften" in page
    assert "Et andet mål." not in page


@pytest.mark.demand("R54")
def test_it_ends_with_the_grant_and_with_the_involvement(
    plan: Masterplan, family: Family, peripheral: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    goal = make_goal(family, coordinator, words="Zakariye går i klub.")
    goal.name_people([peripheral], by=coordinator)
    client, page = signed_in(peripheral), url("show_granted_parts", family)
    assert goal.words in text(client.get(page))
    goal.name_people([], by=coordinator)
    assert goal.words not in text(client.get(page))
    goal.name_people([peripheral], by=coordinator)
    family.involvements.get(professional=peripheral).end(by=coordinator, reason="need")
    assert client.get(page).status_code == 404


def test_an_empty_page_says_whom_to_ask(
    plan: Masterplan, family: Family, peripheral: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    assert coordinator.name in text(signed_in(peripheral).get(url("show_granted_parts", family)))


def test_a_stranger_finds_nothing(
    family: Family, others: World, peripheral: Professional, stranger: Professional, signed_in: SignedIn
) -> None:
    assert signed_in(stranger).get(url("show_granted_parts", family)).status_code == 404
    assert signed_in(peripheral).get(url("show_granted_parts", others.family)).status_code == 404
