"""Saying a line to those who should know, and letting them see it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from families.models import Family, Line, Mail, MailKind, Professional, Telling, Tier
from roskilde import clock
from tests.makers import make_line, make_person

SignedIn = Callable[[Professional], Client]


def url(line: Line) -> str:
    return f"/families/{line.family_id}/lines/{line.pk}/tell/"


def choices(client: Client, line: Line) -> dict[str, str]:
    form = client.get(url(line)).context["form"]
    return {label: key for key, label in form.fields["people"].choices}


@pytest.fixture
def helper(family: Family, coordinator: Professional) -> Professional:
    """A near professional of another sector."""
    person = make_person("Ida Vang", sector="PPR")
    family.involve(person, tier=Tier.NEAR, function="Psykolog", reason="need", by=coordinator)
    return person


@pytest.mark.demand("R43")
def test_who_is_told_sees_exactly_that_line(
    family: Family, near: Professional, helper: Professional, signed_in: SignedIn
) -> None:
    line = make_line(family, near, visibility="sector")
    other = make_line(family, near, visibility="sector", text="En anden linje.")
    assert helper not in line.seen_by()

    answer = signed_in(near).post(url(line), {"people": [str(helper.pk)]})

    assert answer["Location"] == line.get_absolute_url()
    reads = signed_in(helper)
    assert line.text in reads.get(line.get_absolute_url()).content.decode()
    assert reads.get(other.get_absolute_url()).status_code == 404


def test_somebody_at_the_edge_is_told_too(
    family: Family, coordinator: Professional, peripheral: Professional, signed_in: SignedIn
) -> None:
    line = make_line(family, coordinator, visibility="core")
    signed_in(coordinator).post(url(line), {"people": [str(peripheral.pk)]})
    assert Telling.objects.get(line=line).to == peripheral
    assert signed_in(peripheral).get(line.get_absolute_url()).status_code == 200


def test_it_shows_who_would_see_the_line_for_the_first_time(
    family: Family,
    near: Professional,
    coordinator: Professional,
    peripheral: Professional,
    signed_in: SignedIn,
) -> None:
    line = make_line(family, near, visibility="near")
    shown = choices(signed_in(near), line)
    of = {key: label for label, key in shown.items()}
    assert "Klasselærer" in of[str(near.pk)]
    assert "–" not in of[str(coordinator.pk)]
    assert "–" in of[str(peripheral.pk)]


def test_near_who_did_not_write_it_opens_it_to_nobody_and_is_told_whom_to_ask(
    family: Family,
    near: Professional,
    helper: Professional,
    peripheral: Professional,
    signed_in: SignedIn,
) -> None:
    line = make_line(family, near, visibility="near")
    answer = signed_in(helper).post(url(line), {"people": [str(peripheral.pk)]})
    errors = answer.context["form"].errors["people"]
    assert answer.status_code == 200
    assert near.name in errors[0]
    assert peripheral.name in errors[0]
    assert not Telling.objects.exists()
    assert peripheral not in line.seen_by()


def test_near_says_on_what_both_can_see(
    family: Family, near: Professional, helper: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    line = make_line(family, near, visibility="near")
    signed_in(helper).post(url(line), {"people": [str(coordinator.pk)]})
    told = Telling.objects.get(line=line)
    assert (told.to, told.told_by) == (coordinator, helper)


def test_a_strangers_key_is_refused(
    family: Family, near: Professional, stranger: Professional, signed_in: SignedIn
) -> None:
    line = make_line(family, near)
    answer = signed_in(near).post(url(line), {"people": [str(stranger.pk)]})
    assert "people" in answer.context["form"].errors
    assert not Telling.objects.exists()


def test_nobody_chosen_is_nobody_told(family: Family, near: Professional, signed_in: SignedIn) -> None:
    answer = signed_in(near).post(url(make_line(family, near)), {"due_on": ""})
    assert "people" in answer.context["form"].errors


def test_a_next_step_has_a_day_and_not_one_that_has_gone_by(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    line, client, today = make_line(family, near), signed_in(near), clock.today()
    late = client.post(url(line), {"people": [str(coordinator.pk)], "due_on": today - timedelta(days=1)})
    assert "due_on" in late.context["form"].errors
    client.post(url(line), {"people": [str(coordinator.pk)], "due_on": today + timedelta(days=7)})
    assert Telling.objects.get().due_on == today + timedelta(days=7)


def test_they_get_one_mail_however_often_it_is_said(
    family: Family,
    near: Professional,
    coordinator: Professional,
    leader: Professional,
    signed_in: SignedIn,
) -> None:
    line, client = make_line(family, near), signed_in(near)
    client.post(url(line), {"people": [str(coordinator.pk)]})
    again = client.post(url(line), {"people": [str(coordinator.pk), str(leader.pk)]})
    assert "people" in again.context["form"].errors  # told already: not asked about any more
    Telling.tell(line, [coordinator], by=leader)
    assert [mail.to for mail in Mail.objects.filter(kind=MailKind.TOLD)] == [coordinator]


def test_who_says_it_to_themselves_gets_no_mail(
    family: Family, near: Professional, signed_in: SignedIn
) -> None:
    signed_in(near).post(url(make_line(family, near)), {"people": [str(near.pk)]})
    assert Telling.objects.get().to == near
    assert not Mail.objects.filter(kind=MailKind.TOLD).exists()


def test_those_who_were_told_stand_there_with_how_far_they_are(
    family: Family, near: Professional, coordinator: Professional, leader: Professional, signed_in: SignedIn
) -> None:
    line = make_line(family, near)
    told, _other = Telling.tell(line, [coordinator, leader], by=near)
    told.take(by=coordinator)
    page = signed_in(near).get(url(line))
    states = [each.strip() for each in page.content.decode().split('class="telling-to">')[1:]]
    assert [state.partition(":")[0] for state in states] == [coordinator.name, leader.name]
    assert str(coordinator.pk) not in choices(signed_in(near), line).values()


def test_it_asks_for_the_right_and_for_a_line_that_can_be_seen(
    family: Family,
    near: Professional,
    helper: Professional,
    peripheral: Professional,
    stranger: Professional,
    signed_in: SignedIn,
) -> None:
    line = make_line(family, near, visibility="sector")
    assert signed_in(helper).get(url(line)).status_code == 404
    assert signed_in(peripheral).post(url(line), {"people": [str(near.pk)]}).status_code == 403
    assert signed_in(stranger).post(url(line), {"people": [str(near.pk)]}).status_code == 404
    assert not Telling.objects.exists()


@pytest.mark.demand("R53")
def test_a_line_for_named_people_only_is_its_authors_alone_to_tell_on(
    family: Family,
    near: Professional,
    helper: Professional,
    coordinator: Professional,
    leader: Professional,
    signed_in: SignedIn,
) -> None:
    line = make_line(family, near, visibility="named", named=[coordinator, leader])
    core = signed_in(coordinator)
    assert any(helper.name in label and "kan ikke se" in label for label in choices(core, line))
    answer = core.post(url(line), {"people": [str(helper.pk)]})
    assert near.name in answer.context["form"].errors["people"][0]
    assert line.seen_by() == [near, coordinator, leader]
    core.post(url(line), {"people": [str(leader.pk)]})  # who sees it already can be told
    signed_in(near).post(url(line), {"people": [str(helper.pk)]})
    assert set(Telling.objects.values_list("to", flat=True)) == {leader.pk, helper.pk}
    assert helper in line.seen_by()


def test_saying_what_such_a_line_is_opens_it_to_nobody(
    family: Family, near: Professional, coordinator: Professional
) -> None:
    line = make_line(family, near, visibility="named", named=[coordinator])
    line.become("concern", by=coordinator)
    line.answer(by=coordinator, text="Tak.")
    (answer,) = family.lines.visible_to(near).filter(answers=line)
    assert line.seen_by() == answer.seen_by() == [near, coordinator]
