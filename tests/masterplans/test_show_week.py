"""The week: person by day, as one reader may see it."""

from datetime import date, time

import pytest

from families.models import Family, Member, Professional
from masterplans.models import Masterplan
from masterplans.week import Week
from roskilde import clock
from tests.makers import make_activity
from tests.masterplans.asking import Answer, SignedIn, cost, text, url
from tests.world import World

MONDAY = date(2026, 11, 16)


def week_of(answer: Answer) -> Week:
    week: Week = answer.context["week"]
    return week


def titles(week: Week, name: str) -> list[list[str]]:
    """What stands in one row, day by day; a time that is only taken reads "busy"."""
    (row,) = [row for row in week.rows if str(row.member or "") == name]
    return [[slot.activity.title if slot.activity else "busy" for slot in slots] for slots in row.days]


@pytest.mark.demand("R35", "R58")
def test_each_member_has_a_row_and_each_day_a_column(
    plan: Masterplan, family: Family, mother: Member, son: Member, near: Professional, signed_in: SignedIn
) -> None:
    make_activity(family, near, title="Dansk", members=[mother], weekdays="02")
    make_activity(family, near, title="Fodbold", members=[son], weekdays="", starts_on=MONDAY)
    make_activity(family, near, title="Fællesspisning", weekdays="4")
    week = week_of(signed_in(near).get(url("show_week", family)))
    assert (week.monday, week.number) == (MONDAY, 47)
    assert [str(row.member or "") for row in week.rows] == ["", "Hodan", "Zakariye", "Ayaan"]
    assert titles(week, "Hodan") == [["Dansk"], [], ["Dansk"], [], [], [], []]
    assert titles(week, "Zakariye") == [["Fodbold"], [], [], [], [], [], []]
    assert titles(week, "")[4] == ["Fællesspisning"]


@pytest.mark.demand("R36", "S9")
def test_a_slot_says_when_where_and_who_from_which_sector(
    plan: Masterplan, family: Family, near: Professional, signed_in: SignedIn
) -> None:
    make_activity(family, near, title="Dansk", place="Lokale 2", starts_at=time(9), minutes=90)
    page = text(signed_in(near).get(url("show_week", family)))
    for shown in ("9.00", "10.30", "Dansk", "Lokale 2", near.name, str(near.sector)):
        assert shown in page


def test_a_day_is_read_from_morning_to_evening(
    plan: Masterplan, family: Family, near: Professional, signed_in: SignedIn
) -> None:
    for hour in (16, 8, 12):
        make_activity(family, near, title=str(hour), starts_at=time(hour))
    assert titles(week_of(signed_in(near).get(url("show_week", family))), "")[0] == ["8", "12", "16"]


def test_one_goes_back_and_forth_across_the_turn_of_the_year(
    plan: Masterplan, family: Family, near: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(near)
    answer = client.get(f"{url('show_week', family)}?week=2026-W53")
    assert week_of(answer).monday == date(2026, 12, 28)
    assert (answer.context["before"], answer.context["after"]) == ("2026-W52", "2027-W01")
    assert not answer.context["is_this_week"]
    assert client.get(url("show_week", family)).context["is_this_week"]
    assert "is-today" in text(client.get(url("show_week", family)))
    assert "is-today" not in text(answer)


@pytest.mark.parametrize(
    "asked",
    ["", "x", "2026-W54", "2026-W00", "2026-13", "0001-W01", "9999-W52", "-1", "%00", "2026-W4７", "9" * 99],
)
def test_a_week_that_is_nonsense_is_this_week(
    asked: str, plan: Masterplan, family: Family, near: Professional, signed_in: SignedIn
) -> None:
    assert week_of(signed_in(near).get(f"{url('show_week', family)}?week={asked}")).monday == MONDAY


@pytest.mark.demand("R58")
def test_a_private_activity_takes_its_time_and_tells_nothing_more(
    plan: Masterplan,
    family: Family,
    mother: Member,
    near: Professional,
    coordinator: Professional,
    signed_in: SignedIn,
) -> None:
    for visibility in ("core", "named"):
        make_activity(
            family,
            coordinator,
            title="Samtale i enrum",
            purpose="Hemmeligt",
            place="Krisecentret",
            members=[mother],
            weekdays="0",
            starts_at=time(13),
            visibility=visibility,
        )
    answer = signed_in(near).get(url("show_week", family))
    assert titles(week_of(answer), "Hodan")[0] == ["busy", "busy"]
    page = text(answer)
    assert "13.00" in page
    for never in ("Samtale i enrum", "Hemmeligt", "Krisecentret"):
        assert never not in page
    assert titles(week_of(signed_in(coordinator).get(url("show_week", family))), "Hodan")[0] == [
        "Samtale i enrum",
        "Samtale i enrum",
    ]


def test_who_has_left_the_household_has_a_row_only_while_something_is_planned(
    plan: Masterplan,
    family: Family,
    son: Member,
    near: Professional,
    coordinator: Professional,
    signed_in: SignedIn,
) -> None:
    activity = make_activity(family, near, title="Efterværn", members=[son], weekdays="0")
    son.left_on = clock.today()
    son.save(by=coordinator)
    client = signed_in(near)
    assert titles(week_of(client.get(url("show_week", family))), "Zakariye")[0] == ["Efterværn"]
    activity.end(by=near, on=activity.starts_on, reason="Flyttet.")
    rows = week_of(client.get(url("show_week", family))).rows
    assert [str(row.member or "") for row in rows] == ["Hodan", "Ayaan"]


def test_an_empty_week_says_so(
    plan: Masterplan, family: Family, near: Professional, signed_in: SignedIn
) -> None:
    answer = signed_in(near).get(url("show_week", family))
    assert week_of(answer).is_empty
    assert url("add_activity", family) in text(answer)


def test_it_asks_for_the_right(
    plan: Masterplan,
    family: Family,
    others: World,
    near: Professional,
    peripheral: Professional,
    stranger: Professional,
    signed_in: SignedIn,
) -> None:
    page = url("show_week", family)
    assert [signed_in(each).get(page).status_code for each in (peripheral, stranger)] == [403, 404]
    assert signed_in(near).get(url("show_week", others.family)).status_code == 404


def test_fifty_activities_cost_as_many_queries_as_one_and_never_more_than_ten(
    plan: Masterplan,
    family: Family,
    son: Member,
    near: Professional,
    coordinator: Professional,
    signed_in: SignedIn,
) -> None:
    client, page = signed_in(near), url("show_week", family)
    make_activity(family, near)
    make_activity(family, coordinator, visibility="named")
    one = cost(client, page)
    for number in range(24):
        make_activity(family, near, title=f"Nr. {number}", members=[son])
        make_activity(family, coordinator, visibility="named", members=[son])
    assert cost(client, page) == one <= 10
