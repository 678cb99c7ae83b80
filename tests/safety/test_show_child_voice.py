"""What a child said: its words, the headings of its tool, and who sees it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from families.models import Family, Professional
from roskilde import clock
from safety.models import ChildVoice
from tests.makers import make_child_voice, make_drawing
from tests.masterplans.asking import text

SignedIn = Callable[[Professional], Client]


def url(voice: ChildVoice, page: str = "show_child_voice") -> str:
    return reverse(f"safety:{page}", args=[voice.family_id, voice.pk])


@pytest.mark.parametrize(
    ("tool", "headings"),
    [
        ("houses", ("Huset med bekymringer", "Huset med de gode ting", "Drømmehuset")),
        ("wizard", ("Tøjet", "Vingerne eller kappen", "Tryllestaven")),
        ("talk", ("Det, der bekymrer mig", "Det, der er godt", "Det, jeg ønsker mig")),
    ],
)
def test_each_tool_has_its_own_headings(
    tool: str, headings: tuple[str, ...], family: Family, near: Professional, signed_in: SignedIn
) -> None:
    shown = text(signed_in(near).get(url(make_child_voice(family, near, tool=tool))))
    assert all(heading in shown for heading in headings)
    assert "At vi skal flytte." in shown


def test_it_says_how_it_came_about(family: Family, near: Professional, signed_in: SignedIn) -> None:
    voice = make_child_voice(
        family, near, present="Nanna Lyng", interpreter="phone", interpreter_name="Tolkegruppen",
        may_show="yes", may_show_to="mor, ikke Ifrah",
    )  # fmt: skip
    shown = text(signed_in(near).get(url(voice)))
    for words in ("Nanna Lyng", "Tolkegruppen", "mor, ikke Ifrah", "Kan ses af: Birgitte Ørum, Mette Krogh"):
        assert words in shown


@pytest.mark.demand("S55")
def test_told_and_heard_before_a_placement_stands_there_dated(
    family: Family, near: Professional, signed_in: SignedIn
) -> None:
    in_a_week = clock.today() + timedelta(days=7)
    voice = make_child_voice(family, near, placement_on=in_a_week, told_on=clock.today())
    member = reverse("families:show_member", args=[family.pk, voice.child_id])
    for page in (url(voice), member):
        assert "fortalt og hørt forinden" in text(signed_in(near).get(page))


def test_its_history_tells_who_changed_what(family: Family, near: Professional, signed_in: SignedIn) -> None:
    voice = make_child_voice(family, near)
    voice.change(by=near, worries="At vi skal flytte til Køge.")
    shown = text(signed_in(near).get(url(voice, "show_child_voice_history")))
    assert "At vi skal flytte til Køge." in shown
    assert "Birgitte Ørum" in shown


def test_it_is_changed_by_who_heard_it_and_never_over_somebody_elses_words(
    family: Family, near: Professional, leader: Professional, signed_in: SignedIn
) -> None:
    voice = make_child_voice(family, near)
    change = url(voice, "change_child_voice")
    form = signed_in(near).get(change).context["form"]
    sent = {name: form[name].value() for name in form.fields if form[name].value() not in (None, "")}
    signed_in(leader).post(change, {**sent, "worries": "At vi flytter."})
    answer = signed_in(near).post(change, {**sent, "worries": "At vi skal flytte igen."})
    assert "At vi flytter." in text(answer)
    assert "At vi skal flytte igen." in text(answer)
    assert "At vi flytter." in text(signed_in(near).get(url(voice)))


def test_it_asks_as_much_of_many_drawings_as_of_few(
    family: Family, near: Professional, signed_in: SignedIn
) -> None:
    voice = make_child_voice(family, near)
    make_drawing(voice, near)
    client = signed_in(near)

    def queries() -> int:
        client.get(url(voice))
        with CaptureQueriesContext(connection) as asked:
            client.get(url(voice))
        assert not any('"safety_drawing"."content"' in each["sql"] for each in asked)
        return len(asked)

    before = queries()
    for _number in range(4):
        make_drawing(voice, near)
        voice.release(by=near, answer="yes", reason="x", members=[family.members.get(name="Hodan")])
    assert queries() <= before + 2  # to whom: of all releases at once
