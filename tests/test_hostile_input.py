"""Whatever is sent to any page, by mistake or on purpose: an answer, never an error page, never a script.

All of it with THOROUGH=1, as in .ci/run; else each form and page meets some of it, and all of them each kind.
"""

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import count, cycle, islice
from typing import Any, TypeVar
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import transaction
from django.forms import BaseForm, CharField, DateField, EmailField, Field, IntegerField, TimeField
from django.test import Client

from families.models import Professional
from tests.test_every_route import (  # noqa: F401
    EXAMPLES,
    OWN_ALONE,
    Cast,
    cast,
    expected,
    marked,
    path_of,
    undone,
    valid_post,
    words,
    world,
)
from tests.world import World

T = TypeVar("T")
IS_THOROUGH = bool(os.environ.get("THOROUGH"))

SCRIPT = """<script>alert("hostile")</script>"""
BREAKOUT = """"'><img src=x onerror=alert('hostile')>"""
RAW = (b"<script>alert(", b"<img src=x")

TEXTS = {
    "a NUL byte": "a\x00b",
    "200 kB": "å" * 100_000,
    "emoji": "👩‍👩‍👧‍👦🏳️‍🌈" * 5,
    "text that turns around": "\u202eabc\u202c\u2067def\u2069",
    "a script": SCRIPT,
    "quotes": BREAKOUT,
    "a template": "{{ settings.SECRET_KEY }}{% load %}%(name)s %s {0}",
    "only spaces": " \t\r\n ",
}
DATES = ("0001-01-01", "9999-12-31", "31.02.2026", "25:61")
NUMBERS = ("-1", "9" * 40, "NaN", "1e309")
KEYS = ("None", str(uuid4()), "2f7c-")
WHATEVER = (SCRIPT, "\x00", ["1", "2", "x\x00"])
# What views read past their form.
UNASKED = ("outcome", "nothing", "way", "next", "draft", "add_member", "discard_draft", "members-TOTAL_FORMS")
READ_FROM_QUERIES = (
    "page",
    "week",
    "member",
    "person",
    "sector",
    "goal",
    "since",
    "until",
    "q",
    "next",
    "who",
    "seed",
    "former",
    "number",
)
QUERIES = {
    "wrong": {"page": "-1", "week": "x", "member": "None", "goal": "1", "since": "31.02.2026", "q": "%"},
    "NUL bytes": dict.fromkeys(READ_FROM_QUERIES, "\x00"),
    "far": {"page": "9" * 9, "week": "0001-W01", "since": "0001-01-01", "until": "9999-12-31", "q": "å" * 99},
    "farther": {"week": "9999-W53", "page": "1e3", "q": "_%\\'\";--", "next": "//example.com"},
    "keys": {"week": "2026-W99", "member": str(uuid4()), "q": BREAKOUT, "next": "data:,1"},
    "a script": dict.fromkeys(READ_FROM_QUERIES, SCRIPT),
}  # fmt: skip


class InTurns:
    """Hands out some of many, going on where it stopped: who asks often enough has met them all."""

    def __init__(self) -> None:
        self.turn = count()

    def some(self, many: Sequence[T], number: int) -> Iterable[T]:
        number *= 2 if IS_THOROUGH else 1
        if len(many) <= number:
            return many
        return [many[next(self.turn) % len(many)] for _each in range(number)]


@dataclass
class Asked:
    """A page that takes something, a valid answer to it, and which of its fields are typed as text."""

    name: str
    url: str
    client: Client
    valid: dict[str, Any]
    typed: set[str]
    chosen: dict[str, tuple[Any, ...]]  # what to try in each of the others


@pytest.fixture
def pages(
    cast: Cast,  # noqa: F811
    world: World,  # noqa: F811
    words: dict[str, Any],  # noqa: F811
    signed_in: Callable[[Professional], Client],
) -> list[tuple[str, str, Client]]:
    """Each marked route by name, with its address and somebody whom the door lets in."""
    clients = {role: signed_in(person) for role, person in cast.items()}
    found = []
    for name, path, view in marked():
        roles = (
            ("near",) if name in OWN_ALONE else ("coordinator", "administrator", "leader", "dpo", *clients)
        )
        role = next(role for role in roles if expected(name, path, view, role, cast[role], world) is None)
        found.append((name, path_of(name, path, world, words), clients[role]))
    return found


@pytest.fixture
def forms(pages: list[tuple[str, str, Client]], words: dict[str, Any]) -> list[Asked]:  # noqa: F811
    """Each form once, though several pages may show it."""
    found, seen = [], set()
    for name, url, client in pages:
        if EXAMPLES[name].post is None:
            continue
        form = getattr(client.get(url), "context", None) or {}
        form = form.get("form") if EXAMPLES[name].get else None
        if form is not None and type(form) in seen:
            continue
        seen.add(type(form))
        fields = [(bound.html_name, bound.field) for bound in form or ()]
        rows = getattr(form, "members", ())
        fields += [
            (bound.html_name, bound.field) for row in rows if isinstance(row, BaseForm) for bound in row
        ]
        typed = {name for name, field in fields if type(field) in {CharField, EmailField}}
        chosen = {name: worst_of(field) for name, field in fields if name not in typed}
        valid = undone(partial(valid_post, client, url, EXAMPLES[name], words))
        found.append(Asked(name, url, client, valid, typed, chosen))
    return found


def worst_of(field: Field) -> tuple[Any, ...]:
    if isinstance(field, (DateField, TimeField)):
        return (*DATES, *WHATEVER)
    return (*(NUMBERS if isinstance(field, IntegerField) else KEYS), *WHATEVER)


def fault(client: Client, method: str, url: str, data: Any, *, follow: bool = False) -> str:
    """What went wrong with an answer, or nothing; whatever it did is taken back."""
    try:
        with transaction.atomic():
            response = getattr(client, method)(url, data, follow=follow)
            content = response.getvalue()
            transaction.set_rollback(True)
    except Exception as error:
        return f"{type(error).__name__}: {str(error)[:200]}"
    finally:
        cache.clear()
    if response.status_code >= 500:
        return str(response.status_code)
    return next((f"raw {raw!r}" for raw in RAW if raw in content), "")


def test_any_text_in_any_form(forms: list[Asked]) -> None:
    """All that is typed as text at once, the rest valid, so that it reaches the verb and the next page."""
    wrong = []
    turns = InTurns()
    for form in forms:
        for what, text in turns.some(list(TEXTS.items()), 3):
            if form.typed and (
                said := fault(
                    form.client, "post", form.url, form.valid | dict.fromkeys(form.typed, text), follow=True
                )
            ):
                wrong.append(f"{form.name}, {what}: {said}")

    assert not wrong, "\n".join(wrong)


def test_any_value_in_any_choice_number_or_date(forms: list[Asked]) -> None:
    """Each field in its turn, the rest valid; the values take turns too: all meet every kind of field."""
    wrong = []
    values_of: dict[str, Any] = {}
    for form in forms:
        for field, values in form.chosen.items():
            turning = values_of.setdefault(str(values), cycle(values))
            for value in islice(turning, 3 if IS_THOROUGH else 1):
                if said := fault(form.client, "post", form.url, form.valid | {field: value}):
                    wrong.append(f"{form.name}, {field}={str(value)[:40]}: {said}")

    assert not wrong, "\n".join(wrong)


def test_fields_that_are_missing_or_all_wrong(forms: list[Asked]) -> None:
    wrong = []
    left_outs, alls, unasked = InTurns(), InTurns(), InTurns()
    for form in forms:
        everything = {*form.valid, *form.typed, *form.chosen}
        answers: list[dict[str, Any]] = [{}]
        for left_out in left_outs.some(list(form.valid), 2):
            answers.append({name: value for name, value in form.valid.items() if name != left_out})
        for value in alls.some((DATES[0], NUMBERS[1], KEYS[1], *WHATEVER), 2):
            answers.append(dict.fromkeys(everything, value))
        for value in unasked.some(WHATEVER, 1):
            answers.append(form.valid | dict.fromkeys(UNASKED, value))
        for answer in answers:
            if said := fault(form.client, "post", form.url, answer):
                wrong.append(f"{form.name}, {str(answer)[:200]}: {said}")

    assert not wrong, "\n".join(wrong)


def test_any_query_on_any_page(pages: list[tuple[str, str, Client]]) -> None:
    wrong = []
    turns = InTurns()
    for name, url, client in pages:
        if EXAMPLES[name].get:
            for what, query in turns.some(list(QUERIES.items()), 2):
                if said := fault(client, "get", url, query):
                    wrong.append(f"{name}, {what}: {said}")

    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("text", [*TEXTS.values(), "\x00@example.dk"])
def test_any_text_on_the_way_in(text: str, db: None) -> None:
    """The pages that anybody may post to."""
    client = Client()
    for path in ("/accounts/login/", "/accounts/password/reset/", "/language/", "/demo/sign-in/"):
        answer = dict.fromkeys(("login", "password", "email", "language", "next"), text)
        assert fault(client, "post", path, answer) == ""
        assert fault(client, "get", path, answer) == ""


def test_a_key_of_the_address_may_be_anything(pages: list[tuple[str, str, Client]]) -> None:
    client = pages[0][2]
    for path in (
        "/families/None/",
        f"/families/{uuid4()}/plan/",
        "/families/%00/",
        "/families/../admin/",
        "/%F0%28/",
    ):
        assert fault(client, "get", path, {}) == ""
