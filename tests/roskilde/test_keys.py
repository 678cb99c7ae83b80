"""Many-to-many keys come along with their row."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from families.models import Family, Professional
from roskilde.keys import keys_in
from tests.makers import make_goal


def test_a_row_brings_the_keys_of_its_people(
    family: Family, coordinator: Professional, leader: Professional, near: Professional
) -> None:
    goal = make_goal(family, coordinator, co_owners=[leader, near])
    found = family.goals.visible_to(coordinator).with_co_owner_keys().get()
    assert found == goal
    assert set(keys_in(found.co_owner_keys)) == {leader.pk, near.pk}


def test_nobody_is_an_empty_list(family: Family, coordinator: Professional) -> None:
    make_goal(family, coordinator)
    assert keys_in(family.goals.visible_to(coordinator).with_co_owner_keys().get().co_owner_keys) == []
    assert keys_in(None) == keys_in("") == []


def test_each_row_brings_its_own(family: Family, coordinator: Professional, leader: Professional) -> None:
    make_goal(family, coordinator, words="Alle sover.", co_owners=[coordinator])
    make_goal(family, coordinator, words="Alle spiser.", co_owners=[leader])
    make_goal(family, coordinator, words="Alle leger.")
    found = {
        goal.words: keys_in(goal.co_owner_keys)
        for goal in family.goals.visible_to(coordinator).with_co_owner_keys()
    }
    assert found == {"Alle sover.": [coordinator.pk], "Alle spiser.": [leader.pk], "Alle leger.": []}


def test_many_rows_are_one_query(family: Family, coordinator: Professional, leader: Professional) -> None:
    for number in range(20):
        make_goal(family, coordinator, words=f"Mål {number}", co_owners=[leader])
    assert coordinator.stands_for == {coordinator.pk}  # read along with who signs in
    with CaptureQueriesContext(connection) as queries:
        found = list(family.goals.visible_to(coordinator).with_co_owner_keys())
    assert [keys_in(goal.co_owner_keys) for goal in found] == [[leader.pk]] * 20
    assert len(queries) == 1
