"""The safety plan: the family's own rules by worry, in whose hands they are, and whether they were tried."""

from datetime import timedelta

import pytest

from families.models import Family, Professional, Visibility
from roskilde import clock
from safety.models import RuleKind
from safety.models.rule import TRIED_WITHIN
from tests.makers import make_network_person, make_rule, make_rule_test
from tests.masterplans.asking import cost, text
from tests.safety.closing import SignedIn, make_danger, url


@pytest.mark.demand("R66", "R68")
def test_rules_stand_under_the_worry_they_answer(
    family: Family, near: Professional, signed_in: SignedIn
) -> None:
    danger = make_danger(family, near)
    answering = make_rule(family, near, danger=danger)
    always = make_rule(family, near, words="Vi spiser sammen.")
    groups = signed_in(near).get(url("show_safety_plan", family)).context["groups"]
    assert [(group.danger, group.rules) for group in groups] == [(danger, [answering]), (None, [always])]


def test_a_worry_without_a_rule_asks_the_family(
    family: Family, near: Professional, signed_in: SignedIn
) -> None:
    danger = make_danger(family, near)
    shown = text(signed_in(near).get(url("show_safety_plan", family)))
    assert "Ingen regel svarer på det endnu" in shown
    assert f"{url('write_rule', family)}?danger={danger.pk}" in shown


def test_an_empty_plan_teaches(family: Family, near: Professional, signed_in: SignedIn) -> None:
    assert "Her står familiens egne regler" in text(signed_in(near).get(url("show_safety_plan", family)))


def test_it_tells_how_many_are_in_the_familys_own_hands(
    family: Family, near: Professional, signed_in: SignedIn
) -> None:
    make_rule(family, near)
    make_rule(family, near, who=make_network_person(family, near), kind=RuleKind.STEPS_IN)
    make_rule(family, near, who=near)
    shown = text(signed_in(near).get(url("show_safety_plan", family)))
    assert "2 af 3 regler er i familiens og netværkets egne hænder" in shown


def test_what_was_not_tried_for_sixty_days_is_marked(
    family: Family, near: Professional, signed_in: SignedIn
) -> None:
    old, today = clock.today() - timedelta(days=61), clock.today()
    never, lately = make_rule(family, near, since=old), make_rule(family, near, since=old)
    long_ago, _new = make_rule(family, near, since=old - timedelta(days=9)), make_rule(family, near)
    make_rule_test(lately, near, on=today - timedelta(days=60))
    make_rule_test(long_ago, near, on=old)
    rules = signed_in(near).get(url("show_safety_plan", family)).context["rules"]
    assert {rule for rule in rules if rule.is_untried} == {never, long_ago}
    assert set(family.safety_rules.visible_to(near).untried_since(clock.today() - TRIED_WITHIN)) == {
        never,
        long_ago,
    }


def test_a_rule_that_has_ended_stays_readable(
    family: Family, near: Professional, signed_in: SignedIn
) -> None:
    rule = make_rule(family, near)
    rule.end(by=near, reason="De har en konto nu.")
    answer = signed_in(near).get(url("show_safety_plan", family))
    assert (answer.context["rules"], answer.context["ended"]) == ([], [rule])
    assert "De har en konto nu." in text(answer)


def test_a_shielded_rule_is_there_for_its_people_alone(
    family: Family, near: Professional, coordinator: Professional, leader: Professional, signed_in: SignedIn
) -> None:
    """No gap, no count, no trial, no worry."""
    danger = make_danger(family, near, visibility=Visibility.NAMED, words="Onklen læser telefonen.")
    rule = make_rule(
        family, near, danger=danger, visibility="named", named=[leader], words="Skriv et punktum."
    )
    make_rule_test(rule, near, words="Hun skrev.")
    for person in (near, leader):
        assert "Skriv et punktum." in text(signed_in(person).get(url("show_safety_plan", family)))
    answer = signed_in(coordinator).get(url("show_safety_plan", family))
    assert (answer.context["rules"], answer.context["groups"]) == ([], [])
    for words in ("Skriv et punktum.", "Hun skrev.", "Onklen"):
        assert words not in text(answer)


def test_fifty_rules_cost_as_many_queries_as_one(
    family: Family, near: Professional, signed_in: SignedIn
) -> None:
    danger = make_danger(family, near)
    make_rule_test(make_rule(family, near, danger=danger), near)
    one = cost(signed_in(near), url("show_safety_plan", family))
    for _each in range(20):
        make_rule_test(make_rule(family, near, danger=danger), near)
        make_danger(family, near)
    assert cost(signed_in(near), url("show_safety_plan", family)) == one


def test_the_peripheral_read_nothing_of_it(
    family: Family, peripheral: Professional, stranger: Professional, signed_in: SignedIn
) -> None:
    pages = [url(page, family) for page in ("show_safety_plan", "print_safety_plan", "show_safety_network")]
    assert [signed_in(peripheral).get(page).status_code for page in pages] == [403] * 3
    assert [signed_in(stranger).get(page).status_code for page in pages] == [404] * 3
