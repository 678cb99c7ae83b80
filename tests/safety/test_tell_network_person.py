"""Somebody in the network is told more and moves inwards: by whom, since when, and what was agreed to."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from families.models import Family, Knows, Professional
from roskilde import clock
from safety.models import Move
from tests.makers import make_network_person
from tests.masterplans.asking import cost, errors, text
from tests.safety.closing import SignedIn, url


def test_they_know_more_from_a_day_on(family: Family, near: Professional, signed_in: SignedIn) -> None:
    person = make_network_person(
        family, near, name="Per", knows="not_yet", why_not_yet="Han ønsker det ikke."
    )
    mother = family.members.get(name="Hodan")
    post = {"knows": "some", "speaker": mother.pk, "agreed": "Kun om skolen.", "on": "2026-01-05"}
    answer = signed_in(near).post(url("tell_network_person", family, person.pk), post)
    assert answer["Location"] == url("show_safety_network", family)
    person.refresh_from_db()
    (move,) = person.moves.all()
    assert (person.knows, person.why_not_yet) == (Knows.SOME, "")
    assert (move.before, move.after, move.speaker, str(move.on)) == ("not_yet", "some", mother, "2026-01-05")
    assert person.history.first().history_change_reason == "Kun om skolen."
    shown = text(signed_in(near).get(url("show_safety_network", family)))
    assert "Kun om skolen." in shown


def test_only_what_lies_further_in_can_be_chosen(
    family: Family, near: Professional, signed_in: SignedIn
) -> None:
    person = make_network_person(family, near, knows="some")
    form = signed_in(near).get(url("tell_network_person", family, person.pk)).context["form"]
    assert [value for value, _label in form.fields["knows"].choices] == ["all"]
    for knows in ("some", "not_yet"):
        with pytest.raises(ValidationError):
            Move.tell(person, by=near, told_by=near, knows=knows, agreed="Ja.")


def test_who_knows_it_all_is_told_no_more(family: Family, near: Professional, signed_in: SignedIn) -> None:
    person = make_network_person(family, near, knows="all")
    assert signed_in(near).get(url("tell_network_person", family, person.pk)).status_code == 404
    shown = text(signed_in(near).get(url("show_safety_network", family)))
    assert "Hvem skal vide mere" not in shown


@pytest.mark.parametrize("missing", ["knows", "speaker", "agreed", "on"])
def test_nothing_is_told_that_was_not_agreed(
    missing: str, family: Family, near: Professional, signed_in: SignedIn
) -> None:
    person = make_network_person(family, near, knows="some")
    post = {"knows": "all", "speaker": near.pk, "agreed": "Ja.", "on": "2026-01-05", missing: ""}
    assert missing in errors(signed_in(near).post(url("tell_network_person", family, person.pk), post))
    assert not person.moves.exists()


def test_nobody_is_told_tomorrow_or_after_they_left(family: Family, near: Professional) -> None:
    person = make_network_person(family, near, knows="some")
    with pytest.raises(ValidationError):
        Move.tell(
            person, by=near, told_by=near, knows="all", agreed="Ja.", on=clock.today() + timedelta(days=1)
        )
    person.end(by=near, on=clock.today(), reason="Flyttet")
    with pytest.raises(ValidationError):
        Move.tell(person, by=near, told_by=near, knows="all", agreed="Ja.")


def test_whoever_must_not_know_yet_stands_on_no_paper(
    family: Family, near: Professional, signed_in: SignedIn
) -> None:
    make_network_person(family, near)
    make_network_person(family, near, name="Per", knows="not_yet", why_not_yet="Omar ønsker det ikke.")
    answer = signed_in(near).get(url("show_safety_network", family))
    on_paper = [mark.who.name for ring in answer.context["drawing_on_paper"].rings for mark in ring.marks]
    assert on_paper == ["Fatuma"]
    before, _heading, after = text(answer).partition('aria-labelledby="ring-not_yet"')
    assert after.startswith(' class="no-print"') or 'class="no-print"' in before.rpartition("<section")[2]
    assert "Omar ønsker det ikke." in after
    for page in ("print_safety_plan", "print_closure"):
        assert "Per" not in text(signed_in(near).get(url(page, family)))


def test_an_empty_network_asks_the_family(family: Family, near: Professional, signed_in: SignedIn) -> None:
    assert "hvem ville komme, hvis I ringede" in text(signed_in(near).get(url("show_safety_network", family)))


def test_many_cost_as_many_queries_as_one(family: Family, near: Professional, signed_in: SignedIn) -> None:
    page = url("show_safety_network", family)

    def one_more(number: int) -> None:
        person = make_network_person(family, near, name=f"Nabo {number}", knows="not_yet", why_not_yet="Nej")
        Move.tell(person, by=near, told_by=near, knows="some", agreed="Ja.")

    one_more(0)
    one = cost(signed_in(near), page)
    for number in range(1, 8):
        one_more(number)
    assert cost(signed_in(near), page) == one
