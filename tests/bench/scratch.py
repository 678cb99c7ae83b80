"""A database that lives as long as the measuring: a file in a temporary folder, or one of PostgreSQL's."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg import sql


@contextmanager
def scratch_database() -> Iterator[str]:
    """Point DATABASE_URL at an empty database and give its kind; the one it named before is never touched."""
    asked = urlsplit(os.environ.get("DATABASE_URL", ""))
    if asked.scheme in ("postgres", "postgresql", "psql", "pgsql"):
        name = f"{asked.path.strip('/') or 'masterplan'}_bench_{os.getpid()}"
        server = asked._replace(scheme="postgresql", path="/postgres").geturl()
        _deed(server, "CREATE DATABASE {}", name)
        os.environ["DATABASE_URL"] = asked._replace(path=f"/{name}").geturl()
        try:
            yield "PostgreSQL"
        finally:
            _deed(server, "DROP DATABASE {} WITH (FORCE)", name)
        return
    with tempfile.TemporaryDirectory(prefix="masterplan-bench-") as folder:
        os.environ["DATABASE_URL"] = f"sqlite:///{Path(folder) / 'bench.sqlite3'}"
        yield "SQLite"


def _deed(server: str, statement: str, name: str) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(sql.Identifier(name)))
