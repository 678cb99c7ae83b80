"""By keyboard alone; and typed text that outlives a crash, a time-out, and a sign-out in another window."""

import time
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from families.models import Draft
from safety.models import Goal
from tests.browser.conftest import WIDE, OpenPage, Served, is_start, open_family, sign_in_as, sign_out

FOCUS = """() => {
    const e = document.activeElement;
    // DKFDS hides the box itself and draws it on the label.
    const drawn = [e, e.labels?.[0]].filter(Boolean).map((each) => [getComputedStyle(each),
        getComputedStyle(each, "::before")]).flat();
    return [e.outerHTML.slice(0, 120), e !== document.body && drawn.some((style) =>
        parseFloat(style.outlineWidth) >= 2 && style.outlineStyle !== "none")];
}"""
WORDS = "Omar fortæller om sin dag, før nogen spørger."


def tab_to(page: Page, selector: str, at_most: int = 80) -> None:
    """Press Tab until the focus is there; on the way it is always to be seen."""
    for _press in range(at_most):
        page.keyboard.press("Tab")
        place, is_seen = page.evaluate(FOCUS)
        assert is_seen or place.startswith("<body"), f"The focus is not to be seen on {place}"
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} cannot be reached by Tab")


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    return open_page(WIDE)


def test_sign_in_open_the_plan_and_set_a_goal_without_a_mouse(page: Page, served: Served) -> None:
    keys = page.keyboard
    page.goto("/accounts/login/")
    tab_to(page, "[name=login]")
    keys.type("koordinator@example.dk")
    tab_to(page, "[name=password]")
    keys.type("roskilde-demo")
    keys.press("Enter")
    page.wait_for_url(is_start)
    tab_to(page, '.main-navigation a[href="/families/"]')
    keys.press("Enter")
    page.wait_for_url("**/families/")
    link = page.locator("main").get_by_role("link", name="Al-Khatib", exact=True).first
    family = link.get_attribute("href")
    tab_to(page, f'main a[href="{family}"]')
    keys.press("Enter")
    page.wait_for_url(f"**{family}")
    tab_to(page, f'.tabs a[href="{family}plan/"]')
    keys.press("Enter")
    page.wait_for_url("**/plan/")
    tab_to(page, 'a[href*="/goals/add/"]', 200)
    keys.press("Enter")
    page.wait_for_url("**/goals/add/**")
    tab_to(page, "[name=words]")
    keys.type(WORDS)
    tab_to(page, "[name=field]")
    keys.press("ArrowDown")
    tab_to(page, "main form .buttons button[type=submit]")
    keys.press("Enter")
    page.wait_for_url("**/plan/")

    with served.rows() as database:
        assert Goal.objects.using(database).for_nobody("the test reads all").filter(words=WORDS).exists()


def test_the_first_stop_leads_past_the_menus(page: Page) -> None:
    sign_in_as(page, "koordinator")
    page.goto("/families/")

    page.keyboard.press("Tab")
    expect(page.locator("a.skipnav")).to_be_focused()
    expect(page.locator("a.skipnav")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#main-content")).to_be_focused()
    page.keyboard.press("Tab")

    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_a_menu_opens_and_closes_by_keyboard(page: Page) -> None:
    sign_in_as(page, "koordinator")
    tab_to(page, ".person-menu > summary")

    page.keyboard.press("Enter")
    expect(page.locator(".person-menu .more-inner")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")

    expect(page.locator(".person-menu .more-inner")).to_be_hidden()
    expect(page.locator(".person-menu > summary")).to_be_focused()


def test_what_swaps_in_keeps_the_focus(page: Page) -> None:
    sign_in_as(page, "laerer")
    tab_to(page, "button[value=happened]", 200)
    page.keyboard.press("Enter")
    expect(page.locator(".minuge-done:focus")).to_be_visible()


def test_one_row_more_keeps_the_focus_and_what_is_typed(page: Page) -> None:
    sign_in_as(page, "koordinator")
    page.goto("/families/enrol/")
    tab_to(page, '[name="members-0-name"]')
    page.keyboard.type("Zeynep")
    tab_to(page, "button[name=add_member]")
    page.keyboard.press("Enter")
    expect(page.locator('[name="members-1-name"]')).to_be_visible()

    expect(page.locator('[name="members-0-name"]')).to_have_value("Zeynep")
    assert page.evaluate("document.querySelector('#members').contains(document.activeElement)")


def test_a_warning_before_the_session_ends_and_one_key_to_go_on(page: Page) -> None:
    page.clock.install()
    sign_in_as(page, "koordinator")
    warning = page.locator("#session-warning")
    expect(warning).to_be_hidden()

    page.clock.fast_forward("28:30")
    expect(warning).to_be_visible()
    expect(warning.locator("button")).to_be_focused()
    with page.expect_response("**/session/") as answer:
        page.keyboard.press("Enter")
    assert answer.value.status == 204
    expect(warning).to_be_hidden()

    page.clock.fast_forward("27:00")
    expect(warning).to_be_hidden()


def test_a_last_word_before_the_working_day_is_over_and_then_the_page_asks_to_sign_in(page: Page) -> None:
    page.clock.install()
    sign_in_as(page, "koordinator")
    last_word = page.locator("#session-end")
    for _quarter in range(31):  # clicks in another tab
        page.clock.fast_forward("15:00")
        page.evaluate("localStorage.setItem('masterplan-contact', String(Date.now()))")
    page.clock.fast_forward("10:00")
    page.evaluate("localStorage.setItem('masterplan-contact', String(Date.now()))")
    expect(last_word).to_be_hidden()

    page.clock.fast_forward("03:30")
    expect(last_word).to_be_visible()
    expect(last_word.locator("button")).to_be_focused()
    page.keyboard.press("Enter")
    expect(last_word).to_be_hidden()
    page.clock.fast_forward("00:10")
    expect(last_word).to_be_hidden()
    with page.expect_navigation():
        page.clock.fast_forward("02:00")


def begin_a_goal(page: Page) -> str:
    """Type into a form until the page says that the draft is kept; the form's path."""
    sign_in_as(page, "koordinator")
    path = open_family(page, "Al-Khatib") + "goals/add/"
    page.goto(path)
    page.locator("[name=words]").press_sequentially(WORDS)
    expect(page.locator("[data-draft-status]")).not_to_be_empty()
    return path


def test_text_outlives_a_crash(page: Page) -> None:
    path = begin_a_goal(page)

    again = page.context.new_page()
    page.close(run_before_unload=False)
    again.goto(path)

    expect(again.locator("[name=words]")).to_have_value(WORDS)
    expect(again.locator(".draft-note")).to_be_visible()


def test_text_typed_in_the_last_second_is_kept_when_the_page_is_left(page: Page, served: Served) -> None:
    path = begin_a_goal(page)
    page.locator("[name=words]").fill("Og bagefter.")
    page.goto("/")

    until = time.monotonic() + 5  # it is sent while the page goes
    while time.monotonic() < until:
        with served.rows() as database:
            draft = Draft.objects.using(database).get(form=path)
        if draft.fields["words"] == ["Og bagefter."]:
            return
        time.sleep(0.1)
    raise AssertionError(draft.fields)


def test_text_outlives_a_sign_out_in_another_window(page: Page) -> None:
    path = begin_a_goal(page)
    other = page.context.new_page()
    other.goto("/")
    sign_out(other)

    page.locator("[name=field]").select_option("health")
    page.locator("main form .buttons button[type=submit]").click()
    page.wait_for_url("**/accounts/login/**")
    expect(page.locator(".alert-info")).to_be_visible()
    page.locator('form:has(input[value="koordinator@example.dk"]) button').click()
    page.wait_for_url(f"**{path}")

    assert urlsplit(page.url).path == path
    expect(page.locator("[name=words]")).to_have_value(WORDS)
    expect(page.locator("[name=field]")).to_have_value("health")


def test_a_saved_text_leaves_no_draft_behind(page: Page) -> None:
    path = begin_a_goal(page)
    page.locator("[name=field]").select_option("health")
    page.locator("main form .buttons button[type=submit]").click()
    page.wait_for_url("**/plan/")

    page.goto(path)

    expect(page.locator("[name=words]")).to_have_value("")
    expect(page.locator(".draft-note")).to_have_count(0)
