"""A rule is tried: a day, what happened, whether it held, and who saw it."""

from datetime import timedelta

import pytest

from families.models import Family, Professional
from roskilde import clock
from safety.models import Held, RuleTest
from tests.makers import make_family, make_rule, make_rule_test
from tests.masterplans.asking import errors, text
from tests.safety.closing import SignedIn, url


@pytest.mark.demand("R68")
def test_it_is_told_in_the_name_of_whoever_saw_it(
    family: Family, near: Professional, signed_in: SignedIn
) -> None:
    rule, child = make_rule(family, near), family.members.get(name="Zakariye")
    post = {"result": "partly", "words": "Vi glemte maden.", "speaker": child.pk, "on": clock.today()}
    answer = signed_in(near).post(url("test_rule", family, rule.pk), post)
    assert answer["Location"] == rule.get_absolute_url()
    (test,) = rule.tests.all()
    assert (test.speaker, test.result, test.words) == (child, Held.PARTLY, "Vi glemte maden.")
    assert test.added_by == near
    shown = text(signed_in(near).get(url("show_safety_plan", family)))
    assert "Vi glemte maden." in shown
    assert "Den holdt delvist" in shown


@pytest.mark.parametrize("missing", ["result", "words", "speaker", "on"])
def test_all_of_it_is_asked_for(
    missing: str, family: Family, near: Professional, signed_in: SignedIn
) -> None:
    rule = make_rule(family, near)
    post = {"result": "held", "words": "Det gik.", "speaker": near.pk, "on": clock.today(), missing: ""}
    assert missing in errors(signed_in(near).post(url("test_rule", family, rule.pk), post))
    assert not rule.tests.exists()


def test_nobody_tries_it_tomorrow(family: Family, near: Professional, signed_in: SignedIn) -> None:
    rule = make_rule(family, near)
    post = {
        "result": "held",
        "words": "Det gik.",
        "speaker": near.pk,
        "on": clock.today() + timedelta(days=1),
    }
    assert "on" in errors(signed_in(near).post(url("test_rule", family, rule.pk), post))


def test_whoever_saw_it_stands_around_this_family(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    rule, other = make_rule(family, near), make_family(coordinator, "Haidari")
    post = {"result": "held", "words": "Det gik.", "speaker": other.members.all()[0].pk, "on": clock.today()}
    assert "speaker" in errors(signed_in(near).post(url("test_rule", family, rule.pk), post))


def test_a_double_tap_is_one_trial(family: Family, near: Professional, signed_in: SignedIn) -> None:
    rule = make_rule(family, near)
    post = {"result": "held", "words": "Det gik.", "speaker": near.pk, "on": clock.today()}
    for _tap in range(2):
        signed_in(near).post(url("test_rule", family, rule.pk), post)
    assert rule.tests.count() == 1


def test_it_stands_on_the_timeline_of_those_who_see_the_rule(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    make_rule_test(make_rule(family, near), near, words="Huslejen lå der.")
    make_rule_test(make_rule(family, near, visibility="named"), near, words="Hun skrev et punktum.")
    page = f"/families/{family.pk}/lines/"
    assert "Huslejen lå der." in text(signed_in(coordinator).get(page))
    assert "Hun skrev et punktum." not in text(signed_in(coordinator).get(page))
    assert "Hun skrev et punktum." in text(signed_in(near).get(page))
    assert RuleTest.objects.count() == 2
