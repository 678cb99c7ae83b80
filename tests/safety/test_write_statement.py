"""Something is put into the map: in somebody's name, from nothing, from a line or from an answer."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from families.models import Becoming, Family, Professional
from roskilde import clock
from safety.models import Answer, Category, FollowUp, Question, Statement
from tests.makers import make_family, make_line, make_statement
from tests.masterplans.asking import as_shown, errors, text

SignedIn = Callable[[Professional], Client]


def url(family: Family, **query: object) -> str:
    asked = "&".join(f"{name}={value}" for name, value in query.items())
    return f"{reverse('safety:write_statement', args=[family.pk])}?{asked}"


def post(family: Family, **changes: Any) -> dict[str, Any]:
    mother, child = family.members.order_by("born_on")[:2]
    fields = {
        "category": "danger",
        "speaker": mother.pk,
        "about": [child.pk],
        "words": "Hodan er bekymret for, at Zakariye bliver hjemme, så han mister sin klasse.",
        "on": str(clock.today()),
        "visibility": "near",
    }
    return {**fields, **changes}


def only(family: Family, reader: Professional) -> Statement:
    statement: Statement = family.statements.visible_to(reader).get()
    return statement


def test_it_is_said_by_one_person_and_written_by_another(
    family: Family, near: Professional, signed_in: SignedIn
) -> None:
    answer = signed_in(near).post(url(family), post(family))
    statement = only(family, near)
    mother, child = family.members.order_by("born_on")[:2]
    assert answer["Location"] == statement.get_absolute_url()
    assert (statement.speaker, statement.author, list(statement.about.all())) == (mother, near, [child])


def test_the_column_says_what_it_can_be(family: Family, near: Professional, signed_in: SignedIn) -> None:
    client = signed_in(near)
    form = client.get(url(family, column="working")).context["form"]
    assert {value for value, _label in form.fields["category"].choices} == {"strength", "safety"}
    form = client.get(url(family, column="worried")).context["form"]
    assert {value for value, _label in form.fields["category"].choices} == {
        "past_harm",
        "danger",
        "complicating",
    }


def test_a_danger_names_a_child_and_past_harm_its_day(
    family: Family, near: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(near)
    assert "about" in errors(client.post(url(family), post(family, about=[])))
    assert "happened_on" in errors(client.post(url(family), post(family, category="past_harm")))
    on = str(clock.today() - timedelta(days=100))
    client.post(url(family), post(family, category="past_harm", happened_on=on))
    assert str(only(family, near).happened_on) == on


def test_safety_has_been_seen(family: Family, near: Professional, signed_in: SignedIn) -> None:
    client = signed_in(near)
    answer = client.post(url(family), post(family, category="safety"))
    assert {"saw_on", "saw", "saw_words"} <= set(errors(answer))
    with pytest.raises(ValidationError):
        make_statement(family, near, category=Category.SAFETY)
    seen = {"saw_on": str(clock.today()), "saw": near.pk, "saw_words": "Hun gik ned i gården."}
    client.post(url(family), post(family, category="safety", **seen))
    (occasion,) = only(family, near).occasions.all()
    assert (occasion.speaker, occasion.words) == (near, "Hun gik ned i gården.")


def test_what_works_is_put_beside_the_worry_it_answers(
    family: Family, near: Professional, signed_in: SignedIn
) -> None:
    danger = make_statement(family, near)
    client = signed_in(near)
    shown = client.get(url(family, column="working", danger=danger.pk))
    client.post(
        url(family, column="working", danger=danger.pk),
        as_shown(shown, **post(family, category="strength", words="De spiser sammen.")),
    )
    strength = family.statements.visible_to(near).get(category="strength")
    assert list(strength.beside.visible_to(near)) == [danger]


def test_sent_twice_it_is_one(family: Family, near: Professional, signed_in: SignedIn) -> None:
    client = signed_in(near)
    first = client.post(url(family), post(family))
    assert client.post(url(family), post(family))["Location"] == first["Location"]
    assert family.statements.visible_to(near).count() == 1


@pytest.mark.demand("R62")
def test_a_line_becomes_a_worry_with_its_words_author_and_date(
    family: Family, near: Professional, signed_in: SignedIn
) -> None:
    child = family.members.order_by("born_on")[1]
    line = make_line(family, near, text="Zakariye sov i timen igen.", about=child, visibility="sector")
    line.become(Becoming.CONCERN, by=near)
    client = signed_in(near)
    shown = client.get(url(family, line=line.pk))
    form = shown.context["form"]
    assert form["words"].value() == line.text
    assert form.initial["speaker"] == near
    assert form.initial["visibility"] == "sector"
    client.post(url(family, line=line.pk), as_shown(shown, category="danger"))
    statement = only(family, near)
    assert (statement.line, statement.words, statement.speaker) == (line, line.text, near)
    assert statement.visibility == "sector"
    assert list(statement.about.all()) == [child]
    assert client.get(url(family, line=line.pk))["Location"] == statement.get_absolute_url()
    assert reverse("safety:write_statement", args=[family.pk]) in text(client.get(line.get_absolute_url()))


def test_only_the_author_and_the_core_say_what_a_line_becomes(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    line = make_line(family, coordinator)
    assert signed_in(near).get(url(family, line=line.pk)).status_code == 403
    other = make_line(make_family(coordinator, "Haidari"), coordinator)
    assert signed_in(near).get(url(family, line=other.pk)).status_code == 404


def test_an_answer_is_taken_up_into_the_map(family: Family, near: Professional, signed_in: SignedIn) -> None:
    mother = family.members.order_by("born_on")[0]
    follow_up = FollowUp.arrange(family, by=near, on=clock.today())
    follow_up.begin(by=near)
    answer = Answer.say(
        follow_up, Question.BETTER, by=near, speaker=mother, words="Vi sover om natten.", visibility="near"
    )
    client = signed_in(near)
    shown = client.get(url(family, answer=answer.pk))
    client.post(url(family, answer=answer.pk), as_shown(shown, category="strength"))
    statement = only(family, near)
    answer.refresh_from_db()
    assert (statement.answer, statement.speaker, statement.words) == (answer, mother, "Vi sover om natten.")
    assert answer.taken_up_by == near


def test_a_speaker_and_a_child_of_another_family_are_no_choice(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    stranger = make_family(coordinator, "Haidari").members.all()[0]
    answer = signed_in(near).post(url(family), post(family, speaker=stranger.pk, about=[stranger.pk]))
    assert {"speaker", "about"} <= set(errors(answer))


# -- Advice, and danger --------------------------------------------------------------------------------------


def test_advice_is_given_while_it_is_written_and_after(
    family: Family, near: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(near)
    words = "Forvaltningen ser omsorgssvigt."
    fragment = client.post(
        reverse("safety:advise_statement", args=[family.pk]), {"words": words, "category": "danger"}
    )
    assert "Hvem er bekymret?" in text(fragment)
    assert "omsorgssvigt" in text(fragment)
    saved = client.post(url(family), post(family, words=words), follow=True)
    assert "Hvem er bekymret?" in text(saved)
    assert only(family, near).words == words


def test_what_sounds_like_a_child_in_danger_says_what_to_do(
    family: Family, near: Professional, signed_in: SignedIn
) -> None:
    answer = signed_in(near).post(url(family), post(family, words="Far slår Zakariye."), follow=True)
    assert "112" in " ".join(map(str, answer.context["messages"]))
