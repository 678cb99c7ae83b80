"""The siblings, older to younger, along their ages."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import gettext as _

from families.models import EarlierMeasure, Family, Member, Professional, Visibility
from families.siblings import age_in
from roskilde import clock
from safety.models import GoalStatus
from tests.makers import make_family, make_goal, make_line, years_ago

SignedIn = Callable[[Professional], Client]


@pytest.fixture
def children(family: Family, coordinator: Professional) -> dict[str, Member]:
    """Ifrah is the oldest and has moved out, then Zakariye, then Ayaan."""
    ifrah = Member(name="Ifrah", relation="daughter", born_on=years_ago(19), left_on=clock.today())
    family.add_member(ifrah, by=coordinator)
    return {member.name: member for member in family.members.exclude(name="Hodan")}


def url(family: Family) -> str:
    return reverse("families:show_siblings", args=[family.pk])


def become(
    child: Member, age: int, by: Professional, what: str = "concern", *, days: int = 30, **changes: Any
) -> None:
    """A line about the child that became something at an age, so many days after the birthday."""
    with clock.set_to(child.born_on.replace(year=child.born_on.year + age) + timedelta(days=days)):
        make_line(child.family, by, about=child, **changes).become(what, by=by)


def told(answer: Any, name: str) -> list[tuple[int, str, str]]:
    """What stands in a child's row: age, words, and of which older siblings the same was known."""
    (row,) = [row for row in answer.context["children"] if row.member.name == name]
    return [(age, mark.known.words, mark.like) for age, marks in row.told() for mark in marks]


@pytest.mark.demand("R3")
def test_the_same_kind_at_the_same_age_as_an_older_sibling_is_said_in_words(
    family: Family, children: dict[str, Member], near: Professional, signed_in: SignedIn
) -> None:
    become(children["Ifrah"], 13, near, text="Ifrah kom ikke i skole.")
    become(children["Zakariye"], 12, near, text="Zakariye er træt.")
    become(children["Zakariye"], 13, near, text="Zakariye bliver hjemme.")
    become(children["Zakariye"], 13, near, "strength", days=60, text="Zakariye hjælper Ayaan.")
    answer = signed_in(near).get(url(family))
    assert [row.member.name for row in answer.context["children"]] == ["Ifrah", "Zakariye", "Ayaan"]
    assert told(answer, "Ifrah") == [(13, "Ifrah kom ikke i skole.", "")]
    assert told(answer, "Zakariye") == [
        (12, "Zakariye er træt.", ""),
        (13, "Zakariye bliver hjemme.", "Ifrah"),
        (13, "Zakariye hjælper Ayaan.", ""),
    ]
    assert _("Also %(who)s at %(age)s") % {"who": "Ifrah", "age": 13} in answer.content.decode()


def test_a_pattern_reaches_past_a_sibling_without_it(
    family: Family, children: dict[str, Member], coordinator: Professional, signed_in: SignedIn
) -> None:
    for name in ("Ifrah", "Zakariye", "Ayaan"):
        become(children[name], 3, coordinator, text=f"{name} taler ikke.")
        become(children[name], 3, coordinator, text=f"{name} sover ikke.")
    answer = signed_in(coordinator).get(url(family))
    assert {like for _age, _words, like in told(answer, "Zakariye")} == {"Ifrah"}
    both = f"Ifrah {_('and')} Zakariye"
    assert {like for _age, _words, like in told(answer, "Ayaan")} == {both}


def test_only_lines_that_became_something_and_that_the_reader_sees_count_also_in_the_pattern(
    family: Family,
    children: dict[str, Member],
    coordinator: Professional,
    near: Professional,
    signed_in: SignedIn,
) -> None:
    become(children["Ifrah"], 13, coordinator, text="Kun kernen.", visibility=Visibility.CORE)
    become(children["Zakariye"], 13, near, text="Alle nære.")
    make_line(family, near, about=children["Zakariye"], text="Bare en linje.")
    answer = signed_in(near).get(url(family))
    assert told(answer, "Ifrah") == []
    assert told(answer, "Zakariye") == [(13, "Alle nære.", "")]
    assert "Kun kernen." not in answer.content.decode()
    assert told(signed_in(coordinator).get(url(family)), "Zakariye") == [(13, "Alle nære.", "Ifrah")]


def test_goals_for_school_and_leisure_stand_at_the_age_they_were_set_and_reached(
    family: Family,
    children: dict[str, Member],
    coordinator: Professional,
    near: Professional,
    signed_in: SignedIn,
) -> None:
    son = children["Zakariye"]
    with clock.set_to(son.born_on.replace(year=son.born_on.year + 11) + timedelta(days=9)):
        goal = make_goal(family, near, member=son, field="education", words="Jeg er i skole hver dag.")
        make_goal(family, near, member=son, field="health", words="Jeg sover.")
        make_goal(family, coordinator, member=son, field="culture", words="Hemmeligt.", visibility="core")
    goal.settle(GoalStatus.REACHED, by=coordinator, reason="Set i tre måneder.")
    answer = signed_in(near).get(url(family))
    assert [(age, words) for age, words, _like in told(answer, "Zakariye")] == [
        (11, "Jeg er i skole hver dag."),
        (13, "Jeg er i skole hver dag."),
    ]
    assert _("%(field)s, reached") % {"field": _("School")} in answer.content.decode()


@pytest.mark.demand("R15")
def test_earlier_measures_stand_at_the_age_of_their_first_year_for_the_core_alone(
    family: Family,
    children: dict[str, Member],
    coordinator: Professional,
    near: Professional,
    signed_in: SignedIn,
) -> None:
    son = children["Zakariye"]
    for what, period in (("Kontaktperson", f"{son.born_on.year + 9} til i dag"), ("Taleklub", "længe siden")):
        EarlierMeasure(family=family, member=son, what=what, period=period).save(by=coordinator)
    EarlierMeasure(family=family, what="Familiebehandling", period="2020").save(by=coordinator)
    answer = signed_in(coordinator).get(url(family))
    assert told(answer, "Zakariye") == [(9, "Kontaktperson", "")]
    page = answer.content.decode()
    assert "Taleklub" in page  # in a column of its own: nobody has written when
    assert "Familiebehandling" not in page
    for never in ("Kontaktperson", "Taleklub"):
        assert never not in signed_in(near).get(url(family)).content.decode()


@pytest.mark.parametrize(
    ("period", "age"),
    [("2021 to 2023", 8), ("fra 2023", 10), ("", None), ("12345", None), ("1999", None), ("2099", None)],
)
def test_the_age_follows_from_the_first_thinkable_year(period: str, age: int | None) -> None:
    assert age_in(period, date(2013, 8, 1)) == age


def test_the_written_pattern_stands_on_top_for_the_core_alone(
    family: Family,
    children: dict[str, Member],
    coordinator: Professional,
    near: Professional,
    signed_in: SignedIn,
) -> None:
    background = family.background
    background.sibling_pattern = "De store passer de små."
    background.save(by=coordinator)
    assert "De store passer de små." in signed_in(coordinator).get(url(family)).content.decode()
    assert "De store passer de små." not in signed_in(near).get(url(family)).content.decode()


def test_whoever_is_grown_up_stands_in_the_last_column(
    family: Family, children: dict[str, Member], coordinator: Professional, signed_in: SignedIn
) -> None:
    become(children["Ifrah"], 19, coordinator, text="Ifrah flyttede hjemmefra.")
    answer = signed_in(coordinator).get(url(family))
    assert told(answer, "Ifrah") == [(18, "Ifrah flyttede hjemmefra.", "")]


def test_an_empty_page_says_what_comes_here(family: Family, near: Professional, signed_in: SignedIn) -> None:
    answer = signed_in(near).get(url(family))
    assert answer.context["is_empty"]
    assert 'class="empty"' in answer.content.decode()
    assert "<table" not in answer.content.decode()


def test_it_asks_for_the_right(
    family: Family, near: Professional, peripheral: Professional, stranger: Professional,
    coordinator: Professional, signed_in: SignedIn,
) -> None:  # fmt: skip
    for person, verdict in ((near, 200), (peripheral, 403), (stranger, 404)):
        assert signed_in(person).get(url(family)).status_code == verdict
    assert signed_in(near).get(url(make_family(coordinator, "Haidari"))).status_code == 404


def test_many_children_and_lines_cost_no_more_queries(
    family: Family, children: dict[str, Member], coordinator: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(coordinator)

    def cost() -> int:
        client.get(url(family))
        with CaptureQueriesContext(connection) as asked:
            client.get(url(family))
        return len(asked)

    def add(child: Member) -> None:
        become(child, 2, coordinator)
        make_goal(family, coordinator, member=child, field="culture")
        EarlierMeasure(family=family, member=child, what="Indsats", period="2025").save(by=coordinator)

    add(children["Ayaan"])
    one = cost()
    for number in range(8):
        child = Member(name=f"Barn {number}", relation="son", born_on=years_ago(3 + number))
        add(family.add_member(child, by=coordinator))
    assert cost() == one <= 10
