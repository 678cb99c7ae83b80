"""Answering a line: its author reads it, however far out they stand."""

from collections.abc import Callable

import pytest
from django.test import Client

from families.models import Family, Line, Professional, Telling
from tests.makers import make_line

SignedIn = Callable[[Professional], Client]


def url(line: Line) -> str:
    return f"/families/{line.family_id}/lines/{line.pk}/answer/"


def answers_to(line: Line) -> list[Line]:
    return list(Line.objects.for_nobody("the test reads all").filter(answers=line))


@pytest.mark.demand("R46")
def test_its_author_finds_it_under_what_is_new(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    line = make_line(family, near)
    answer = signed_in(coordinator).post(url(line), {"text": "Tak, det tager vi med torsdag."})
    assert answer["Location"] == line.get_absolute_url()
    assert (
        "Tak, det tager vi med torsdag."
        in signed_in(near).get(f"/families/{family.pk}/news/").content.decode()
    )


def test_who_wrote_from_the_edge_reads_the_answer_and_nothing_else(
    family: Family, peripheral: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    line = Line.observe(family, by=peripheral, text="Zakariye sov i klubben.")
    make_line(family, coordinator, visibility="core", text="Vi aftalte noget andet.")
    signed_in(coordinator).post(url(line), {"text": "Godt, at du skrev."})
    card = signed_in(peripheral).get(family.get_absolute_url()).content.decode()
    assert "Godt, at du skrev." in card
    assert "Vi aftalte noget andet." not in card


def test_it_shows_who_will_read_it(
    family: Family,
    peripheral: Professional,
    coordinator: Professional,
    leader: Professional,
    signed_in: SignedIn,
) -> None:
    line = Line.observe(family, by=peripheral, text="Zakariye sov i klubben.")
    form = signed_in(coordinator).get(url(line)).context["form"]
    signed_in(coordinator).post(url(line), {"text": "Tak."})
    [reply] = answers_to(line)
    assert form.who_sees == ", ".join(person.name for person in reply.seen_by())
    assert set(reply.seen_by()) == {peripheral, coordinator, leader}


def test_who_answers_has_seen_what_they_were_told(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    line = make_line(family, near)
    telling = Telling.tell(line, [coordinator], by=near)[0]
    answer = signed_in(coordinator).post(f"{url(line)}?next=/", {"text": "Ja."})
    telling.refresh_from_db()
    assert answer["Location"] == "/"
    assert telling.seen_by == coordinator


def test_an_empty_answer_is_none(family: Family, near: Professional, signed_in: SignedIn) -> None:
    line = make_line(family, near)
    answer = signed_in(near).post(url(line), {"text": "  "})
    assert "text" in answer.context["form"].errors
    assert not answers_to(line)


def test_it_asks_for_the_right_and_for_a_line_that_can_be_seen(
    family: Family,
    near: Professional,
    peripheral: Professional,
    stranger: Professional,
    coordinator: Professional,
    signed_in: SignedIn,
) -> None:
    line = make_line(family, coordinator, visibility="core")
    assert signed_in(near).post(url(line), {"text": "Hvad?"}).status_code == 404
    assert signed_in(peripheral).post(url(line), {"text": "Hvad?"}).status_code == 403
    assert signed_in(stranger).post(url(line), {"text": "Hvad?"}).status_code == 404
    assert not answers_to(line)


def test_an_answer_sent_twice_is_one(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    line, client = make_line(family, near), signed_in(coordinator)
    for text in ("Tak.", " Tak. ", "Vi ses torsdag."):
        assert client.post(url(line), {"text": text})["Location"] == line.get_absolute_url()
    assert sorted(answer.text for answer in answers_to(line)) == ["Tak.", "Vi ses torsdag."]
