"""One's own observations and what the core answered, newest first."""

from collections.abc import Callable
from datetime import timedelta

import time_machine
from django.test import Client

from families.models import Family, Line, Professional
from roskilde import clock
from tests.makers import make_line
from tests.masterplans.asking import cost

SignedIn = Callable[[Professional], Client]


def url(family: Family) -> str:
    return f"/families/{family.pk}/lines/observations/"


def observe(family: Family, by: Professional, count: int) -> list[Line]:
    return [Line.observe(family, by=by, text=f"Iagttagelse {number}.") for number in range(count)]


def test_the_newest_stands_first_with_its_answers(
    family: Family, peripheral: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    first = Line.observe(family, by=peripheral, text="Han kom sent.")
    with time_machine.travel(clock.now() + timedelta(days=1)):
        second = Line.observe(family, by=peripheral, text="Han kom til tiden.")
        first.answer(by=coordinator, text="Det talte vi med ham om.")
        page = signed_in(peripheral).get(url(family))
    text = page.content.decode()
    assert [line.pk for line in page.context["page"]] == [second.pk, first.pk]
    assert text.index("Han kom til tiden.") < text.index("Han kom sent.") < text.index("Det talte vi")


def test_it_shows_nothing_of_anybody_elses(
    family: Family, peripheral: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    make_line(family, coordinator, visibility="near", text="Vi holder møde.")
    make_line(family, coordinator, visibility="core", text="Vi er i tvivl.")
    observe(family, peripheral, 1)
    text = signed_in(peripheral).get(url(family)).content.decode()
    assert "Iagttagelse 0." in text
    assert "Vi holder møde." not in text
    assert "Vi er i tvivl." not in text


def test_it_asks_as_often_for_one_as_for_many(
    family: Family, peripheral: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(peripheral)
    observe(family, peripheral, 1)[0].answer(by=coordinator, text="Tak.")
    few = cost(client, url(family))
    for line in observe(family, peripheral, 20):
        line.answer(by=coordinator, text="Tak.")
    assert cost(client, url(family)) == few


def test_a_stranger_finds_nothing(family: Family, stranger: Professional, signed_in: SignedIn) -> None:
    assert signed_in(stranger).get(url(family)).status_code == 404
