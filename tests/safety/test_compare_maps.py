"""Two days of the map: what came, what changed, what ended."""

from collections.abc import Callable
from datetime import timedelta

import time_machine
from django.test import Client
from django.urls import reverse

from families.models import Family, Professional
from roskilde import clock
from safety.past import between
from tests.makers import make_statement
from tests.masterplans.asking import errors, text

SignedIn = Callable[[Professional], Client]


def url(family: Family) -> str:
    return reverse("safety:compare_maps", args=[family.pk])


def test_it_tells_what_came_changed_and_ended(
    family: Family, near: Professional, signed_in: SignedIn
) -> None:
    then = clock.now() - timedelta(days=20)
    with time_machine.travel(then, tick=False):
        kept = make_statement(family, near, words="Bliver stående.")
        changed = make_statement(family, near, words="Før.")
        ended = make_statement(family, near, words="Slutter.")
    changed.change(by=near, words="Efter.")
    ended.resolve(by=near, reason="Ikke mere.")
    came = make_statement(family, near, words="Nyt.")
    found = between(family, near, then.date(), clock.today())
    assert [each.key for each in found.came] == [came.pk]
    assert [(each.before.words, each.after.words) for each in found.changed] == [("Før.", "Efter.")]
    assert [(past.key, statement) for past, statement in found.ended] == [(ended.pk, ended)]
    shown = text(signed_in(near).get(f"{url(family)}?first={then.date()}&second={clock.today()}"))
    for words in ("Nyt.", "Før.", "Efter.", "Slutter.", "Ikke mere."):
        assert words in shown
    assert kept.words not in shown


def test_the_days_come_in_order_and_have_been(
    family: Family, near: Professional, signed_in: SignedIn
) -> None:
    client, today = signed_in(near), clock.today()
    answer = client.get(f"{url(family)}?first={today}&second={today - timedelta(days=1)}")
    assert "second" in errors(answer)
    answer = client.get(f"{url(family)}?first={today}&second={today + timedelta(days=1)}")
    assert "second" in errors(answer)


def test_what_was_for_other_eyes_then_is_not_told(
    family: Family, near: Professional, coordinator: Professional
) -> None:
    then = clock.now() - timedelta(days=20)
    with time_machine.travel(then, tick=False):
        statement = make_statement(family, coordinator, words="Kun os to.", visibility="core")
    statement.change(by=coordinator, words="Til alle.")
    statement.release("near", by=coordinator, reason="Aftalt med Hodan.")
    found = between(family, near, then.date(), clock.today())
    assert [each.words for each in found.came] == ["Til alle."]
    assert [
        each.before.words for each in between(family, coordinator, then.date(), clock.today()).changed
    ] == ["Kun os to."]
