"""A question's SQL is written once; what it asks about is filled in each time."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
import time_machine
from django.db import models

from families.models import Family, Involvement, Professional, Tier
from roskilde import clock
from roskilde.questions import Question, asked_often
from tests.bench.in_process import counting


def standing(family: UUID, tier: Tier | None = None) -> "models.QuerySet[Involvement]":
    found = Involvement.objects.open().filter(family=family).order_by("pk")
    return found.filter(tier=tier) if tier else found


def test_it_finds_what_the_queryset_finds(
    family: Family, leader: Professional, near: Professional, peripheral: Professional
) -> None:
    ask = Question(standing)
    for tier in (None, *Tier):
        assert ask(family.pk, tier) == list(standing(family.pk, tier))
    assert len(ask(family.pk, None)) == 4


def test_each_key_is_asked_about_anew(family: Family, near: Professional) -> None:
    ask = asked_often(standing)
    assert ask(family.pk)
    assert ask(uuid4()) == []
    assert {each.family_id for each in ask(family.pk)} == {family.pk}


def test_it_is_asked_at_the_moment_it_is_asked(
    family: Family, coordinator: Professional, near: Professional
) -> None:
    ask = Question(standing)
    involvement = family.involvements.get(professional=near)
    assert involvement in ask(family.pk)
    involvement.end(by=coordinator, reason="staff")
    assert involvement not in ask(family.pk)
    with time_machine.travel(clock.now() - timedelta(days=1), tick=False):
        assert ask(family.pk) == []


def test_what_ends_by_itself_is_gone_that_second(family: Family, stranger: Professional) -> None:
    ask = Question(standing)
    involvement = family.open_in_emergency(by=stranger, reason="Skolen ringede, og ingen i kernen svarer.")
    assert involvement.until
    with time_machine.travel(involvement.until - timedelta(seconds=1), tick=False):
        assert involvement in ask(family.pk)
    with time_machine.travel(involvement.until, tick=False):
        assert involvement not in ask(family.pk)


def test_a_list_of_keys_is_filled_in_too(family: Family, coordinator: Professional) -> None:
    ask = Question(lambda keys: Family.objects.filter(pk__in=keys))
    assert ask((uuid4(), family.pk)) == [family]
    assert ask((uuid4(), uuid4())) == []
    assert ask((family.pk,)) == [family]
    assert ask(()) == []


def test_one_statement_is_sent(family: Family) -> None:
    ask = Question(standing)
    ask(family.pk)
    with counting() as sent:
        ask(family.pk)
    assert len(sent) == 1


def test_a_key_or_a_moment_of_once_is_refused(family: Family) -> None:
    of_one_family = Question(lambda: Involvement.objects.filter(family=family))
    of_one_moment = Question(lambda: Involvement.objects.filter(since__lte=clock.now() - timedelta(days=1)))
    of_one_day = Question(lambda: Family.objects.filter(enrolled_on__lte=clock.today() - timedelta(days=1)))
    for ask in (of_one_family, of_one_moment, of_one_day):
        with pytest.raises(TypeError, match="for ever"):
            ask()


def test_nothing_may_be_asked_while_it_is_written(family: Family) -> None:
    ask = Question(lambda key: Involvement.objects.filter(family=Family.objects.get(pk=key)))
    with pytest.raises(TypeError, match="asks the database"):
        ask(family.pk)


@pytest.mark.parametrize("given", ["Warsame", ["a"], object()])
def test_what_people_type_is_no_question_of_its_own(given: Any) -> None:
    with pytest.raises(TypeError, match="no key"):
        Question(lambda words: Family.objects.filter(name=words))(given)


def test_only_so_many_are_kept(family: Family, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("roskilde.questions.MOST_SHAPES", 2)
    ask = Question(lambda key, most: Family.objects.filter(pk=key)[:most])
    for most in (1, 2, 3, 1):
        assert ask(family.pk, most) == [family]
