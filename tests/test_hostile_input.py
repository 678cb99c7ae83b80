"""Whatever is sent to any page, by mistake or on purpose: an answer, never an error page, never a script."""

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import transaction
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
    undone_data,
    words,
    world,
)
from tests.world import World

SCRIPT = """<script>alert("hostile")</script>"""
BREAKOUT = """"'><img src=x onerror=alert('hostile')>"""
RAW = (b"<script>alert(", b"<img src=x")

TEXTS = {
    "a NUL byte": "a\x00b",
    "200 kB": "å" * 100_000,
    "emoji": "👩‍👩‍👧‍👦🏳️‍🌈" * 5,
    "text that turns around": "\u202eabc\u202c\u2067def\u2069",
    "half a surrogate pair": "\udc80",
    "a script": SCRIPT,
    "quotes": BREAKOUT,
    "a template": "{{ settings.SECRET_KEY }}{% load %}%(name)s %s {0}",
    "only spaces": " \t\r\n ",
}
VALUES = {
    "the first year": "0001-01-01",
    "the last year": "9999-12-31",
    "a day that is not": "31.02.2026",
    "minus one": "-1",
    "a huge number": "9" * 40,
    "not a number": "NaN",
    "a power": "1e309",
    "None": "None",
    "nothing": "",
    "somebody else's key": str(uuid4()),
    "half a key": "2f7c-",
    "a script": SCRIPT,
    "a NUL byte": "\x00",
    "a list": ["1", "2", "x\x00"],
}
QUERIES = {
    "wrong": {"page": "-1", "week": "x", "member": "None", "goal": "1", "since": "31.02.2026", "until": "x", "q": "%"},
    "NUL bytes": dict.fromkeys(("page", "week", "member", "goal", "since", "until", "q", "next", "who", "seed"), "\x00"),
    "far": {"page": "9" * 30, "week": "0001-W01", "since": "0001-01-01", "until": "9999-12-31", "q": "å" * 3000},
    "farther": {"week": "9999-W53", "page": "1e3", "q": "_%\\'\";--", "next": "//example.com"},
    "keys": {"week": "2026-W99", "member": str(uuid4()), "goal": str(uuid4()), "q": SCRIPT, "next": "javascript:1"},
    "a script": dict.fromkeys(("page", "week", "member", "goal", "since", "q", "next", "who", "seed"), SCRIPT),
}  # fmt: skip


@pytest.fixture
def ask(
    cast: Cast,  # noqa: F811
    world: World,  # noqa: F811
    words: dict[str, Any],  # noqa: F811
    signed_in: Callable[[Professional], Client],
) -> "Asking":
    clients = {role: signed_in(person) for role, person in cast.items()}
    return Asking(cast, world, words, clients)


class Asking:
    """Asks each page as somebody whom the door lets in."""

    def __init__(
        self, people: Cast, family: World, keys: dict[str, Any], clients: dict[str, Client]
    ) -> None:
        self.people, self.family, self.keys, self.clients = people, family, keys, clients

    def routes(self) -> Iterator[tuple[str, str, Client]]:
        """Each marked route by name, with its address and somebody who may."""
        roles = ("coordinator", "administrator", "leader", "dpo")
        for name, path, view in marked():
            may = (
                role
                for role in (("near",) if name in OWN_ALONE else roles)
                if expected(name, path, view, role, self.people[role], self.family) is None
            )
            yield name, path_of(name, path, self.family, self.keys), self.clients[next(may)]

    def valid(self, name: str, url: str, client: Client) -> dict[str, Any]:
        return undone_data(client, url, EXAMPLES[name], self.keys)


def fault(client: Client, method: str, url: str, data: Any) -> str:
    """What went wrong with an answer, or nothing; whatever it did is taken back."""
    try:
        with transaction.atomic():
            response = getattr(client, method)(url, data, follow=True)
            content = response.getvalue()
            transaction.set_rollback(True)
    except Exception as error:  # noqa: BLE001
        return f"{type(error).__name__}: {str(error)[:200]}"
    finally:
        cache.clear()
    if response.status_code >= 500:
        return str(response.status_code)
    return next((f"raw {raw!r}" for raw in RAW if raw in content), "")


@pytest.mark.parametrize("what", TEXTS)
def test_any_text_in_any_form(what: str, ask: Asking) -> None:
    """All that is typed as text at once, with the rest valid, so that it reaches the verb and the next page."""
    wrong = []
    for name, url, client in ask.routes():
        if EXAMPLES[name].post is None:
            continue
        data = ask.valid(name, url, client)
        typed = {key: TEXTS[what] for key, value in data.items() if _is_typed(key, value)}
        if said := fault(client, "post", url, data | typed):
            wrong.append(f"{name} {sorted(typed)}: {said}")

    assert not wrong, "\n".join(wrong)


def _is_typed(name: str, value: Any) -> bool:
    chosen = {"language", "relation", "visibility", "whose", "field", "tier", "reason", "kind", "place_kind", "status"}
    return isinstance(value, str) and not value.replace("-", "").replace(":", "").isalnum() or (
        isinstance(value, str) and name.rpartition("-")[2] not in chosen and value.isalpha()
    )


@pytest.mark.parametrize("what", VALUES)
def test_any_value_in_any_field(what: str, ask: Asking) -> None:
    """Each field in its turn, the rest valid."""
    wrong = []
    for name, url, client in ask.routes():
        if EXAMPLES[name].post is None:
            continue
        data = ask.valid(name, url, client)
        for key in data:
            if said := fault(client, "post", url, data | {key: VALUES[what]}):
                wrong.append(f"{name} {key}: {said}")

    assert not wrong, "\n".join(wrong)
