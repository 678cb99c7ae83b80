"""Next steps: who does what by when, done or dropped, and in nobody's hands but somebody's."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from families.leaving import carried_in_one
from families.models import Becoming, Family, Professional
from roskilde import clock
from safety.models import NextStep
from tests.makers import leave, make_family, make_line, make_next_step, make_safety, make_statement
from tests.masterplans.asking import as_shown, errors, text

SignedIn = Callable[[Professional], Client]


def add(family: Family, query: str = "") -> str:
    return reverse("safety:agree_next_step", args=[family.pk]) + query


def url(page: str, step: NextStep) -> str:
    return reverse(f"safety:{page}", args=[step.family_id, step.pk])


def only(family: Family, reader: Professional) -> NextStep:
    step: NextStep = family.next_steps.visible_to(reader).get()
    return step


def test_somebody_does_it_by_a_day_and_it_answers_a_worry(
    family: Family, near: Professional, signed_in: SignedIn
) -> None:
    mother, danger = family.members.order_by("born_on")[0], make_statement(family, near)
    client, page = signed_in(near), add(family, f"?danger={danger.pk}")
    shown = client.get(page)
    assert {"words", "who"} <= set(errors(client.post(page, {"visibility": "near"})))
    data = as_shown(shown, words="Ring til banken.", who=mother.pk)
    client.post(page, data)
    client.post(page, data)  # a thumb that trembles
    step = only(family, near)
    assert (step.speaker, step.danger, step.due_on) == (mother, danger, clock.today() + timedelta(days=14))


def test_a_line_becomes_a_next_step(family: Family, near: Professional, signed_in: SignedIn) -> None:
    line = make_line(family, near, text="Nogen skal ringe til skolen.")
    line.become(Becoming.NEXT_STEP, by=near)
    client, page = signed_in(near), add(family, f"?line={line.pk}")
    assert page in text(client.get(line.get_absolute_url()))
    shown = client.get(page)
    client.post(page, as_shown(shown, who=near.pk))
    assert (only(family, near).line, only(family, near).words) == (line, line.text)
    assert client.get(page).status_code == 302


def test_it_is_done_or_dropped_once(family: Family, near: Professional, signed_in: SignedIn) -> None:
    client = signed_in(near)
    done, dropped = make_next_step(family, near), make_next_step(family, near, words="Skriv et brev.")
    client.post(url("finish_next_step", done), {"on": str(clock.today()), "outcome": "De svarede."})
    assert "reason" in errors(client.post(url("drop_next_step", dropped), {"reason": ""}))
    client.post(url("drop_next_step", dropped), {"reason": "Ikke brug for det."})
    for step in (done, dropped):
        step.refresh_from_db()
    assert [(step.ending, step.outcome) for step in (done, dropped)] == [
        ("done", "De svarede."),
        ("dropped", "Ikke brug for det."),
    ]
    with pytest.raises(ValidationError):
        done.drop(by=near, reason="Nej.")
    assert "De svarede." in text(client.get(reverse("safety:list_ended", args=[family.pk])))


def test_it_answers_a_worry_of_this_family(
    family: Family, near: Professional, coordinator: Professional
) -> None:
    other = make_statement(make_family(coordinator, "Haidari"), coordinator)
    with pytest.raises(ValidationError):
        make_next_step(family, near, danger=other)


def test_an_overdue_one_waits_on_the_start_page_of_whoever_promised_it(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    step = make_next_step(family, near, due_on=clock.today() - timedelta(days=2))
    assert url("finish_next_step", step) in text(signed_in(near).get("/"))
    assert url("finish_next_step", step) not in text(signed_in(coordinator).get("/"))


def test_whoever_leaves_hands_it_to_somebody_who_can_see_it(
    family: Family, near: Professional, coordinator: Professional
) -> None:
    step = make_next_step(family, near)
    involvement = family.involvements.open().get(professional=near)
    (carried,) = carried_in_one(involvement, by=coordinator)
    assert carried.label == step.words
    with pytest.raises(ValidationError):
        involvement.end(by=coordinator, reason="staff")
    leave(family, near, coordinator)
    step.refresh_from_db()
    assert step.speaker == coordinator


def test_the_coordinator_hears_of_a_danger_that_stands_alone(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    danger = make_statement(family, near)
    goal = reverse("safety:add_goal", args=[family.pk, danger.pk])
    client = signed_in(coordinator)
    assert goal in text(client.get("/"))
    danger.aim(by=near, words="Der er mad.", field="social", whose="shared")
    shown = text(client.get("/"))
    assert goal not in shown
    assert "der står ikke noget, der virker, ved siden af en bekymring" in shown
    make_safety(family, near, beside=[danger])
    assert "ved siden af en bekymring" not in text(client.get("/"))


def test_what_came_into_the_map_is_new_to_the_others(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    make_statement(family, near, words="Zakariye sov i timen.")
    make_next_step(family, near, words="Ring hjem i aften.")
    shown = text(signed_in(coordinator).get(reverse("families:list_lines", args=[family.pk])))
    assert "Zakariye sov i timen." in shown
    assert "Ring hjem i aften." in shown
    member = family.members.order_by("born_on")[1]
    page = text(signed_in(coordinator).get(reverse("families:show_member", args=[family.pk, member.pk])))
    assert "Zakariye sov i timen." in page
