"""The start page: what was said to me waits, what I said ages, and an observation finds the core."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from families.models import Family, Line, Look, Professional, Substitution, Telling, Tier
from families.sections import Waiting
from roskilde import clock
from tests.makers import make_family, make_line, make_person
from tests.masterplans.asking import cost

SignedIn = Callable[[Professional], Client]


def told(client: Client) -> list[Waiting]:
    """What waits at the reader's because somebody said it."""
    page: Any = client.get("/")
    return [line for line in page.context.get("waiting") or [] if line.is_personal]


def aged(sign_in: SignedIn, person: Professional, days: int) -> list[Waiting]:
    """What waits at theirs so many days from now."""
    with time_machine.travel(clock.now() + timedelta(days=days)):
        page: Any = sign_in(person).get("/")
        return list(page.context.get("waiting") or [])


def say(family: Family, by: Professional, to: Professional, **changes: Any) -> Telling:
    due_on = changes.pop("due_on", None)
    return Telling.tell(make_line(family, by, **changes), [to], by=by, due_on=due_on)[0]


@pytest.mark.demand("R46")
@pytest.mark.parametrize("who", ["coordinator", "near", "peripheral"])
def test_it_reaches_whoever_was_told_however_near_they_stand(
    who: str, family: Family, leader: Professional, signed_in: SignedIn, request: Any
) -> None:
    person: Professional = request.getfixturevalue(who)
    telling = say(family, leader, person, text="Kan du ringe til Hodan?")
    client = signed_in(person)
    [line] = told(client)
    page = client.get("/").content.decode()
    assert "Kan du ringe til Hodan?" in line.sentence
    assert leader.name in line.sentence
    assert line.url == telling.line.get_absolute_url()
    for deed in ("see", "take"):
        assert f"/families/{family.pk}/tellings/{telling.pk}/{deed}/" in page
    assert "Kan du ringe til Hodan?" in page


def test_the_oldest_stands_first_and_before_what_the_plans_ask_for(
    family: Family, leader: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    first = say(family, leader, coordinator, text="Først.")
    with time_machine.travel(clock.now() + timedelta(hours=1)):
        second = say(family, leader, coordinator, text="Siden.")
        waiting = aged(signed_in, coordinator, 1)
    assert [line.about for line in waiting[:2]] == [first, second]
    assert any(not line.is_personal for line in waiting[2:])


def test_what_was_not_seen_in_three_days_is_late(
    family: Family, leader: Professional, near: Professional, signed_in: SignedIn
) -> None:
    say(family, leader, near)
    assert not told(signed_in(near))[0].is_urgent
    assert aged(signed_in, near, 4)[0].is_urgent


def test_a_next_step_tells_its_day_and_is_late_after_it(
    family: Family, leader: Professional, near: Professional, signed_in: SignedIn
) -> None:
    telling = say(family, leader, near, due_on=clock.today() + timedelta(days=1))
    telling.take(by=near)
    assert [line.is_urgent for line in told(signed_in(near))] == [False]
    assert [line.is_urgent for line in aged(signed_in, near, 2)] == [True]


def test_who_said_it_hears_after_three_days_that_nobody_answers(
    family: Family, leader: Professional, near: Professional, signed_in: SignedIn
) -> None:
    telling = say(family, near, leader, text="Skal vi tale sammen?")
    assert not aged(signed_in, near, 2)
    [line] = aged(signed_in, near, 4)
    assert leader.name in line.sentence
    assert line.url == f"mailto:{leader.email}"
    telling.see(by=leader)
    assert not aged(signed_in, near, 4)


def test_who_left_without_answering_is_not_written_to(
    family: Family,
    coordinator: Professional,
    near: Professional,
    peripheral: Professional,
    signed_in: SignedIn,
) -> None:
    telling = say(family, near, peripheral, visibility="named")
    family.involvements.open().get(professional=peripheral).end(by=coordinator, reason="staff")
    [line] = aged(signed_in, near, 4)
    assert line.url == telling.line.get_absolute_url()


def test_it_is_told_from_families_that_the_page_has_no_room_for_and_each_look_is_logged(
    family: Family, coordinator: Professional, leader: Professional, signed_in: SignedIn
) -> None:
    family.pilot.intake_cap = 30
    family.pilot.save()
    others = [make_family(coordinator, f"Abdi {number:02}") for number in range(13)]
    telling = say(family, coordinator, leader)
    client = signed_in(leader)
    page: Any = client.get("/")
    assert family not in page.context["families"]
    assert telling in [line.about for line in page.context["waiting"]]
    assert Look.objects.of_family(family.pk).by(leader).exists()
    assert len(others) == 13


def test_it_ends_with_the_sight_of_the_family(
    family: Family,
    leader: Professional,
    coordinator: Professional,
    peripheral: Professional,
    signed_in: SignedIn,
) -> None:
    say(family, leader, peripheral, visibility="named")
    assert told(signed_in(peripheral))
    family.involvements.open().get(professional=peripheral).end(by=coordinator, reason="staff")
    assert not told(signed_in(peripheral))


def test_a_substitute_reads_for_whom_it_is(
    family: Family, leader: Professional, near: Professional, signed_in: SignedIn
) -> None:
    colleague, today = make_person("Lotte Iversen", sector="Skole"), clock.today()
    telling = say(family, leader, near)
    Substitution.arrange(near, colleague, since=today, until=today + timedelta(days=2), by=near)
    [line] = told(signed_in(colleague))
    assert (line.about, near.name in line.sentence) == (telling, True)
    assert not told(signed_in(make_person("Ulla Berg", sector="Skole")))


@pytest.mark.demand("R42")
def test_an_observation_waits_for_all_of_the_core_until_one_has_answered(
    family: Family,
    peripheral: Professional,
    coordinator: Professional,
    leader: Professional,
    near: Professional,
    signed_in: SignedIn,
) -> None:
    line = Line.observe(family, by=peripheral, text="Zakariye sov i klubben.")
    answer = f"/families/{family.pk}/lines/{line.pk}/answer/?next=/"
    core = (signed_in(coordinator), signed_in(leader))
    assert [[each.url for each in told(client)] for client in core] == [[answer], [answer]]
    assert "/see/" in core[0].get("/").content.decode()
    assert "/see/" not in core[1].get("/").content.decode()  # it was said to the coordinator
    assert not told(signed_in(near))
    line.answer(by=leader, text="Tak, vi taler med ham.")
    assert [told(client) for client in core] == [[], []]


def test_an_observation_that_the_coordinator_has_seen_waits_for_nobody(
    family: Family,
    peripheral: Professional,
    coordinator: Professional,
    leader: Professional,
    signed_in: SignedIn,
) -> None:
    line = Line.observe(family, by=peripheral, text="Zakariye sov i klubben.")
    line.tellings.get().see(by=coordinator)
    assert not told(signed_in(coordinator))
    assert not told(signed_in(leader))
    assert not aged(signed_in, peripheral, 4)


def test_an_observation_stays_one_when_its_writer_comes_nearer(
    family: Family,
    peripheral: Professional,
    coordinator: Professional,
    leader: Professional,
    signed_in: SignedIn,
) -> None:
    Line.observe(family, by=peripheral, text="Zakariye sov i klubben.")
    standing = family.involvements.open().get(professional=peripheral)
    standing.change_tier(Tier.NEAR, by=coordinator, reason="need")
    assert len(told(signed_in(leader))) == 1


def test_what_somebody_near_says_to_the_coordinator_is_not_for_the_rest_of_the_core(
    family: Family, near: Professional, coordinator: Professional, leader: Professional, signed_in: SignedIn
) -> None:
    say(family, near, coordinator, visibility="core")
    assert len(told(signed_in(coordinator))) == 1
    assert not told(signed_in(leader))


def test_what_the_reader_may_no_longer_see_is_not_repeated(
    family: Family, leader: Professional, near: Professional, signed_in: SignedIn
) -> None:
    telling = say(family, leader, near)
    telling.line.change(by=leader, visibility="core", named=[])
    assert not told(signed_in(near))


@pytest.mark.parametrize("who", ["coordinator", "near", "peripheral"])
def test_it_asks_as_often_for_one_as_for_many(
    who: str, family: Family, leader: Professional, near: Professional, peripheral: Professional,
    signed_in: SignedIn, request: Any,
) -> None:  # fmt: skip
    person: Professional = request.getfixturevalue(who)
    client = signed_in(person)
    say(family, leader, person)
    Line.observe(family, by=peripheral, text="Han kom sent.")
    few = cost(client, "/")
    for number in range(15):
        say(family, leader, person, text=f"Linje {number}.")
        Line.observe(family, by=peripheral, text=f"Han kom sent {number}.")
    assert cost(client, "/") == few
