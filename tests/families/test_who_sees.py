"""One rule of sight, asked in four ways: in one family, in several, across all, and by name under a field."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import product

import pytest

from families.models import Family, Line, Member, Professional, Substitution, Tier, Visibility
from families.models.visibility import Standing
from roskilde import clock
from tests.makers import make_family, make_line, make_person


@pytest.fixture
def around(
    family: Family,
    coordinator: Professional,
    leader: Professional,
    near: Professional,
    peripheral: Professional,
    stranger: Professional,
) -> list[Professional]:
    """Everybody who could stand in some relation to a line, substitutes included."""
    colleague = make_person("Thomas Riis", sector="Skole")
    speech = make_person("Nanna Lyng", sector="PPR")
    substitute = make_person("Lotte Iversen", sector="Skole")
    former = make_person("Helle Stub", sector="Skole")
    family.involve(colleague, tier=Tier.NEAR, function="Lærer", reason="need", by=coordinator)
    with_child = family.involve(speech, tier=Tier.NEAR, function="Tale", reason="need", by=coordinator)
    with_child.works_with.set([child(family)])
    family.involve(former, tier=Tier.NEAR, function="Lærer", reason="need", by=coordinator).end(
        by=coordinator, reason="staff"
    )
    today = clock.today()
    Substitution.arrange(near, substitute, since=today, until=today + timedelta(days=3), by=near)
    return [
        coordinator, leader, near, colleague, speech, peripheral, substitute, former, stranger,
    ]  # fmt: skip


def child(family: Family) -> Member:
    return family.members.get(name="Zakariye")


def as_the_door_leaves_it(family: Family, reader: Professional) -> Family | None:
    found = Family.objects.with_tier(reader).get(pk=family.pk)
    found.standing = Standing.of(found, reader)
    return found if found.standing else None


def every_kind_of_line(family: Family, around: list[Professional]) -> Iterator[Line]:
    writers = [person for person in around[:7] if person.name != "Omid Karlsen"]
    for author, visibility, about in product(writers, Visibility, (None, child(family))):
        named = around[5:6] if visibility == Visibility.NAMED else []
        yield make_line(family, author, visibility=visibility, about=about, named=named)


def test_the_four_ways_give_the_same_answer(
    family: Family, around: list[Professional], coordinator: Professional
) -> None:
    lines = list(every_kind_of_line(family, around))
    make_line(make_family(coordinator, "Haidari"), coordinator)
    fresh = [Professional.objects.get(pk=person.pk) for person in around]

    for reader in fresh:
        across = set(Line.objects.visible_to(reader).filter(family=family))
        assert len(Line.objects.visible_to(reader).filter(family=family)) == len(across)
        here = as_the_door_leaves_it(family, reader)
        in_one = set(here.lines.visible_to(reader)) if here else set()
        read_for_them = Family.objects.with_tier(reader)
        assert set(Line.objects.visible_in(read_for_them, reader).filter(family=family)) == across, reader
        by_name = {line for line in lines if reader in line.seen_by()}
        assert across == in_one == by_name, reader


def test_the_answers_are_those_of_the_page_on_rights(family: Family, around: list[Professional]) -> None:
    coordinator, leader, near, colleague, speech, peripheral, substitute, _former, _stranger = around

    def seeing(
        visibility: Visibility, author: Professional, about: Member | None = None
    ) -> set[Professional]:
        return set(make_line(family, author, visibility=visibility, about=about).seen_by())

    core = {coordinator, leader}
    assert seeing(Visibility.CORE, near) == core | {near, substitute}
    assert seeing(Visibility.SECTOR, near) == core | {near, colleague, substitute}
    assert seeing(Visibility.SECTOR, near, child(family)) == core | {near, colleague, substitute, speech}
    assert seeing(Visibility.NEAR, near) == core | {near, colleague, substitute, speech}
    assert seeing(Visibility.NAMED, near) == {near}
    assert seeing(Visibility.SECTOR, speech) == core | {speech}
    assert peripheral not in seeing(Visibility.NEAR, coordinator)


def test_a_peripheral_professional_reads_their_own_and_the_answers_alone(
    family: Family, around: list[Professional], coordinator: Professional, peripheral: Professional
) -> None:
    list(every_kind_of_line(family, around[:5]))
    observation = make_line(family, peripheral, visibility=Visibility.CORE)
    answer = observation.answer(by=coordinator, text="Tak. Vi ringer til hende.")

    here = as_the_door_leaves_it(family, peripheral)
    assert here
    assert set(here.lines.visible_to(peripheral)) == {observation, answer}
    assert set(Line.objects.visible_to(peripheral)) == {observation, answer}


def test_a_standing_helps_only_the_reader_it_was_found_for(
    family: Family, around: list[Professional], coordinator: Professional, stranger: Professional
) -> None:
    make_line(family, coordinator)
    here = as_the_door_leaves_it(family, coordinator)
    assert here

    assert here.lines.visible_to(coordinator).exists()
    assert not here.lines.visible_to(stranger).exists()
