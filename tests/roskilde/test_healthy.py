"""Whoever keeps the product running asks it whether it can answer."""

from collections.abc import Callable

import pytest
from django.db import DatabaseError, connection
from django.test import Client


def test_it_says_ok_to_anybody(db: None) -> None:
    answer = Client().get("/healthy/")
    assert (answer.status_code, answer.content) == (200, b"ok")
    assert "no-store" in answer.headers["Cache-Control"]


def test_without_its_database_it_is_not_well(db: None) -> None:
    def broken(execute: Callable[..., object], sql: str, *rest: object) -> None:
        raise DatabaseError(sql)

    with connection.execute_wrapper(broken):
        assert Client().get("/healthy/").status_code == 503


@pytest.mark.django_db
def test_search_engines_are_kept_out() -> None:
    assert b"Disallow: /\n" in Client().get("/robots.txt").content
    assert '<meta name="robots" content="noindex">' in Client().get("/accounts/login/").content.decode()
