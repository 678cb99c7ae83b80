"""Functions that ought to stand near and do not: written down, known from the plan, taken off again."""

from collections.abc import Callable

import pytest
from django.test import Client

from families.models import Family, MissingFunction, Professional
from tests.makers import make_activity, make_goal, make_missing, make_plan, make_sector

SignedIn = Callable[[Professional], Client]


def note(family: Family) -> str:
    return f"/families/{family.pk}/missing/note/"


def drop(missing: MissingFunction) -> str:
    return f"/families/{missing.family_id}/missing/{missing.pk}/drop/"


def people(family: Family) -> str:
    return f"/families/{family.pk}/people/"


@pytest.mark.demand("R50")
def test_a_near_professional_notes_who_is_missing(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(near)
    typed = {
        "function": "Sundhedsplejerske for Ayaan",
        "sector": make_sector("Sundhedspleje og tandpleje").pk,
        "why": "Ayaan spiser lidt.",
    }
    answer = client.post(note(family), typed)
    assert answer.headers["Location"].startswith(people(family))
    missing = family.missing_functions.get()
    find = f"/families/{family.pk}/missing/{missing.pk}/find/"
    seen_by_near = client.get(people(family)).content.decode()
    assert "Sundhedsplejerske for Ayaan" in seen_by_near
    assert find not in seen_by_near
    for page in (people(family), "/"):
        shown = signed_in(coordinator).get(page).content.decode()
        assert "Sundhedsplejerske for Ayaan" in shown
        assert find in shown


def test_the_core_goes_on_to_ask_somebody(
    family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    answer = signed_in(coordinator).post(note(family), {"function": "Talepædagog"})
    missing = family.missing_functions.get()
    assert answer.headers["Location"] == f"/families/{family.pk}/missing/{missing.pk}/find/"


@pytest.mark.demand("R50")
def test_who_carries_a_part_from_the_edge_is_known_to_be_missing(
    family: Family, peripheral: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    make_plan(family, coordinator)
    make_activity(family, coordinator, responsible=peripheral)
    client = signed_in(coordinator)
    asked = f"{note(family)}?person={peripheral.pk}"
    shown = client.get(people(family)).content.decode()
    assert "Omid Karlsen har en del af planen og står kun i kanten af familien." in shown
    assert asked in shown
    form = client.get(asked).context["form"]
    assert form["function"].value() == peripheral.title
    answer = client.post(asked, {"function": "Klubmedarbejder", "why": "Har en del af planen."})
    missing = family.missing_functions.get()
    invite = f"/families/{family.pk}/missing/{missing.pk}/invite/{peripheral.pk}/"
    assert answer.headers["Location"] == invite
    client.post(invite)
    assert client.get(people(family)).context["lacks"] == []


def test_who_owns_a_goal_together_with_others_and_stands_nowhere_is_known_too(
    family: Family,
    near: Professional,
    stranger: Professional,
    coordinator: Professional,
    signed_in: SignedIn,
) -> None:
    make_plan(family, coordinator)
    make_goal(family, coordinator, responsible=coordinator, co_owners=[near])
    client = signed_in(coordinator)
    assert client.get(people(family)).context["lacks"] == []
    make_goal(family, coordinator, responsible=coordinator, co_owners=[near, stranger])
    (lack,) = client.get(people(family)).context["lacks"]
    assert lack.professional == stranger


def test_who_works_here_no_more_is_not_asked(
    family: Family,
    stranger: Professional,
    coordinator: Professional,
    administrator: Professional,
    signed_in: SignedIn,
) -> None:
    make_plan(family, coordinator)
    make_goal(family, coordinator, responsible=stranger)
    stranger.stop_working_here(by=administrator)
    (lack,) = signed_in(coordinator).get(people(family)).context["lacks"]
    assert lack.url == f"/families/{family.pk}/plan/"


def test_what_a_near_professional_may_not_see_tells_her_nothing(
    family: Family,
    near: Professional,
    peripheral: Professional,
    coordinator: Professional,
    signed_in: SignedIn,
) -> None:
    make_plan(family, coordinator)
    make_goal(family, coordinator, responsible=peripheral, visibility="core")
    assert signed_in(near).get(people(family)).context["lacks"] == []
    assert signed_in(coordinator).get(people(family)).context["lacks"]


def test_it_is_taken_off_with_a_reason(
    family: Family, coordinator: Professional, signed_in: SignedIn
) -> None:
    missing = make_missing(family, coordinator)
    client = signed_in(coordinator)
    assert client.get(drop(missing)).status_code == 200
    assert "reason" in client.post(drop(missing), {"reason": ""}).context["form"].errors
    assert client.post(drop(missing), {"reason": "Lone er med nu"}).status_code == 302
    missing.refresh_from_db()
    assert (missing.dropped_by, missing.drop_reason) == (coordinator, "Lone er med nu")
    assert client.get(people(family)).context["functions"] == []
    assert client.get(drop(missing)).status_code == 404


def test_it_asks_for_the_right(
    family: Family, near: Professional, peripheral: Professional, stranger: Professional, signed_in: SignedIn
) -> None:
    missing = make_missing(family, near)
    for reader, verdict in ((peripheral, 403), (stranger, 404)):
        assert signed_in(reader).post(note(family), {"function": "X"}).status_code == verdict
        assert signed_in(reader).post(drop(missing), {"reason": "X"}).status_code == verdict
    assert signed_in(near).post(drop(missing), {"reason": "X"}).status_code == 403


@pytest.mark.demand("R53")
def test_a_key_that_is_guessed_tells_nothing_of_whoever_it_belongs_to(
    family: Family,
    near: Professional,
    peripheral: Professional,
    coordinator: Professional,
    stranger: Professional,
    signed_in: SignedIn,
) -> None:
    make_plan(family, coordinator)
    make_activity(family, coordinator, responsible=peripheral, visibility="core")
    for reader, asked in ((near, stranger), (near, peripheral), (coordinator, stranger)):
        answer = signed_in(reader).get(f"{note(family)}?person={asked.pk}")
        assert answer.context["form"]["function"].value() == ""
        assert asked.title not in answer.content.decode()
    shown = signed_in(coordinator).get(f"{note(family)}?person={peripheral.pk}")
    assert shown.context["form"]["function"].value() == peripheral.title
