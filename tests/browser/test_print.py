"""On paper: the week on one sheet that can hang on the fridge, and all of it readable in grey."""

import pytest

from tests.browser.conftest import PHONE, WIDE, OpenPage, open_family, sign_in_as
from tests.browser.paper import A4, coloured, is_one_a4_on_its_side, sheets

FAMILIES = (("koordinator", "Al-Khatib"), ("koordinator2", "Warsame"), ("koordinator", "Haidari"))


@pytest.mark.parametrize(("login", "family"), FAMILIES)
def test_the_week_is_one_a4_on_its_side(login: str, family: str, open_page: OpenPage) -> None:
    page = open_page(WIDE)
    sign_in_as(page, login)
    page.goto(open_family(page, family) + "week/")

    assert is_one_a4_on_its_side(page), sheets(page)
    assert coloured(page) == []


def test_a_phone_prints_the_same_week(open_page: OpenPage) -> None:
    page = open_page(PHONE)
    sign_in_as(page, "koordinator")
    page.goto(open_family(page, "Al-Khatib") + "week/")

    assert is_one_a4_on_its_side(page), sheets(page)


@pytest.mark.parametrize(("login", "family"), FAMILIES)
def test_the_plan_prints_on_upright_sheets_in_grey(login: str, family: str, open_page: OpenPage) -> None:
    page = open_page(WIDE)
    sign_in_as(page, login)
    page.goto(open_family(page, family) + "plan/")

    assert set(sheets(page)) == {A4}
    assert coloured(page) == []


def test_number_cards_and_faces_are_a_sheet_each(open_page: OpenPage) -> None:
    page = open_page(WIDE)
    sign_in_as(page, "koordinator")
    page.goto(open_family(page, "Al-Khatib") + "scales/")
    page.locator(".scale-card h2 a").first.click()
    page.goto(page.url + "cards/")

    assert sheets(page) == [A4, A4]
    assert coloured(page) == []


def test_a_scale_prints_in_grey(open_page: OpenPage) -> None:
    page = open_page(WIDE)
    sign_in_as(page, "koordinator")
    page.goto(open_family(page, "Al-Khatib") + "scales/")
    page.locator(".scale-card h2 a").first.click()
    page.wait_for_selector("svg.course")

    assert set(sheets(page)) == {A4}
    assert coloured(page) == []
