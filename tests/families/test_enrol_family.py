"""Enrolling a family: little is asked, nothing typed is lost, and the pilot's room is kept."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from families.models import Draft, Family, Member, Pilot, Professional, Tier
from roskilde import clock
from tests.makers import make_family, make_pilot

SignedIn = Callable[[Professional], Client]
URL = "/families/enrol/"


def typed(coordinator: Professional, **changes: Any) -> dict[str, Any]:
    """A mother and a son, as a browser sends them; the third row is left empty."""
    return {
        "name": "Warsame",
        "language": "so",
        "needs_interpreter": "on",
        "hopes": "At vi bliver boende.",
        "what_works": "Hodan læser for børnene.",
        "coordinator": str(coordinator.pk),
        "members-TOTAL_FORMS": "3",
        "members-INITIAL_FORMS": "0",
        "members-0-name": "Hodan",
        "members-0-relation": "mother",
        "members-0-born_on": "1988-03-02",
        "members-0-needs_interpreter": "on",
        "members-1-name": "Zakariye",
        "members-1-relation": "son",
        "members-1-born_on": "2013-05-06",
        "members-1-language": "ar",
        "members-2-name": "",
        "members-2-relation": "",
        "members-2-born_on": "",
        **changes,
    }


@pytest.fixture
def pilot(db: None) -> Pilot:
    return make_pilot()


@pytest.mark.demand("R55", "R7")
def test_it_enrols_a_family_with_its_members(
    pilot: Pilot, coordinator: Professional, leader: Professional, signed_in: SignedIn
) -> None:
    answer = signed_in(coordinator).post(URL, typed(coordinator))
    family = Family.objects.get()
    assert answer["Location"] == family.get_absolute_url()
    assert [member.name for member in family.members.all()] == ["Hodan", "Zakariye"]
    assert family.members.get(name="Zakariye").language == "ar"
    assert family.coordinator == coordinator
    core = family.involvements.open().filter(tier=Tier.CORE)
    assert {involvement.professional for involvement in core} == {coordinator, leader}
    assert family.history.get().history_user == coordinator


def test_i_am_the_coordinator_unless_i_choose_another(
    pilot: Pilot, coordinator: Professional, signed_in: SignedIn
) -> None:
    form = signed_in(coordinator).get(URL).context["form"]
    assert form["coordinator"].value() == coordinator.pk


def test_only_coordinators_and_leaders_can_be_chosen(
    pilot: Pilot, coordinator: Professional, stranger: Professional, signed_in: SignedIn
) -> None:
    answer = signed_in(coordinator).post(URL, {**typed(coordinator), "coordinator": str(stranger.pk)})
    assert "coordinator" in answer.context["form"].errors
    assert not Family.objects.exists()


def test_one_member_at_least(pilot: Pilot, coordinator: Professional, signed_in: SignedIn) -> None:
    empty = {
        f"members-{row}-{field}": ""
        for row in (0, 1)
        for field in ("name", "relation", "born_on", "language")
    }
    fields = typed(coordinator, **empty)
    del fields["members-0-needs_interpreter"]
    answer = signed_in(coordinator).post(URL, fields)
    assert answer.context["form"].has_error("__all__", "no_members")
    assert not Family.objects.exists()


@pytest.mark.parametrize("born_on", ["", "31.02.2010", "1899-12-31", str(date.max)])
def test_what_is_wrong_in_a_row_is_said_and_the_text_stays(
    born_on: str, pilot: Pilot, coordinator: Professional, signed_in: SignedIn
) -> None:
    answer = signed_in(coordinator).post(URL, typed(coordinator, **{"members-0-born_on": born_on}))
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "Hodan" in page
    assert "At vi bliver boende." in page
    assert "members-0-" in str(answer.context["form"].non_field_errors())
    assert not Family.objects.exists()


def test_one_more_row_without_losing_a_word(
    pilot: Pilot, coordinator: Professional, signed_in: SignedIn
) -> None:
    fields = typed(coordinator, add_member="1", **{"members-TOTAL_FORMS": "2"})
    answer = signed_in(coordinator).post(URL, fields)
    form = answer.context["form"]
    assert [row["name"].value() for row in form.members] == ["Hodan", "Zakariye", None]
    assert form["hopes"].value() == "At vi bliver boende."
    assert form["needs_interpreter"].value() is True
    assert not form.errors
    assert not Family.objects.exists()


@pytest.mark.parametrize("total", ["", "-1", "9" * 30, "æ", "31"])
def test_a_broken_count_of_rows_is_no_error_page(
    total: str, pilot: Pilot, coordinator: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(coordinator)
    for deed in ({}, {"add_member": "1"}):
        fields = typed(coordinator, **{"members-TOTAL_FORMS": total, **deed})
        assert client.post(URL, fields).status_code in (200, 302)


def test_the_draft_brings_the_members_back(
    pilot: Pilot, coordinator: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(coordinator)
    token = client.get(URL).context["form"].draft_token
    client.post("/drafts/", {**typed(coordinator), "draft": token})
    assert Draft.objects.count() == 1
    form = client.get(URL).context["form"]
    assert [row["name"].value() for row in form.members][:2] == ["Hodan", "Zakariye"]
    assert form["what_works"].value() == "Hodan læser for børnene."


def test_the_draft_is_gone_once_the_family_is_enrolled(
    pilot: Pilot, coordinator: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(coordinator)
    token = client.get(URL).context["form"].draft_token
    client.post("/drafts/", {**typed(coordinator), "draft": token})
    client.post(URL, typed(coordinator))
    assert Family.objects.count() == 1
    assert not Draft.objects.exists()


@pytest.mark.demand("R5")
def test_a_full_pilot_says_so_before_anything_is_typed(
    coordinator: Professional, signed_in: SignedIn
) -> None:
    make_pilot(intake_cap=1)
    make_family(coordinator)
    client = signed_in(coordinator)
    answer = client.get(URL)
    assert answer.context["obstacles"]
    assert "form" not in answer.context
    late = client.post(URL, typed(coordinator))
    assert late.context["form"].has_error("__all__", "full")
    assert Family.objects.count() == 1


def test_outside_the_period_nobody_is_enrolled(coordinator: Professional, signed_in: SignedIn) -> None:
    make_pilot(since=clock.today() + timedelta(days=1), until=clock.today() + timedelta(days=90))
    assert signed_in(coordinator).get(URL).context["obstacles"]


def test_without_a_pilot_it_says_who_begins_one(coordinator: Professional, signed_in: SignedIn) -> None:
    answer = signed_in(coordinator).get(URL)
    assert answer.status_code == 200
    assert answer.context["obstacles"]
    assert signed_in(coordinator).post(URL, typed(coordinator)).status_code == 200


def test_it_asks_for_the_right(
    pilot: Pilot, stranger: Professional, administrator: Professional, signed_in: SignedIn
) -> None:
    for person in (stranger, administrator):
        assert signed_in(person).get(URL).status_code == 403
        assert signed_in(person).post(URL, typed(person)).status_code == 403
    assert not Member.objects.exists()


def test_a_family_sent_twice_is_one_even_when_it_was_the_last_to_find_room(
    coordinator: Professional, signed_in: SignedIn
) -> None:
    make_pilot(intake_cap=1)
    client = signed_in(coordinator)
    first = client.post(URL, typed(coordinator))
    assert client.post(URL, typed(coordinator))["Location"] == first["Location"]
    family = Family.objects.get()
    assert first["Location"] == family.get_absolute_url()
    assert family.members.count() == 2
