"""Since last time: what is new to me, and nothing else; by reading it, it is read."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from families.models import Family, Professional, ReadMark, Tier
from masterplans.models import Contribution, Outcome
from roskilde import clock
from tests.families.lines import SignedIn, entries, text, url, words
from tests.makers import make_letter, make_line, make_person
from tests.masterplans.asking import cost
from tests.world import fill, second_family


@pytest.fixture(autouse=True)
def _real_time(settings: Any) -> None:
    settings.TODAY = None


@pytest.mark.demand("R42", "R46")
def test_what_others_wrote_is_told_oldest_first_and_once(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    for said in ("Først", "Så"):
        make_line(family, near, text=said)
    make_line(family, coordinator, text="Mit eget")
    client, page = signed_in(coordinator), url("list_news", family)
    assert words(client.get(page)) == ["Først", "Så"]
    assert entries(client.get(page)) == []
    make_line(family, near, text="Sidst")
    assert words(client.get(page)) == ["Sidst"]


def test_it_tells_of_everything_that_others_did(
    family: Family, near: Professional, coordinator: Professional, leader: Professional, signed_in: SignedIn
) -> None:
    world = fill(family, coordinator=coordinator, near=near)
    make_letter(family, near)
    world.involvement.end(by=coordinator, reason="staff")
    found = {entry.kind for entry in entries(signed_in(leader).get(url("list_news", family)))}
    assert {"line", "contribution", "version", "letter", "person", "farewell"} <= found
    mine = entries(signed_in(coordinator).get(url("list_news", family)))
    assert {entry.kind for entry in mine} >= {"line", "contribution", "letter", "rule-test", "rating"}


def test_whoever_never_read_reads_from_the_day_they_came(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    make_line(family, coordinator, text="Før du kom")
    newcomer = make_person("Nanna Lyng", sector="PPR")
    family.involve(newcomer, tier=Tier.NEAR, function="x", reason="need", by=coordinator)
    make_line(family, coordinator, text="Efter du kom")
    assert words(signed_in(newcomer).get(url("list_news", family))) == ["Efter du kom"]


def test_an_old_line_that_is_opened_to_one_is_new(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    line = make_line(family, coordinator, text="Kernens", visibility="core")
    client, page = signed_in(near), url("list_news", family)
    client.get(page)
    line.change(by=coordinator, visibility="near")
    assert words(client.get(page)) == ["Kernens"]


def test_nothing_that_one_may_not_see_is_new(
    family: Family,
    near: Professional,
    peripheral: Professional,
    coordinator: Professional,
    signed_in: SignedIn,
) -> None:
    make_line(family, coordinator, text="Kernens", visibility="core")
    assert words(signed_in(near).get(url("list_news", family))) == []
    make_line(family, near, text="De næres")
    own = make_line(family, peripheral, text="Set i klubben", visibility="core")
    own.answer(by=coordinator, text="Tak for det")
    answer = signed_in(peripheral).get(url("list_news", family))
    assert [entry.words for entry in entries(answer)] == ["Tak for det"]


@pytest.mark.demand("R46")
def test_her_answer_reaches_the_author(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    line = make_line(family, near, visibility="sector")
    line.answer(by=coordinator, text="Tak, tages med torsdag")
    assert words(signed_in(near).get(url("list_news", family))) == ["Tak, tages med torsdag"]


def write(family: Family, by: Professional, texts: list[str]) -> None:
    began = clock.now() - timedelta(hours=2)
    ReadMark.objects.all().delete()
    family.involvements.unrecorded("they came before").update(since=began - timedelta(days=1))
    for number, said in enumerate(texts):
        with time_machine.travel(began + timedelta(minutes=number), tick=False):
            make_line(family, by, text=said)


def test_more_than_25_are_told_a_piece_at_a_time(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    texts = [f"Linje {number}" for number in range(60)]
    write(family, near, texts)
    client, page = signed_in(coordinator), url("list_news", family)
    answers = [client.get(page) for _time in range(4)]
    found = [words(answer) for answer in answers]
    assert [said for each in found for said in each] == texts
    assert [len(each) for each in found] == [25, 25, 10, 0]
    assert [answer.context["goes_on"] for answer in answers] == [True, True, False, False]
    assert f'rel="next" href="{page}"' in " ".join(text(answers[0]).split())
    assert url("list_lines", family) in text(answers[2])


def test_what_came_at_one_moment_is_not_lost_between_two_pieces(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    write(family, near, [f"Linje {number}" for number in range(20)])
    with time_machine.travel(clock.now() - timedelta(minutes=5), tick=False):
        for number in range(30):
            make_line(family, near, text=f"Samtidig {number}")
    client, page = signed_in(coordinator), url("list_news", family)
    found = [said for _time in range(4) for said in words(client.get(page))]
    assert len(found) == len(set(found)) == 50


def test_who_only_asks_for_the_head_of_the_page_has_not_read_it(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    make_line(family, near)
    client, page = signed_in(coordinator), url("list_news", family)
    assert client.head(page).status_code == 200
    assert len(words(client.get(page))) == 1


def test_ones_mark_is_ones_own(
    family: Family, near: Professional, coordinator: Professional, leader: Professional, signed_in: SignedIn
) -> None:
    make_line(family, near)
    signed_in(coordinator).get(url("list_news", family))
    assert len(words(signed_in(leader).get(url("list_news", family)))) == 1
    assert set(ReadMark.objects.values_list("reader", flat=True)) == {coordinator.pk, leader.pk}


def test_much_that_is_new_costs_as_many_queries_as_little(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    client, page = signed_in(coordinator), url("list_news", family)
    make_line(family, near)
    client.get(page)  # the first time makes the mark

    def news(count: int) -> int:
        for number in range(count):
            make_line(family, near, text=f"{number}")
            Contribution.log(family, by=near, on=clock.today(), outcome=Outcome.HAPPENED, title=f"{number}")
        return cost_once(client, page)

    assert news(2) == news(60)


def cost_once(client: Any, page: str) -> int:
    """Asked once: the second time nothing would be new."""
    with CaptureQueriesContext(connection) as asked:
        assert client.get(page).status_code == 200
    return len(asked)


def test_the_overview_tells_of_the_newest_lines(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    client, page = signed_in(coordinator), url("show_family", family)
    assert url("list_news", family) not in text(client.get(page))
    make_line(family, near, text="Nummer 1")
    one = cost(client, page)
    for number in range(2, 9):
        make_line(family, near, text=f"Nummer {number}")
    make_line(family, coordinator, text="Mit eget")
    assert cost(client, page) == one
    shown = text(client.get(page))
    assert [number for number in range(1, 9) if f"Nummer {number}" in shown] == [4, 5, 6, 7, 8]
    assert "Mit eget" not in shown
    assert url("list_news", family) in shown
    client.get(url("list_news", family))
    assert "Nummer 8" not in text(client.get(page))


@pytest.mark.demand("R53")
def test_it_asks_for_the_right(
    family: Family, near: Professional, stranger: Professional, signed_in: SignedIn
) -> None:
    assert signed_in(stranger).get(url("list_news", family)).status_code == 404
    assert signed_in(near).get(url("list_news", second_family().family)).status_code == 404
    assert not ReadMark.objects.exists()


def test_the_rest_can_be_skipped_and_stands_on_the_timeline(
    family: Family, near: Professional, coordinator: Professional, stranger: Professional, signed_in: SignedIn
) -> None:
    write(family, near, [f"Linje {number}" for number in range(30)])
    client, skip = signed_in(coordinator), url("skip_news", family)
    assert skip in text(client.get(url("list_news", family)))
    answer = client.post(skip, follow=True)
    assert answer.redirect_chain == [(url("list_lines", family), 302)]
    assert entries(client.get(url("list_news", family))) == []
    make_line(family, near, text="Nyt igen")
    assert words(client.get(url("list_news", family))) == ["Nyt igen"]
    assert client.get(skip).status_code == 405
    assert signed_in(stranger).post(skip).status_code == 404
