"""What the database itself refuses around a family, lines, letters and substitutes: each rule broken."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, models, transaction

from families.models import (
    ContactPoint,
    Family,
    Involvement,
    Letter,
    Line,
    Member,
    MissingFunction,
    NetworkPerson,
    Professional,
    Scan,
    Substitution,
    Telling,
)
from families.models.mark import ReadMark
from roskilde import clock
from tests.makers import make_letter, make_line, make_network_person, make_person

NEW = (Line, Telling, Letter, Scan, NetworkPerson, ContactPoint, MissingFunction, Substitution, ReadMark)

Rows = dict[str, models.Model]


@pytest.fixture
def rows(family: Family, coordinator: Professional, near: Professional) -> Rows:
    colleague = make_person("Lotte Iversen", sector="Skole")
    today = clock.today()
    line = make_line(family, coordinator)
    letter = make_letter(family, coordinator)
    scan = Scan(letter=letter, content=b"x", content_type="image/jpeg", added_at=clock.now(), added_by=near)
    scan.save(by=near)
    return {
        "line": line,
        "telling": Telling.tell(line, [near], by=coordinator)[0],
        "letter": letter,
        "scan": scan,
        "person": make_network_person(family, coordinator),
        "missing": MissingFunction.note(family, by=coordinator, function="Sundhedsplejerske"),
        "substitution": Substitution.arrange(
            near, colleague, since=today, until=today + timedelta(days=2), by=near
        ),
        "member": family.members.order_by("born_on")[0],
        "involvement": family.involvements.get(professional=near),
        "somebody": coordinator,
    }


def now(rows: Rows) -> Any:
    return clock.now()


BREAKS: dict[str, tuple[str, dict[str, Any]]] = {
    "families_line_says_something": ("line", {"text": ""}),
    "families_line_counts_minutes_of_help": ("line", {"minutes": 5}),
    "families_line_became_by_and_at": ("line", {"became": "concern"}),
    "families_telling_seen_by_and_at": ("telling", {"seen_at": now}),
    "families_telling_taken_by_and_at": ("telling", {"taken_by": lambda rows: rows["somebody"]}),
    "families_telling_done_by_and_at": ("telling", {"done_by": lambda rows: rows["somebody"]}),
    "families_telling_is_seen_before_it_is_taken": (
        "telling",
        {"taken_at": now, "taken_by": lambda rows: rows["somebody"]},
    ),
    "families_letter_settled_by_and_at": ("letter", {"settled_at": now}),
    "families_scan_removed_by_and_at": ("scan", {"removed_at": now}),
    "families_networkperson_says_why_not_yet": ("person", {"knows": "not_yet"}),
    "families_networkperson_ends_after_it_begins": (
        "person",
        {"until": lambda rows: clock.today() - timedelta(days=1)},
    ),
    "families_missingfunction_invited_by_and_at": ("missing", {"invited_at": now}),
    "families_missingfunction_answers_an_invitation": ("missing", {"accepted_at": now}),
    "families_missingfunction_declines_with_a_reason": ("missing", {"decline_reason": "Nej"}),
    "families_missingfunction_dropped_by_and_at": ("missing", {"dropped_at": now}),
    "families_substitution_ends_after_it_begins": (
        "substitution",
        {"until": lambda rows: clock.today() - timedelta(days=1)},
    ),
    "families_substitution_is_somebody_else": (
        "substitution",
        {"substitute": lambda rows: rows["substitution"].absent},
    ),
    "families_substitution_called_off_by_and_at": ("substitution", {"called_off_at": now}),
    "families_involvement_substitute_ends": (
        "involvement",
        {"stands_in_for": lambda rows: rows["somebody"]},
    ),
    "families_member_protected_until_when_protected": (
        "member",
        {"protected_until": lambda rows: clock.today()},
    ),
}


@pytest.mark.parametrize("name", BREAKS)
def test_the_database_refuses(name: str, rows: Rows) -> None:
    which, changes = BREAKS[name]
    row = rows[which]
    values = {
        field: value(rows) if isinstance(value, Callable) else value  # type: ignore[arg-type]
        for field, value in changes.items()
    }
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        models.QuerySet(type(row)).filter(pk=row.pk).update(**values)


def test_nobody_is_told_the_same_twice(rows: Rows, near: Professional, coordinator: Professional) -> None:
    first = rows["telling"]
    assert isinstance(first, Telling)
    again = Telling(line=first.line, to=near, told_by=coordinator, told_at=clock.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        Telling.objects.unrecorded("past the verbs").bulk_create([again])


def test_somebody_has_read_to_one_place(family: Family, near: Professional) -> None:
    ReadMark.move(near, family, clock.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        ReadMark(reader=near, family=family, read_until=clock.now()).save()


def test_no_rule_is_left_unbroken() -> None:
    """A new rule needs a test that breaks it."""
    checks = {
        rule.name
        for model in NEW
        for rule in model._meta.constraints
        if isinstance(rule, models.CheckConstraint)
    }
    assert checks <= set(BREAKS)
    assert {rule.name for rule in Involvement._meta.constraints} >= {"families_involvement_substitute_ends"}
    assert {rule.name for rule in Member._meta.constraints} >= {
        "families_member_protected_until_when_protected"
    }
