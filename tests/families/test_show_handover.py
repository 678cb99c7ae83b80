"""One page for whoever takes over: as much of it as its reader may see, and not a word more."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from families.models import (
    ContactPoint,
    Family,
    Professional,
    Sector,
    Substitution,
    Telling,
    Tier,
    Visibility,
)
from masterplans.models import Contribution, Outcome
from roskilde import clock
from tests.makers import (
    leave,
    make_activity,
    make_follow_up,
    make_goal,
    make_letter,
    make_line,
    make_network_person,
    make_person,
    make_plan,
)

SignedIn = Callable[[Professional], Client]


def url(family: Family, person: Professional) -> str:
    standing = family.involvements.filter(professional=person).latest("since")
    return reverse("families:show_handover", args=[family.pk, standing.pk])


def text(answer: Any) -> str:
    assert answer.status_code == 200
    return str(answer.content.decode())


@pytest.mark.demand("S52")
def test_whoever_takes_over_reads_it_all_on_one_page(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    make_plan(family, coordinator)
    make_follow_up(family, coordinator)
    make_goal(family, near, words="Han cykler i skole.", responsible=near)
    activity = make_activity(family, near, title="Lektiecafé")
    Contribution.log(
        family, by=near, activity=activity, on=clock.today(), outcome=Outcome.HAPPENED, note="Alle lo."
    )
    line = make_line(family, near, text="Zakariye holdt oplæg.")
    Telling.tell(make_line(family, coordinator, text="Ring til Hodan"), [near], by=coordinator)
    make_letter(family, near, sender="Boligselskabet", helper=near)
    make_network_person(family, coordinator, name="Fatuma", phone="46 31 12 12")
    ContactPoint(
        family=family, sector=Sector.objects.get(name="Jobcenter"), what="Boligstøtte", phone="46 31 13 13"
    ).save(by=coordinator)
    page = text(signed_in(coordinator).get(url(family, near)))
    for wanted in (
        near.name, "Klasselærer", family.hopes, family.what_works, "Han cykler i skole.", "Lektiecafé",
        "Alle lo.", line.text, "Ring til Hodan", "Boligselskabet", "Fatuma", "46 31 12 12", "Boligstøtte",
        coordinator.name,
    ):  # fmt: skip
        assert wanted in page
    assert page.count("<h1") == 1
    assert family.name not in page.partition("<title>")[2].partition("</title>")[0]


def test_what_others_share_says_who_goes_on(
    family: Family, near: Professional, coordinator: Professional, leader: Professional, signed_in: SignedIn
) -> None:
    make_plan(family, coordinator)
    make_goal(family, coordinator, words="Sammen", responsible=leader, co_owners=[near])
    page = text(signed_in(coordinator).get(url(family, near)))
    assert leader.name in page.partition('id="carried"')[2].partition("</section>")[0]


@pytest.mark.demand("S52")
def test_afterwards_it_says_who_took_over(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    make_plan(family, coordinator)
    make_goal(family, near, words="Han cykler i skole.", responsible=near)
    make_activity(family, near, title="Lektiecafé")
    make_letter(family, near, sender="Boligselskabet", helper=near)
    leave(family, near, coordinator)
    answer = signed_in(coordinator).get(url(family, near))
    page = text(answer)
    carried = page.partition('id="carried"')[2].partition("</section>")[0]
    for wanted in ("Han cykler i skole.", "Lektiecafé"):
        assert wanted in carried
    assert carried.count(coordinator.name) == 2
    (letter,) = answer.context["taken_over"]
    assert (letter.sender, letter.helper) == ("Boligselskabet", coordinator)


def markers(family: Family, person: Professional, coordinator: Professional) -> dict[str, tuple[str, str]]:
    """One of everything that the page tells, of each visibility, by the one who leaves and by the core."""
    planted: dict[str, tuple[str, str]] = {}

    def mark(visibility: str, author: str) -> str:
        marker = f"Mk{len(planted):03}xz"
        planted[marker] = (visibility, author)
        return marker

    for visibility in Visibility:
        for author, whose in ((person, "leaver"), (coordinator, "core")):

            def word() -> str:
                return mark(visibility, whose)  # noqa: B023  # asked for at once

            make_goal(family, author, words=word(), responsible=person, visibility=visibility)
            make_goal(
                family, author, words=word(), responsible=coordinator, co_owners=[person],
                visibility=visibility,
            )  # fmt: skip
            activity = make_activity(family, author, title=word(), responsible=person, visibility=visibility)
            Contribution.log(
                family, by=person, activity=activity, on=clock.today(), outcome=Outcome.HAPPENED, note=word()
            )
            helper = person if author == person or visibility == Visibility.NEAR else None
            make_letter(family, author, sender=word(), helper=helper, visibility=visibility)
            line = make_line(family, author, text=word(), visibility=visibility)
            if author == coordinator and visibility != Visibility.NAMED:
                Telling.tell(line, [person], by=coordinator)
    return planted


@pytest.mark.demand("R43")
@pytest.mark.parametrize("has_left", [False, True])
def test_the_core_reads_nothing_that_is_only_for_named_people(
    has_left: bool,
    family: Family,
    near: Professional,
    coordinator: Professional,
    leader: Professional,
    signed_in: SignedIn,
) -> None:
    make_plan(family, coordinator)
    planted = markers(family, near, coordinator)
    if has_left:
        leave(family, near, leader)
    for reader in (leader, coordinator):
        page = text(signed_in(reader).get(url(family, near)))
        found = {planted[marker] for marker in planted if marker in page}
        own = {("named", "core")} if reader == coordinator else set()
        assert {pair for pair in found if pair[0] == "named"} <= own
        assert {("core", "leaver"), ("sector", "core"), ("near", "leaver")} <= found


def test_ones_own_page_shows_what_one_sees_oneself(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    make_plan(family, coordinator)
    planted = markers(family, near, coordinator)
    answer = signed_in(near).get(url(family, near))
    found = {planted[marker] for marker in planted if marker in text(answer)}
    assert ("named", "leaver") in found
    assert not {("core", "core"), ("named", "core")} & {
        planted[marker] for marker in planted if marker in text(answer) and not is_open_to(near, marker)
    }
    assert reverse("families:hand_on", args=[family.pk, standing_key(family, near)]) in text(answer)


def standing_key(family: Family, person: Professional) -> Any:
    return family.involvements.open().get(professional=person).pk


def is_open_to(person: Professional, marker: str) -> bool:
    """Said to them, so a name opens it; or logged by them."""
    from families.models import Line

    return (
        Line.objects.visible_to(person).filter(text=marker).exists()
        or Contribution.objects.visible_to(person).filter(note=marker).exists()
        or Contribution.objects.visible_to(person).filter(activity__title=marker).exists()
    )


def test_who_carried_what_was_for_named_people_then_is_not_told_when_it_is_opened(
    family: Family, near: Professional, coordinator: Professional, leader: Professional, signed_in: SignedIn
) -> None:
    make_plan(family, coordinator)
    goal = make_goal(family, near, words="Skærmet mål", responsible=near, visibility="named")
    letter = make_letter(family, near, sender="Skærmet brev", helper=near, visibility="named")
    for record in (goal, letter):
        record.name_people([leader], by=near)
    goal.hand_over(near, leader, by=near)
    letter.hand_to(leader, by=near)
    for record in (goal, letter):
        record.lock()
        record.visibility = "near"
        record.save(by=leader)
    page = text(signed_in(coordinator).get(url(family, near)))
    assert "Skærmet mål" not in page
    assert not signed_in(coordinator).get(url(family, near)).context["taken_over"]
    assert "Skærmet mål" in text(signed_in(near).get(url(family, near)))


@pytest.mark.demand("R53")
def test_it_is_for_the_core_and_for_oneself(
    family: Family, near: Professional, coordinator: Professional, leader: Professional,
    peripheral: Professional, stranger: Professional, signed_in: SignedIn,
) -> None:  # fmt: skip
    other = make_person("Kasper Holst", sector="Jobcenter")
    family.involve(other, tier=Tier.NEAR, function="Jobkonsulent", reason="need", by=coordinator)
    ida = make_person("Ida Skov", sector="Skole")
    Substitution.arrange(near, ida, since=clock.today(), until=clock.today(), by=near)
    people = (near, coordinator, leader, ida, other, peripheral, stranger)
    answers = [signed_in(person).get(url(family, near)).status_code for person in people]
    assert answers == [200, 200, 200, 200, 403, 403, 404]


def test_the_substitute_reads_no_more_than_in_the_absent_ones_place(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    make_plan(family, coordinator)
    planted = markers(family, near, coordinator)
    ida = make_person("Ida Skov", sector="Skole")
    Substitution.arrange(near, ida, since=clock.today(), until=clock.today(), by=near)
    page = text(signed_in(ida).get(url(family, near)))
    found = {planted[marker] for marker in planted if marker in page}
    assert found
    assert not {visibility for visibility, _author in found} & {"named"}
    assert ("core", "core") not in found


def test_it_costs_the_same_with_much_as_with_little(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    make_plan(family, coordinator)
    client, page = signed_in(coordinator), url(family, near)
    markers(family, near, coordinator)
    client.get(page)
    with CaptureQueriesContext(connection) as few:
        client.get(page)
    for _n in range(3):
        markers(family, near, coordinator)
        make_network_person(family, coordinator)
    with CaptureQueriesContext(connection) as many:
        client.get(page)
    assert len(many) == len(few)
