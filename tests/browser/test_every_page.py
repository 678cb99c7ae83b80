"""Every page as somebody who may see it, wide and narrow: usable by all, clean, never too wide."""

import json
import re
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, ROOT, WIDE, OpenPage, Served, sign_in_as
from tests.browser.pages import NOBODY, all_pages, title_names

PARTS = 4  # so that several workers can share them
AXE = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"],
    "resultTypes": ["violations"],
    "preload": False,
    "iframes": False,
}
HTML_RULES = {
    "root": True,
    "extends": ["html-validate:recommended"],
    "rules": {
        # Files of our own, from our own server.
        "require-sri": "off",
        # Check boxes and the deeds of a form share a name.
        "form-dup-name": "off",
        # A table that a phone shows day by day needs its roles said.
        "no-redundant-role": "off",
        "prefer-native-element": "off",
        # How the source is laid out, not what it says.
        "attr-quotes": "off",
        "attribute-boolean-style": "off",
        "attribute-empty-style": "off",
        "doctype-style": "off",
        "element-name": "off",
        "long-title": "off",
        "no-implicit-button-type": "off",
        "no-raw-characters": "off",
        "no-trailing-whitespace": "off",
        "tel-non-breaking": "off",
        "void-style": "off",
    },
}


@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_can_be_used_by_everybody(
    part: int, open_page: OpenPage, served: Served, troubles: list[str], tmp_path: Path
) -> None:
    with served.rows() as database:
        pages, names = all_pages(database), title_names(database)
    # Those of one login stand together, so that each part signs in as few.
    pages = pages[part * len(pages) // PARTS : (part + 1) * len(pages) // PARTS]
    named = re.compile(r"\b(" + "|".join(map(re.escape, names)) + r")\b")
    page, wrong = open_page(), []
    login = NOBODY

    for asked in pages:
        if asked.login != login:
            page.context.clear_cookies()
            sign_in_as(page, asked.login)
            login = asked.login
        page.set_viewport_size({"width": WIDE, "height": 860})
        source = page.goto(asked.path)
        assert source
        if source.ok:
            (tmp_path / f"{len(list(tmp_path.iterdir()))}.html").write_text(
                f"<!-- {asked.name} as {asked.login} -->\n{source.text()}"
            )
        wrong += [f"{asked.name} as {asked.login}: {fault}" for fault in faults(page, named)]
        wrong += [f"{asked.name} as {asked.login}: {trouble}" for trouble in troubles]
        troubles.clear()

    wrong += invalid_html(tmp_path)
    assert not wrong, "\n".join(wrong)


def faults(page: Page, named: re.Pattern[str]) -> list[str]:
    """What is wrong with the page that is open, at each width."""
    found = []
    if (headings := page.locator("h1").count()) != 1:
        found.append(f"{headings} h1")
    if named.search(page.title()):
        found.append(f"the title names somebody: {page.title()}")
    for width in (WIDE, PHONE):
        page.set_viewport_size({"width": width, "height": 860})
        found += [f"{width} px, {each}" for each in violations(page)]
        found += too_wide(page, width)
    page.set_viewport_size({"width": 320, "height": 860})
    return found + too_wide(page, 320)


def violations(page: Page) -> list[str]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    found = page.evaluate("(options) => axe.run(options).then((results) => results.violations)", AXE)
    return [f"{each['id']}: {'; '.join(node['html'][:200] for node in each['nodes'][:3])}" for each in found]


def too_wide(page: Page, width: int) -> list[str]:
    wide: int = page.evaluate("document.scrollingElement.scrollWidth")
    if wide <= width:
        return []
    sticking_out: Sequence[str] = page.evaluate(
        """(width) => [...document.querySelectorAll("main *, header *, section *")]
            .filter((e) => e.getBoundingClientRect().right > width + 1 && !e.closest(".scroll, .tabs"))
            .slice(0, 3).map((e) => e.outerHTML.slice(0, 120))""",
        width,
    )
    return [f"{width} px, but the page is {wide} wide: {sticking_out}"]


def invalid_html(folder: Path) -> list[str]:
    """What html-validate says of all pages together."""
    (folder / ".htmlvalidate.json").write_text(json.dumps(HTML_RULES))
    said = folder / "said.json"  # into a pipe it would say only as much as the pipe holds
    subprocess.run(
        [ROOT / "node_modules/.bin/html-validate", "--formatter", f"json={said}", *folder.glob("*.html")],
        cwd=folder,
        check=False,
    )
    wrong = []
    for file in json.loads(said.read_text()):
        page = Path(file["filePath"]).read_text().splitlines()[0]
        wrong += [
            f"{page} {each['ruleId']}, line {each['line']}: {each['message']}" for each in file["messages"]
        ]
    return wrong


def test_a_form_with_errors_can_be_read_by_everybody(open_page: OpenPage) -> None:
    page = open_page()
    sign_in_as(page, "koordinator")
    page.goto("/families/enrol/")
    page.locator("main form button.button-primary").click()

    expect(page.locator("[role=alert]")).to_be_visible()
    assert faults(page, re.compile("nobody")) == []


@pytest.mark.parametrize(("login", "path"), [("klub", "plan/"), ("dpo", "")])
def test_a_refusal_can_be_read_by_everybody(
    login: str, path: str, open_page: OpenPage, served: Served, troubles: list[str]
) -> None:
    """403 for who stands too far away, 404 for who knows nothing of the family."""
    with served.rows() as database:
        warsame = next(
            page for page in all_pages(database) if page.login == "laerer" and "/week/" in page.path
        )
    page = open_page()
    sign_in_as(page, login)
    refused = page.goto(warsame.path.replace("week/", path))

    assert refused
    assert refused.status == {"klub": 403, "dpo": 404}[login]
    troubles.clear()
    assert faults(page, re.compile("Warsame")) == []
