"""What is measured without a network: pages through the whole middleware, the door alone, a save."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from wsgiref.util import setup_testing_defaults

from django.core.wsgi import get_wsgi_application
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import resolve, reverse

from families.accounts import SignIn
from families.door import Door
from families.models import Professional
from masterplans.models import Masterplan
from roskilde import clock
from safety.models import FollowUp
from tests.bench.readers import Reader

HOST = "localhost"
# What begins and ends a transaction is no question to the database.
_AROUND = re.compile(r"\s*(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE)", re.IGNORECASE)


def cookie_of(person: Professional) -> str:
    """The cookie that a browser sends once this person has signed in."""
    client = Client(HTTP_HOST=HOST)
    client.force_login(person, backend="families.accounts.SignIn")
    return f"sessionid={client.cookies['sessionid'].value}"


class Server:
    """Answers requests in this process, as a worker of the web server does: the connection is kept."""

    def __init__(self) -> None:
        self.application = get_wsgi_application()

    def get(self, url: str, cookie: str) -> bytes:
        environ: dict[str, Any] = {"HTTP_HOST": HOST, "PATH_INFO": url, "HTTP_COOKIE": cookie}
        setup_testing_defaults(environ)
        answered: list[str] = []

        def start(status: str, headers: Any, failed: Any = None, /) -> Callable[[bytes], object]:
            answered.append(status)
            return lambda written: None

        answer = self.application(environ, start)
        body = b"".join(answer)
        answer.close()
        if not answered[0].startswith("200"):
            raise SystemExit(f"{url} answered {answered[0]}: there is nothing to measure.")
        return body


@contextmanager
def counting() -> Iterator[list[str]]:
    """The statements that are sent, without what begins and ends transactions."""
    sent: list[str] = []

    def count(execute: Callable[..., Any], statement: str, *rest: Any) -> Any:
        if not _AROUND.match(statement):
            sent.append(statement)
        return execute(statement, *rest)

    with connection.execute_wrapper(count):
        yield sent


def door_of(reader: Reader) -> Callable[[], None]:
    """May I see this family? Asked and written down, as before every one of its pages."""
    url = reverse("families:show_family", args=[reader.family.pk])
    request: Any = RequestFactory(HTTP_HOST=HOST).get(url)
    request.user = SignIn().get_user(reader.person.pk)
    request.resolver_match = match = resolve(url)
    door = Door(lambda request: HttpResponse())

    def ask() -> None:
        assert door.process_view(request, match.func, match.args, dict(match.kwargs)) is None

    return ask


def saves_of(reader: Reader) -> dict[str, Callable[[], None]]:
    """The same row saved in a transaction, with its history and without."""
    plan = Masterplan.objects.get(family=reader.family)

    def plainly() -> None:
        vars(plan).update(skip_history_when_saving=True)
        try:
            with transaction.atomic():
                plan.save(by=reader.person)
        finally:
            del vars(plan)["skip_history_when_saving"]

    def with_history() -> None:
        with transaction.atomic():
            plan.save(by=reader.person)

    return {"plain save": plainly, "save with history": with_history}


def transactions_of_a_deed(reader: Reader) -> int:
    """How many transactions one deed with history takes: what is committed, and what is written outside."""
    outside: list[str] = []

    def notice(execute: Callable[..., Any], statement: str, *rest: Any) -> Any:
        is_write = statement.lstrip()[:6].upper() in ("INSERT", "UPDATE", "DELETE")
        if is_write and not connection.in_atomic_block:
            outside.append(statement)
        return execute(statement, *rest)

    before, connection.force_debug_cursor = connection.force_debug_cursor, True
    connection.queries_log.clear()
    try:
        with connection.execute_wrapper(notice):
            FollowUp.arrange(reader.family, by=reader.person, on=clock.today() + timedelta(weeks=6))
    finally:
        connection.force_debug_cursor = before
    committed = sum(entry["sql"] == "COMMIT" for entry in connection.queries_log)
    return committed + len(outside)
