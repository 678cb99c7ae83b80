"""What was moved or cancelled takes place as planned after all."""

from datetime import date

from families.models import Family, Professional
from masterplans.models import Activity
from tests.masterplans.asking import SignedIn, text, url

ON = "2026-11-20"


def test_it_stands_in_the_week_again_and_the_history_keeps_both(
    activity: Activity, family: Family, near: Professional, signed_in: SignedIn
) -> None:
    activity.cancel(on=date(2026, 11, 20), by=near, reason="Læreren er på kursus.")
    client, page = signed_in(near), url("restore_occurrence", family, activity.pk, ON)
    assert client.get(page).status_code == 200
    assert client.post(page)["Location"] == url("show_week", family) + "?week=2026-W47"
    assert len(activity.occurrences(date(2026, 11, 16), date(2026, 11, 22))) == 7
    assert "Læreren er på kursus." in text(client.get(url("show_activity_history", family, activity.pk)))
    assert client.get(page).status_code == 404


def test_one_that_is_as_planned_has_no_such_page(
    activity: Activity, family: Family, near: Professional, signed_in: SignedIn
) -> None:
    assert signed_in(near).get(url("restore_occurrence", family, activity.pk, ON)).status_code == 404
