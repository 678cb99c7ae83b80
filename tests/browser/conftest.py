"""A real Chromium before a real server: gunicorn with its own copy of the demo.

The demo is laid once for all workers of a run. Each worker has a server of its own, and each test a new copy
of the demo behind it, so that no test meets what another has done.
"""

import fcntl
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from django.conf import settings
from django.db import connections
from playwright.sync_api import Browser, BrowserContext, Page, Response, expect
from pytest_django import DjangoDbBlocker

from tests.migrated import copy_of, kept

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
# A Friday in the middle of the school year: every start page has something of today on it.
TODAY = "2026-11-20"
LAY = """import django
from django.core.management import call_command
django.setup()
call_command("migrate", interactive=False, verbosity=0)
call_command("demo", stdout=open("/dev/null", "w"))
"""
SERVED = "served"  # the copy's alias in Django's list of databases

WIDE = 1280
PHONE = 360


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    reason = ""
    if CHROMIUM is None:
        reason = "no Chromium on this machine (Debian: apt-get install chromium)"
    elif not os.environ.get("BROWSER"):
        reason = "a browser takes as long as all else: make test BROWSER=1, and always in .ci/run"
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("browser")
            if reason:
                item.add_marker(pytest.mark.skip(reason=reason))


# -- Chromium ------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """The machine's own Chromium, which asks nobody on the internet for anything."""
    # Playwright's loop stays in the thread after it started; Django would take every later test in this
    # worker for asynchronous code and refuse to ask the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    return {
        "executable_path": CHROMIUM,
        "chromium_sandbox": False,
        "args": [
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-domain-reliability",
            "--disable-sync",
            "--no-first-run",
            "--no-pings",
        ],
    }


# -- The demo ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Copies:
    """Where the laid demo lies, and how it is copied: a file on SQLite, a template on PostgreSQL."""

    folder: Path
    run: str

    @property
    def is_sqlite(self) -> bool:
        return bool(settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"))

    def place(self, name: str) -> str:
        """The file, or the database's name."""
        return str(self.folder / f"{name}.sqlite3") if self.is_sqlite else f"browser_{self.run}_{name}"

    def url(self, name: str) -> str:
        if self.is_sqlite:
            return f"sqlite:///{self.place(name)}"
        return urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{self.place(name)}"))

    def lay(self, migrated: Path | None) -> None:
        if not self.is_sqlite:
            self.ask_postgres(f"CREATE DATABASE {self.place('demo')}")
        elif migrated and migrated.exists():
            with closing(sqlite3.connect(self.place("demo"))) as begun:
                copy_of(migrated, begun)
        subprocess.run([sys.executable, "-c", LAY], cwd=ROOT, env=self.environment("demo"), check=True)

    def copy(self, name: str) -> None:
        """Lay the copy anew, whatever became of it."""
        if self.is_sqlite:
            # Never the file itself: a page that is just closing may still be saving its draft into it.
            with closing(sqlite3.connect(self.place(name), timeout=30)) as copied:
                copy_of(Path(self.place("demo")), copied)
        else:
            self.drop(name)
            self.ask_postgres(f"CREATE DATABASE {self.place(name)} TEMPLATE {self.place('demo')}")

    def drop(self, name: str) -> None:
        if self.is_sqlite:
            for path in self.folder.glob(f"{name}.sqlite3*"):
                path.unlink()
        else:
            self.ask_postgres(f"DROP DATABASE IF EXISTS {self.place(name)} WITH (FORCE)")

    def ask_postgres(self, sql: str) -> None:
        address = urlunsplit(
            urlsplit(os.environ["DATABASE_URL"])._replace(scheme="postgresql", path="/postgres")
        )
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(sql.encode())

    def environment(self, name: str) -> dict[str, str]:
        kept = {
            key: value
            for key, value in os.environ.items()
            if key not in {"REDIS_URL", "EMAIL_URL", "BASE_URL"}
        }
        return kept | {
            "DJANGO_SETTINGS_MODULE": "tests.browser.served",
            "BROWSER_STATE": str(self.folder),
            "DATABASE_URL": self.url(name),
            "CONN_MAX_AGE": "0",
            "DEMO": "1",
            "TODAY": TODAY,
            "SECRET_KEY": settings.SECRET_KEY,
            "PYTHONPATH": str(ROOT),
        }


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    with (folder / "lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@pytest.fixture(scope="session")
def laid_demo(
    pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory, testrun_uid: str
) -> Iterator[Copies]:
    """The demo, laid by the first worker that needs it and taken away by the last."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "browser"
    folder.mkdir(exist_ok=True)
    copies, users = Copies(folder, testrun_uid[:8]), folder / "users"
    with locked(folder):
        count = int(users.read_text()) if users.exists() else 0
        if count == 0:
            copies.lay(kept(pytestconfig))
        users.write_text(str(count + 1))
    yield copies
    with locked(folder):
        count = int(users.read_text()) - 1
        users.write_text(str(count))
        if count == 0:
            copies.drop("demo")


@dataclass(frozen=True)
class Served:
    """A running server and the database behind it."""

    url: str
    copies: Copies
    name: str
    blocker: DjangoDbBlocker

    @contextmanager
    def rows(self) -> Iterator[str]:
        """Look into the server's database: the alias to ask under."""
        with self.blocker.unblock():
            try:
                yield SERVED
            finally:
                connections[SERVED].close()


@pytest.fixture(scope="session")
def server(laid_demo: Copies, django_db_blocker: DjangoDbBlocker) -> Iterator[Served]:
    """One server for all tests of a worker; it keeps no connection, so that its database can be laid anew."""
    name = os.environ.get("PYTEST_XDIST_WORKER", "alone")
    laid_demo.copy(name)
    listening = socket.create_server(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{listening.getsockname()[1]}"
    log = (laid_demo.folder / f"{name}.log").open("wb")
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "--config", "roskilde/gunicorn.py",
         "--bind", f"fd://{listening.fileno()}", "--worker-tmp-dir", str(laid_demo.folder),
         "--workers", "1", "--worker-class", "gthread", "--threads", "4"],
        cwd=ROOT,
        env=laid_demo.environment(name),
        pass_fds=[listening.fileno()],
        stdout=log,
        stderr=log,
    )  # fmt: skip
    listening.close()
    connections.databases[SERVED] = connections.databases["default"] | {"NAME": laid_demo.place(name)}
    try:
        wait_for(f"{url}/healthy/", process, Path(log.name))
        yield Served(url, laid_demo, name, django_db_blocker)
    finally:
        process.terminate()
        process.wait(timeout=30)
        log.close()
        with suppress(AttributeError):  # nobody has looked into it
            del connections[SERVED]
        del connections.databases[SERVED]
        laid_demo.drop(name)


@pytest.fixture
def served(server: Served) -> Served:
    """The server with the demo as it was laid."""
    server.copies.copy(server.name)
    return server


def wait_for(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        assert server.poll() is None, log.read_text()
        try:
            with urllib.request.urlopen(url, timeout=30):
                return
        except urllib.error.URLError:
            time.sleep(0.1)
    raise AssertionError(f"{url} does not answer.\n{log.read_text()}")


# -- Pages ---------------------------------------------------------------------------------------------------

OpenPage = Callable[..., Page]


@pytest.fixture
def troubles() -> Iterator[list[str]]:
    """What a browser complains of while a test runs fails the test; one that provokes it clears the list."""
    found: list[str] = []
    yield found
    assert not found


@pytest.fixture
def open_page(browser: Browser, served: Served, troubles: list[str]) -> Iterator[OpenPage]:
    """``open_page(360)``: a window of its own, as wide, signed in as nobody."""
    contexts: list[BrowserContext] = []

    def open_page(width: int = WIDE, **options: Any) -> Page:
        phone = {"has_touch": True, "is_mobile": True, "device_scale_factor": 2} if width < 600 else {}
        settings_of_window = {
            "viewport": {"width": width, "height": 740 if width < 600 else 860},
            "locale": "da-DK",
            "timezone_id": "Europe/Copenhagen",
            "base_url": served.url,
            "reduced_motion": "reduce",
            **phone,
        }
        context = browser.new_context(**{**settings_of_window, **options})
        context.set_default_timeout(10_000)
        contexts.append(context)
        context.on("page", lambda page: watch(page, troubles))
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


POLICY = """addEventListener("securitypolicyviolation", (e) =>
    console.error(`policy: ${e.violatedDirective} ${e.blockedURI} ${e.sourceFile}:${e.lineNumber}`))"""


def watch(page: Page, troubles: list[str]) -> None:
    """Note errors of scripts and console, breaches of the policy, and files that did not come."""

    def answered(response: Response) -> None:
        if response.status >= 400:
            troubles.append(f"{response.status} {response.url}")

    page.add_init_script(POLICY)
    page.on("response", answered)
    page.on("pageerror", lambda error: troubles.append(f"{page.url}: {error}"))
    page.on(
        "console",
        # The answer itself is noted already, with its number.
        lambda said: (
            troubles.append(f"{page.url}: {said.text}")
            if said.type in {"error", "warning"} and "Failed to load resource" not in said.text
            else None
        ),
    )
    page.on(
        "requestfailed",
        # What is under way when one leaves a page is dropped, and no fault.
        lambda request: (
            troubles.append(f"{request.url}: {request.failure}")
            if request.failure != "net::ERR_ABORTED"
            else None
        ),
    )


def sign_in_as(page: Page, login: str) -> None:
    """One click on the demo's sign-in page."""
    page.goto("/accounts/login/")
    page.locator(f'form:has(input[value="{login}@example.dk"]) button').click()
    page.wait_for_url(is_start)


def is_start(url: str) -> bool:
    return urlsplit(url).path == "/"


def sign_out(page: Page) -> None:
    page.locator(".person-menu > summary").click()
    page.locator('.person-menu form[action$="/logout/"] button').click()
    page.wait_for_url("**/accounts/login/**")


def open_family(page: Page, name: str) -> str:
    """Go to a family by the list that everybody has; its path."""
    page.goto("/families/")
    page.locator("main").get_by_role("link", name=name, exact=True).first.click()
    expect(page.locator("h1")).to_be_visible()
    return urlsplit(page.url).path


# -- What is counted is told at the end ----------------------------------------------------------------------


@pytest.fixture
def tell(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """Say something in the run's summary, wherever the test ran."""
    return lambda text: record_property("counted", text)
