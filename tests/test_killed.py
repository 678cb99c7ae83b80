"""A worker, its clock or Redis is killed while a reminder is sent: no mail twice, none lost and not shown.

With real ones, as processes of their own around a copy of the test's database; only with THOROUGH=1, for each
takes seconds to start.
"""

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from datetime import date
from email import message_from_bytes
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from families.models import Family, Mail, MailKind, Professional
from roskilde import clock
from tests.makers import make_letter

FRIDAY = date(2026, 11, 20)  # the processes' own: on a Sunday there would be no reminder
PATIENCE = 60  # seconds; it takes a few, and more where others work on the same machine

pytestmark = [
    pytest.mark.skipif(not shutil.which("redis-server"), reason="redis-server is not installed"),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="the processes read a copy in a file"),
]


class MailServer:
    """Takes mail as an SMTP server does, and stops in the middle where it is told to."""

    def __init__(self) -> None:
        self.pause_at = ""
        self.reached, self.go_on = threading.Event(), threading.Event()
        self.taken: list[str] = []
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self.listening.getsockname()[1]
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        with suppress(OSError):  # closed at the end of the test
            while True:
                line, _address = self.listening.accept()
                threading.Thread(target=self._talk, args=[line], daemon=True).start()

    def _pause(self, step: str) -> None:
        if self.pause_at == step:
            self.pause_at = ""
            self.reached.set()
            self.go_on.wait(PATIENCE)

    def _talk(self, line: socket.socket) -> None:
        with suppress(OSError), line, line.makefile("rwb", buffering=0) as told:
            self._pause("called")
            told.write(b"220 here\r\n")
            for command in told:
                verb = command[:4].upper().strip()
                if verb == b"MAIL":
                    self._pause("claimed")
                if verb == b"DATA":
                    told.write(b"354 go on\r\n")
                    letter = b"".join(iter(told.readline, b".\r\n"))
                    self.taken.append(str(message_from_bytes(letter)["Message-ID"]))
                    self._pause("taken")
                told.write(b"221 bye\r\n" if verb == b"QUIT" else b"250 yes\r\n")


class House:
    """The processes of production, each killed as nothing could prepare for; and what the outbox says."""

    def __init__(self, folder: Path, server: MailServer) -> None:
        with closing(socket.create_server(("127.0.0.1", 0))) as free:
            self.redis_port: int = free.getsockname()[1]
        self.folder, self.file = folder, folder / "masterplan.sqlite3"
        self.environment = {
            **os.environ,
            "DEMO": "1",
            "TODAY": f"{FRIDAY}",
            "SECRET_KEY": "for the test",
            "DATABASE_URL": f"sqlite:///{self.file}",
            "EMAIL_URL": f"smtp://127.0.0.1:{server.port}",
            "REDIS_URL": f"redis://127.0.0.1:{self.redis_port}/0",
        }
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        # With what the test has not committed: a backup would wait for that for ever.
        self.file.write_bytes(connection.connection.serialize())

    def begin(self, *names: str) -> None:
        celery = [sys.executable, "-m", "celery", "-A", "tests.striking"]
        schedule = str(self.folder / "beat")
        commands = {
            "redis": [
                "redis-server",
                "--port",
                str(self.redis_port),
                "--save",
                "",
                "--dir",
                str(self.folder),
            ],
            "worker": [*celery, "worker", "--pool", "solo", "--without-gossip", "--without-mingle"],
            "beat": [*celery, "beat", "--schedule", schedule, "--pidfile", "", "--max-interval", "1"],
        }
        for name in names:
            with (self.folder / f"{name}.log").open("ab") as log:
                self.running[name] = subprocess.Popen(
                    commands[name],
                    env=self.environment,
                    stdout=log,
                    stderr=log,
                    cwd=Path(__file__).parent.parent,
                )

    def kill(self, *names: str) -> None:
        for name in names:
            process = self.running.pop(name)
            process.send_signal(signal.SIGKILL)
            process.wait()

    def queued(self) -> int:
        """How many tasks wait in Redis."""
        asked = ["redis-cli", "-p", str(self.redis_port), "llen", "celery"]
        said = subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip()
        return int(said) if said.isdigit() else 0

    def outbox(self, columns: str = "claimed_at IS NOT NULL, sent_at IS NOT NULL") -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.file, timeout=30)) as file:
            return file.execute(f"SELECT {columns} FROM families_mail ORDER BY id").fetchall()  # noqa: S608

    def sweep(self) -> tuple[str, str]:
        """What the command says, ten minutes and more after the last claim."""
        with closing(sqlite3.connect(self.file, timeout=30)) as file, file:
            file.execute("UPDATE families_mail SET claimed_at = datetime(claimed_at, '-11 minutes')")
        told = subprocess.run(
            [sys.executable, "manage.py", "send_mail"],
            env={**self.environment, "REDIS_URL": ""}, capture_output=True, text=True, check=True,
            timeout=PATIENCE, cwd=Path(__file__).parent.parent,
        )  # fmt: skip
        return told.stdout, told.stderr


def until(happened: Callable[[], Any]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < deadline, "nothing happened"
        time.sleep(0.1)


@pytest.fixture
def server() -> Iterator[MailServer]:
    server = MailServer()
    yield server
    server.go_on.set()
    server.listening.close()


@pytest.fixture
def house(
    family: Family,
    near: Professional,
    coordinator: Professional,
    server: MailServer,
    tmp_path: Path,
    settings: Any,
) -> Iterator[House]:
    """Somebody has a letter to answer today, so that there is one reminder to send."""
    settings.TODAY = FRIDAY
    make_letter(family, coordinator, helper=near, visibility="near", deadline=clock.today())
    near.last_login = timezone.now()
    near.save(update_fields=["last_login"])
    family.involvements.unrecorded("the processes live on an earlier day").update(since="2026-01-01T00:00Z")
    Mail.objects.all().delete()
    house = House(tmp_path, server)
    yield house
    house.kill(*house.running)


def test_killed_while_the_server_is_called_the_mail_waits_and_goes_out_once(
    house: House, server: MailServer
) -> None:
    server.pause_at = "called"
    house.begin("redis", "worker", "beat")
    until(server.reached.is_set)
    house.kill("worker")
    assert house.outbox() == [(False, False)]

    house.begin("worker")
    until(lambda: house.outbox() == [(True, True)])
    assert len(server.taken) == 1


@pytest.mark.parametrize(("step", "went_out"), [("claimed", 0), ("taken", 1)])
def test_killed_after_the_claim_it_is_unknown_and_never_sent_again(
    step: str, went_out: int, house: House, server: MailServer
) -> None:
    server.pause_at = step
    house.begin("redis", "worker", "beat")
    until(server.reached.is_set)
    house.kill("worker")
    assert house.outbox() == [(True, False)]

    house.begin("worker")  # which sweeps each second
    time.sleep(5)
    said, warned = house.sweep()
    assert said == "0 sent.\n"
    assert warned.startswith("1 unknown")
    assert house.outbox() == [(True, False)]
    assert len(server.taken) == went_out


def test_the_clock_and_redis_killed_before_anything_was_done_lose_nothing(
    house: House, server: MailServer
) -> None:
    house.begin("redis", "beat")
    until(lambda: house.queued() > 0)
    house.kill("beat", "redis")
    assert house.outbox() == []

    house.begin("redis", "worker", "beat")
    until(lambda: house.outbox() == [(True, True)])
    time.sleep(2)
    assert len(server.taken) == 1


def test_redis_killed_while_a_mail_is_sent_changes_nothing_of_it(house: House, server: MailServer) -> None:
    server.pause_at = "claimed"
    house.begin("redis", "worker", "beat")
    until(server.reached.is_set)
    house.kill("redis")
    server.go_on.set()
    until(lambda: house.outbox() == [(True, True)])

    house.begin("redis")
    with closing(sqlite3.connect(house.file, timeout=30)) as file, file:
        file.execute(
            "INSERT INTO families_mail (kind, to_id, about, written_at, error)"
            " SELECT ?, to_id, 'second', written_at, '' FROM families_mail",
            [MailKind.INVITED_NEAR],
        )
    until(lambda: house.outbox() == [(True, True)] * 2)
    assert len(server.taken) == len(set(server.taken)) == 2
