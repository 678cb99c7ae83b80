"""Leaving the pilot: nothing open vanishes, a named person decides, and no case is closed by it."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from families.models import Family, Professional, Tier, Visibility
from roskilde import clock
from safety import closure
from safety.models import CaseClosing, Criterion, Discharge, NextStep, Rating, Scale
from tests.makers import (
    make_case_closing,
    make_family,
    make_goal,
    make_letter,
    make_milestone,
    make_rule,
)
from tests.masterplans.asking import errors, text
from tests.safety.closing import SignedIn, make_danger, url
from tests.world import leave_pilot, see_all

POST = {
    "decided_by": "Mette Krogh, projektleder",
    "words": "Vi klarer os selv nu.",
    "receiver": "Signe Toft, Børn og Unge",
}


def post(**changes: Any) -> dict[str, Any]:
    return {**POST, "on": str(clock.today()), **changes}


def obstacles(family: Family, by: Professional) -> str:
    return " ".join(message for each in closure.obstacles(family, by) for message in each.messages)


@pytest.mark.demand("R67")
def test_it_waits_until_everything_is_answered(
    family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    client, page = signed_in(coordinator), url("leave_pilot", family)
    assert "Der er ikke spurgt endnu" in text(client.get(page))
    Criterion.add(family, by=coordinator, words="Huslejen er betalt.")
    assert "Intet svar endnu: »Huslejen er betalt.«" in text(client.get(page))
    assert client.post(page, post()).status_code == 200
    family.refresh_from_db()
    assert family.left_on is None
    see_all(family, coordinator)
    assert client.post(page, post()).status_code == 302
    family.refresh_from_db()
    assert family.left_on == clock.today()


def test_what_is_not_seen_is_answered_too_and_handed_over(family: Family, coordinator: Professional) -> None:
    see_all(family, coordinator)
    unmet = family.closure_criteria.all()[0]
    unmet.answer(by=coordinator, finding="not_met", evidence="Ikke endnu.")
    discharge = leave_pilot(family, coordinator)
    assert [each.record for each, _to in closure.handed_over(discharge, coordinator)] == [unmet]


def test_everybody_has_been_asked_for_a_number_within_thirty_days(
    family: Family, coordinator: Professional, near: Professional
) -> None:
    see_all(family, coordinator)
    danger = make_danger(family, near)
    scale = Scale.pair(danger, by=near, zero="Ingen mad", ten="Mad hver dag")
    assert "Ingen har givet et tal" in obstacles(family, coordinator)
    Rating.give(scale, by=near, rater=near, value=6, on=clock.today() - timedelta(days=31))
    assert "Det seneste tal" in obstacles(family, coordinator)
    Rating.give(scale, by=near, rater=near, no_number="declined", on=clock.today() - timedelta(days=30))
    assert not obstacles(family, coordinator)


def test_a_scale_that_one_may_not_see_stops_nobody(
    family: Family, coordinator: Professional, near: Professional, signed_in: SignedIn
) -> None:
    see_all(family, coordinator)
    danger = make_danger(family, near, visibility=Visibility.NAMED, words="Onklen læser telefonen.")
    Scale.pair(danger, by=near, zero="Bange", ten="Tryg")
    make_goal(family, near, visibility=Visibility.NAMED, words="Hendes egen telefon.")
    client = signed_in(coordinator)
    shown = text(client.get(url("leave_pilot", family)))
    assert "Onklen" not in shown
    assert "Hendes egen telefon." not in shown
    assert not client.get(url("leave_pilot", family)).context["items"]
    assert client.post(url("leave_pilot", family), post()).status_code == 302


@pytest.mark.parametrize("missing", ["decided_by", "words", "on"])
def test_somebody_decides_by_name(
    missing: str, family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    see_all(family, coordinator)
    answer = signed_in(coordinator).post(url("leave_pilot", family), post(**{missing: " "}))
    assert missing in errors(answer)
    assert not Discharge.objects.exists()


def test_everything_open_is_listed_and_has_a_receiver_by_name(
    family: Family, coordinator: Professional, near: Professional, signed_in: SignedIn
) -> None:
    see_all(family, coordinator)
    opened = {
        make_danger(family, near),
        make_goal(family, near, responsible=near),
        make_letter(family, near, helper=near),
        make_milestone(family, near),
        NextStep.agree(family, by=near, who=near, words="Ring til Fatuma", due_on=clock.today()),
    }
    client, page = signed_in(coordinator), url("leave_pilot", family)
    items = client.get(page).context["items"]
    assert {each.record for each in items} == opened
    assert len(items) == len(opened)
    assert "receiver" in errors(client.post(page, post(receiver="")))
    family.refresh_from_db()
    assert family.left_on is None
    letter = next(each for each in items if each.record._meta.model_name == "letter")
    client.post(page, post(**{f"to-{letter.key}": "Rasmus Hald, Jobcenter"}))
    (discharge,) = family.discharges.all()
    handed = {each.record: to for each, to in closure.handed_over(discharge, coordinator)}
    assert set(handed) == opened
    assert handed.pop(letter.record) == "Rasmus Hald, Jobcenter"
    assert set(handed.values()) == {"Signe Toft, Børn og Unge"}
    assert "Ring til Fatuma" in text(client.get(url("show_closure", family)))


def test_what_was_handed_over_is_read_by_those_who_see_it(
    family: Family, coordinator: Professional, leader: Professional, near: Professional, signed_in: SignedIn
) -> None:
    see_all(family, coordinator)
    goal = make_goal(family, coordinator, visibility=Visibility.NAMED, words="Hendes egen telefon.")
    make_goal(family, coordinator, visibility=Visibility.CORE, words="Ro på økonomien.")
    goal.name_people([coordinator], by=coordinator)
    leave_pilot(family, coordinator)
    page = url("show_closure", family)
    shown = {each: text(signed_in(each).get(page)) for each in (coordinator, leader, near)}
    assert ["Hendes egen telefon." in each for each in shown.values()] == [True, False, False]
    assert ["Ro på økonomien." in each for each in shown.values()] == [True, True, False]
    assert "Signe Toft" not in shown[near]


def test_it_ends_no_involvement_and_the_rules_go_on(
    family: Family, coordinator: Professional, near: Professional, signed_in: SignedIn
) -> None:
    rule = make_rule(family, near)
    see_all(family, coordinator)
    leave_pilot(family, coordinator)
    assert family.involvements.open().of(near).exists()
    assert rule.words in text(signed_in(near).get(url("show_safety_plan", family)))
    assert family.name not in text(signed_in(near).get("/"))


def test_somebody_of_the_core_stays(family: Family, coordinator: Professional, leader: Professional) -> None:
    see_all(family, coordinator)
    leave_pilot(family, coordinator)
    first = family.involvements.open().get(professional=coordinator)
    first.end(by=leader, reason="staff")
    last = family.involvements.open().get(professional=leader)
    with pytest.raises(ValidationError):
        last.end(by=leader, reason="staff")
    with pytest.raises(ValidationError):
        last.change_tier(Tier.NEAR, by=leader, reason="need")


def test_nobody_leaves_twice_nor_tomorrow_nor_before_they_came(
    family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    see_all(family, coordinator)
    for day in (clock.today() + timedelta(days=1), family.enrolled_on - timedelta(days=1)):
        answer = signed_in(coordinator).post(url("leave_pilot", family), post(on=str(day)))
        assert answer.status_code == 200
    family.refresh_from_db()
    assert family.left_on is None
    leave_pilot(family, coordinator)
    assert signed_in(coordinator).get(url("leave_pilot", family)).status_code == 403
    assert signed_in(coordinator).post(url("leave_pilot", family), post()).status_code == 200
    assert family.discharges.count() == 1


def test_a_family_is_taken_in_again(family: Family, coordinator: Professional, signed_in: SignedIn) -> None:
    see_all(family, coordinator)
    discharge = leave_pilot(family, coordinator)
    client, page = signed_in(coordinator), url("renew_enrolment", family, discharge.pk)
    assert "reason" in errors(client.post(page, {"reason": ""}))
    client.post(page, {"reason": "Huslejen er steget."})
    family.refresh_from_db()
    assert family.left_on is None
    assert "Huslejen er steget." in text(client.get(url("show_closure", family)))
    assert client.post(page, {"reason": "Igen"}).status_code == 200
    leave_pilot(family, coordinator)
    assert family.discharges.count() == 2


def test_a_full_pilot_takes_nobody_in_again(
    family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    see_all(family, coordinator)
    discharge = leave_pilot(family, coordinator)
    family.pilot.intake_cap = 1
    family.pilot.save(by=coordinator)
    make_family(coordinator, "Farah", pilot=family.pilot)
    page = url("renew_enrolment", family, discharge.pk)
    assert "pladser er optaget" in text(signed_in(coordinator).post(page, {"reason": "Igen"}))
    family.refresh_from_db()
    discharge.refresh_from_db()
    assert (family.left_on is None, discharge.renewed_on) == (False, None)


# -- A case that is closed at the town hall is another event -------------------------------------------------

CASE = {"unit": "Børn og Unge", "decided_by": "Karsten Bro", "case_number": "25/7"}


@pytest.mark.parametrize("has_left", [False, True])
def test_a_closed_case_is_only_a_reference_before_or_after(
    has_left: bool, family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    if has_left:
        see_all(family, coordinator)
        leave_pilot(family, coordinator)
    client = signed_in(coordinator)
    for _tap in range(2):
        client.post(url("note_case_closed", family), {**CASE, "decided_on": str(clock.today())})
    (case,) = family.case_closings.all()
    assert (case.noted_by, case.case_number) == (coordinator, "25/7")
    family.refresh_from_db()
    assert bool(family.left_on) is has_left
    page = url("change_case_closed", family, case.pk)
    client.post(page, {**CASE, "case_number": "25/8", "decided_on": str(clock.today())})
    assert "25/8" in text(client.get(url("show_closure", family)))


@pytest.mark.parametrize("missing", ["decided_on", "unit", "decided_by", "case_number"])
def test_all_of_the_reference_is_asked_for(
    missing: str, family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    asked = {**CASE, "decided_on": str(clock.today()), missing: ""}
    assert missing in errors(signed_in(coordinator).post(url("note_case_closed", family), asked))


def test_a_case_is_noted_once_and_not_before_it_is_decided(
    family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    make_case_closing(family, coordinator, case_number="25/7", unit="PPR")
    asked = {**CASE, "decided_on": str(clock.today())}
    assert "case_number" in errors(signed_in(coordinator).post(url("note_case_closed", family), asked))
    tomorrow = {**CASE, "case_number": "26/1", "decided_on": str(clock.today() + timedelta(days=1))}
    assert "decided_on" in errors(signed_in(coordinator).post(url("note_case_closed", family), tomorrow))
    other = make_family(coordinator, "Haidari").members.all()[0]
    answer = signed_in(coordinator).post(url("note_case_closed", family), {**asked, "member": other.pk})
    assert "member" in errors(answer)
    assert CaseClosing.objects.count() == 1
