"""A single day is moved from the week or from the activity's own page."""

from datetime import date, time

import pytest
from django.utils import translation

from families.models import Family, Professional
from masterplans.models import Activity, Masterplan, PlanStatus
from tests.makers import make_activity
from tests.masterplans.asking import SignedIn, as_shown, cost, errors, last_look, text, url
from tests.masterplans.conftest import agree

FRIDAY = "2026-11-20"
SATURDAY = "2026-11-21"
WEEK = "?week=2026-W47"


@pytest.fixture
def fridays(plan: Masterplan, family: Family, near: Professional) -> Activity:
    """The class teacher's."""
    return make_activity(family, near, title="Fredagsklub", weekdays="4", place="Klubben")


def page_of(family: Family, activity: Activity, on: str = FRIDAY) -> str:
    return url("move_occurrence", family, activity.pk, on)


@pytest.mark.demand("R58")
def test_it_opens_as_planned_and_leads_back_to_the_week(
    fridays: Activity, family: Family, near: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(near)
    shown = client.get(page_of(family, fridays))
    form = shown.context["form"]
    assert [form[name].value() for name in ("to", "starts_at", "minutes", "place")] == [
        date(2026, 11, 20), time(8), 60, "Klubben",
    ]  # fmt: skip
    post = as_shown(shown, to=SATURDAY, starts_at="10:00", reason="Hallen er lukket.")
    assert client.post(page_of(family, fridays), post)["Location"] == url("show_week", family) + WEEK
    (once,) = fridays.occurrences(date(2026, 11, 16), date(2026, 11, 22))
    assert (str(once.on), once.starts_at, once.place) == (SATURDAY, time(10), "Klubben")
    assert last_look(family)[:2] == ("masterplans:move_occurrence", "POST")
    again = client.get(page_of(family, fridays)).context["form"]
    assert again["to"].value() == date(2026, 11, 21)


def test_the_card_and_the_activitys_page_lead_there_and_tell_where_it_stood(
    fridays: Activity, family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    for person in (near, coordinator):
        for page in (url("show_week", family), url("show_activity", family, fridays.pk)):
            assert page_of(family, fridays) in text(signed_in(person).get(page))
    fridays.move(on=date(2026, 11, 20), to=date(2026, 11, 21), by=near, reason="Hallen")
    with translation.override("en"):
        week = text(signed_in(near).get(url("show_week", family)))
    assert "slot-moved" in week
    slots = signed_in(near).get(url("show_week", family)).context["week"].rows[0].days
    assert [len(day) for day in slots] == [0, 0, 0, 0, 0, 1, 0]


def test_a_week_that_is_over_offers_nothing(
    fridays: Activity, family: Family, near: Professional, signed_in: SignedIn
) -> None:
    assert "/move/" not in text(signed_in(near).get(url("show_week", family) + "?week=2026-W46"))


def test_it_opens_no_agreed_plan(
    fridays: Activity,
    plan: Masterplan,
    family: Family,
    near: Professional,
    coordinator: Professional,
    signed_in: SignedIn,
) -> None:
    agree(plan, coordinator, family.members.all()[0])
    client = signed_in(near)
    post = as_shown(client.get(page_of(family, fridays)), to=SATURDAY, reason="x")
    assert client.post(page_of(family, fridays), post).status_code == 302
    plan.refresh_from_db()
    assert plan.status == PlanStatus.AGREED


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"to": ""}, "to"),
        ({"to": "2026-10-01"}, "to"),  # before the first day
        ({"to": "2026-11-27"}, "to"),  # it takes place then already
        ({"to": "9999-12-31"}, "to"),
        ({"starts_at": ""}, "starts_at"),
        ({"starts_at": "25:00"}, "starts_at"),
        ({"minutes": "4"}, "minutes"),
        ({"minutes": "721"}, "minutes"),
        ({"place_kind": "moon"}, "place_kind"),
        ({"place": "x" * 121}, "place"),
        ({"reason": ""}, "reason"),
        ({"reason": " "}, "reason"),
        ({"reason": "x" * 301}, "reason"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(
    changes: dict[str, str],
    field: str,
    fridays: Activity,
    family: Family,
    near: Professional,
    signed_in: SignedIn,
) -> None:
    client = signed_in(near)
    post = as_shown(client.get(page_of(family, fridays)), **{"to": SATURDAY, "reason": "x", **changes})
    assert field in errors(client.post(page_of(family, fridays), post))
    assert not fridays.rearrangements.exists()


@pytest.mark.parametrize("on", ["2026-11-19", "2026-02-31", "2025-11-21", "9999-12-31", "0001-01-05"])
def test_a_day_for_which_nothing_is_planned_has_no_page(
    on: str, fridays: Activity, family: Family, near: Professional, signed_in: SignedIn
) -> None:
    assert signed_in(near).get(page_of(family, fridays, on)).status_code == 404


@pytest.mark.parametrize("page", ["move_occurrence", "cancel_occurrence", "restore_occurrence"])
def test_it_is_for_the_core_and_for_who_carries_it(
    page: str,
    fridays: Activity,
    family: Family,
    near: Professional,
    consultant: Professional,
    peripheral: Professional,
    stranger: Professional,
    coordinator: Professional,
    signed_in: SignedIn,
) -> None:
    fridays.cancel(on=date(2026, 11, 20), by=near, reason="x")
    asked = url(page, family, fridays.pk, FRIDAY)
    statuses = {
        person: signed_in(person).get(asked).status_code
        for person in (coordinator, near, consultant, peripheral, stranger)
    }
    assert list(statuses.values()) == [200, 200, 403, 403, 404]
    assert signed_in(consultant).post(asked, {"reason": "x"}).status_code == 403
    assert "/move/" not in text(signed_in(consultant).get(url("show_week", family)))


def test_a_hidden_one_a_closed_plan_and_another_familys_cannot_be_moved(
    plan: Masterplan,
    fridays: Activity,
    family: Family,
    near: Professional,
    coordinator: Professional,
    others: object,
    signed_in: SignedIn,
) -> None:
    hidden = make_activity(family, coordinator, visibility="core")
    assert signed_in(near).get(page_of(family, hidden)).status_code == 404
    elsewhere = others.activity  # type: ignore[attr-defined]
    assert signed_in(coordinator).get(page_of(family, elsewhere)).status_code == 404
    plan.agree(
        by=coordinator, on=date(2026, 11, 18), members=list(family.members.all()[:1]), professionals=[],
        language="so", interpreter="not_needed",
    )  # fmt: skip
    plan.close(by=coordinator, reason="Familien klarer sig.")
    assert signed_in(coordinator).get(page_of(family, fridays)).status_code == 403


def test_a_cancelled_day_stays_in_the_week_for_who_sees_the_activity_and_takes_no_time(
    plan: Masterplan, family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    open_one = make_activity(family, near, title="Åben", weekdays="4")
    hidden = make_activity(family, coordinator, title="Skjult", weekdays="4", visibility="core")
    for activity in (open_one, hidden):
        activity.cancel(on=date(2026, 11, 20), by=coordinator, reason=f"Fordi {activity.title}")
    week = signed_in(near).get(url("show_week", family))
    assert "Fordi Åben" in text(week)
    assert "Fordi Skjult" not in text(week)
    (slot,) = week.context["week"].rows[0].days[4]
    assert (slot.activity, slot.minutes, slot.occurrence) == (open_one, 0, None)
    assert {row.load.appointments for row in week.context["week"].rows if row.load} == {0}


def test_some_day_of_the_week_stands_in_a_row_of_its_own_and_in_the_load(
    plan: Masterplan, family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    mother, son = family.members.order_by("born_on")[:2]
    make_activity(
        family, near, title="Ring", rule="FREQ=WEEKLY", starts_at=None, members=[mother], minutes=15
    )
    make_activity(family, coordinator, title="Skjult", rule="FREQ=WEEKLY", starts_at=None, visibility="core")
    week = signed_in(near).get(url("show_week", family)).context["week"]
    ((once, members),) = [(each.slot.activity.title, each.members) for each in week.some_day]
    assert (once, members) == ("Ring", [mother])
    loads = {row.member: row.load.minutes for row in week.rows if row.member}
    assert (loads[mother], loads[son]) == (15, 0)


def test_a_hundred_rearranged_days_cost_as_many_queries_as_one(
    fridays: Activity, family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    pages = (url("show_week", family), url("show_activity", family, fridays.pk), "/")
    fridays.cancel(on=date(2026, 11, 20), by=near, reason="x")

    def add(number: int) -> None:
        each = make_activity(family, near, title=str(number), skips_school_holidays=True)
        each.move(on=date(2026, 11, 20), to=date(2026, 11, 20), starts_at=time(10), by=near, reason="x")

    add(0)
    add(1)  # two at one time collide, and the page says who
    before = [cost(signed_in(coordinator), page) for page in pages]
    for number in range(2, 24):
        add(number)
    assert [cost(signed_in(coordinator), page) for page in pages] == before
