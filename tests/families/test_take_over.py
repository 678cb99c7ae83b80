"""What a substitute took on and carries still, once their place has ended: seen, and taken over."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from families.models import Family, Professional, Substitution, Telling, Tier
from families.sections import Waiting
from masterplans.models import Masterplan
from roskilde import clock
from tests.makers import make_activity, make_family, make_letter, make_line, make_person, make_plan
from tests.masterplans.asking import cost

SignedIn = Callable[[Professional], Client]


@pytest.fixture(autouse=True)
def _real_time(settings: Any) -> None:
    settings.TODAY = None


@pytest.fixture
def ida(leader: Professional) -> Professional:
    """A teacher at the same school."""
    return make_person("Ida Skov", "vikar", title="lærer", sector="Skole")


def stand_in(absent: Professional, substitute: Professional) -> Substitution:
    today = clock.today()
    return Substitution.arrange(absent, substitute, since=today, until=today, by=absent)


def later() -> Any:
    """Two days on, when the place has ended by itself."""
    return time_machine.travel(clock.now() + timedelta(days=2))


def url(family: Family, person: Professional) -> str:
    place = family.involvements.filter(stands_in_for__isnull=False).get(professional=person)
    return reverse("families:take_over", args=[family.pk, place.pk])


def told(client: Client, person: Professional) -> list[Waiting]:
    found: list[Waiting] = client.get("/").context.get("waiting") or []
    return [each for each in found if each.url.endswith("/take-over/") and person.name in each.sentence]


@pytest.mark.demand("R46", "R54")
def test_what_is_left_waits_for_who_came_back_and_for_the_coordinator(
    family: Family,
    near: Professional,
    ida: Professional,
    coordinator: Professional,
    leader: Professional,
    signed_in: SignedIn,
) -> None:
    stand_in(near, ida)
    make_plan(family, coordinator)
    letter = make_letter(family, ida, helper=ida)
    activity = make_activity(family, coordinator, responsible=ida)
    telling = Telling.tell(make_line(family, coordinator), [ida], by=coordinator)[0]
    assert told(signed_in(near), ida) == []  # she stands there still
    with later():
        (mine,) = told(signed_in(near), ida)
        (theirs,) = told(signed_in(coordinator), ida)
        assert told(signed_in(leader), ida) == []  # core as well, and not the one who is asked
        assert "3 ting" in mine.sentence
        assert near.name in theirs.sentence
        assert mine.url == theirs.url == url(family, ida)
        client = signed_in(near)
        form = client.get(mine.url).context["form"]
        assert {form[name].initial for name in form.fields} == {str(near.pk)}
        client.post(mine.url, {name: str(near.pk) for name in form.fields})
        assert told(signed_in(near), ida) == told(signed_in(coordinator), ida) == []
        assert client.get(mine.url).status_code == 302
    for each in (letter, activity, telling):
        each.refresh_from_db()
    assert {letter.helper, activity.responsible, telling.to} == {near}


def test_what_is_called_off_or_cut_short_is_left_too(
    family: Family, near: Professional, ida: Professional, signed_in: SignedIn
) -> None:
    substitution = stand_in(near, ida)
    make_letter(family, ida, helper=ida)
    substitution.call_off(by=near)
    assert len(told(signed_in(near), ida)) == 1


def test_the_coordinator_gives_it_to_somebody_who_is_here(
    family: Family, near: Professional, ida: Professional, coordinator: Professional, leader: Professional,
    signed_in: SignedIn,
) -> None:  # fmt: skip
    stand_in(near, ida)
    letter, other = make_letter(family, ida, helper=ida), make_letter(family, ida, helper=ida, sender="Skat")
    with later():
        client = signed_in(coordinator)
        names = [f"owner-letter-{each.pk}" for each in (letter, other)]
        offered = [
            value for value, _label in client.get(url(family, ida)).context["form"].fields[names[0]].choices
        ]
        assert offered == ["", "nobody", *(str(each.pk) for each in (near, coordinator, leader))]
        client.post(url(family, ida), {names[0]: str(leader.pk), names[1]: ""})
        assert "1 ting" in told(client, ida)[0].sentence
    letter.refresh_from_db()
    assert letter.helper == leader


@pytest.mark.demand("R53")
def test_what_one_may_not_see_is_neither_counted_nor_listed(
    family: Family, near: Professional, ida: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    stand_in(near, ida)
    make_letter(family, ida, helper=ida, visibility="named", sender="Skjult")
    make_letter(family, ida, helper=ida, visibility="named", named=[coordinator])
    with later():
        assert told(signed_in(near), ida) == []
        assert "1 ting" in told(signed_in(coordinator), ida)[0].sentence
        page = signed_in(coordinator).get(url(family, ida)).content.decode()
    assert "Skjult" not in page


def test_who_stands_near_by_now_carries_it_themselves(
    family: Family, near: Professional, ida: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    stand_in(near, ida)
    make_letter(family, ida, helper=ida)
    with later():
        family.involve(ida, tier=Tier.NEAR, function="Lærer", reason="need", by=coordinator)
        assert told(signed_in(near), ida) == []
        assert signed_in(near).get(url(family, ida)).status_code == 302


def test_it_is_for_who_came_back_and_for_the_core(
    family: Family,
    near: Professional,
    ida: Professional,
    coordinator: Professional,
    peripheral: Professional,
    stranger: Professional,
    signed_in: SignedIn,
) -> None:
    stand_in(near, ida)
    make_letter(family, ida, helper=ida)
    other = make_person("Nanna Lyng", sector="PPR")
    family.involve(other, tier=Tier.NEAR, function="x", reason="need", by=coordinator)
    page = url(family, ida)
    assert signed_in(coordinator).get(page).status_code == 404  # she stands there still
    with later():
        answers = [signed_in(each).get(page).status_code for each in (other, peripheral, stranger, ida)]
        assert answers == [403, 403, 404, 404]
        own = family.involvements.get(professional=near)
        theirs = reverse("families:take_over", args=[family.pk, own.pk])
        assert signed_in(coordinator).get(theirs).status_code == 404


def test_the_start_page_asks_as_much_of_many_as_of_one(
    near: Professional, ida: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    def leave(number: int) -> None:
        absent = make_person(f"Lærer {number}", f"laerer{number}", sector="Skole")
        substitute = make_person(f"Vikar {number}", f"vikar{number}", sector="Skole")
        family = make_family(coordinator, f"Tesfay {number}")
        family.involve(absent, tier=Tier.NEAR, function="Lærer", reason="need", by=coordinator)
        plan: Masterplan = make_plan(family, coordinator)
        substitution = stand_in(absent, substitute)
        make_letter(family, substitute, helper=substitute, deadline=None)
        make_activity(plan.family, coordinator, responsible=substitute)
        substitution.call_off(by=absent)

    client = signed_in(coordinator)
    leave(1)
    before = cost(client, "/")
    for number in range(2, 6):
        leave(number)
    assert cost(client, "/") == before
