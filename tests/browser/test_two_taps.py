"""A near professional logs what happened on a phone, between two lessons: two pointer actions."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Locator, Page, expect

from masterplans.models import Contribution
from tests.browser.conftest import PHONE, OpenPage, Served, sign_in_as

LEAST = 44  # CSS pixels, a thumb's width


@pytest.fixture
def start(open_page: OpenPage) -> Page:
    """The class teacher's start page on her phone."""
    page = open_page(PHONE)
    sign_in_as(page, "laerer")
    return page


def first_waiting(page: Page) -> Locator:
    """The first appointment that has not been logged, by its own key: it stays the same after the answer."""
    waiting = page.locator(".minuge-item", has=page.locator("button[name=outcome]")).first
    return page.locator(f"[id='{waiting.get_attribute('id')}']")


def stored(served: Served, item: Locator) -> list[tuple[str, str, str]]:
    """What the database holds of that appointment on that day."""
    found = re.fullmatch(r"item-([0-9a-f-]{36})-(\d{4}-\d{2}-\d{2})", item.get_attribute("id") or "")
    assert found
    with served.rows() as database:
        rows = Contribution.objects.using(database).for_nobody("the test reads all")
        return list(
            rows.filter(activity_id=found[1], on=date.fromisoformat(found[2])).values_list(
                "outcome", "why", "professional__email"
            )
        )


BUTTONS = {"happened": "button[value=happened]", "partly": "button[value=partly]"}


@pytest.mark.demand("R60")
@pytest.mark.parametrize("outcome", BUTTONS)
def test_one_tap_stores_that_it_happened_or_partly(
    outcome: str, start: Page, served: Served, tell: Callable[[str], None]
) -> None:
    item = first_waiting(start)
    assert stored(served, item) == []

    item.locator(BUTTONS[outcome]).tap()

    expect(item.locator(".minuge-done")).to_be_visible()
    assert stored(served, item) == [(outcome, "", "laerer@example.dk")]
    assert start.url.endswith("/")
    tell(f"Start page, 360 px: 1 pointer action to a stored row ({outcome})")


def test_two_taps_store_that_it_came_to_nothing_and_why(
    start: Page, served: Served, tell: Callable[[str], None]
) -> None:
    item = first_waiting(start)

    item.locator("summary").tap()
    item.locator("button[value=us]").tap()

    expect(item.locator(".minuge-done")).to_be_visible()
    assert stored(served, item) == [("nothing", "us", "laerer@example.dk")]
    tell("Start page, 360 px: 2 pointer actions to a stored row (nothing, and why)")


def test_the_answer_has_the_focus_and_is_said_aloud(start: Page) -> None:
    item = first_waiting(start)

    item.locator(BUTTONS["happened"]).tap()

    expect(item.locator(".minuge-done")).to_be_focused()
    expect(item.locator("[role=status]")).not_to_be_empty()


def test_a_second_tap_changes_nothing(start: Page, served: Served) -> None:
    """Two windows show the same appointment; and a thumb that trembles taps twice."""
    other = start.context.new_page()
    other.goto("/")
    item = first_waiting(start)
    there = other.locator(f"[id='{item.get_attribute('id')}']")

    item.locator(BUTTONS["happened"]).dblclick()
    expect(item.locator(".minuge-done")).to_be_visible()
    there.locator(BUTTONS["partly"]).tap()
    expect(there.locator(".minuge-done")).to_be_visible()

    assert stored(served, item) == [("happened", "", "laerer@example.dk")]


@pytest.mark.parametrize("outcome", BUTTONS)
def test_it_works_without_scripts(outcome: str, open_page: OpenPage, served: Served) -> None:
    page = open_page(PHONE, java_script_enabled=False)
    sign_in_as(page, "laerer")
    item = first_waiting(page)

    item.locator(BUTTONS[outcome]).tap()

    expect(page.locator(".alert-success")).to_be_visible()
    assert stored(served, item) == [(outcome, "", "laerer@example.dk")]


def test_why_works_without_scripts(open_page: OpenPage, served: Served) -> None:
    page = open_page(PHONE, java_script_enabled=False)
    sign_in_as(page, "laerer")
    item = first_waiting(page)

    item.locator("summary").tap()
    item.locator("button[value=no_show]").tap()

    expect(page.locator(".alert-success")).to_be_visible()
    assert stored(served, item) == [("nothing", "no_show", "laerer@example.dk")]


@pytest.mark.parametrize("width", [PHONE, 320])
def test_every_deed_is_as_large_as_a_thumb(width: int, open_page: OpenPage) -> None:
    page = open_page(width)
    sign_in_as(page, "laerer")
    item = first_waiting(page)
    item.locator("summary").tap()

    for deed in item.locator("button, summary").all():
        box = deed.bounding_box()
        assert box
        assert box["height"] >= LEAST, deed.inner_text()
        assert box["width"] >= LEAST, deed.inner_text()
