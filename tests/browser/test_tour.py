"""The README's ten minutes, walked step by step; with SCREENSHOTS=1 its pictures are taken on the way."""

import os
import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from families.models import Look
from tests.browser.conftest import PHONE, ROOT, WIDE, OpenPage, Served, open_family, sign_in_as, sign_out
from tests.browser.pages import LOGINS

SHOTS = ROOT / "docs" / "screenshots"


def shoot(page: Page, name: str) -> None:
    if os.environ.get("SCREENSHOTS"):
        SHOTS.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=SHOTS / f"{name}.png", animations="disabled")


def test_the_readme_tells_this_tour() -> None:
    """Nine steps; each person and each family that the walk below meets."""
    tour = (ROOT / "README.md").read_text().partition("## Ten minutes")[2].partition("\n## ")[0]

    assert re.findall(r"^(\d+)\.", tour, re.MULTILINE) == list("123456789")
    assert re.findall(r"`([a-z]+)@example\.dk`", tour) == ["koordinator", "laerer", "klub", "dpo"]
    assert re.findall(r"\*\*(Al-Khatib|Warsame)\*\*", tour) == ["Al-Khatib", "Warsame"]


def test_the_tour_can_be_walked(open_page: OpenPage, served: Served, troubles: list[str]) -> None:
    # 1. What waits for Jonas, each line with its deed, and what is new to him.
    page = open_page(WIDE)
    page.goto("/")
    sign_in_as(page, "koordinator")
    waiting = page.locator(".waiting > li")
    expect(waiting).not_to_have_count(0)
    for line in waiting.all():
        expect(line.locator("a")).not_to_have_count(0)
    expect(page.locator("section[aria-labelledby=since-last] .news > li")).not_to_have_count(0)
    shoot(page, "start")

    # 2. The family, the head that stays, and the letters out of the bag.
    family = open_family(page, "Al-Khatib")
    expect(page.locator(".family-head .interpreter")).to_be_visible()
    expect(page.locator(".family-head a[href^='tel:']")).to_be_visible()
    page.locator(f'.tabs a[href="{family}letters/"]').click()
    expect(page.locator("main")).to_contain_text("Hvem hjælper")
    expect(page.locator(".family-head .interpreter")).to_be_visible()

    # 3. The plan: a part for all and one for each, and what is missing.
    page.locator(f'.tabs a[href="{family}plan/"]').click()
    expect(page.locator("section.part")).to_have_count(8)
    expect(page.locator(".family-head .interpreter")).to_be_visible()
    expect(page.locator(".goal .activity")).not_to_have_count(0)
    shoot(page, "plan")

    # 4. The week, back and forth.
    page.locator(f'.tabs a[href="{family}week/"]').click()
    this_week = page.locator("h1").inner_text()
    expect(page.locator(".slot")).not_to_have_count(0)
    shoot(page, "week")
    page.locator("main a[rel=prev]").click()
    expect(page.locator("h1")).not_to_have_text(this_week)
    page.locator("main a[rel=next]").click()
    expect(page.locator("h1")).to_have_text(this_week)
    week = urlsplit(page.url).path
    assert week == f"{family}week/"
    sign_out(page)

    # 5. Birgitte's week, on a phone.
    phone = open_page(PHONE)
    sign_in_as(phone, "laerer")
    item = phone.locator(".minuge-item", has=phone.locator("button[value=happened]")).first
    expect(item).to_be_visible()
    shoot(phone, "my-week")
    item.locator("button[value=happened]").tap()
    expect(phone.locator(".minuge-done[autofocus]")).to_be_visible()

    # 6. She writes a line, reads who will see it, and says what it is.
    warsame = open_family(phone, "Warsame")
    phone.locator(".deeds a.button-primary").tap()
    expect(phone.locator("form.form")).to_contain_text("Kan ses af")
    phone.locator("#id_text").fill("Zakariye rakte hånden op i dag.")
    phone.locator("form.form button[type=submit].button-primary").tap()
    line = phone.locator(".timeline li:target")
    expect(line).to_contain_text("Zakariye rakte hånden op i dag.")
    expect(line.locator("button[value=concern]")).to_be_visible()
    expect(line.locator("a[href*='/tell/']")).to_be_visible()
    line.locator("button[value=sign]").tap()
    said = phone.locator(".timeline li", has_text="rakte hånden op i dag").locator(".status-done")
    expect(said).to_have_text("Tegn på fremgang")
    phone.locator(".person-menu > summary").tap()
    expect(phone.locator(".person-menu a[href='/account/substitutes/']")).to_be_visible()

    # 7. Omid has a contact card, what was shared with him by name, and a line to the core.
    sign_in_as(page, "klub")
    assert open_family(page, "Warsame") == warsame
    expect(page.locator(f"a[href='{warsame}lines/observe/']").first).to_be_visible()
    expect(page.locator("main a[href^='tel:']")).not_to_have_count(0)
    expect(page.locator(f'.tabs a[href="{warsame}plan/"]')).to_have_count(0)
    page.locator(f'.tabs a[href="{warsame}plan/shared/"]').click()
    expect(page.locator("main")).to_contain_text("Klubaften")

    # 8. Of Al-Khatib there is no trace for him.
    answer = page.goto(week)
    assert answer
    assert answer.status == 404
    assert [trouble.partition(" ")[0] for trouble in troubles] == ["404"]
    troubles.clear()
    page.goto("/")
    sign_out(page)

    # 9. Dorte finds all of it in the log.
    sign_in_as(page, "dpo")
    page.locator('.main-navigation a[href="/looks/"]').click()
    log = page.locator("main")
    for name in ("Jonas Bech", "Birgitte Ørum", "Omid Karlsen"):
        expect(log).to_contain_text(name)
    with served.rows() as database:
        attempts = Look.objects.using(database).filter(page="masterplans:show_week", verdict="not_found")
        assert attempts.count() == 1


@pytest.mark.parametrize("login", LOGINS)
def test_no_start_page_is_empty(login: str, open_page: OpenPage) -> None:
    page = open_page(PHONE)
    sign_in_as(page, login)

    assert len(page.locator("main").inner_text()) > 100
