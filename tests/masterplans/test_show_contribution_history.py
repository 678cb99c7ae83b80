"""What stood in a contribution before it was changed."""

from families.models import Family, Professional
from masterplans.models import Activity, Outcome
from roskilde import clock
from tests.makers import make_activity
from tests.masterplans.asking import SignedIn, log, text, url
from tests.world import World


def test_it_tells_who_changed_what(
    activity: Activity, family: Family, near: Professional, consultant: Professional, signed_in: SignedIn
) -> None:
    row = log(activity, near, clock.today(), note="Alle kom.")
    row.change(by=near, note="To kom.")
    page = url("show_contribution_history", family, row.pk)
    newest = signed_in(consultant).get(page).context["entries"][0]
    (change,) = newest.changes
    assert (newest.who, change.before, change.after) == (near.name, "Alle kom.", "To kom.")


def test_why_it_came_to_nothing_is_for_the_core_and_its_author(
    activity: Activity,
    family: Family,
    near: Professional,
    consultant: Professional,
    coordinator: Professional,
    signed_in: SignedIn,
) -> None:
    row = log(activity, near, clock.today(), "nothing", why="no_show")
    row.change(by=near, why="us")
    page, why = url("show_contribution_history", family, row.pk), str(row.get_why_display())
    assert why in text(signed_in(near).get(page))
    assert why in text(signed_in(coordinator).get(page))
    answer = signed_in(consultant).get(page)
    assert why not in text(answer)
    assert len(answer.context["entries"]) == 1  # a change of the reason alone is none that others see
    assert row.outcome == Outcome.NOTHING


def test_a_hidden_activitys_or_anothers_is_not_found(
    family: Family, others: World, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    hidden = log(make_activity(family, coordinator, visibility="named"), coordinator, clock.today())
    for key in (hidden.pk, others.contribution.pk):
        assert signed_in(near).get(url("show_contribution_history", family, key)).status_code == 404


def test_it_asks_for_the_right(
    activity: Activity,
    family: Family,
    near: Professional,
    peripheral: Professional,
    stranger: Professional,
    signed_in: SignedIn,
) -> None:
    page = url("show_contribution_history", family, log(activity, near, clock.today()).pk)
    assert [signed_in(each).get(page).status_code for each in (peripheral, stranger)] == [403, 404]
