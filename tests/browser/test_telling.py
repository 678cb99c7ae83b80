"""In a browser: an observation from the edge, what opens while one types, and one tap on the start page."""

import pytest
from playwright.sync_api import expect

from families.models import Family, Telling
from tests.browser.conftest import PHONE, OpenPage, Served, sign_in_as

FAMILY = "Warsame"


def family_key(served: Served) -> str:
    with served.rows() as database:
        return str(Family.objects.using(database).get(name=FAMILY).pk)


def test_what_sounds_like_danger_opens_the_advice_once_while_one_types(
    open_page: OpenPage, served: Served
) -> None:
    page = open_page(PHONE)
    sign_in_as(page, "laerer")
    page.goto(f"/families/{family_key(served)}/lines/write/")
    advice, said = page.locator("details.danger"), page.locator("[data-danger-said]")
    field = page.locator("textarea[name=text]")
    field.press_sequentially("Vi slog op i bogen")
    page.wait_for_timeout(1500)
    expect(advice).to_have_js_property("open", False)
    expect(said).to_be_empty()
    field.press_sequentially(". Han har blå mærker")
    expect(advice).to_have_js_property("open", True)
    expect(said).to_contain_text("112")
    expect(field).to_be_focused()
    advice.locator("summary").click()
    field.press_sequentially(" på armen, far slog ham")
    field.blur()
    expect(advice).to_have_js_property("open", False)


@pytest.mark.demand("R42")
def test_an_observation_is_seen_by_the_coordinator_in_one_tap(open_page: OpenPage, served: Served) -> None:
    writes = open_page(PHONE)
    sign_in_as(writes, "klub")
    writes.goto(f"/families/{family_key(served)}/")
    writes.locator("main a.button-primary").tap()
    writes.locator("textarea[name=text]").fill("Zakariye sov i klubben i går.")
    writes.locator("form.form button[type=submit]:visible").last.tap()
    expect(writes.locator("main")).to_contain_text("Zakariye sov i klubben i går.")
    with served.rows() as database:
        told = Telling.objects.using(database).select_related("to").latest("told_at")
    page = open_page(PHONE)
    sign_in_as(page, told.to.email.partition("@")[0])
    waits = page.locator(".waiting > li", has_text="Zakariye sov i klubben i går.")
    expect(waits).to_have_count(1)
    button = waits.locator(f'button[hx-post$="/{told.pk}/see/"]')
    box = button.bounding_box()
    assert box
    assert box["height"] >= 44
    button.tap()
    expect(waits.locator(".telling-state")).to_be_focused()
    expect(button).to_have_count(0)
    with served.rows() as database:
        assert Telling.objects.using(database).get(pk=told.pk).seen_by_id == told.to_id
