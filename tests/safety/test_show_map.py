"""The map: three columns, each danger with what stands beside it and what shall be seen."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from families.models import Family, Professional
from roskilde import clock
from safety.map import read_map
from safety.models import Scale, Statement, Whose
from tests.makers import (
    make_bottom_line,
    make_goal,
    make_network_person,
    make_next_step,
    make_safety,
    make_statement,
)
from tests.masterplans.asking import cost, text

SignedIn = Callable[[Professional], Client]


def url(family: Family) -> str:
    return reverse("safety:show_map", args=[family.pk])


@pytest.fixture
def danger(family: Family, near: Professional) -> Statement:
    return make_statement(family, near)


def test_an_empty_map_teaches(family: Family, near: Professional, signed_in: SignedIn) -> None:
    shown = text(signed_in(near).get(url(family)))
    assert "Her kommer familiens kortlægning" in shown
    assert "Tryghed" in shown


@pytest.mark.demand("R61")
def test_a_danger_stands_with_what_answers_it_its_goal_and_its_scale(
    family: Family, danger: Statement, near: Professional, signed_in: SignedIn
) -> None:
    goal = danger.aim(by=near, words="Der er mad på bordet hver morgen.", field="social", whose="shared")
    make_safety(family, near, beside=[danger])
    Scale.pair(danger, by=near, zero="Børnene sulter.", ten="Alle er mætte.")
    make_next_step(family, near, danger=danger, words="Ring til banken.")
    (whole,) = read_map(family, near).sets
    assert (whole.card.statement, whole.goal) == (danger, goal)
    assert not whole.gaps
    shown = text(signed_in(near).get(url(family)))
    for words in (
        "Hvad er vi bekymrede for?",
        "Hvad virker godt?",
        "Hvad skal der ske?",
        str(danger),
        str(goal),
        "Hodan spørger Fatuma om mad i tide.",
        "Hun gik til Fatuma.",
        "Børnene sulter.",
        "Alle er mætte.",
        "Ring til banken.",
    ):
        assert words in shown


@pytest.mark.demand("R64", "R65")
def test_a_danger_alone_shows_the_gaps_with_the_questions_to_ask(
    family: Family, danger: Statement, near: Professional, signed_in: SignedIn
) -> None:
    gaps = read_map(family, near).gaps
    assert [gap.what for gap in gaps] == ["beside", "goal"]
    shown = text(signed_in(near).get(url(family)))
    assert all(gap.question in shown for gap in gaps)
    assert "Zakariye" in gaps[0].question
    assert reverse("safety:add_goal", args=[family.pk, danger.pk]) in shown


@pytest.mark.demand("R63")
def test_a_card_tells_who_says_it_of_whom_when_who_disagrees_and_who_has_heard_it(
    family: Family, danger: Statement, near: Professional, signed_in: SignedIn
) -> None:
    mother = family.members.order_by("born_on")[0]
    danger.disagree(by=near, who=mother, words="Vi har altid mad.")
    danger.present(by=near, members=[mother])
    shown = text(signed_in(near).get(url(family)))
    assert "Vi har altid mad." in shown
    assert "Sagt den" in shown
    assert "om Zakariye" in shown
    assert "Alle nære" in shown


def test_it_says_how_much_is_the_familys_own(family: Family, near: Professional, signed_in: SignedIn) -> None:
    make_statement(family, near)
    make_statement(family, near, category="complicating", speaker=near, words="Breve på svært dansk")
    make_statement(family, near, category="complicating", speaker=near, visibility="named", words="Skjult")
    reading = read_map(family, near)
    assert (reading.own, reading.total, reading.share) == (1, 3, 33)
    assert "1 af 3 udsagn (33 %)" in text(signed_in(near).get(url(family)))


def test_a_column_that_has_been_quiet_asks(family: Family, near: Professional) -> None:
    with time_machine.travel(clock.now() - timedelta(days=70), tick=False):
        make_statement(family, near)
    make_statement(family, near, category="strength", words="Hodan synger for børnene.")
    quiet = read_map(family, near).quiet
    assert set(quiet) == {"worried"}
    assert "70 dage" in quiet["worried"]


def test_goals_stand_side_by_side_by_whose_they_are(
    family: Family, danger: Statement, near: Professional, signed_in: SignedIn
) -> None:
    own = make_goal(family, near, whose=Whose.FAMILY)
    other = make_goal(family, near, whose=Whose.AUTHORITY, words="Hodan svarer på breve.")
    make_bottom_line(family, near)
    goals = read_map(family, near).goals
    assert (goals[Whose.FAMILY], goals[Whose.AUTHORITY], goals[Whose.SHARED]) == ([own], [other], [])
    shown = text(signed_in(near).get(url(family)))
    assert "Mindstekrav" in shown
    assert "25-1" in shown


def test_an_overdue_step_is_marked(family: Family, near: Professional, signed_in: SignedIn) -> None:
    make_statement(family, near)
    step = make_next_step(family, near, due_on=clock.today() - timedelta(days=1))
    assert step.is_overdue
    assert "overskredet" in text(signed_in(near).get(url(family)))


def test_what_has_ended_stands_there_no_more(
    family: Family, danger: Statement, near: Professional, signed_in: SignedIn
) -> None:
    danger.resolve(by=near, reason="Der har været mad i et halvt år.")
    assert not read_map(family, near).sets
    assert str(danger) not in text(signed_in(near).get(url(family)))


def test_it_tells_to_whom_of_the_family_and_its_network_it_was_said(
    family: Family, danger: Statement, near: Professional
) -> None:
    members = list(family.members.order_by("born_on"))[:2]
    friend = make_network_person(family, near)
    danger.present(by=near, members=members, network=[friend])
    (whole,) = read_map(family, near).sets
    said = whole.card.last_said
    assert said
    assert set(str(said.said_to).split(", ")) == {*map(str, members), str(friend)}


def test_a_goal_that_the_reader_cannot_see_leaves_the_gap(
    family: Family, danger: Statement, near: Professional, coordinator: Professional
) -> None:
    goal = danger.aim(by=coordinator, words="Kun for kernen.", field="social", whose="shared")
    goal.visibility = "core"
    goal.save(by=coordinator)
    assert [gap.what for gap in read_map(family, near).gaps] == ["beside", "goal"]
    assert [gap.what for gap in read_map(family, coordinator).gaps] == ["beside"]


def test_many_statements_cost_as_many_queries_as_few(
    family: Family, near: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(near)

    def add() -> None:
        danger = make_statement(family, near)
        danger.aim(by=near, words="Vi spiser.", field="social", whose="shared")
        safety: Any = make_safety(family, near, beside=[danger])
        safety.disagree(by=near, who=near, words="Ikke altid.")
        danger.present(by=near, members=list(family.members.all())[:1])
        make_next_step(family, near, danger=danger)
        Scale.pair(danger, by=near, zero="Nul.", ten="Ti.")

    add()
    few = cost(client, url(family))
    for _each in range(6):
        add()
    assert cost(client, url(family)) == few
    on = f"{url(family)}?on={clock.today()}"
    few = cost(client, on)
    add()
    assert cost(client, on) == few


# -- As it stood ---------------------------------------------------------------------------------------------


def test_it_can_be_read_as_it_stood_on_any_day(
    family: Family, near: Professional, signed_in: SignedIn
) -> None:
    then = clock.now() - timedelta(days=20)
    with time_machine.travel(then, tick=False):
        worded = make_statement(family, near, words="Som det blev sagt først.")
        ended = make_statement(family, near, category="strength", words="Det var engang.")
    with time_machine.travel(then + timedelta(days=5), tick=False):
        worded.change(by=near, words="Som det blev sagt siden.")
        ended.resolve(by=near, reason="Ikke mere.")
    client = signed_in(near)
    first = text(client.get(f"{url(family)}?on={then.date() + timedelta(days=1)}"))
    assert "Som det blev sagt først." in first
    assert "Det var engang." in first
    assert "Zakariye" in first
    later = text(client.get(f"{url(family)}?on={clock.today()}"))
    assert "Som det blev sagt siden." in later
    assert "Det var engang." not in later
    before = text(client.get(f"{url(family)}?on={then.date() - timedelta(days=1)}"))
    assert "Som det blev sagt" not in before


@pytest.mark.parametrize("nonsense", ["2999-01-01", "i går", ""])
def test_a_day_that_is_none_shows_the_map_of_today(
    nonsense: str, family: Family, danger: Statement, near: Professional, signed_in: SignedIn
) -> None:
    assert "map-heads" in text(signed_in(near).get(f"{url(family)}?on={nonsense}"))
