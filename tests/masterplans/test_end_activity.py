"""An activity ends; what was logged stays."""

from datetime import date

import pytest

from families.models import Family, Professional
from masterplans.models import Activity, Masterplan
from tests.makers import make_activity
from tests.masterplans.asking import SignedIn, errors, log, text, url
from tests.world import World

POST = {"on": "2026-11-18", "reason": "Zakariye går selv nu."}


@pytest.mark.demand("R58")
def test_it_leaves_the_week_after_its_last_day_and_keeps_what_was_logged(
    activity: Activity, family: Family, near: Professional, signed_in: SignedIn
) -> None:
    log(activity, near, date(2026, 11, 17))
    client = signed_in(near)
    assert client.post(url("end_activity", family, activity.pk), POST)["Location"] == url("show_plan", family)
    activity.refresh_from_db()
    assert (activity.ends_on, activity.end_reason) == (date(2026, 11, 18), POST["reason"])
    rows = client.get(f"{url('show_week', family)}?week=2026-W47").context["week"].rows
    assert [len(slots) for slots in rows[0].days] == [1, 1, 1, 0, 0, 0, 0]
    assert activity.title in text(client.get(url("list_contributions", family)))


def test_the_button_names_what_ends_and_the_title_does_not(
    activity: Activity, family: Family, near: Professional, signed_in: SignedIn
) -> None:
    page = text(signed_in(near).get(url("end_activity", family, activity.pk)))
    title, _end, rest = page.partition("</title>")
    assert activity.title not in title
    assert activity.title in rest


@pytest.mark.parametrize("changes", [{"reason": ""}, {"on": "2026-02-31"}, {"on": "2026-01-01"}])
def test_it_needs_a_day_after_the_first_and_a_reason(
    changes: dict[str, str], activity: Activity, family: Family, near: Professional, signed_in: SignedIn
) -> None:
    assert errors(signed_in(near).post(url("end_activity", family, activity.pk), {**POST, **changes}))
    activity.refresh_from_db()
    assert activity.ends_on is None


def test_it_asks_for_the_right(
    activity: Activity,
    plan: Masterplan,
    family: Family,
    others: World,
    consultant: Professional,
    peripheral: Professional,
    stranger: Professional,
    coordinator: Professional,
    signed_in: SignedIn,
) -> None:
    page = url("end_activity", family, activity.pk)
    people = (consultant, peripheral, stranger)  # it is the class teacher's
    assert [signed_in(each).post(page, POST).status_code for each in people] == [403, 403, 404]
    hidden = make_activity(family, consultant, visibility="named")
    for key in (others.activity.pk, hidden.pk):
        assert signed_in(coordinator).post(url("end_activity", family, key), POST).status_code == 404
    plan.close(by=coordinator, reason="Flyttet.")
    assert signed_in(coordinator).post(page, POST).status_code == 403
