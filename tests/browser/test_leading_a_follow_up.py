"""A follow-up in the room: five speakers by keyboard alone, and nothing typed is lost when it breaks off."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from safety.models import Answer, FollowUp
from tests.browser.conftest import ROOT, WIDE, Copies, OpenPage, Served, open_family, sign_in_as, wait_for

FAMILY = "Warsame"
WHY = "the test reads all"
SPEAKERS = ("Hodan", "Abdirahman", "Ifrah", "Zakariye", "Sumaya")
FOUR = ("better", "signs", "taken", "how")


class Keys:
    """Every key that is pressed besides the text itself, counted."""

    def __init__(self, page: Page) -> None:
        self.page, self.pressed = page, 0

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.pressed += 1

    def tab_to(self, selector: str, most: int = 60) -> None:
        for _step in range(most):
            if self.page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
                return
            self.press("Tab")
        raise AssertionError(f"{selector} is not reached by Tab")

    def enter(self) -> None:
        """A key that leads to another page."""
        with self.page.expect_navigation():
            self.press("Enter")


def begin(page: Page) -> str:
    """The family's coming follow-up, begun by keyboard; its path."""
    sign_in_as(page, "koordinator2")
    family = open_family(page, FAMILY)
    page.goto(f"{family}follow-ups/")
    page.locator(".cards a").first.click()
    keys = Keys(page)
    keys.tab_to("main form button.button-primary")
    keys.enter()
    return page.url.split("lead/")[0]


def answered(served: Served) -> list[tuple[str, str, str]]:
    with served.rows() as database:
        rows = (
            Answer.objects.using(database)
            .for_nobody(WHY)
            .filter(
                follow_up__in=list(
                    FollowUp.objects.using(database).filter(ended_at=None, begun_at__isnull=False)
                )
            )
        )
        return list(rows.order_by("written_at").values_list("question", "member__name", "words"))


@pytest.mark.demand("R69")
def test_five_speakers_are_led_through_it_by_keyboard_alone(
    open_page: OpenPage, served: Served, tell: Callable[[str], None]
) -> None:
    page = open_page(WIDE)
    begin(page)
    keys = Keys(page)

    for question in FOUR:
        expect(page).to_have_url(at(question))
        for speaker in SPEAKERS:
            expect(page.locator("#id_speaker input:focus + label")).to_contain_text(speaker)
            keys.press("Enter")
            expect(page.locator("#id_words")).to_be_focused()
            page.keyboard.type(f"{speaker} om {question}")
            keys.enter()
        keys.tab_to("a.onwards")
        keys.enter()
    in_questions = keys.pressed
    said = answered(served)
    assert said == [(question, name, f"{name} om {question}") for question in FOUR for name in SPEAKERS]

    for _stop in ("else", "numbers", "worry", "steps"):
        keys.tab_to("a.onwards")
        keys.enter()
    expect(page).to_have_url(at("end", "/end/"))
    keys.tab_to("[name=interpreter]")
    keys.tab_to("#id_interpreter_name")
    page.keyboard.type("Tolkebureauet")
    keys.tab_to("main form button.button-primary")
    keys.enter()

    expect(page.locator(".alert-success")).to_be_visible()
    with served.rows() as database:
        ended = FollowUp.objects.using(database).exclude(ended_at=None).latest("ended_at")
        came = ended.attendances.filter(presence="came")
        assert set(SPEAKERS) <= {each.member.name for each in came if each.member}
        assert FollowUp.objects.using(database).filter(family=ended.family_id).coming().exists()
    tell(
        f"Follow-up, 5 speakers by keyboard alone: {in_questions} keys and the text for 20 answers "
        f"({in_questions / 20:.1f} an answer), {keys.pressed} to the end and the next date"
    )


def at(step: str, ends: str = "") -> re.Pattern[str]:
    return re.compile(re.escape(ends or f"/lead/{step}/") + "$")


def test_the_page_is_closed_in_the_middle_of_a_sentence(open_page: OpenPage, served: Served) -> None:
    page = open_page(WIDE)
    path = begin(page)
    page.keyboard.press("Enter")
    page.keyboard.type("Det, der ikke må gå tabt")
    expect(page.locator("[data-draft-status]")).not_to_be_empty()

    page.close(run_before_unload=False)
    again = open_page(WIDE)
    sign_in_as(again, "koordinator2")
    again.goto(f"{path}lead/better/")

    expect(again.locator("#id_words")).to_have_value("Det, der ikke må gå tabt")
    expect(again.locator("#id_words")).to_be_focused()
    expect(again.locator("#id_speaker input:checked + label")).to_contain_text("Hodan")


def test_a_disclosure_of_danger_opens_what_to_do(open_page: OpenPage) -> None:
    page = open_page(WIDE)
    begin(page)
    page.keyboard.press("Enter")
    page.keyboard.type("Onkel slog Khalid")

    expect(page.locator("details[data-danger]")).to_have_attribute("open", "")


@contextmanager
def serving(copies: Copies, name: str, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """A server of one's own, that one may kill."""
    log = copies.folder / f"{name}-killed.log"
    with log.open("ab") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "--config", "roskilde/gunicorn.py",
             "--bind", f"127.0.0.1:{port}", "--worker-tmp-dir", str(copies.folder),
             "--workers", "1", "--worker-class", "gthread", "--threads", "4"],
            cwd=ROOT,
            env=copies.environment(name),
            stdout=said,
            stderr=said,
            start_new_session=True,
        )  # fmt: skip
    try:
        wait_for(f"http://127.0.0.1:{port}/healthy/", process, Path(log))
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(timeout=30)


def test_the_server_is_killed_and_at_most_the_last_seconds_of_typing_are_lost(
    open_page: OpenPage, served: Served, troubles: list[str], tell: Callable[[str], None]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    page = open_page(WIDE, base_url=f"http://127.0.0.1:{port}")
    with serving(served.copies, served.name, port) as server:
        begin(page)
        page.keyboard.press("Enter")
        page.keyboard.type("Vi spiser morgenmad")
        expect(page.locator("[data-draft-status]")).not_to_be_empty()
        os.killpg(server.pid, signal.SIGKILL)
        server.wait(timeout=30)
        page.keyboard.type(" alle syv")
        expect(page.locator("[data-draft-status]")).to_contain_text("kunne ikke")

    with serving(served.copies, served.name, port):
        # Typed on: the page keeps what it could not send, and sends it with the next key.
        page.keyboard.type(".")
        expect(page.locator("[data-draft-status]")).not_to_contain_text("kunne ikke")
        page.reload()
        expect(page.locator("#id_words")).to_have_value("Vi spiser morgenmad alle syv.")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        expect(page.locator(".answer")).to_contain_text("Vi spiser morgenmad alle syv.")
    troubles.clear()  # that the server was away was the point
    assert [words for _question, _who, words in answered(served)] == ["Vi spiser morgenmad alle syv."]
    tell(
        "Follow-up, server killed while typing: nothing lost in an open page, the last second in a closed one"
    )
