"""Mending what was logged, for five working days."""

from datetime import UTC, datetime

import pytest
import time_machine

from families.models import Family, Professional
from masterplans.models import Activity, Contribution, Outcome
from roskilde import clock
from tests.masterplans.asking import SignedIn, as_shown, errors, log, text, url
from tests.world import World


@pytest.fixture
def row(activity: Activity, near: Professional) -> Contribution:
    return log(activity, near, clock.today())


def test_the_sentence_that_there_was_no_time_for_is_added_and_the_history_keeps_both(
    row: Contribution, family: Family, near: Professional, signed_in: SignedIn
) -> None:
    client, page = signed_in(near), url("change_contribution", family, row.pk)
    shown = client.get(f"{page}?next=/")
    answer = client.post(page, as_shown(shown, note="Zakariye kom selv.", minutes="45", next="/"))
    assert answer["Location"] == "/"
    row.refresh_from_db()
    assert (row.note, row.minutes) == ("Zakariye kom selv.", 45)
    assert [each.note for each in row.history.order_by("history_date")] == ["", "Zakariye kom selv."]


def test_what_happened_after_all_has_no_reason_any_more(
    activity: Activity, family: Family, near: Professional, signed_in: SignedIn
) -> None:
    row = log(activity, near, clock.today(), "nothing", why="no_show")
    client, page = signed_in(near), url("change_contribution", family, row.pk)
    client.post(page, as_shown(client.get(page), outcome="happened"))
    row.refresh_from_db()
    assert (row.outcome, row.why) == (Outcome.HAPPENED, "")


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"minutes": "-1"}, "minutes"), ({"outcome": "nothing"}, "why"), ({"note": "x" * 501}, "note")],
)
def test_bad_input_is_told_and_keeps_the_text(
    changes: dict[str, str],
    field: str,
    row: Contribution,
    family: Family,
    near: Professional,
    signed_in: SignedIn,
) -> None:
    client, page = signed_in(near), url("change_contribution", family, row.pk)
    answer = client.post(page, as_shown(client.get(page), **{"sign": "Jeg kan selv", **changes}))
    assert set(errors(answer)) == {field}
    assert "Jeg kan selv" in text(answer)


def test_after_five_working_days_the_page_offers_a_correction(
    row: Contribution, family: Family, near: Professional, signed_in: SignedIn
) -> None:
    page = url("change_contribution", family, row.pk)
    with time_machine.travel(datetime(2026, 11, 25, 22, 30, tzinfo=UTC)):  # 23.30 in Denmark, the fifth day
        assert "form" in signed_in(near).get(page).context
    with time_machine.travel(datetime(2026, 11, 25, 23, 30, tzinfo=UTC)):
        client = signed_in(near)
        assert url("correct_contribution", family, row.pk) in text(client.get(page))
        assert client.post(page, {"outcome": "partly", "minutes": "5"}).status_code == 409
    row.refresh_from_db()
    assert row.outcome == Outcome.HAPPENED


def test_nobody_changes_what_others_wrote(
    row: Contribution,
    family: Family,
    consultant: Professional,
    coordinator: Professional,
    signed_in: SignedIn,
) -> None:
    page = url("change_contribution", family, row.pk)
    for person in (consultant, coordinator):
        answer = signed_in(person).get(page)
        assert url("correct_contribution", family, row.pk) not in text(answer)
        assert signed_in(person).post(page, {"outcome": "partly", "minutes": "5"}).status_code == 409
    row.refresh_from_db()
    assert row.outcome == Outcome.HAPPENED


def test_both_who_wrote_it_and_whose_it_is_change_it_and_see_each_others_text(
    activity: Activity, family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    row = Contribution.log(
        family,
        by=coordinator,
        professional=near,
        activity=activity,
        on=clock.today(),
        outcome=Outcome.HAPPENED,
    )
    page = url("change_contribution", family, row.pk)
    first, second = signed_in(near), signed_in(coordinator)
    opened = as_shown(second.get(page))
    first.post(page, {**opened, "note": "Birgittes ord."})
    answer = second.post(page, {**opened, "note": "Jonas' ord."})
    (difference,) = answer.context["form"].conflict.differences
    assert (difference.theirs, difference.yours) == ("Birgittes ord.", "Jonas' ord.")


def test_another_familys_is_not_found(
    family: Family, others: World, near: Professional, signed_in: SignedIn
) -> None:
    page = url("change_contribution", family, others.contribution.pk)
    assert signed_in(near).get(page).status_code == 404


def test_it_asks_for_the_right(
    row: Contribution, family: Family, peripheral: Professional, stranger: Professional, signed_in: SignedIn
) -> None:
    page = url("change_contribution", family, row.pk)
    assert [signed_in(each).get(page).status_code for each in (peripheral, stranger)] == [403, 404]
