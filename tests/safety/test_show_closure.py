"""The path to closure: the steps, and what must be seen, as the family knows it from the first day."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from families.models import Family, Professional
from roskilde import clock
from safety.models import Criterion, Finding, Standard
from tests.makers import make_milestone
from tests.masterplans.asking import as_shown, errors, text
from tests.safety.closing import SignedIn, url

FOUR = [str(words) for words in Standard.labels]


@pytest.mark.demand("R67")
def test_the_four_can_be_read_from_the_first_day_and_nothing_is_written_by_reading(
    family: Family, coordinator: Professional, near: Professional, signed_in: SignedIn
) -> None:
    for person in (coordinator, near):
        for page in ("show_closure", "print_closure"):
            shown = text(signed_in(person).get(url(page, family)))
            assert all(words in shown for words in FOUR)
    assert not family.closure_criteria.exists()


def test_the_core_lays_them_once(family: Family, coordinator: Professional, signed_in: SignedIn) -> None:
    for _tap in range(2):
        signed_in(coordinator).post(url("lay_criteria", family))
    assert [each.words for each in family.closure_criteria.all()] == FOUR
    assert [each.standard for each in family.closure_criteria.all()] == list(Standard.values)


def test_the_familys_own_come_after_the_four(
    family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    for _tap in range(2):
        signed_in(coordinator).post(url("add_criterion", family), {"words": "Huslejen er betalt."})
    assert [each.words for each in family.closure_criteria.all()] == [*FOUR, "Huslejen er betalt."]


@pytest.mark.demand("R67")
def test_it_is_answered_with_evidence_and_a_day(
    family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    Criterion.lay(family, by=coordinator)
    criterion = family.closure_criteria.get(standard=Standard.CHILD)
    client, page = signed_in(coordinator), url("answer_criterion", family, criterion.pk)
    for missing in ("finding", "evidence", "on"):
        post = {"finding": "met", "evidence": "Zakariye siger det selv.", "on": "2026-01-05", missing: ""}
        assert missing in errors(client.post(page, post))
    tomorrow = {"finding": "met", "evidence": "Ja.", "on": str(clock.today() + timedelta(days=1))}
    assert "on" in errors(client.post(page, tomorrow))
    client.post(page, {"finding": "met", "evidence": "Zakariye siger det selv.", "on": "2026-01-05"})
    criterion.refresh_from_db()
    assert (criterion.is_met, criterion.answered_by, str(criterion.answered_on)) == (
        True,
        coordinator,
        "2026-01-05",
    )
    shown = text(client.get(url("show_closure", family)))
    assert "1 af 4 er set." in shown
    assert "Zakariye siger det selv." in text(client.get(url("print_closure", family)))


def test_it_is_opened_again_and_what_was_answered_stays_in_the_history(
    family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    criterion = Criterion.add(family, by=coordinator, words="Huslejen er betalt.")
    client = signed_in(coordinator)
    with pytest.raises(ValidationError):
        criterion.reopen(by=coordinator, reason="Intet svar")
    criterion.answer(by=coordinator, finding=Finding.MET, evidence="Hassan har set det.")
    client.post(url("reopen_criterion", family, criterion.pk), {"reason": "En rykker kom igen."})
    criterion.refresh_from_db()
    assert (criterion.is_answered, criterion.evidence, criterion.answered_on) == (False, "", None)
    history = text(client.get(url("show_criterion_history", family, criterion.pk)))
    assert "Hassan har set det." in history
    assert "En rykker kom igen." in history


def test_it_is_said_in_the_familys_words_until_it_is_answered(
    family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    Criterion.lay(family, by=coordinator)
    criterion = family.closure_criteria.get(standard=Standard.CHILD)
    client, page = signed_in(coordinator), url("change_criterion", family, criterion.pk)
    client.post(page, as_shown(client.get(page), words="Omar sover roligt."))
    criterion.refresh_from_db()
    assert (criterion.words, criterion.standard) == ("Omar sover roligt.", Standard.CHILD)
    criterion.answer(by=coordinator, finding=Finding.NOT_MET, evidence="Ikke helt.")
    assert client.post(page, as_shown(client.get(page), words="Noget andet.")).status_code == 200
    criterion.refresh_from_db()
    assert criterion.words == "Omar sover roligt."


def test_only_the_familys_own_are_dropped(
    family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    own = Criterion.add(family, by=coordinator, words="Huslejen er betalt.")
    standard = family.closure_criteria.exclude(standard="")[0]
    client, post = signed_in(coordinator), {"reason": "Familien er flyttet."}
    assert client.post(url("drop_criterion", family, standard.pk), post).status_code == 404
    with pytest.raises(ValidationError):
        standard.drop(by=coordinator, reason="Nej")
    client.post(url("drop_criterion", family, own.pk), post)
    assert "Familien er flyttet." in text(client.get(url("show_closure", family)))
    assert client.get(url("answer_criterion", family, own.pk)).status_code == 404
    assert "Huslejen er betalt." not in text(client.get(url("print_closure", family)))


def test_who_is_near_reads_it_and_answers_nothing(
    family: Family, coordinator: Professional, near: Professional, signed_in: SignedIn
) -> None:
    own = Criterion.add(family, by=coordinator, words="Huslejen er betalt.")
    client = signed_in(near)
    assert url("answer_criterion", family, own.pk) not in text(client.get(url("show_closure", family)))
    keyed = ("answer_criterion", "change_criterion", "reopen_criterion", "drop_criterion")
    pages = [*(url(page, family, own.pk) for page in keyed), url("leave_pilot", family)]
    assert {client.get(page).status_code for page in pages} == {403}
    assert client.post(url("lay_criteria", family)).status_code == 403


# -- Steps on the way ----------------------------------------------------------------------------------------


def test_steps_stand_as_they_come(family: Family, near: Professional, signed_in: SignedIn) -> None:
    today = clock.today()
    last = make_milestone(family, near, words="Fest", planned_on=today + timedelta(days=90))
    late = make_milestone(family, near, words="Ro", planned_on=today - timedelta(days=1))
    first = make_milestone(family, near, words="Møde", planned_on=today)
    first.reach(by=near, on=today - timedelta(days=5))
    answer = signed_in(near).get(url("show_closure", family))
    assert answer.context["milestones"] == [first, late, last]
    assert [each.is_overdue for each in answer.context["milestones"]] == [False, True, False]
    assert "overskredet" in text(answer)


def test_a_step_is_planned_changed_and_reached(
    family: Family, near: Professional, signed_in: SignedIn
) -> None:
    client, post = signed_in(near), {"words": "Fest", "planned_on": "2026-12-01"}
    for _tap in range(2):
        client.post(url("plan_milestone", family), post)
    (step,) = family.milestones.all()
    page = url("change_milestone", family, step.pk)
    client.post(page, as_shown(client.get(page), words="Fest for alle"))
    tomorrow = str(clock.today() + timedelta(days=1))
    assert "on" in errors(client.post(url("reach_milestone", family, step.pk), {"on": tomorrow}))
    client.post(url("reach_milestone", family, step.pk), {"on": str(clock.today())})
    step.refresh_from_db()
    assert (step.words, step.reached_on, step.reached_by) == ("Fest for alle", clock.today(), near)
    for gone in ("change_milestone", "reach_milestone", "drop_milestone"):
        assert client.get(url(gone, family, step.pk)).status_code == 404
    with pytest.raises(ValidationError):
        step.reach(by=near)
    with pytest.raises(ValidationError):
        step.drop(by=near, reason="Nej")


def test_a_step_is_taken_off_with_a_reason(family: Family, near: Professional, signed_in: SignedIn) -> None:
    step = make_milestone(family, near)
    page = url("drop_milestone", family, step.pk)
    assert "reason" in errors(signed_in(near).post(page, {"reason": ""}))
    signed_in(near).post(page, {"reason": "Det passer ikke mere."})
    assert not signed_in(near).get(url("show_closure", family)).context["milestones"]
    with pytest.raises(ValidationError):
        step.reach(by=near)
