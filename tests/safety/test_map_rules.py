"""What the database itself refuses in the map: each rule broken."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, models, transaction

from families.models import Family, Professional
from roskilde import clock
from safety.models import BottomLine, Disagreement, NextStep, Occasion, Report, Statement
from tests.makers import (
    make_bottom_line,
    make_disagreement,
    make_goal,
    make_next_step,
    make_safety,
    make_statement,
)

NEW = (Statement, Occasion, Disagreement, NextStep, BottomLine, Report)

Rows = dict[str, Any]


@pytest.fixture
def rows(family: Family, near: Professional) -> Rows:
    danger, safety = make_statement(family, near), make_safety(family, near)
    return {
        "danger": danger,
        "safety": safety,
        "occasion": safety.occasions.get(),
        "disagreement": make_disagreement(danger, near),
        "step": make_next_step(family, near),
        "bottom_line": make_bottom_line(family, near),
        "report": Report.note(family, by=near, on=clock.today()),
        "goal": make_goal(family, near),
        "somebody": near,
    }


NOBODY = {"member": None, "network_person": None, "professional": None}

BREAKS: dict[str, tuple[str, dict[str, Any]]] = {
    "safety_statement_has_one_voice": ("danger", NOBODY),
    "safety_occasion_has_one_voice": ("occasion", NOBODY),
    "safety_disagreement_has_one_voice": ("disagreement", NOBODY),
    "safety_nextstep_is_one_persons": ("step", NOBODY),
    "safety_statement_past_harm_is_dated": ("danger", {"category": "past_harm"}),
    "safety_statement_happened_in_order": (
        "danger",
        {"happened_on": clock.today(), "happened_until": clock.today() - timedelta(days=1)},
    ),
    "safety_statement_goal_answers_a_danger": ("safety", {"goal": lambda rows: rows["goal"]}),
    "safety_statement_risk_is_ordered_first": (
        "danger",
        {"risk_ordered_on": clock.today(), "risk_assessed_on": clock.today() - timedelta(days=1)},
    ),
    "safety_statement_ends_with_a_reason": ("danger", {"ending": "resolved"}),
    "safety_nextstep_ended_by_and_on": ("step", {"ending": "done"}),
    "safety_nextstep_dropped_with_a_reason": (
        "step",
        {"ending": "dropped", "ended_on": clock.today(), "ended_by": lambda rows: rows["somebody"]},
    ),
    "safety_bottomline_ended_by_and_on": ("bottom_line", {"ended_on": clock.today()}),
    "safety_report_is_for_named_people": ("report", {"visibility": "near"}),
}


@pytest.mark.parametrize("name", BREAKS)
def test_the_database_refuses(name: str, rows: Rows) -> None:
    which, changes = BREAKS[name]
    values = {
        field: value(rows) if isinstance(value, Callable) else value  # type: ignore[arg-type]
        for field, value in changes.items()
    }
    row = rows[which]
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        models.QuerySet(type(row)).filter(pk=row.pk).update(**values)


def test_no_rule_is_left_unbroken() -> None:
    """A new rule needs a test that breaks it."""
    checks = {
        rule.name
        for model in NEW
        for rule in model._meta.constraints
        if isinstance(rule, models.CheckConstraint)
    }
    assert checks == set(BREAKS)
