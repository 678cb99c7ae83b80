"""What is written around a family: each way to read too much of it, or to lose some, is kept shut."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from families import timeline
from families.models import (
    Family,
    Line,
    MissingFunction,
    Professional,
    ReadMark,
    Substitution,
    Telling,
    Tier,
    Visibility,
)
from roskilde import clock
from tests.makers import (
    leave,
    make_contact_point,
    make_family,
    make_goal,
    make_letter,
    make_line,
    make_missing,
    make_network_person,
    make_person,
    make_scan,
)

SignedIn = Callable[[Professional], Client]


def page(name: str, family: Family, *keys: object) -> str:
    return reverse(f"families:{name}", args=[family.pk, *keys])


def text(answer: Any) -> str:
    return str(answer.content.decode())


def near_one(family: Family, by: Professional, name: str, sector: str = "Jobcenter") -> Professional:
    person = make_person(name, sector=sector)
    family.involve(person, tier=Tier.NEAR, function="Kontakt", reason="need", by=by)
    return person


# -- Lines and letters ---------------------------------------------------------------------------------------


def test_the_timeline_does_not_tell_of_whom_a_letter_is_where_the_line_it_was_is_hidden(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    son = family.members.get(name="Zakariye")
    line = make_line(family, coordinator, about=son, visibility=Visibility.CORE)
    make_letter(family, coordinator, line=line, visibility=Visibility.NEAR, sender="Psykiatrien")
    for person, about, found in ((coordinator, "Zakariye", 1), (near, "", 0)):
        client, lines = signed_in(person), page("list_lines", family)
        shown = [each for each in client.get(lines).context["entries"] if each.kind == "letter"]
        assert [each.about for each in shown] == [about]
        narrowed = client.get(lines, {"member": str(son.pk), "kind": "letters"}).context["entries"]
        assert len(narrowed) == found


def test_a_line_that_is_about_another_child_now_keeps_what_it_said_of_the_first(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    son, daughter = family.members.get(name="Zakariye"), family.members.get(name="Ayaan")
    nurse = make_person("Lone Holm", sector="Sundhedspleje og tandpleje")
    family.involve(nurse, tier=Tier.NEAR, function="x", reason="need", by=coordinator, works_with=[daughter])
    line = make_line(family, near, text="Han er blevet slået.", about=son, visibility=Visibility.SECTOR)
    line.change(by=near, text="Hun glæder sig.", about=daughter)
    shown = text(signed_in(nurse).get(page("show_line", family, line.pk)))
    assert "Hun glæder sig." in shown
    assert "slået" not in shown
    assert "slået" in text(signed_in(near).get(page("show_line", family, line.pk)))


def test_whoever_is_told_a_line_reads_what_it_says_from_then_on(
    family: Family, peripheral: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    line = make_line(family, coordinator, text="Moderen er syg.", visibility=Visibility.CORE)
    line.change(by=coordinator, text="Moderen er træt.")
    Telling.tell(line, [peripheral], by=coordinator)
    line.change(by=coordinator, text="Moderen er bedre.")
    shown = text(signed_in(peripheral).get(page("show_line", family, line.pk)))
    assert "bedre" in shown
    assert "træt" in shown
    assert "syg" not in shown


def test_an_answer_names_whom_it_answers_among_those_who_can_see_it(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    reply = make_line(family, near).answer(by=coordinator, text="Tak.")
    reply.change(by=coordinator, visibility=Visibility.CORE, named=[])
    assert family.lines.visible_to(near).filter(pk=reply.pk).exists() == (near in reply.seen_by())
    form = signed_in(coordinator).get(page("change_line", family, reply.pk)).context["form"]
    choices = dict(form.fields["visibility"].widget.choices)
    assert near.name in choices["core"]


def test_an_answer_is_read_by_those_whose_names_stand_under_it(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    colleague = near_one(family, coordinator, "Ida Holm", sector=near.sector.name)
    line = make_line(family, near, visibility=Visibility.SECTOR)
    for answered in (line, line.answer(by=colleague, text="Ja.")):
        form = signed_in(coordinator).get(page("answer_line", family, answered.pk)).context["form"]
        reply = answered.answer(by=coordinator, text="Tak.")
        assert set(form.who_sees.split(", ")) == {person.name for person in reply.seen_by()}


def test_an_answer_for_named_people_is_for_them(
    family: Family, near: Professional, coordinator: Professional
) -> None:
    reply = make_line(family, near).answer(by=coordinator, text="Tak.")
    reply.change(by=coordinator, visibility=Visibility.NAMED, named=[])
    assert not family.lines.visible_to(near).filter(pk=reply.pk).exists()
    assert near not in reply.seen_by()


@pytest.mark.parametrize("header", ["Sec-Purpose", "Purpose", "X-Moz"])
def test_what_a_browser_fetches_beforehand_has_not_been_read(
    header: str, family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    make_line(family, coordinator)
    client = signed_in(near)
    client.get(page("list_news", family), headers={header: "prefetch"})
    client.head(page("list_news", family))
    assert not ReadMark.of(near, [family.pk])
    client.get(page("list_news", family))
    assert ReadMark.of(near, [family.pk])


# -- Who stands around the family ----------------------------------------------------------------------------


@pytest.fixture
def substitute(family: Family, coordinator: Professional) -> Professional:
    """Stands in for the coordinator today and tomorrow."""
    person = make_person("Sara Lind", sector=coordinator.sector.name)
    Substitution.arrange(
        coordinator, person, since=clock.today(), until=clock.today() + timedelta(days=1), by=coordinator
    )
    return person


def test_a_substitute_cannot_ask_themselves_near_and_stay(
    family: Family, substitute: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    missing = make_missing(family, coordinator)
    client = signed_in(substitute)
    assert (
        substitute not in client.get(page("find_near", family, missing.pk), {"q": "Sara"}).context["people"]
    )
    client.post(page("invite_near", family, missing.pk, substitute.pk))
    assert not MissingFunction.objects.inviting(substitute).exists()
    with pytest.raises(ValidationError):
        missing.invite(substitute, by=substitute)


def test_a_substitute_who_never_came_is_not_told_of(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    person = make_person("Sara Lind", sector=near.sector.name)
    soon = clock.today() + timedelta(days=3)
    called_off = Substitution.arrange(near, person, since=soon, until=soon, by=near)
    called_off.call_off(by=near)
    with time_machine.travel(timezone.now() + timedelta(days=6)):
        entries = signed_in(coordinator).get(page("list_lines", family)).context["entries"]
        assert not [each for each in entries if each.who == person.name]
        news = timeline.Asked(
            reader=coordinator, reach=timeline.reach(coordinator, [family.pk]), family=family, is_news=True
        )
        assert not [each for each in timeline.read(news).entries if each.who == person.name]


def test_what_named_a_substitute_names_them_no_more_when_they_come_for_somebody_else(
    family: Family, near: Professional, coordinator: Professional
) -> None:
    colleague = near_one(family, coordinator, "Ida Holm", sector=near.sector.name)
    person = make_person("Sara Lind", sector=near.sector.name)
    today = clock.today()
    Substitution.arrange(near, person, since=today, until=today, by=near)
    later = today + timedelta(days=10)
    Substitution.arrange(colleague, person, since=later, until=later, by=colleague)
    line = make_line(family, coordinator, visibility=Visibility.NAMED, named=[person])
    assert family.lines.visible_to(person).filter(pk=line.pk).exists()
    with time_machine.travel(timezone.now() + timedelta(days=10)):
        again = Professional.objects.get(pk=person.pk)
        assert family.involvements.open().of(again).exists()
        assert not Family.objects.get(pk=family.pk).lines.visible_to(again).filter(pk=line.pk).exists()
        assert not Line.objects.visible_to(again).filter(pk=line.pk).exists()
        line.open_to(again, by=coordinator)
        assert Line.objects.visible_to(again).filter(pk=line.pk).exists()


def test_a_next_step_handed_to_somebody_who_knew_of_it_waits_for_them(
    family: Family, near: Professional, coordinator: Professional
) -> None:
    colleague = near_one(family, coordinator, "Ida Holm")
    line, soon = make_line(family, coordinator), clock.today() + timedelta(days=5)
    (knew,) = Telling.tell(line, [colleague], by=coordinator)
    knew.see(by=colleague)
    (step,) = Telling.tell(line, [near], by=coordinator, due_on=soon)
    step.hand_to(colleague, by=coordinator)
    waits = Telling.objects.open().get(to=colleague, line=line)
    assert waits.due_on == soon
    leave(family, near, coordinator)


def test_a_goal_that_one_may_not_see_does_not_tell_whom_it_is_for(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    from masterplans.models import Contribution, Outcome
    from tests.makers import make_activity, make_plan

    make_plan(family, coordinator)
    son = family.members.get(name="Zakariye")
    goal = make_goal(family, coordinator, member=son, visibility=Visibility.CORE)
    activity = make_activity(family, coordinator, goal=goal)
    Contribution.log(
        family,
        by=coordinator,
        professional=coordinator,
        activity=activity,
        on=clock.today(),
        outcome=Outcome.HAPPENED,
    )
    asked = {"member": str(son.pk), "kind": "contributions"}
    for person, found in ((coordinator, 1), (near, 0)):
        entries = signed_in(person).get(page("list_lines", family), asked).context["entries"]
        assert len(entries) == found


# -- Guessed keys --------------------------------------------------------------------------------------------


def test_another_familys_things_are_not_found_by_their_keys(
    family: Family, near: Professional, coordinator: Professional, leader: Professional, signed_in: SignedIn
) -> None:
    other = make_family(leader, "Ibrahim")
    line, letter = make_line(other, leader), make_letter(other, leader)
    (telling,) = Telling.tell(line, [leader], by=leader)
    scan, person, point = (
        make_scan(letter, leader),
        make_network_person(other, leader),
        make_contact_point(other, leader),
    )
    missing, member = make_missing(other, leader), other.members.get(name="Ayaan")
    standing = other.involvements.open().get(professional=leader)
    client = signed_in(leader)  # who may open both families, each by its own door
    for key, names in {
        line.pk: "show_line change_line become tell answer_line",
        telling.pk: "see_telling take_telling finish_telling",
        letter.pk: "show_letter change_letter settle_letter reopen_letter add_scan show_letter_history",
        scan.pk: "show_scan remove_scan",
        person.pk: "change_network_person end_network_person",
        point.pk: "change_contact_point end_contact_point",
        missing.pk: "find_near drop_missing",
        member.pk: "show_member change_member show_cpr show_member_history",
        standing.pk: "show_handover hand_on end_involvement change_tier change_involvement",
    }.items():
        for name in names.split():
            assert client.post(page(name, family, key), {"becoming": "sign"}).status_code == 404, name
    assert client.get(page("bring_letter", family), {"line": str(line.pk)}).status_code == 404
    assert client.post(page("invite_near", family, missing.pk, near.pk)).status_code == 404


def test_nobody_of_another_family_is_taken_from_a_form(
    family: Family, near: Professional, leader: Professional, stranger: Professional, signed_in: SignedIn
) -> None:
    other = make_family(leader, "Ibrahim")
    child, sector = str(other.members.get(name="Ayaan").pk), str(near.sector_id)
    client = signed_in(leader)
    outside = str(stranger.pk)
    line = {"text": "x", "kind": "talk", "visibility": "near"}
    letter = {"sender": "x", "visibility": "near"}
    friend = {"name": "x", "relation": "x", "kind": "mentor", "knows": "all", "since": "2026-01-01"}
    standing = family.involvements.open().get(professional=near)
    told = make_line(family, leader)
    for name, keys, sent, field in (
        ("write_line", (), line | {"about": child}, "about"),
        ("write_line", (), line | {"named": outside}, "named"),
        ("bring_letter", (), letter | {"helper": outside}, "helper"),
        ("bring_letter", (), letter | {"named": outside}, "named"),
        ("add_network_person", (), friend | {"mentor_for": child}, "mentor_for"),
        ("add_contact_point", (), {"sector": sector, "what": "x", "member": child}, "member"),
        ("change_involvement", (standing.pk,), {"function": "x", "works_with": child}, "works_with"),
        ("tell", (told.pk,), {"people": outside}, "people"),
    ):
        answer = client.post(page(name, family, *keys), sent)
        assert answer.status_code == 200, name
        assert field in answer.context["form"].errors, name
    narrowed = client.get(page("list_lines", family), {"member": child, "sector": str(stranger.sector_id)})
    assert narrowed.status_code == 200
    assert outside not in text(narrowed)


def test_an_invitation_is_answered_once_and_by_whom_it_names(
    family: Family, near: Professional, stranger: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    missing = make_missing(family, coordinator)
    missing.invite(stranger, by=coordinator)
    accept, decline = (
        reverse(f"families:{deed}_invitation", args=[missing.pk]) for deed in ("accept", "decline")
    )
    assert signed_in(near).post(accept).status_code == 404
    assert signed_in(near).get(decline).status_code == 404
    stale = MissingFunction.objects.get(pk=missing.pk)
    signed_in(stranger).post(accept)
    with pytest.raises(ValidationError):
        stale.accept(by=stranger)
    assert family.involvements.open().of(stranger).count() == 1


def test_a_substitute_sees_nothing_before_and_nothing_after(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    person = make_person("Sara Lind", sector=near.sector.name)
    first = clock.today() + timedelta(days=2)
    Substitution.arrange(near, person, since=first, until=first, by=near)
    line = make_line(family, near)
    (telling,) = Telling.tell(line, [near], by=coordinator)
    for days, status in ((0, 404), (2, 200), (3, 404)):
        with time_machine.travel(timezone.now() + timedelta(days=days)):
            client = signed_in(Professional.objects.get(pk=person.pk))
            assert client.get(page("show_line", family, line.pk)).status_code == status
            taken = client.post(page("take_telling", family, telling.pk)).status_code
            assert taken == (302 if status == 200 else 404)
            assert (family.name in text(client.get("/"))) == (status == 200)
