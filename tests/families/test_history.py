"""History in words: who changed what, when and why; and the page that shows a family's."""

from collections.abc import Callable
from datetime import timedelta

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from families import history
from families.models import Family, Professional, TargetCriterion, Tier, Visibility
from roskilde import clock
from tests.makers import (
    make_contact_point,
    make_goal,
    make_missing,
    make_network_person,
    make_person,
    make_sector,
)
from tests.masterplans.asking import cost

SignedIn = Callable[[Professional], Client]


def url(family: Family) -> str:
    return f"/families/{family.pk}/history/"


def test_an_entry_tells_who_when_why_and_what(family: Family, leader: Professional) -> None:
    before = family.hopes
    family.hopes = "Ro om natten."
    family.save(by=leader, why="Hodan rettede det selv")
    entry = history.entries(family)[0]
    assert (entry.who, entry.why, entry.of) == (leader.name, "Hodan rettede det selv", "Warsame")
    assert [(change.before, change.after) for change in entry.changes] == [(before, "Ro om natten.")]
    assert history.entries(family)[-1].is_first


def test_choices_and_names_are_told_in_words(
    family: Family, coordinator: Professional, leader: Professional
) -> None:
    family.hand_to(leader, by=coordinator)
    family.language = "ar"
    family.save(by=coordinator)
    language, handed = history.entries(family)[:2]
    assert [change.after for change in language.changes] == [str(family.get_language_display())]
    assert [(change.before, change.after) for change in handed.changes] == [(coordinator.name, leader.name)]


def test_many_to_many_changes_belong_to_the_save_they_came_with(
    family: Family, coordinator: Professional
) -> None:
    background = family.background
    background.criteria = ["benefits"]
    background.save(by=coordinator)
    background.contact_points.set([make_sector("Skole"), make_sector("Jobcenter")])
    entry = history.entries(background, words={"criteria": dict(TargetCriterion.choices)})[0]
    assert {change.after for change in entry.changes} == {
        str(TargetCriterion.BENEFITS.label),
        "Jobcenter, Skole",
    }


def test_only_the_fields_asked_for_are_told(family: Family, coordinator: Professional) -> None:
    family.hopes, family.name = "Ro.", "Warsame Ali"
    family.save(by=coordinator)
    entry = history.entries(family, fields={"name"})[0]
    assert [change.after for change in entry.changes] == ["Warsame Ali"]


def test_keys_and_folded_names_are_no_facts(family: Family) -> None:
    told = {change.after for entry in history.entries(family) for change in entry.changes}
    assert "warsame" not in told
    assert str(family.pk) not in told


def test_a_save_that_changed_nothing_is_no_entry(family: Family, coordinator: Professional) -> None:
    family.save(by=coordinator)
    assert len(history.entries(family)) == 1


def test_a_long_history_costs_no_more_queries_than_a_short_one(
    family: Family, coordinator: Professional
) -> None:
    with CaptureQueriesContext(connection) as short:
        history.entries(family)
    for number in range(20):
        family.hopes = f"Håb {number}"
        family.save(by=coordinator)
    with CaptureQueriesContext(connection) as long:
        assert len(history.entries(family)) == 21
    assert len(long) == len(short)


def test_what_is_for_named_people_is_not_named_to_others(family: Family, coordinator: Professional) -> None:
    from masterplans.models import Activity
    from tests.makers import make_activity

    secret = make_goal(family, coordinator, words="Hemmeligt mål", visibility=Visibility.NAMED)
    activity = make_activity(family, coordinator, goal=secret)
    assert isinstance(activity, Activity)

    def words(reader: Professional | None) -> str:
        return str([entry.changes for entry in history.entries(activity, reader=reader)])

    assert "Hemmeligt mål" in words(coordinator)
    assert "Hemmeligt mål" not in words(make_person("Rasmus Hald"))
    assert "Hemmeligt mål" not in words(None)


def test_the_page_merges_family_members_people_and_background(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    with clock.set_to(clock.now() + timedelta(hours=1)):
        family.involvements.get(professional=near).end(by=coordinator, reason="wish", note="Ny klasse")
    entries = signed_in(coordinator).get(url(family)).context["page"].object_list
    assert entries[0].of == f"{near}, Klasselærer"
    assert {"Warsame", "Hodan"} <= {entry.of for entry in entries}
    assert [entry.at for entry in entries] == sorted((entry.at for entry in entries), reverse=True)


def test_it_shows_a_hundred_at_a_time(family: Family, coordinator: Professional, signed_in: SignedIn) -> None:
    for number in range(101):
        family.hopes = f"Håb {number}"
        family.save(by=coordinator)
    client = signed_in(coordinator)
    assert len(client.get(url(family)).context["page"]) == 100
    assert "Warsame" in client.get(url(family), {"page": "2"}).content.decode()


def test_it_asks_for_the_right(
    family: Family, near: Professional, stranger: Professional, signed_in: SignedIn
) -> None:
    assert signed_in(near).get(url(family)).status_code == 403
    assert signed_in(stranger).get(url(family)).status_code == 404


def test_more_people_cost_the_page_no_more_queries(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(coordinator)
    client.get(url(family))
    with CaptureQueriesContext(connection) as few:
        client.get(url(family))
    for number in range(8):
        person = make_person(f"Fagperson {number}")
        family.involve(person, tier=Tier.NEAR, function="Pædagog", reason="need", by=coordinator)
    with CaptureQueriesContext(connection) as many:
        client.get(url(family))
    assert len(many) == len(few)


def test_the_familys_history_tells_of_its_network_its_offices_and_who_is_missing(
    family: Family, near: Professional, coordinator: Professional, stranger: Professional, signed_in: SignedIn
) -> None:
    person, point = make_network_person(family, near), make_contact_point(family, near)
    missing, ayaan = make_missing(family, near), family.members.get(name="Ayaan")
    person.end(by=near, on=clock.today(), reason="Er flyttet til Køge")
    point.phone = "46 31 41 99"
    point.save(by=near)
    missing.invite(stranger, by=coordinator, works_with=[ayaan])
    missing.decline(by=stranger, reason="Jeg går på barsel")
    page = signed_in(coordinator).get(url(family)).content.decode()
    told = (
        "Er flyttet til Køge",
        "46 31 41 99",
        stranger.name,
        "Jeg går på barsel",
        "Sagde nej, fordi",
        "Ayaan",
    )
    for words in told:
        assert words in page
    assert signed_in(near).get(url(family)).status_code == 403


def test_they_cost_the_history_no_more_with_many_than_with_one(
    family: Family, near: Professional, coordinator: Professional, stranger: Professional, signed_in: SignedIn
) -> None:
    def one_of_each() -> None:
        make_network_person(family, near)
        make_contact_point(family, near)
        make_missing(family, near).invite(stranger, by=coordinator)

    client = signed_in(coordinator)
    one_of_each()
    before = cost(client, url(family))
    for _n in range(4):
        one_of_each()
    assert cost(client, url(family)) == before
