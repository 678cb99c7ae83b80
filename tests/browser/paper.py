"""What comes out of the printer."""

import re

from playwright.sync_api import Page

A4 = (595, 842)  # points
GREYS = """() => [...document.querySelectorAll("body *")].filter((element) => {
    const style = getComputedStyle(element);
    if (!element.offsetParent || style.visibility === "hidden") return false;
    return [style.color, style.backgroundColor, style.borderLeftColor].some((colour) => {
        const [r, g, b, a = 1] = colour.match(/[\\d.]+/g).map(Number);
        return a > 0 && Math.max(r, g, b) - Math.min(r, g, b) > 8;
    });
}).slice(0, 5).map((element) => element.outerHTML.slice(0, 160))"""


def sheets(page: Page) -> list[tuple[int, int]]:
    """The size of each sheet, width and height in points."""
    printed = page.pdf(prefer_css_page_size=True)
    boxes = re.findall(
        rb"/Type\s*/Page\b[^s].*?/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)", printed, re.DOTALL
    )
    return [(round(float(width)), round(float(height))) for width, height in boxes]


def is_one_a4_on_its_side(page: Page) -> bool:
    found = sheets(page)
    return len(found) == 1 and all(abs(x - y) <= 1 for x, y in zip(found[0], A4[::-1], strict=True))


def coloured(page: Page) -> list[str]:
    """What would not be grey on paper."""
    page.emulate_media(media="print")
    found: list[str] = page.evaluate(GREYS)
    page.emulate_media(media="screen")
    return found
