"""A question about a family is put into SQL once, and answers every reader by where they stand."""

from typing import Any

import pytest

from families.models import Family, Line, Professional, Tier, Visibility
from families.models.visibility import Standing
from families.questions import FamiliesQuestion, FamilyQuestion, ReaderQuestion
from tests.bench.in_process import counting
from tests.makers import make_family, make_line


def lines(family: Family, reader: Professional) -> Any:
    return family.lines.visible_to(reader)


def behind_the_door(family: Family, reader: Professional) -> Family:
    found = Family.objects.with_tier(reader).get(pk=family.pk)
    found.standing = Standing.of(found, reader)
    return found


def test_it_gives_each_reader_what_they_may_see(
    family: Family,
    coordinator: Professional,
    leader: Professional,
    near: Professional,
    peripheral: Professional,
) -> None:
    other = make_family(coordinator, "Haidari")
    for author in (coordinator, near):
        for visibility in Visibility:
            named = [peripheral] if visibility == Visibility.NAMED else []
            make_line(family, author, visibility=visibility, named=named)
    make_line(other, coordinator)
    ask = FamilyQuestion(lines)
    readers = (coordinator, leader, near, peripheral)
    for reader in (*readers, *reversed(readers)):
        here = behind_the_door(family, reader)
        assert set(ask(here, reader)) == {
            line for line in Line.objects.for_nobody("to compare").filter(family=family)
            if reader in line.seen_by()
        }  # fmt: skip
    assert {line.family_id for line in ask(behind_the_door(other, coordinator), coordinator)} == {other.pk}


def test_the_rows_know_the_family_they_were_reached_from(family: Family, coordinator: Professional) -> None:
    make_line(family, coordinator)
    here, ask = behind_the_door(family, coordinator), FamilyQuestion(lines)
    ask(here, coordinator)
    with counting() as sent:
        (line,) = ask(here, coordinator)
        assert line.family is here
    assert len(sent) == 1


def test_without_a_door_it_is_asked_plainly(
    family: Family, coordinator: Professional, stranger: Professional
) -> None:
    line, ask = make_line(family, coordinator), FamilyQuestion(lines)
    assert ask(family, coordinator) == [line]
    assert ask(family, stranger) == []
    assert ask(behind_the_door(family, coordinator), stranger) == []


def test_it_may_not_look_at_the_one_family_it_is_first_asked_of(
    family: Family, coordinator: Professional
) -> None:
    ask = FamilyQuestion(lambda family, reader: family.lines.visible_to(reader).filter(text=family.name))
    with pytest.raises(TypeError, match="asks the database"):
        ask(behind_the_door(family, coordinator), coordinator)


def test_of_several_families_each_is_answered_by_the_tier_in_it(
    family: Family, coordinator: Professional, near: Professional, peripheral: Professional
) -> None:
    other = make_family(coordinator, "Haidari")
    other.involve(near, tier=Tier.CORE, function="Koordinator", reason="need", by=coordinator)
    other.involve(peripheral, tier=Tier.NEAR, function="Klub", reason="need", by=coordinator)
    for each in (family, other):
        for visibility in Visibility:
            make_line(each, coordinator, visibility=visibility, named=[])
    in_families = FamiliesQuestion(Line.objects.visible_in)
    everywhere = ReaderQuestion(Line.objects.visible_to)
    for reader in (near, peripheral, coordinator, near):
        seen = {line for line in Line.objects.for_nobody("to compare") if reader in line.seen_by()}
        families = list(Family.objects.with_tier(reader).order_by("name"))
        assert set(in_families(families, reader)) == set(in_families(families[::-1], reader)) == seen
        assert set(everywhere(reader)) == seen
        here = [each for each in families if each.pk == family.pk]
        assert set(in_families(here, reader)) == {line for line in seen if line.family_id == family.pk}


def test_who_has_left_sees_nothing_from_then_on(
    family: Family, coordinator: Professional, near: Professional
) -> None:
    make_line(family, coordinator, visibility=Visibility.NEAR)
    everywhere = ReaderQuestion(Line.objects.visible_to)
    assert everywhere(near)
    family.involvements.get(professional=near).end(by=coordinator, reason="staff")
    assert everywhere(near) == []
