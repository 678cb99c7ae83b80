"""What the database itself refuses of safety plans and closings: each rule broken."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, models, transaction

from families.models import Family, Professional
from roskilde import clock
from safety.models import (
    CaseClosing,
    Criterion,
    Discharge,
    HandedOver,
    Milestone,
    Move,
    RuleTest,
    SafetyRule,
)
from tests.makers import (
    make_case_closing,
    make_milestone,
    make_network_person,
    make_rule,
    make_rule_test,
)
from tests.world import leave_pilot, see_all

NEW = (CaseClosing, Criterion, Discharge, HandedOver, Milestone, Move, RuleTest, SafetyRule)

Rows = dict[str, Any]


@pytest.fixture
def rows(family: Family, coordinator: Professional, near: Professional) -> Rows:
    rule = make_rule(family, near)
    person = make_network_person(family, near, knows="some")
    make_milestone(family, near)
    see_all(family, coordinator)
    discharge = leave_pilot(family, coordinator)
    return {
        "rule": rule,
        "test": make_rule_test(rule, near),
        "move": Move.tell(person, by=near, told_by=near, knows="all", agreed="Ja."),
        "milestone": family.milestones.get(),
        "criterion": family.closure_criteria.all()[0],
        "own": Criterion.add(family, by=coordinator, words="Huslejen er betalt."),
        "discharge": discharge,
        "handed": discharge.handed_over.get(),
        "case": make_case_closing(family, coordinator),
        "somebody": coordinator,
    }


def today(_rows: Rows) -> Any:
    return clock.today()


BREAKS: dict[str, tuple[str, dict[str, Any]]] = {
    "safety_safetyrule_is_one_persons": ("rule", {"professional": lambda rows: rows["somebody"]}),
    "safety_safetyrule_says_something": ("rule", {"words": ""}),
    "safety_safetyrule_call_names_the_child": ("rule", {"kind": "call"}),
    "safety_safetyrule_ends_with_a_reason": ("rule", {"ended_on": today}),
    "safety_ruletest_has_one_voice": ("test", {"professional": lambda rows: rows["somebody"]}),
    "safety_ruletest_says_something": ("test", {"words": ""}),
    "safety_move_is_told_by_one": ("move", {"professional": None}),
    "safety_move_goes_inwards": ("move", {"after": "not_yet"}),
    "safety_move_was_agreed": ("move", {"agreed": ""}),
    "safety_milestone_reached_by_and_on": ("milestone", {"reached_on": today}),
    "safety_milestone_dropped_with_a_reason": ("milestone", {"dropped_on": today}),
    "safety_criterion_answered_with_evidence": ("criterion", {"evidence": ""}),
    "safety_criterion_own_ones_are_dropped_with_a_reason": (
        "criterion",
        {"dropped_on": today, "drop_reason": "Den fjerde er ikke vores."},
    ),
    "safety_discharge_names_who_decided": ("discharge", {"decided_by": ""}),
    "safety_discharge_renewed_with_a_reason": ("discharge", {"renewed_on": today}),
    # Never changed, whatever is written: it is refused before its own rule is asked.
    "safety_handedover_never_changed": ("handed", {"receiver": "En anden"}),
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


def test_nothing_is_handed_over_to_nobody_or_twice(rows: Rows) -> None:
    handed: HandedOver = rows["handed"]
    again = HandedOver(discharge=handed.discharge, model=handed.model, key=handed.key, receiver="Signe")
    with pytest.raises(IntegrityError), transaction.atomic():
        again.save()
    nobody = HandedOver(discharge=handed.discharge, model=handed.model, key=rows["rule"].pk, receiver="")
    with pytest.raises(IntegrityError, match="safety_handedover_has_a_receiver"), transaction.atomic():
        nobody.save()


def test_each_standard_each_case_and_each_leaving_is_there_once(rows: Rows) -> None:
    for which in ("criterion", "case", "discharge"):
        row = rows[which]
        row.pk = None
        row._state.adding = True
        with pytest.raises(IntegrityError), transaction.atomic():
            models.QuerySet(type(row)).bulk_create([type(row)(**_fields(row))])


def _fields(row: models.Model) -> dict[str, Any]:
    return {
        each.attname: getattr(row, each.attname) for each in row._meta.concrete_fields if not each.primary_key
    }


def test_no_rule_is_left_unbroken() -> None:
    """A new rule needs a test that breaks it."""
    checks = {
        rule.name
        for model in NEW
        for rule in model._meta.constraints
        if not isinstance(rule, models.UniqueConstraint)
    }
    assert checks - {"safety_handedover_has_a_receiver"} == set(BREAKS)
