"""The school holidays: the administrators keep them, and they count for all families at once."""

from datetime import date

import pytest
from django.db import IntegrityError, models, transaction

from families.models import Family, Professional
from masterplans.models import SchoolHoliday
from tests.makers import make_activity, make_school_holiday
from tests.masterplans.asking import SignedIn, as_shown, errors

LIST = "/school-holidays/"
POST = {"name": "Efterårsferie", "since": "2026-11-16", "until": "2026-11-22"}


def test_added_it_counts_at_once(
    family: Family, near: Professional, administrator: Professional, signed_in: SignedIn
) -> None:
    activity = make_activity(family, near, skips_school_holidays=True)
    client = signed_in(administrator)
    assert client.post(f"{LIST}add/", POST)["Location"] == LIST
    assert activity.occurrences(date(2026, 11, 16), date(2026, 11, 23))[0].on == date(2026, 11, 23)
    holiday = SchoolHoliday.objects.get()
    assert holiday.history.get().history_user == administrator
    post = as_shown(client.get(f"{LIST}{holiday.pk}/change/"), until="2026-11-16")
    assert client.post(f"{LIST}{holiday.pk}/change/", post)["Location"] == LIST
    assert activity.occurrences(date(2026, 11, 16), date(2026, 11, 23))[0].on == date(2026, 11, 17)
    assert client.post(f"{LIST}{holiday.pk}/remove/")["Location"] == LIST
    assert activity.occurrences(date(2026, 11, 16), date(2026, 11, 23))[0].on == date(2026, 11, 16)
    assert SchoolHoliday.history.filter(history_type="-").get().history_user == administrator


def test_the_list_tells_what_comes_and_what_is_over(administrator: Professional, signed_in: SignedIn) -> None:
    over = make_school_holiday(administrator, since=date(2026, 10, 10), until=date(2026, 10, 18))
    last_day = make_school_holiday(
        administrator, name="I dag", since=date(2026, 11, 1), until=date(2026, 11, 18)
    )
    context = signed_in(administrator).get(LIST).context
    assert (list(context["coming"]), list(context["over"])) == ([last_day], [over])


@pytest.mark.parametrize("changes", [{"name": ""}, {"since": ""}, {"until": "2026-11-15"}])
def test_it_has_a_name_and_ends_after_it_begins(
    changes: dict[str, str], administrator: Professional, signed_in: SignedIn
) -> None:
    assert next(iter(changes)) in errors(signed_in(administrator).post(f"{LIST}add/", {**POST, **changes}))


def test_the_same_is_refused_twice(administrator: Professional, signed_in: SignedIn) -> None:
    make_school_holiday(administrator, name="Vinterferie")
    again = {"name": "Vinterferie", "since": "2027-02-13", "until": "2027-02-20"}
    assert errors(signed_in(administrator).post(f"{LIST}add/", again))


def test_the_database_refuses_an_end_before_the_beginning(db: None) -> None:
    wrong = SchoolHoliday(name="x", since=date(2026, 2, 2), until=date(2026, 2, 1))
    rows: models.QuerySet[SchoolHoliday] = models.QuerySet(SchoolHoliday)
    with pytest.raises(IntegrityError, match="ends_after_it_begins"), transaction.atomic():
        rows.bulk_create([wrong])


def test_they_are_the_administrators(
    coordinator: Professional, near: Professional, signed_in: SignedIn
) -> None:
    for person in (coordinator, near):
        assert signed_in(person).get(LIST).status_code == 403
