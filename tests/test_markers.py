"""Proof: a word planted in each text field of a family is found by nobody who may not read it."""

from collections.abc import Callable, Iterator
from datetime import timedelta
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
from safety.models import (
    Answer,
    Book,
    BookPage,
    ChildVoice,
    Disagreement,
    Goal,
    Move,
    NextStep,
    Rating,
    SafetyRule,
    Scale,
    ScaleVersion,
    Statement,
)
from tests.laid import Laid
from tests.makers import (
    make_activity,
    make_answer,
    make_book,
    make_book_page,
    make_bottom_line,
    make_child_voice,
    make_danger,
    make_disagreement,
    make_goal,
    make_letter,
    make_line,
    make_next_step,
    make_rating,
    make_review,
    make_rule,
    make_rule_test,
    make_safety,
    make_scale,
    make_scan,
    make_share_request,
)
from tests.test_every_route import EXAMPLES, marked
from tests.world import World, fill

CLOSED_TO_ALL_BUT_CORE = {"background", "earliermeasure"}


class Planted:
    """Markers, and what each stands in: model, field, and who may see the record or what it hangs on."""

    def __init__(self) -> None:
        self.of: dict[str, tuple[str, str, str]] = {}

    def plant(
        self, record: Record, by: Professional, visibility: str = "", without: tuple[str, ...] = ()
    ) -> None:
        for each in record._meta.concrete_fields:
            is_text = isinstance(each, (models.CharField, models.TextField)) and not isinstance(
                each, KeyField
            )
            if not is_text or each.choices or each.name in ("rule", *without):
                continue
            if each.name == "network_name":
                continue  # a professional carries it; the two exclude each other
            if each.name == "end_reason":
                continue  # what stands in the map has not ended
            # A CPR number is one, so that its pages can read it; it stands nowhere in full without a click.
            marker = f"610388{len(self.of):04}" if each.name == "cpr" else f"Mk{len(self.of):03}xz"
            self.of[marker] = (str(record._meta.model_name), each.name, visibility)
            setattr(record, each.attname, marker)
        record.save(by=by)

    def next_in(self, model: type[models.Model], field: str, visibility: str) -> str:
        """A marker for a row that is written once and never changed."""
        marker = f"Mk{len(self.of):03}xz"
        self.of[marker] = (str(model._meta.model_name), field, visibility)
        return marker


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
    for record in (world.coming, world.under_way):
        found.plant(record, coordinator)
    helper = world.involvement.professional
    refused = make_share_request(family, helper, coordinator)
    refused.decline(by=helper, reason="Jeg har ikke tid.")
    found.plant(refused, coordinator)
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
        activity.cancel(on=clock.today() + timedelta(days=1), by=coordinator, reason="Aflyst.")
        found.plant(activity.rearrangements.get(), coordinator, visibility, without=("place",))
        letter = make_letter(family, coordinator, visibility=visibility)
        make_scan(letter, coordinator)
        line = make_line(family, coordinator, visibility=visibility)
        review = make_review(goal, world.under_way, coordinator)
        for each in (
            goal,
            activity,
            done,
            review,
            letter,
            line,
            *of_the_map(family, coordinator, visibility),
        ):
            found.plant(each, coordinator, visibility)
        # follow-ups
        found.plant(make_answer(world.under_way, coordinator, visibility=visibility), coordinator, visibility)
        # -- the child's voice
        voice = make_child_voice(
            family,
            coordinator,
            visibility=visibility,
            may_show="yes",
            may_show_to="mor",
            interpreter="phone",
        )
        book = make_book(family, coordinator, visibility=visibility, language="so")
        told: list[Record] = [voice, book, make_book_page(book, coordinator)]
        for record in told:
            found.plant(record, coordinator, visibility)
        _plant_safety_plan(found, world, coordinator, visibility)
        # Scales
        scale = make_scale(
            make_danger(family, coordinator, visibility=visibility),
            coordinator,
            zero=found.next_in(ScaleVersion, "zero", visibility),
            ten=found.next_in(ScaleVersion, "ten", visibility),
        )
        make_rating(scale, coordinator, because=found.next_in(Rating, "because", visibility))
    found.plant(make_bottom_line(family, coordinator), coordinator)
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


def _plant_safety_plan(
    found: Planted, world: World, coordinator: Professional, visibility: Visibility
) -> None:
    """A rule that holds and one that has ended, each with its trial; and once what all who are near read."""
    for has_ended in (False, True):
        rule = make_rule(world.family, coordinator, visibility=visibility)
        found.plant(make_rule_test(rule, coordinator), coordinator, visibility)
        if has_ended:
            rule.end(by=coordinator, reason="Ikke mere.")
        found.plant(rule, coordinator, visibility, without=() if has_ended else ("end_reason",))
    if visibility == Visibility.NEAR:
        move = Move.tell(
            world.neighbour, by=coordinator, told_by=coordinator, knows="all", agreed="Hodan vil det."
        )
        found.plant(move, coordinator)
        found.plant(world.discharge, coordinator)
        found.plant(world.case, coordinator)
        found.plant(world.milestone, coordinator, without=("drop_reason",))
        found.plant(world.criterion, coordinator, without=("drop_reason", "evidence"))
        found.plant(world.answered, coordinator, without=("drop_reason",))


def of_the_map(family: Family, by: Professional, visibility: str) -> list[Record]:
    """A statement with all that hangs on it, and a next step."""
    statement = make_safety(family, by, visibility=visibility)
    otherwise = make_disagreement(statement, by)
    statement.order_risk_assessment(by=by)
    statement.finish_risk_assessment(by=by)
    said = statement.present(by=by, members=list(family.members.all())[:1], reason="Aftalt")
    step = make_next_step(family, by, visibility=visibility)
    return [statement, *statement.occasions.all(), otherwise, said, step]


def pages(world: World) -> Iterator[str]:
    """Every page that can be shown, of every record there is, and a search."""
    family = world.family
    for name, path, _view in marked():
        example = EXAMPLES[name]
        if not example.get or (example.also and not {"number", "step", "follow_up"} & set(example.also)):
            continue
        kwargs: dict[str, Any] = dict(example.also)
        if "follow_up" in kwargs:
            kwargs["follow_up"] = world.under_way.pk
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
        "answer": Answer,
        "child_voice": ChildVoice,
        "book": Book,
        "rule": SafetyRule,
        # Scales
        "scale": Scale,
        "rating": Rating,
        "unpaired": Statement,
        "statement": Statement,
        "safety": Statement,
        "strength": Statement,
        "assessed": Statement,
        "next_step": NextStep,
    }
    if attribute == "disagreement":
        return list(Disagreement.objects.filter(statement__family=world.family).values_list("pk", flat=True))
    if attribute == "scan":
        return list(Scan.objects.filter(letter__family=world.family).values_list("pk", flat=True))
    if attribute == "book_page":
        return list(BookPage.objects.filter(book__family=world.family).values_list("pk", flat=True))
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


WITHOUT_FAMILIES = ["steering", "city_hall", "dpo", "administrator"]


@pytest.mark.parametrize(
    "who",
    ["stranger", *(pytest.param(role, marks=pytest.mark.walk) for role in WITHOUT_FAMILIES)],
)
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


@pytest.mark.walk
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
            ("sharerequest", "decline_reason"),
            ("rating", "because"),  # she has not given her own number
        )
        return not closed and seen in ("", Visibility.NEAR)

    assert not leaks(found, planted, may)
    assert any(planted.of[marker] == ("goal", "words", "near") for marker in found)
    assert any(planted.of[marker] == ("contribution", "note", "near") for marker in found)
    assert any(planted.of[marker] == ("line", "text", "near") for marker in found)
    assert any(planted.of[marker] == ("letter", "what_to_do", "near") for marker in found)
    for wanted in (("safetyrule", "words", "near"), ("ruletest", "words", "near"), ("move", "agreed", "")):
        assert any(planted.of[marker] == wanted for marker in found)


@pytest.mark.walk
def test_a_near_professional_finds_the_numbers_once_she_has_given_her_own(
    world: World, near: Professional, planted: Planted, signed_in: Callable[[Professional], Client]
) -> None:
    for scale in Scale.objects.visible_to(near):
        make_rating(scale, near)

    found = found_by(signed_in(near), world, planted)

    assert {planted.of[marker] for marker in found if planted.of[marker][0] == "rating"} == {
        ("rating", "because", Visibility.NEAR)
    }
    assert any(planted.of[marker] == ("statement", "words", "near") for marker in found)
    assert any(planted.of[marker] == ("presentation", "words", "near") for marker in found)


@pytest.mark.walk
def test_the_core_finds_all_but_what_is_for_named_people_only(
    world: World, leader: Professional, planted: Planted, signed_in: Callable[[Professional], Client]
) -> None:
    found = found_by(signed_in(leader), world, planted)

    def may(model: str, field: str, seen: str) -> bool:
        # What a child said names the project leader.
        return (seen != Visibility.NAMED or model == "childvoice") and field != "cpr"

    assert not leaks(found, planted, may)
    for wanted in (
        ("goal", "words", "core"),
        ("activity", "title", "sector"),
        ("line", "text", "core"),
        ("earliermeasure", "what", ""),
        ("childvoice", "worries", "named"),
        ("bookpage", "words_translated", "core"),
        ("scaleversion", "zero", "core"),
        ("rating", "because", "core"),
    ):
        assert any(planted.of[marker] == wanted for marker in found)


@pytest.mark.walk
def test_whoever_shares_the_authors_sector_finds_what_is_for_the_sector(
    world: World, coordinator: Professional, dpo: Professional, planted: Planted,
    signed_in: Callable[[Professional], Client],
) -> None:  # fmt: skip
    assert dpo.sector == coordinator.sector
    world.family.involve(dpo, tier=Tier.NEAR, function="Husvært", reason="need", by=coordinator)

    found = found_by(signed_in(dpo), world, planted)

    assert any(planted.of[marker] == ("goal", "words", "sector") for marker in found)
    assert not any(planted.of[marker][2] in (Visibility.CORE, Visibility.NAMED) for marker in found)
