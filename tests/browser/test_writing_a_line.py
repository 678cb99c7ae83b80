"""A near professional writes a line on a phone, from whichever page is open: two taps and the text."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from families.models import Line
from tests.browser.conftest import PHONE, OpenPage, Served, open_family, sign_in_as, sign_out

TEXT = "Zakariye rakte hånden op i dag."
LEAST = 44  # CSS pixels, a thumb's width
PAGES = ("", "lines/", "plan/", "week/", "contributions/", "people/", "news/")


def stored(served: Served) -> list[tuple[str, str, str, str]]:
    with served.rows() as database:
        rows = Line.objects.using(database).for_nobody("the test reads all").filter(text=TEXT)
        return list(rows.values_list("author__email", "kind", "visibility", "became"))


@pytest.fixture
def phone(open_page: OpenPage) -> tuple[Page, str]:
    """The class teacher's phone, and the path of her family."""
    page = open_page(PHONE)
    sign_in_as(page, "laerer")
    return page, open_family(page, "Warsame")


def write(page: Page) -> None:
    """Two taps; the text is typed where the cursor stands already."""
    page.locator(".deeds a.button-primary").tap()
    expect(page.locator("#id_text")).to_be_focused()
    page.keyboard.type(TEXT)
    save = page.locator("form.form button[type=submit].button-primary")
    expect(save).to_be_in_viewport()
    save.tap()
    expect(page.locator(".alert-success")).to_be_in_viewport()


@pytest.mark.demand("R42", "R46")
@pytest.mark.parametrize("below", PAGES)
def test_two_taps_and_the_text_write_a_line(
    below: str, phone: tuple[Page, str], served: Served, tell: Callable[[str], None]
) -> None:
    page, family = phone
    page.goto(f"{family}{below}")

    write(page)

    expect(page.locator(".timeline li:target")).to_contain_text(TEXT)
    expect(page.locator(".timeline li:target")).to_be_in_viewport()
    assert stored(served) == [("laerer@example.dk", "talk", "sector", "")]
    tell(f"Family page, 360 px: 2 pointer actions and the text to a stored line (from …/{below})")


@pytest.mark.demand("R46")
def test_one_tap_more_makes_it_a_concern(
    phone: tuple[Page, str], served: Served, tell: Callable[[str], None]
) -> None:
    page, _family = phone
    write(page)

    page.locator(".timeline li:target button[value=concern]").tap()

    expect(page.locator(".timeline li", has_text=TEXT).locator("[role=status]")).to_be_focused()
    assert stored(served) == [("laerer@example.dk", "talk", "sector", "concern")]
    tell("Timeline, 360 px: 1 pointer action from a line to a concern")


@pytest.mark.demand("R46")
def test_the_coordinator_finds_it_and_her_answer_reaches_the_author(open_page: OpenPage) -> None:
    page = open_page(PHONE)
    for login in ("koordinator2", "laerer"):  # who have read everything, as one has who looks every day
        sign_in_as(page, login)
        page.goto(open_family(page, "Warsame") + "news/")
        if (skip := page.locator("form[action$='/news/skip/'] button")).count():
            skip.tap()
            expect(page.locator(".alert-success")).to_be_visible()
        if login == "koordinator2":
            sign_out(page)
    write(page)
    sign_out(page)

    sign_in_as(page, "koordinator2")
    page.locator(".news a", has_text=TEXT).tap()
    line = page.locator(".timeline li", has_text=TEXT)
    expect(line).to_be_visible()
    line.locator("a[href*='/answer/']").tap()
    page.locator("#id_text").fill("Tak, tages med torsdag.")
    page.locator("form.form button[type=submit].button-primary").tap()
    expect(page.locator(".alert-success")).to_be_visible()
    sign_out(page)

    sign_in_as(page, "laerer")
    page.locator(".news a", has_text="Tak, tages med torsdag.").tap()
    expect(page.locator(".timeline")).to_contain_text("Tak, tages med torsdag.")
    page.goto("/")
    expect(page.locator("main")).not_to_contain_text("Tak, tages med torsdag.")


def test_it_works_without_scripts(open_page: OpenPage, served: Served) -> None:
    page = open_page(PHONE, java_script_enabled=False)
    sign_in_as(page, "laerer")
    open_family(page, "Warsame")
    page.locator(".deeds a.button-primary").tap()
    page.locator("#id_text").fill(TEXT)
    page.locator("form.form button[type=submit].button-primary").tap()
    page.locator(".timeline li", has_text=TEXT).locator("button[value=sign]").tap()

    expect(page.locator(".alert-success")).to_be_visible()
    assert stored(served) == [("laerer@example.dk", "talk", "sector", "sign")]


def test_a_thumb_that_trembles_writes_one_line(phone: tuple[Page, str], served: Served) -> None:
    page, _family = phone
    page.locator(".deeds a.button-primary").tap()
    page.locator("#id_text").fill(TEXT)
    page.locator("form.form button[type=submit].button-primary").dblclick()

    expect(page.locator(".timeline li", has_text=TEXT)).to_have_count(1)
    assert len(stored(served)) == 1


@pytest.mark.parametrize("width", [PHONE, 320])
def test_what_a_line_can_become_is_as_large_as_a_thumb(width: int, open_page: OpenPage) -> None:
    page = open_page(width)
    sign_in_as(page, "laerer")
    open_family(page, "Warsame")
    write(page)

    for chip in page.locator(".timeline li:target .chip").all():
        box = chip.bounding_box()
        assert box
        assert min(box["height"], box["width"]) >= LEAST, chip.inner_text()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_minutes_are_asked_for_light_help_alone_and_the_childs_people_come_with_the_child(
    phone: tuple[Page, str],
) -> None:
    page, _family = phone
    page.locator(".deeds a.button-primary").tap()
    expect(page.locator("#id_minutes")).to_be_hidden()
    page.locator("input[name=kind][value=help] + label").tap()
    expect(page.locator("#id_minutes")).to_be_visible()
