"""The start page: what needs a hand, what is to be done today, what each role may do."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from families.models import Family, Look, Member, Pilot, Professional, Tier
from masterplans.models import Activity, Masterplan, PlanStatus
from masterplans.week import Item
from roskilde import clock
from tests.makers import leave, make_activity, make_family, make_follow_up, make_goal, make_line, make_plan
from tests.masterplans.asking import Answer, SignedIn, cost, log, text, url
from tests.masterplans.conftest import agree
from tests.world import World


def waiting(answer: Answer) -> list[str]:
    """What waits in the plans; other floors have lines of their own."""
    lines = answer.context["waiting"]
    ours = ("/plan/", "/goals/", "/activities/")
    return [f"{line.family} {line.sentence}" for line in lines if any(part in line.url for part in ours)]


def on_days(items: list[Item]) -> list[int]:
    return [item.on.day for item in items]


@pytest.mark.demand("R46")
def test_a_family_without_a_plan_waits_with_its_deed(
    family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    lines = signed_in(coordinator).get("/").context["waiting"]
    assert (family, url("show_plan", family)) in [(line.family, line.url) for line in lines]


@pytest.mark.demand("R46", "R59")
def test_what_a_plan_lacks_waits_for_the_coordinator_and_for_nobody_else(
    plan: Masterplan, family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    answer = signed_in(coordinator).get("/")
    assert any(near.name in each for each in waiting(answer))  # no share yet
    assert any("Zakariye" in each for each in waiting(answer))  # no part yet
    assert reverse("safety:arrange_follow_up", args=[family.pk]) in text(answer)
    assert "waiting" not in signed_in(near).get("/").context


def test_a_draft_that_has_waited_for_the_family_for_more_than_a_fortnight_comes_first(
    plan: Masterplan, family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    with time_machine.travel(date(2026, 12, 3)):
        first = signed_in(coordinator).get("/").context["waiting"][0]
        assert (first.url, first.is_urgent) == (url("agree_plan", family), True)


def test_a_closed_plan_waits_for_nothing(
    plan: Masterplan, family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    plan.close(by=coordinator, reason="Flyttet.")
    assert waiting(signed_in(coordinator).get("/")) == []


def test_a_plan_with_everything_in_it_waits_for_nothing(
    plan: Masterplan,
    family: Family,
    mother: Member,
    near: Professional,
    coordinator: Professional,
    signed_in: SignedIn,
) -> None:
    for member in family.members.all():
        make_goal(family, near, member=member, responsible=near)
    make_follow_up(family, coordinator, on=clock.today() + timedelta(days=30))
    agree(plan, coordinator, mother)
    assert waiting(signed_in(coordinator).get("/")) == []
    plan.refresh_from_db()
    assert plan.status == PlanStatus.AGREED


@pytest.mark.demand("R34")
def test_the_coordinator_sees_what_is_in_the_house_today(
    plan: Masterplan, family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    make_activity(family, near, title="Praktikforberedelse", place="lokale 2", weekdays="2")
    make_activity(family, near, title="I morgen", weekdays="3")
    make_activity(family, near, title="Hjemme", place_kind="home")
    shown = signed_in(coordinator).get("/").context["in_the_house"]
    assert [activity.title for _once, activity in shown] == ["Praktikforberedelse"]


def news(answer: Answer) -> list[tuple[str, str]]:
    return [(name, entry.sentence) for name, entry in answer.context["news"]]


@pytest.mark.demand("R46")
def test_what_others_did_comes_in_newest_first_and_ones_own_does_not(
    activity: Activity, family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    signed_in(coordinator).get(reverse("families:list_news", args=[family.pk]))
    log(activity, near, clock.today(), sign="Jeg kan selv")
    make_line(family, near, text="Zakariye rakte hånden op")
    log(activity, coordinator, clock.today(), note="Mit eget.")
    answer = signed_in(coordinator).get("/")
    told = [sentence for _name, sentence in news(answer) if sentence.startswith(near.name)]
    assert told[0] == f"{near}: »Zakariye rakte hånden op«"
    assert "Jeg kan selv" in told[1]
    assert "Mit eget." not in text(answer)
    assert f'href="{reverse("families:list_news", args=[family.pk])}"' in text(answer)


def test_what_has_been_read_is_no_news(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(coordinator)
    make_line(family, near, text="Zakariye rakte hånden op")
    assert news(client.get("/"))
    client.get(reverse("families:list_news", args=[family.pk]))
    assert news(client.get("/")) == []


@pytest.mark.demand("R43", "R53")
def test_each_finds_the_news_that_is_for_them(
    family: Family,
    others: World,
    near: Professional,
    peripheral: Professional,
    stranger: Professional,
    coordinator: Professional,
    leader: Professional,
    signed_in: SignedIn,
) -> None:
    make_line(family, coordinator, text="Kernens ord", visibility="core")
    make_line(family, coordinator, text="De næres ord", visibility="near")
    own = make_line(family, peripheral, text="Set i klubben", visibility="core")
    own.answer(by=coordinator, text="Tak for det")
    make_line(others.family, others.own_place.professional, text="Hos de andre", visibility="near")

    def lines(person: Professional) -> set[str]:
        told = {entry.words for _name, entry in signed_in(person).get("/").context.get("news", ())}
        return told & {"Kernens ord", "De næres ord", "Set i klubben", "Tak for det", "Hos de andre"}

    assert lines(near) == {"De næres ord"}
    assert lines(peripheral) == {"Tak for det"}
    assert lines(stranger) == set()
    assert lines(leader) == {"Kernens ord", "De næres ord", "Set i klubben", "Tak for det", "Hos de andre"}


def test_news_of_a_family_that_the_list_is_too_short_for_is_told_and_leaves_its_trace(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    pilot = Pilot.objects.get()
    pilot.intake_cap = 20
    pilot.save(by=coordinator)
    for number in range(12):
        make_family(coordinator, f"Aden {number:02}")
    make_line(family, near, text="Zakariye rakte hånden op")
    answer = signed_in(coordinator).get("/")
    assert family not in answer.context["families"]
    assert (family.name, f"{near}: »Zakariye rakte hånden op«") in news(answer)
    assert Look.objects.of_family(family.pk).by(coordinator).count() == 1


@pytest.mark.demand("R42")
def test_near_sees_today_and_what_of_the_last_fortnight_is_not_logged(
    activity: Activity, family: Family, near: Professional, signed_in: SignedIn
) -> None:
    log(activity, near, date(2026, 11, 16))
    context = signed_in(near).get("/").context
    assert on_days(context["own_today"]) == [18]
    assert on_days(context["own_late"]) == [17, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4]
    assert [on.day for on, _items in context["own_days"]] == [16, 19, 20, 21, 22]


def test_what_lies_ahead_has_no_buttons_yet(
    plan: Masterplan, family: Family, near: Professional, signed_in: SignedIn
) -> None:
    activity = make_activity(family, near, starts_on=clock.today() + timedelta(days=1))
    page = text(signed_in(near).get("/"))
    assert activity.title in page
    assert "minuge-deeds" not in page


def test_one_leafs_through_ones_own_weeks(
    activity: Activity, near: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(near)
    context = client.get("/?week=2026-W46").context
    assert [on.day for on, _items in context["own_days"]] == [9, 10, 11, 12, 13, 14, 15]
    assert (context["before"], context["after"]) == ("2026-W45", "2026-W47")
    for nonsense in ("x", "0001-W01", "9999-W52", "%00"):
        assert client.get(f"/?week={nonsense}").context["is_this_week"]


def test_what_others_carry_is_not_in_my_week(
    activity: Activity, consultant: Professional, signed_in: SignedIn
) -> None:
    context = signed_in(consultant).get("/").context
    assert (context["own_today"], context["own_late"], context["own_days"]) == ([], [], [])


@pytest.mark.demand("R54")
def test_my_week_ends_with_the_involvement(
    activity: Activity, family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    leave(family, near, coordinator)
    page = text(signed_in(near).get("/"))
    assert activity.title not in page
    assert family.name not in page


@pytest.mark.demand("R53")
def test_a_peripheral_person_sees_the_contact_card_alone(
    activity: Activity,
    family: Family,
    peripheral: Professional,
    coordinator: Professional,
    signed_in: SignedIn,
) -> None:
    page = text(signed_in(peripheral).get("/"))
    assert family.name in page
    assert coordinator.phone in page
    assert activity.title not in page
    assert "Hodan" not in page


def test_each_role_reads_in_plain_words_what_it_may_do(
    family: Family,
    steering: Professional,
    city_hall: Professional,
    dpo: Professional,
    administrator: Professional,
    signed_in: SignedIn,
) -> None:
    for person in (steering, city_hall, dpo, administrator):
        answer = signed_in(person).get("/")
        assert len(answer.context["role_words"]) == 1
        assert family.name not in text(answer)
    assert "/looks/sample/" in text(signed_in(dpo).get("/"))
    assert "/sectors/" in text(signed_in(administrator).get("/"))


def test_a_stranger_reads_how_families_come(
    family: Family, stranger: Professional, signed_in: SignedIn
) -> None:
    answer = signed_in(stranger).get("/")
    assert answer.status_code == 200
    assert family.name not in text(answer)
    assert not Look.objects.of_family(family.pk).by(stranger).exists()


def test_a_look_is_written_for_each_family_that_is_shown_and_for_no_other(
    plan: Masterplan, family: Family, others: World, near: Professional, signed_in: SignedIn
) -> None:
    signed_in(near).get("/")
    looks = Look.objects.by(near)
    assert [(look.family_id, look.page, look.verdict) for look in looks] == [(family.pk, "start", "opened")]


def test_a_family_that_the_list_is_too_short_for_leaves_its_trace_where_it_stands_in_my_week(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    pilot = Pilot.objects.get()
    pilot.intake_cap = 20
    pilot.save(by=coordinator)
    for number in range(12):
        further = make_family(coordinator, f"Aden {number:02}")
        further.involve(near, tier=Tier.NEAR, function="Lærer", reason="need", by=coordinator)
    make_activity(family, near)
    answer = signed_in(near).get("/")
    assert family not in answer.context["families"]
    assert [item.activity.family for item in answer.context["own_today"]] == [family]
    assert Look.objects.of_family(family.pk).by(near).count() == 1
    assert Look.objects.by(near).count() == 13


def test_what_is_for_named_people_leaves_no_line_on_the_start_page(
    plan: Masterplan, family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    make_activity(family, near, title="Samtale i enrum", visibility="named")
    answer = signed_in(coordinator).get("/")
    assert "Samtale i enrum" not in text(answer)
    assert answer.context["in_the_house"] == []


@pytest.mark.parametrize("who", ["coordinator", "near"])
def test_twelve_families_cost_as_many_queries_as_one(
    who: str,
    plan: Masterplan,
    family: Family,
    near: Professional,
    coordinator: Professional,
    signed_in: SignedIn,
) -> None:
    client = signed_in({"coordinator": coordinator, "near": near}[who])
    make_activity(family, near, goal=make_goal(family, near), co_owners=[coordinator])
    for by in (near, coordinator):
        make_line(family, by).answer(by=coordinator if by == near else near, text="Ja")
    one = cost(client, "/")
    pilot = Pilot.objects.get()
    pilot.intake_cap = 20
    pilot.save(by=coordinator)
    for number in range(11):
        further = make_family(coordinator, f"Familie {number}")
        further.involve(near, tier=Tier.NEAR, function="Lærer", reason="need", by=coordinator)
        make_plan(further, coordinator)
        make_activity(further, near, goal=make_goal(further, near), co_owners=[coordinator])
        for by in (near, coordinator):
            make_line(further, by).answer(by=coordinator if by == near else near, text="Ja")
    assert cost(client, "/") == one
