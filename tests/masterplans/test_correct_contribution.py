"""A later entry about the same: both are kept."""

from datetime import date, timedelta

import pytest

from families.models import Family, Professional
from masterplans.models import Activity, Contribution, Outcome
from roskilde import clock
from tests.masterplans.asking import SignedIn, as_shown, errors, log, text, url
from tests.world import World


@pytest.fixture
def row(activity: Activity, near: Professional) -> Contribution:
    return log(activity, near, clock.today() - timedelta(days=1), note="Alle kom.")


def corrections(row: Contribution) -> list[Contribution]:
    return list(Contribution.objects.for_nobody("the test looks at all of them").filter(corrects=row))


@pytest.mark.demand("S22")
def test_the_first_entry_stays_and_the_correction_stands_beside_it(
    row: Contribution, family: Family, near: Professional, signed_in: SignedIn
) -> None:
    client, page = signed_in(near), url("correct_contribution", family, row.pk)
    shown = client.get(page)
    assert shown.context["form"]["note"].value() == "Alle kom."
    client.post(page, as_shown(shown, outcome="partly", note="To kom."))
    (correction,) = corrections(row)
    assert (correction.outcome, correction.note) == (Outcome.PARTLY, "To kom.")
    assert (correction.activity, correction.professional) == (row.activity, near)
    row.refresh_from_db()
    assert (row.outcome, row.note) == (Outcome.HAPPENED, "Alle kom.")
    listed = text(client.get(url("list_contributions", family)))
    assert "Alle kom." in listed
    assert "To kom." in listed


def test_the_start_page_takes_the_correction_for_what_happened(
    activity: Activity, family: Family, near: Professional, signed_in: SignedIn
) -> None:
    first = log(activity, near, clock.today(), "nothing")
    client, page = signed_in(near), url("correct_contribution", family, first.pk)
    client.post(page, as_shown(client.get(page), outcome="happened", why=""))
    (item,) = client.get("/").context["own_today"]
    assert item.contribution.corrects == first


def test_the_day_can_be_corrected_but_not_into_the_future(
    row: Contribution, family: Family, near: Professional, signed_in: SignedIn
) -> None:
    client, page = signed_in(near), url("correct_contribution", family, row.pk)
    assert "on" in errors(client.post(page, as_shown(client.get(page), on="2026-11-19")))
    client.post(page, as_shown(client.get(page), on="2026-11-16"))
    assert corrections(row)[0].on == date(2026, 11, 16)


def test_what_was_not_planned_keeps_its_name_and_what_was_planned_has_none_to_change(
    row: Contribution, family: Family, near: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(near)
    planned = client.get(url("correct_contribution", family, row.pk)).context["form"]
    assert "title" not in planned.fields
    unplanned = Contribution.log(
        family, by=near, on=clock.today(), outcome=Outcome.HAPPENED, title="Hentede posten"
    )
    page = url("correct_contribution", family, unplanned.pk)
    client.post(page, as_shown(client.get(page), title="Hentede pakken"))
    assert corrections(unplanned)[0].what == "Hentede pakken"


def test_nobody_corrects_what_others_wrote(
    row: Contribution,
    family: Family,
    consultant: Professional,
    coordinator: Professional,
    signed_in: SignedIn,
) -> None:
    page = url("correct_contribution", family, row.pk)
    for person in (consultant, coordinator):
        assert signed_in(person).get(page).status_code == 404
        assert signed_in(person).post(page, {"outcome": "partly"}).status_code == 404
    assert corrections(row) == []


def test_the_title_names_nothing(
    row: Contribution, family: Family, near: Professional, signed_in: SignedIn
) -> None:
    page = text(signed_in(near).get(url("correct_contribution", family, row.pk)))
    assert row.what not in page.partition("</title>")[0]


def test_it_asks_for_the_right(
    row: Contribution,
    family: Family,
    others: World,
    near: Professional,
    peripheral: Professional,
    stranger: Professional,
    signed_in: SignedIn,
) -> None:
    page = url("correct_contribution", family, row.pk)
    assert [signed_in(each).get(page).status_code for each in (peripheral, stranger)] == [403, 404]
    page = url("correct_contribution", family, others.contribution.pk)
    assert signed_in(near).get(page).status_code == 404
