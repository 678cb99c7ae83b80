"""A single day on which an activity does not take place."""

from datetime import date

import pytest

from families.models import Family, Professional
from masterplans.models import Activity
from tests.masterplans.asking import SignedIn, errors, text, url

ON = "2026-11-20"


@pytest.mark.demand("R58")
def test_it_asks_for_a_reason_and_tells_it_in_the_week_on_the_activitys_page_and_in_its_history(
    activity: Activity, family: Family, near: Professional, signed_in: SignedIn
) -> None:
    client, page = signed_in(near), url("cancel_occurrence", family, activity.pk, ON)
    assert "reason" in errors(client.post(page, {"reason": ""}))
    answer = client.post(page, {"reason": "Læreren er på kursus."})
    assert answer["Location"] == url("show_week", family) + "?week=2026-W47"
    assert len(activity.occurrences(date(2026, 11, 16), date(2026, 11, 22))) == 6
    for told in ("show_week", "show_activity", "show_activity_history"):
        keys = () if told == "show_week" else (activity.pk,)
        assert "Læreren er på kursus." in text(client.get(url(told, family, *keys)))


def test_it_is_not_to_be_done_any_more(
    activity: Activity, family: Family, near: Professional, signed_in: SignedIn
) -> None:
    activity.cancel(on=date(2026, 11, 18), by=near, reason="x")
    context = signed_in(near).get("/").context
    assert not context["own_today"]
    activity.restore(on=date(2026, 11, 18), by=near)
    assert signed_in(near).get("/").context["own_today"]
