"""What everybody has done with the family, newest first."""

from datetime import timedelta

import pytest

from families.models import Family, Professional
from masterplans.models import Activity, Contribution, Outcome
from roskilde import clock
from tests.makers import make_activity, make_line
from tests.masterplans.asking import SignedIn, cost, log, text, url
from tests.world import World


@pytest.mark.demand("R21", "R52")
def test_everybody_near_reads_what_each_has_done(
    activity: Activity, family: Family, near: Professional, consultant: Professional, signed_in: SignedIn
) -> None:
    log(activity, near, clock.today(), note="Alle kom.", sign="Jeg kan selv", sign_by="Hodan")
    page = text(signed_in(consultant).get(url("list_contributions", family)))
    for shown in (near.name, activity.title, "Alle kom.", "Jeg kan selv", "Hodan"):
        assert shown in page


def test_why_it_came_to_nothing_is_for_the_core_and_its_author(
    activity: Activity,
    family: Family,
    near: Professional,
    consultant: Professional,
    coordinator: Professional,
    signed_in: SignedIn,
) -> None:
    why = str(log(activity, near, clock.today(), "nothing", why="no_show").get_why_display())
    page = url("list_contributions", family)
    assert why in text(signed_in(near).get(page))
    assert why in text(signed_in(coordinator).get(page))
    assert why not in text(signed_in(consultant).get(page))


def test_what_belongs_to_a_hidden_activity_is_not_listed(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    hidden = make_activity(family, coordinator, title="Samtale i enrum", visibility="core")
    log(hidden, coordinator, clock.today(), note="Hemmeligt.")
    page = url("list_contributions", family)
    assert "Hemmeligt." in text(signed_in(coordinator).get(page))
    for_near = text(signed_in(near).get(page))
    assert "Hemmeligt." not in for_near
    assert "Samtale i enrum" not in for_near


def test_only_ones_own_are_offered_to_change(
    activity: Activity, family: Family, near: Professional, consultant: Professional, signed_in: SignedIn
) -> None:
    row = log(activity, near, clock.today())
    change, page = url("change_contribution", family, row.pk), url("list_contributions", family)
    assert change in text(signed_in(near).get(page))
    assert change not in text(signed_in(consultant).get(page))


def test_an_empty_list_teaches_the_first_deed(
    family: Family, near: Professional, signed_in: SignedIn
) -> None:
    page = text(signed_in(near).get(url("list_contributions", family)))
    assert url("log_contribution", family) in page


def test_it_asks_for_the_right(
    family: Family,
    others: World,
    near: Professional,
    peripheral: Professional,
    stranger: Professional,
    signed_in: SignedIn,
) -> None:
    page = url("list_contributions", family)
    assert [signed_in(each).get(page).status_code for each in (peripheral, stranger)] == [403, 404]
    assert signed_in(near).get(url("list_contributions", others.family)).status_code == 404


def test_it_is_read_a_page_at_a_time_and_many_cost_as_many_queries_as_one(
    activity: Activity, family: Family, near: Professional, signed_in: SignedIn
) -> None:
    client, page = signed_in(near), url("list_contributions", family)
    log(activity, near, clock.today())
    one = cost(client, page)
    for number in range(29):
        on = clock.today() - timedelta(days=number)
        Contribution.log(family, by=near, on=on, outcome=Outcome.HAPPENED, title=f"Nr. {number}.")
    assert cost(client, page) == one <= 10
    assert "Nr. 28." not in text(client.get(page))
    assert "Nr. 28." in text(client.get(f"{page}?page=2"))


@pytest.mark.parametrize("number", ["0", "-1", "x", "9" * 40, "%00", "1.5"])
def test_a_page_that_is_nonsense_is_the_first_or_an_empty_one(
    number: str, activity: Activity, family: Family, near: Professional, signed_in: SignedIn
) -> None:
    log(activity, near, clock.today())
    assert signed_in(near).get(f"{url('list_contributions', family)}?page={number}").status_code == 200


@pytest.mark.demand("R52", "S51")
def test_light_help_that_a_line_tells_of_stands_among_them_by_its_day(
    activity: Activity, family: Family, near: Professional, consultant: Professional, signed_in: SignedIn
) -> None:
    log(activity, near, clock.today() - timedelta(days=1), note="I går.")
    make_line(family, near, text="Hjalp med en ansøgning.", kind="help", minutes=20)
    make_line(family, near, text="Bare en samtale.", kind="talk")
    make_line(family, near, text="Kun for kernen.", kind="help", visibility="core")
    log(activity, consultant, clock.today(), note="I dag.")
    page = text(signed_in(consultant).get(url("list_contributions", family)))
    assert page.index("I dag.") < page.index("Hjalp med en ansøgning.") < page.index("I går.")
    assert "20 min." in page
    assert "Bare en samtale." not in page
    assert "Kun for kernen." not in page


def test_light_help_is_on_the_page_of_its_time_and_costs_no_more_for_being_much(
    activity: Activity, family: Family, near: Professional, signed_in: SignedIn
) -> None:
    client, page = signed_in(near), url("list_contributions", family)
    log(activity, near, clock.today())
    make_line(family, near, text="Hjælp nr. 0.", kind="help")
    few = cost(client, page)
    for number in range(1, 30):
        make_line(family, near, text=f"Hjælp nr. {number}.", kind="help")
        on = clock.today() - timedelta(days=number)
        Contribution.log(family, by=near, on=on, outcome=Outcome.HAPPENED, title=f"Nr. {number}.")
    assert cost(client, page) <= few <= 10
    shown = "".join(text(client.get(f"{page}?page={number}")) for number in (1, 2, 3))
    assert all(shown.count(f"Hjælp nr. {number}.") == 1 for number in range(30))
    assert all(shown.count(f">Nr. {number}.") == 1 for number in range(1, 30))
