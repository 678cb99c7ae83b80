"""Proof: a word planted in each text field of a family is found by nobody who may not read it."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import models
from django.test import Client
from django.urls import reverse

from families.models import Family, Letter, Line, Professional, Scan, Tier, Visibility
from families.models.background import Background
from masterplans.models import Activity, Contribution, Outcome
from roskilde import clock
from roskilde.danish import KeyField
from roskilde.records import Record
from safety.models import Goal
from tests.laid import Laid
from tests.makers import make_activity, make_goal, make_letter, make_line, make_scan
from tests.test_every_route import EXAMPLES, marked
from tests.world import World, fill

CLOSED_TO_ALL_BUT_CORE = {"background", "earliermeasure"}


class Planted:
    """Markers, and what each stands in: model, field, and who may see the record or what it hangs on."""

    def __init__(self) -> None:
        self.of: dict[str, tuple[str, str, str]] = {}

    def plant(self, record: Record, by: Professional, visibility: str = "") -> None:
        for each in record._meta.concrete_fields:
            is_text = isinstance(each, (models.CharField, models.TextField)) and not isinstance(
                each, KeyField
            )
            if not is_text or each.choices or each.name == "weekdays":
                continue
            if each.name == "network_name":
                continue  # a professional carries it; the two exclude each other
            # A CPR number is one, so that its pages can read it; it stands nowhere in full without a click.
            marker = f"610388{len(self.of):04}" if each.name == "cpr" else f"Mk{len(self.of):03}xz"
            self.of[marker] = (str(record._meta.model_name), each.name, visibility)
            setattr(record, each.attname, marker)
        record.save(by=by)


@pytest.fixture
def world(family: Family, coordinator: Professional, near: Professional, laid: Laid) -> World:
    return laid(lambda: fill(family, coordinator=coordinator, near=near))


@pytest.fixture
def planted(world: World, coordinator: Professional, laid: Laid) -> Planted:
    """The core writes a goal, an activity and a contribution for each visibility; each text is a marker."""
    return laid(lambda: plant_all(world, coordinator))


def plant_all(world: World, coordinator: Professional) -> Planted:
    found = Planted()
    family = world.family
    about_the_family: list[Record] = [
        family,
        Background.objects.get(family=family),
        world.measure,
        world.plan,
    ]
    around = (world.network_person, world.contact_point, world.missing)
    for record in (*about_the_family, world.stage, world.statutory, *around):
        found.plant(record, coordinator)
    for record in (*family.members.all(), *world.plan.parts.all(), *family.involvements.all()):
        found.plant(record, coordinator)
    for visibility in Visibility:
        goal = make_goal(family, coordinator, responsible=coordinator, visibility=visibility)
        activity = make_activity(family, coordinator, goal=goal, visibility=visibility)
        done = Contribution.log(
            family,
            by=coordinator,
            activity=activity,
            on=clock.today(),
            outcome=Outcome.NOTHING,
            why="no_show",
        )
        letter = make_letter(family, coordinator, visibility=visibility)
        make_scan(letter, coordinator)
        line = make_line(family, coordinator, visibility=visibility)
        for each in (goal, activity, done, letter, line):
            found.plant(each, coordinator, visibility)
    world.plan.lock()
    world.plan.agree(
        by=coordinator,
        on=clock.today(),
        members=[world.member],
        professionals=[],
        language="so",
        interpreter="not_needed",
    )
    return found


def pages(world: World) -> Iterator[str]:
    """Every page that can be shown, of every record there is, and a search."""
    family = world.family
    for name, path, _view in marked():
        example = EXAMPLES[name]
        if not example.get or (example.also and "number" not in example.also):
            continue
        kwargs: dict[str, Any] = dict(example.also)
        if "<uuid:family>" in path:
            kwargs["family"] = family.pk
        for key in keys_for(world, example.key):
            yield reverse(name, kwargs=kwargs | ({"pk": key} if key else {}))
    yield reverse("masterplans:show_version", args=[family.pk, 2])
    # The beginning of every marker: the page repeats what was searched for, and that is no find.
    yield reverse("families:find_professional", args=[family.pk]) + "?q=Mk0"
    yield reverse("families:list_families") + "?q=Mk0"
    yield reverse("families:list_lines", args=[family.pk]) + "?q=Mk0"


def keys_for(world: World, attribute: str) -> list[Any]:
    if not attribute:
        return [None]
    why = "the test asks for every key, seen or not"
    model: dict[str, Any] = {
        "goal": Goal,
        "activity": Activity,
        "contribution": Contribution,
        "letter": Letter,
        "line": Line,
    }
    if attribute == "scan":
        return list(Scan.objects.filter(letter__family=world.family).values_list("pk", flat=True))
    if attribute in model:
        return list(
            model[attribute].objects.for_nobody(why).filter(family=world.family).values_list("pk", flat=True)
        )
    return [getattr(world, attribute).pk]


def found_by(client: Client, world: World, planted: Planted) -> set[str]:
    # A page of a letter is a picture: what of it is no text holds no marker either.
    text = "".join(client.get(url).content.decode(errors="replace") for url in pages(world))
    plain = text.replace("610388-", "610388")  # as people write it
    return {marker for marker in planted.of if marker in text or marker in plain}


def leaks(
    found: set[str], planted: Planted, may: Callable[[str, str, str], bool]
) -> list[tuple[str, str, str]]:
    return sorted(planted.of[marker] for marker in found if not may(*planted.of[marker]))


@pytest.mark.parametrize("who", ["stranger", "steering", "city_hall", "dpo", "administrator"])
def test_whoever_stands_outside_finds_no_word(
    who: str, world: World, planted: Planted, request: Any, signed_in: Callable[[Professional], Client]
) -> None:
    client = signed_in(request.getfixturevalue(who))

    assert not leaks(found_by(client, world, planted), planted, lambda *_marker: False)


@pytest.mark.demand("R53")
def test_a_peripheral_professional_finds_the_contact_card_alone(
    world: World, coordinator: Professional, stranger: Professional, planted: Planted,
    signed_in: Callable[[Professional], Client],
) -> None:  # fmt: skip
    world.family.involve(stranger, tier=Tier.PERIPHERAL, function="SSP", reason="need", by=coordinator)

    found = found_by(signed_in(stranger), world, planted)

    assert not leaks(found, planted, lambda model, field, _seen: (model, field) == ("family", "name"))


def test_a_peripheral_professional_finds_what_names_her_and_nothing_beside_it(
    world: World, coordinator: Professional, stranger: Professional, planted: Planted,
    signed_in: Callable[[Professional], Client],
) -> None:  # fmt: skip
    world.family.involve(stranger, tier=Tier.PERIPHERAL, function="SSP", reason="need", by=coordinator)
    goals = Goal.objects.for_nobody("the one that will name her").filter(family=world.family)
    goals.get(visibility=Visibility.CORE).name_people([stranger], by=coordinator)

    found = found_by(signed_in(stranger), world, planted)

    assert any(planted.of[marker] == ("goal", "words", "core") for marker in found)
    assert not leaks(
        found,
        planted,
        lambda model, field, seen: (model, field) == ("family", "name") or (model, seen) == ("goal", "core"),
    )


@pytest.mark.demand("R43")
def test_a_near_professional_finds_what_is_shared_with_near(
    world: World, near: Professional, planted: Planted, signed_in: Callable[[Professional], Client]
) -> None:
    found = found_by(signed_in(near), world, planted)

    def may(model: str, field: str, seen: str) -> bool:
        closed = model in CLOSED_TO_ALL_BUT_CORE or (model, field) in (
            ("member", "preferred_future"),
            ("member", "cpr"),
            ("missingfunction", "decline_reason"),
        )
        return not closed and seen in ("", Visibility.NEAR)

    assert not leaks(found, planted, may)
    assert any(planted.of[marker] == ("goal", "words", "near") for marker in found)
    assert any(planted.of[marker] == ("contribution", "note", "near") for marker in found)
    assert any(planted.of[marker] == ("line", "text", "near") for marker in found)
    assert any(planted.of[marker] == ("letter", "what_to_do", "near") for marker in found)


def test_the_core_finds_all_but_what_is_for_named_people_only(
    world: World, leader: Professional, planted: Planted, signed_in: Callable[[Professional], Client]
) -> None:
    found = found_by(signed_in(leader), world, planted)

    assert not leaks(found, planted, lambda _model, field, seen: seen != Visibility.NAMED and field != "cpr")
    for wanted in (
        ("goal", "words", "core"),
        ("activity", "title", "sector"),
        ("line", "text", "core"),
        ("earliermeasure", "what", ""),
    ):
        assert any(planted.of[marker] == wanted for marker in found)


def test_whoever_shares_the_authors_sector_finds_what_is_for_the_sector(
    world: World, coordinator: Professional, dpo: Professional, planted: Planted,
    signed_in: Callable[[Professional], Client],
) -> None:  # fmt: skip
    assert dpo.sector == coordinator.sector
    world.family.involve(dpo, tier=Tier.NEAR, function="Husvært", reason="need", by=coordinator)

    found = found_by(signed_in(dpo), world, planted)

    assert any(planted.of[marker] == ("goal", "words", "sector") for marker in found)
    assert not any(planted.of[marker][2] in (Visibility.CORE, Visibility.NAMED) for marker in found)
