"""One line: who sees it, what was answered, how it read before."""

from typing import Any

import pytest

from families.models import Family, Professional, Tier
from tests.families.lines import SignedIn, text, url
from tests.makers import make_line, make_person
from tests.masterplans.asking import cost
from tests.world import second_family


def test_it_says_who_sees_it_and_what_was_answered(
    family: Family, near: Professional, coordinator: Professional, leader: Professional, signed_in: SignedIn
) -> None:
    line = make_line(family, near, text="Må han komme med?", visibility="sector")
    line.answer(by=coordinator, text="Ja, gerne.")
    page = text(signed_in(near).get(url("show_line", family, line.pk)))
    assert "Må han komme med?" in page
    assert "Ja, gerne." in page
    assert f"Kan ses af: {near}, {coordinator}, {leader}" in page


def test_an_answer_leads_to_the_line_it_answers(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    line = make_line(family, near, text="Må han komme med?")
    answer = line.answer(by=coordinator, text="Ja, gerne.")
    page = text(signed_in(near).get(url("show_line", family, answer.pk)))
    assert line.get_absolute_url() in page


def test_an_answer_that_one_may_not_see_is_not_there(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    line = make_line(family, near, visibility="near")
    reply = line.answer(by=coordinator, text="Kun for kernen nu")
    reply.change(by=coordinator, visibility="core", named=[])
    consultant = make_person("Kasper Holst", sector="Jobcenter")
    family.involve(consultant, tier=Tier.NEAR, function="x", reason="need", by=coordinator)
    assert "Kun for kernen nu" not in text(signed_in(consultant).get(url("show_line", family, line.pk)))


@pytest.mark.demand("S22")
def test_it_shows_how_it_read_before_and_not_what_was_for_fewer_eyes(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    line = make_line(family, coordinator, text="Kun for kernen: han græd.", visibility="core")
    line.change(by=coordinator, text="Han var ked af det.", visibility="near")
    page = url("show_line", family, line.pk)
    assert "han græd" in text(signed_in(coordinator).get(page))
    assert "han græd" not in text(signed_in(near).get(page))


@pytest.mark.demand("R53")
def test_a_peripheral_author_reads_it_without_learning_who_stands_around(
    family: Family, near: Professional, peripheral: Professional, signed_in: SignedIn
) -> None:
    son = family.members.get(name="Zakariye")
    line = make_line(family, peripheral, text="Han kom ikke.", about=son, visibility="near")
    answer = signed_in(peripheral).get(url("show_line", family, line.pk))
    assert "Han kom ikke." in text(answer)
    for hidden in (near.name, "Zakariye", "becoming"):
        assert hidden not in text(answer)


def test_many_answers_cost_as_many_queries_as_one(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    line = make_line(family, near)
    line.answer(by=coordinator, text="Ja")
    client, page = signed_in(near), url("show_line", family, line.pk)
    one = cost(client, page)
    for number in range(20):
        line.answer(by=coordinator, text=f"{number}")
    assert cost(client, page) == one


@pytest.mark.parametrize("visibility", ["core", "sector", "named"])
def test_whoever_may_not_see_it_does_not_find_it(
    visibility: str,
    family: Family,
    near: Professional,
    coordinator: Professional,
    peripheral: Professional,
    stranger: Professional,
    signed_in: SignedIn,
) -> None:
    line = make_line(family, coordinator, visibility=visibility)
    for person in (near, peripheral, stranger):
        assert signed_in(person).get(url("show_line", family, line.pk)).status_code == 404
    assert signed_in(coordinator).get(url("show_line", family, line.pk)).status_code == 200


def test_another_familys_line_is_not_found(
    family: Family, leader: Professional, near: Professional, signed_in: SignedIn
) -> None:
    other: Any = second_family()
    assert signed_in(leader).get(url("show_line", family, other.line.pk)).status_code == 404
