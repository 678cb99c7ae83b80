"""Two taps from the start page to a stored row: what became of an activity on a day."""

from datetime import timedelta

import pytest

from families.models import Family, Professional
from masterplans.models import Activity, Contribution, Outcome, Why
from roskilde import clock
from tests.makers import make_activity
from tests.masterplans.asking import SignedIn, last_look, text, url
from tests.world import World

TODAY = "2026-11-18"


def rows() -> list[Contribution]:
    return list(Contribution.objects.for_nobody("the test looks at all of them"))


@pytest.mark.demand("R42", "R52")
def test_the_second_tap_after_the_start_page_stores_the_row_with_minutes_from_the_plan(
    activity: Activity, family: Family, near: Professional, signed_in: SignedIn
) -> None:
    client, deed = signed_in(near), url("log_occurrence", family, activity.pk, TODAY)
    assert f'action="{deed}"' in text(client.get("/"))
    answer = client.post(deed, {"outcome": "happened"})
    assert answer["Location"] == "/"
    (row,) = rows()
    assert (row.activity, row.professional, row.logged_by) == (activity, near, near)
    assert (row.on, row.outcome, row.minutes) == (clock.today(), Outcome.HAPPENED, 60)
    assert row.history.get().history_user == near
    assert last_look(family) == ("masterplans:log_occurrence", "POST", "opened")
    assert f'action="{deed}"' not in text(client.get("/"))


def test_partly_is_partly(
    activity: Activity, family: Family, near: Professional, signed_in: SignedIn
) -> None:
    signed_in(near).post(url("log_occurrence", family, activity.pk, TODAY), {"outcome": "partly"})
    assert rows()[0].outcome == Outcome.PARTLY


@pytest.mark.parametrize("why", Why.values)
def test_one_button_says_that_it_came_to_nothing_and_why(
    why: str, activity: Activity, family: Family, near: Professional, signed_in: SignedIn
) -> None:
    signed_in(near).post(url("log_occurrence", family, activity.pk, TODAY), {"nothing": why})
    (row,) = rows()
    assert (row.outcome, row.why, row.minutes) == (Outcome.NOTHING, why, 0)


def test_a_second_tap_shows_the_first_and_changes_nothing(
    activity: Activity, family: Family, near: Professional, signed_in: SignedIn
) -> None:
    client, deed = signed_in(near), url("log_occurrence", family, activity.pk, TODAY)
    client.post(deed, {"outcome": "happened"})
    answer = client.post(deed, {"nothing": "no_show"}, headers={"HX-Request": "true"})
    (row,) = rows()
    assert row.outcome == Outcome.HAPPENED
    assert answer.context["item"].contribution == row
    assert str(row.get_outcome_display()) in text(answer)


def test_with_scripts_the_line_alone_is_answered(
    activity: Activity, family: Family, near: Professional, signed_in: SignedIn
) -> None:
    deed = url("log_occurrence", family, activity.pk, TODAY)
    answer = signed_in(near).post(deed, {"outcome": "happened"}, headers={"HX-Request": "true"})
    assert text(answer).lstrip().startswith("<li")
    assert url("change_contribution", family, rows()[0].pk) in text(answer)


@pytest.mark.parametrize("post", [{}, {"outcome": "maybe"}, {"nothing": "weather"}, {"outcome": "\0"}])
@pytest.mark.parametrize("scripts", [True, False])
def test_nonsense_is_told_and_stores_nothing(
    post: dict[str, str],
    scripts: bool,
    activity: Activity,
    family: Family,
    near: Professional,
    signed_in: SignedIn,
) -> None:
    headers = {"HX-Request": "true"} if scripts else {}
    answer = signed_in(near).post(url("log_occurrence", family, activity.pk, TODAY), post, headers=headers)
    assert answer.status_code == (200 if scripts else 302)
    assert rows() == []


def test_tomorrow_and_a_day_without_it_are_told_and_store_nothing(
    activity: Activity, family: Family, near: Professional, signed_in: SignedIn
) -> None:
    mondays = make_activity(family, near, weekdays="0")
    for each, on in ((activity, "2026-11-19"), (mondays, TODAY), (activity, "0001-01-01")):
        signed_in(near).post(url("log_occurrence", family, each.pk, on), {"outcome": "happened"})
    assert rows() == []


@pytest.mark.parametrize("on", ["2026-02-31", "0000-00-00", "٢٠٢٦-١١-١٨"])
def test_a_day_that_no_calendar_has_is_not_found(
    on: str, activity: Activity, family: Family, near: Professional, signed_in: SignedIn
) -> None:
    deed = url("log_occurrence", family, activity.pk, TODAY).replace(TODAY, on)
    assert signed_in(near).post(deed, {"outcome": "happened"}).status_code == 404


def test_each_who_carries_it_logs_their_own(
    family: Family, near: Professional, consultant: Professional, signed_in: SignedIn
) -> None:
    shared = make_activity(family, near, co_owners=[consultant])
    for person in (near, consultant):
        signed_in(person).post(url("log_occurrence", family, shared.pk, TODAY), {"outcome": "happened"})
    assert {row.professional for row in rows()} == {near, consultant}


def test_it_goes_back_to_the_page_of_ours_that_it_came_from(
    activity: Activity, family: Family, near: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(near)
    week = url("show_week", family)
    elsewhere = ["https://example.org/", "//example.org", "start", "javascript:alert(1)", "\n/x", "\0"]
    for days, asked in enumerate([week, *elsewhere]):
        deed = url("log_occurrence", family, activity.pk, clock.today() - timedelta(days=days))
        answer = client.post(deed, {"outcome": "happened", "next": asked})
        assert answer["Location"] == (week if asked == week else "/")


def test_it_asks_for_the_right(
    activity: Activity,
    family: Family,
    others: World,
    near: Professional,
    peripheral: Professional,
    stranger: Professional,
    coordinator: Professional,
    signed_in: SignedIn,
) -> None:
    post = {"outcome": "happened"}
    deed = url("log_occurrence", family, activity.pk, TODAY)
    activity.name_people([peripheral], by=coordinator)
    before = len(rows())
    assert [signed_in(each).post(deed, post).status_code for each in (peripheral, stranger)] == [403, 404]
    hidden = make_activity(family, coordinator, visibility="named")
    for key in (hidden.pk, others.activity.pk):
        deed = url("log_occurrence", family, key, TODAY)
        assert signed_in(near).post(deed, post).status_code == 404
    assert signed_in(near).get(deed).status_code == 405
    assert len(rows()) == before
