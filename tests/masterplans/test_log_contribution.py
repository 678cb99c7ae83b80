"""Writing what happened, planned or not."""

from datetime import date

import pytest

from families.models import Family, Professional
from masterplans.models import Activity, Contribution, Masterplan, Outcome
from tests.makers import make_activity
from tests.masterplans.asking import SignedIn, errors, last_look, text, url
from tests.world import World

POST = {"on": "2026-11-18", "title": "Hentede posten", "outcome": "happened", "minutes": "25"}


def rows(family: Family) -> list[Contribution]:
    return list(Contribution.objects.for_nobody("the test looks at all of them").filter(family=family))


@pytest.mark.demand("R42", "R47", "R52")
def test_something_unplanned_is_written_with_a_sign_in_somebodys_words(
    family: Family, near: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(near)
    assert client.get(url("log_contribution", family)).status_code == 200
    post = {**POST, "note": "Hodan ringede selv.", "sign": "Jeg kan godt selv", "sign_by": "Hodan"}
    answer = client.post(url("log_contribution", family), post)
    assert answer["Location"] == url("list_contributions", family)
    (row,) = rows(family)
    assert (row.what, row.activity, row.on, row.minutes) == ("Hentede posten", None, date(2026, 11, 18), 25)
    assert (row.note, row.sign, row.sign_by) == ("Hodan ringede selv.", "Jeg kan godt selv", "Hodan")
    assert last_look(family) == ("masterplans:log_contribution", "POST", "opened")


def test_the_form_begins_with_today_and_lists_who_may_have_said_it(
    family: Family, near: Professional, signed_in: SignedIn
) -> None:
    answer = signed_in(near).get(url("log_contribution", family))
    form = answer.context["form"]
    assert str(form["on"].value()) == "2026-11-18"
    assert form["outcome"].value() == Outcome.HAPPENED
    assert answer.context["speakers"] == ["Hodan", "Zakariye", "Ayaan"]


@pytest.mark.demand("R58")
def test_something_from_the_plan_takes_its_name_and_minutes_from_there(
    activity: Activity, family: Family, near: Professional, signed_in: SignedIn
) -> None:
    post = {"on": "2026-11-17", "activity": activity.pk, "title": "x", "outcome": "partly"}
    signed_in(near).post(url("log_contribution", family), post)
    (row,) = rows(family)
    assert (row.what, row.title, row.minutes, row.outcome) == (activity.title, "", 60, Outcome.PARTLY)


def test_the_core_writes_for_anyone_in_the_house_and_says_so(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(coordinator)
    client.post(url("log_contribution", family), {**POST, "professional": near.pk})
    (row,) = rows(family)
    assert (row.professional, row.logged_by) == (near, coordinator)
    page = text(client.get(url("list_contributions", family)))
    assert near.name in page
    assert coordinator.name in page


def test_near_writes_their_own_alone(
    family: Family, near: Professional, consultant: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(near)
    assert "professional" not in client.get(url("log_contribution", family)).context["form"].fields
    client.post(url("log_contribution", family), {**POST, "professional": consultant.pk})
    assert rows(family)[0].professional == near


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"on": "2026-11-19"}, "on"),
        ({"on": "31.02.2026"}, "on"),
        ({"minutes": "-1"}, "minutes"),
        ({"minutes": "1441"}, "minutes"),
        ({"minutes": "1000000000"}, "minutes"),
        ({"outcome": "maybe"}, "outcome"),
        ({"outcome": "nothing"}, "why"),
        ({"outcome": "nothing", "why": "weather"}, "why"),
        ({"title": " "}, "title"),
        ({"sign_by": "Hodan"}, "sign"),
    ],
)
def test_bad_input_is_told_and_keeps_the_text(
    changes: dict[str, str], field: str, family: Family, near: Professional, signed_in: SignedIn
) -> None:
    post = {**POST, "note": "Hodan ringede selv.", **changes}
    answer = signed_in(near).post(url("log_contribution", family), post)
    assert set(errors(answer)) == {field}
    assert "Hodan ringede selv." in text(answer)
    assert rows(family) == []


def test_a_reason_stays_only_where_it_came_to_nothing(
    family: Family, near: Professional, signed_in: SignedIn
) -> None:
    signed_in(near).post(url("log_contribution", family), {**POST, "why": "us"})
    assert rows(family)[0].why == ""


def test_a_second_tap_is_told_that_it_is_logged(
    activity: Activity, family: Family, near: Professional, signed_in: SignedIn
) -> None:
    client, post = signed_in(near), {"on": "2026-11-18", "activity": activity.pk, "outcome": "happened"}
    client.post(url("log_contribution", family), post)
    assert errors(client.post(url("log_contribution", family), {**post, "note": "Igen"}))
    assert len(rows(family)) == 1


def test_keys_that_are_not_to_be_seen_are_refused_beside_their_field(
    family: Family, others: World, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    hidden = make_activity(family, coordinator, visibility="named")
    for key in (hidden.pk, others.activity.pk):
        answer = signed_in(near).post(url("log_contribution", family), {**POST, "activity": key})
        assert set(errors(answer)) == {"activity"}
    post = {**POST, "professional": others.family.coordinator_id}
    answer = signed_in(coordinator).post(url("log_contribution", family), post)
    assert set(errors(answer)) == {"professional"}
    assert rows(family) == []


def test_it_needs_no_plan(family: Family, near: Professional, signed_in: SignedIn) -> None:
    assert not Masterplan.objects.filter(family=family).exists()
    assert signed_in(near).post(url("log_contribution", family), POST).status_code == 302


def test_a_draft_is_found_again(family: Family, near: Professional, signed_in: SignedIn) -> None:
    client, page = signed_in(near), url("log_contribution", family)
    form = client.get(page).context["form"]
    client.post("/drafts/", {"draft": form.draft_token, "note": "Halvt skrevet"})
    assert client.get(page).context["form"]["note"].value() == "Halvt skrevet"


@pytest.mark.demand("R53")
def test_it_asks_for_the_right(
    family: Family,
    others: World,
    near: Professional,
    peripheral: Professional,
    stranger: Professional,
    signed_in: SignedIn,
) -> None:
    page = url("log_contribution", family)
    assert [signed_in(each).post(page, POST).status_code for each in (peripheral, stranger)] == [403, 404]
    assert signed_in(near).post(url("log_contribution", others.family), POST).status_code == 404
    assert rows(family) == []


def test_something_unplanned_sent_twice_is_one(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(near)
    for _time in range(2):
        assert client.post(url("log_contribution", family), POST).status_code == 302
    assert len(rows(family)) == 1
    client.post(url("log_contribution", family), POST | {"minutes": "40"})
    signed_in(coordinator).post(url("log_contribution", family), POST)
    assert len(rows(family)) == 3
