"""A coordinator's first afternoon with a family: enrolled, people involved, plan agreed, week printed.

What it costs her is counted: clicks, and fields that she must fill.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from families.models import Family, Tier
from masterplans.models import Masterplan, PlanStatus
from tests.browser.conftest import OpenPage, Served, sign_in_as
from tests.browser.paper import is_one_a4_on_its_side

# Fair on the day it was written; whoever adds a question or a page on the way answers for it here.
MOST_CLICKS = 60
MOST_REQUIRED = 24

FAMILY = "Öztürk-Sørensen"
MEMBERS = (
    ("Zeynep", "mother", "1988-03-02"),
    ("Emre", "son", "2010-06-11"),
    ("Elif", "daughter", "2013-01-30"),
    ("Can", "son", "2017-09-09"),
    ("Defne", "daughter", "2022-05-24"),
)
PEOPLE = (
    ("Birgitte Ørum", "near"),
    ("Nanna Lyng", "near"),
    ("Rasmus Hald", "near"),
    ("Omid Karlsen", "peripheral"),
)
REQUIRED = """() => [...document.querySelectorAll("main form [required]")]
    .filter((field) => field.offsetParent && !field.disabled).map((field) => field.name)"""


@dataclass
class Hand:
    """Does what a hand does, and counts."""

    page: Page
    clicks: int = 0
    required: int = 0  # that she fills in
    beforehand: int = 0  # required, and filled in when the page is opened
    filled: set[str] = field(default_factory=set)

    def click(self, place: Locator | str) -> None:
        self.clicks += 1
        (self.page.locator(place) if isinstance(place, str) else place).click()

    def fill(self, **fields: str) -> None:
        """Type and choose; going from field to field by Tab costs no click."""
        for name, value in fields.items():
            asked = name.replace("__", "-")
            self.filled.add(asked)
            place = self.page.locator(f'main [name="{asked}"]').first
            if place.evaluate("field => field.tagName") == "SELECT":
                place.select_option(value)
            else:
                place.fill(value)

    def choose(self, name: str, value: str) -> None:
        self.filled.add(name)
        self.click(
            self.page.locator(
                f'label:has(+ [name="{name}"][value="{value}"]), [name="{name}"][value="{value}"] + label'
            )
        )

    def send(self) -> None:
        required = set(self.page.evaluate(REQUIRED))
        self.required += len(required & self.filled)
        self.beforehand += len(required - self.filled)
        self.filled.clear()
        before = self.page.url
        self.click("main form .buttons button.button-primary")
        self.page.wait_for_load_state()
        assert self.page.locator(".alert-error").all_inner_texts() == []
        assert self.page.url != before


@pytest.mark.demand("R55", "R56")
def test_from_enrolment_to_the_printed_week(
    open_page: OpenPage, served: Served, tell: Callable[[str], None]
) -> None:
    page = open_page()
    page.add_init_script("window.print = () => { window.printed = true; }")
    sign_in_as(page, "koordinator")
    hand = Hand(page)

    enrol(hand)
    family = urlsplit(page.url).path
    involve(hand, family)
    draft(hand, family)
    agree(hand)
    print_week(hand, family)

    with served.rows() as database:
        enrolled = Family.objects.using(database).get(name=FAMILY)
        plan = Masterplan.objects.using(database).get(family=enrolled)
        standing = enrolled.involvements.using(database).open()
        assert enrolled.members.using(database).count() == len(MEMBERS)
        assert standing.filter(tier=Tier.NEAR).count() == 3
        assert standing.filter(tier=Tier.PERIPHERAL).count() == 1
        assert (plan.status, plan.agreed_version) == (PlanStatus.AGREED, 1)
    tell(
        f"Enrolment to printed week, 5 members and 4 professionals: {hand.clicks} clicks, "
        f"{hand.required} required fields to fill in, {hand.beforehand} more filled in beforehand"
    )
    assert hand.clicks <= MOST_CLICKS
    assert hand.required <= MOST_REQUIRED


def enrol(hand: Hand) -> None:
    hand.click('main a[href$="/families/enrol/"]')
    hand.fill(
        name=FAMILY, language="tr", hopes="At vi kan være her.", what_works="Vi spiser sammen om søndagen."
    )
    for number, (name, relation, born_on) in enumerate(MEMBERS):
        if number:
            hand.click("button[name=add_member]")
            expect(hand.page.locator(f'[name="members-{number}-name"]')).to_be_visible()
        row = f"members__{number}__"
        hand.fill(**{f"{row}name": name, f"{row}relation": relation, f"{row}born_on": born_on})
    hand.send()
    expect(hand.page.locator(".family-name")).to_have_text(FAMILY)


def involve(hand: Hand, family: str) -> None:
    hand.click(f'.tabs a[href="{family}people/"]')
    for name, tier in PEOPLE:
        hand.click(f'main a[href="{family}people/find/"]')
        hand.fill(q=name)
        hand.page.keyboard.press("Enter")
        hand.click(hand.page.locator("main tr", has_text=name).get_by_role("link"))
        hand.choose("tier", tier)
        hand.choose("reason", "wish")
        hand.send()
        expect(hand.page.locator("main table[aria-labelledby=professionals]")).to_contain_text(name)


def draft(hand: Hand, family: str) -> None:
    """A part for each: what is wanted together, a goal, an activity."""
    page = hand.page
    hand.click(f'.tabs a[href="{family}plan/"]')
    hand.click(f'form[action="{family}plan/begin/"] button')
    mother, eldest, *younger = (part(page, name) for name, *_rest in MEMBERS)
    hand.click(mother.locator('a[href$="/aim/"]'))
    hand.fill(aim="Zeynep vil læse sine breve selv.")
    hand.send()
    hand.click(eldest.locator('a[href*="/goals/add/"]'))
    hand.fill(words="Emre er i skole hver dag.", field="education")
    hand.send()
    hand.click(eldest.locator('a[href*="/activities/add/"]'))
    hand.fill(title="Følges til skole", starts_at="07:45", minutes="30", responsible="Birgitte Ørum")
    hand.required += 1  # the responsible: one of two fields, so that neither alone is marked
    for weekday in ("0", "2", "4"):
        hand.choose("weekdays", weekday)
    hand.send()
    for each in younger:
        hand.click(each.locator('a[href$="/aim/"]'))
        hand.fill(aim="En ven i klassen, og ro om aftenen.")
        hand.send()


def part(page: Page, name: str) -> Locator:
    return page.locator("section.part", has=page.locator("h2", has_text=name))


def agree(hand: Hand) -> None:
    hand.click('main a[href$="/plan/agree/"]')
    for label in hand.page.locator("[name=members] + label").all():
        hand.click(label)
    hand.click(hand.page.locator("[name=professionals] + label").first)
    hand.fill(interpreter_name="Tolkegruppen")
    hand.required += 1  # the interpreter's name: asked for where there is one
    hand.send()


def print_week(hand: Hand, family: str) -> None:
    page = hand.page
    hand.click(f'.tabs a[href="{family}week/"]')
    expect(page.locator(".slot")).not_to_have_count(0)
    hand.click("[data-print]")
    assert page.evaluate("window.printed")
    assert is_one_a4_on_its_side(page)
