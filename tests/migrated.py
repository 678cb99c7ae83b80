"""On SQLite the migrations run once and their outcome is kept; every later run begins with a copy of it.

Its name follows from the migrations and from all that they import: with the first change they run anew.
PostgreSQL, which is asked before a change lands, migrates every time.
"""

import fcntl
import hashlib
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.db.backends.signals import connection_created

ROOT = Path(__file__).parent.parent
IMPORTED = ("*/migrations/*.py", "roskilde/*.py", "requirements*.txt")


def kept(config: pytest.Config) -> Path | None:
    """Where the outcome of these migrations lies, or will lie; nowhere on PostgreSQL."""
    if not settings.DATABASES["default"]["ENGINE"].endswith("sqlite3") or config.getvalue("nomigrations"):
        return None
    found = hashlib.sha256(f"{sys.version} {sqlite3.sqlite_version}".encode())
    for path in sorted(path for pattern in IMPORTED for path in ROOT.glob(pattern)):
        found.update(f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes() + b"\0")
    assert config.cache is not None
    return config.cache.mkdir("migrated") / f"{found.hexdigest()}.sqlite3"


@contextmanager
def migrating(config: pytest.Config) -> Iterator[None]:
    """The database that is created inside begins as a copy, or is kept for those who come after."""
    if (file := kept(config)) is None:
        yield
        return
    with file.with_name("lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not file.exists():
            yield
            _keep(file)
            return
    connection_created.connect(partial(_begin_with, file), weak=False, dispatch_uid=__name__)
    try:
        # Django migrates all the same: it finds nothing to do, and sees to the permissions.
        yield
    finally:
        connection_created.disconnect(dispatch_uid=__name__)


def _begin_with(file: Path, *, connection: Any, **_sender: Any) -> None:
    if not connection.introspection.table_names():
        copy_of(file, connection.connection)


def copy_of(file: Path, into: sqlite3.Connection) -> None:
    with closing(sqlite3.connect(file)) as laid:
        laid.backup(into)


def _keep(file: Path) -> None:
    assert "memory" in str(connection.settings_dict["NAME"]), "not the test database"
    for old in file.parent.glob("*.sqlite3*"):
        old.unlink()
    begun = file.with_suffix(".begun")
    connection.ensure_connection()
    with closing(sqlite3.connect(begun)) as keeping:
        connection.connection.backup(keeping)
    begun.rename(file)
