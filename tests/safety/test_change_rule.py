"""A rule is worded anew, done by somebody else, or ended: what stood before stays readable."""

import pytest
from django.core.exceptions import ValidationError

from families.models import Family, Professional, Visibility
from safety.models import SafetyRule
from tests.makers import make_rule
from tests.masterplans.asking import as_shown, errors, text
from tests.safety.closing import SignedIn, make_danger, url


def read(rule: SafetyRule) -> SafetyRule:
    found: SafetyRule = SafetyRule.objects.for_nobody("the test reads it").get(pk=rule.pk)
    return found


def test_words_and_who_does_it_change(family: Family, near: Professional, signed_in: SignedIn) -> None:
    rule, child = make_rule(family, near), family.members.get(name="Zakariye")
    client, page = signed_in(near), url("change_rule", family, rule.pk)
    client.post(page, as_shown(client.get(page), words="Ifrah har nøglen.", speaker=str(child.pk)))
    assert (read(rule).words, read(rule).speaker) == ("Ifrah har nøglen.", child)
    history = text(client.get(url("show_rule_history", family, rule.pk)))
    assert "Ifrah har nøglen." in history
    assert "tre konvolutter" in history


def test_somebody_elses_save_is_not_overwritten(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    rule = make_rule(family, near)
    client, page = signed_in(near), url("change_rule", family, rule.pk)
    post = as_shown(client.get(page), words="Mine ord.")
    rule.change(by=coordinator, who=near, words="Dine ord.")
    assert "Dine ord." in text(client.post(page, post))
    assert read(rule).words == "Dine ord."


def test_a_worry_that_one_may_not_see_stays_where_it_was(
    family: Family, near: Professional, leader: Professional, signed_in: SignedIn
) -> None:
    """Nothing of it is on the page, and it is not lost by a save."""
    danger = make_danger(family, near)
    rule = make_rule(family, near, danger=danger, visibility="named", named=[leader])
    danger.visibility = Visibility.NAMED
    danger.save(by=near)
    client, page = signed_in(leader), url("change_rule", family, rule.pk)
    shown = client.get(page)
    assert "går sulten" not in text(shown)
    assert not shown.context["form"]["danger"].value() or str(danger.pk) not in text(shown)
    client.post(page, as_shown(shown, words="Ifrah har nøglen.", danger=""))
    assert (read(rule).words, read(rule).danger) == ("Ifrah har nøglen.", danger)
    assert "går sulten" not in text(client.get(url("show_rule_history", family, rule.pk)))


def test_who_is_neither_author_nor_core_does_not_say_who_sees_it(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    rule = make_rule(family, coordinator)
    form = signed_in(near).get(url("change_rule", family, rule.pk)).context["form"]
    assert not {"visibility", "named"} & set(form.fields)


def test_it_ends_with_a_reason(family: Family, near: Professional, signed_in: SignedIn) -> None:
    rule = make_rule(family, near)
    client, page = signed_in(near), url("end_rule", family, rule.pk)
    assert "reason" in errors(client.post(page, {"reason": " "}))
    client.post(page, {"reason": "De har en konto nu."})
    assert (read(rule).is_open, read(rule).ended_by, read(rule).end_reason) == (
        False,
        near,
        "De har en konto nu.",
    )


def test_what_has_ended_is_neither_changed_nor_tried(
    family: Family, near: Professional, signed_in: SignedIn
) -> None:
    rule = make_rule(family, near)
    rule.end(by=near, reason="Ikke mere.")
    for page in ("change_rule", "end_rule", "test_rule"):
        assert signed_in(near).get(url(page, family, rule.pk)).status_code == 404
    for verb in (
        lambda: rule.end(by=near, reason="Igen."),
        lambda: rule.change(by=near, who=near, words="Nyt."),
        lambda: rule.test(by=near, seen_by=near, result="held", words="Godt."),
    ):
        with pytest.raises(ValidationError):
            verb()
    assert signed_in(near).get(url("show_rule_history", family, rule.pk)).status_code == 200


def test_a_shielded_rule_has_no_page_for_others(
    family: Family, near: Professional, coordinator: Professional, leader: Professional, signed_in: SignedIn
) -> None:
    rule = make_rule(family, near, visibility="named")
    for page in ("change_rule", "end_rule", "test_rule", "show_rule_history"):
        for person in (coordinator, leader):
            assert signed_in(person).get(url(page, family, rule.pk)).status_code == 404
