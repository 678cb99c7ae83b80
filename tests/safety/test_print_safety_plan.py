"""The family's sheet: the rules that everybody near may read, and nothing that is shielded."""

import pytest

from families.models import Family, Professional, Visibility
from safety.models import RuleKind, SafetyRule
from tests.makers import make_rule, make_rule_test
from tests.masterplans.asking import text
from tests.safety.closing import SignedIn, make_danger, url


@pytest.mark.demand("R66")
def test_it_holds_what_they_do_and_how_a_child_calls(
    family: Family, near: Professional, signed_in: SignedIn
) -> None:
    child = family.members.get(name="Zakariye")
    make_rule(family, near)
    make_rule(family, near, kind=RuleKind.CALL, child=child, words="Zakariye ringer til Inge.")
    make_rule(family, near, kind=RuleKind.TRIAL, trigger="", words="Den 20. ser vi på kontoen.")
    shown = text(signed_in(near).get(url("print_safety_plan", family)))
    for words in ("Når regningerne kommer", "tre konvolutter", "Zakariye ringer til Inge", "Den 20. ser vi"):
        assert words in shown


@pytest.mark.parametrize("visibility", ["core", "sector", "named"])
def test_what_is_not_open_to_everybody_near_is_on_no_sheet(
    visibility: str, family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    make_rule(family, coordinator, visibility=visibility, words="Skriv et punktum.")
    assert "Skriv et punktum." in text(signed_in(coordinator).get(url("show_safety_plan", family)))
    assert "Skriv et punktum." not in text(signed_in(coordinator).get(url("print_safety_plan", family)))


def test_a_rule_whose_worry_is_shielded_later_is_on_no_sheet(
    family: Family, near: Professional, signed_in: SignedIn
) -> None:
    danger = make_danger(family, near)
    make_rule(family, near, danger=danger, words="Skriv et punktum.")
    danger.visibility = Visibility.NAMED
    danger.save(by=near)
    assert "Skriv et punktum." not in text(signed_in(near).get(url("print_safety_plan", family)))


def test_neither_worry_nor_trial_nor_address_is_on_it(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    family.address, family.phone = "Kornvænget 33", "20 20 00 11"
    family.save(by=coordinator)
    rule: SafetyRule = make_rule(family, near, danger=make_danger(family, near))
    make_rule_test(rule, near, words="Det gik galt tirsdag.")
    shown = text(signed_in(coordinator).get(url("print_safety_plan", family)))
    for words in ("går sulten", "Det gik galt", "Kornvænget", "20 20 00 11"):
        assert words not in shown


def test_an_empty_plan_has_nothing_to_print(family: Family, near: Professional, signed_in: SignedIn) -> None:
    assert "ikke noget at printe" in text(signed_in(near).get(url("print_safety_plan", family)))
