"""What a week asks of each member, as far as the plan knows and the reader may see it."""

from datetime import date, time, timedelta
from random import Random

import pytest
from django.utils.translation import ngettext

from families.models import Family, Member, Professional, Tier
from masterplans.load import Load
from masterplans.models import Activity, Masterplan
from masterplans.week import read_week
from roskilde import clock
from tests.makers import make_activity, make_person
from tests.masterplans.asking import SignedIn, text, url

MONDAY = date(2026, 11, 16)


def loads(family: Family, reader: Professional) -> dict[str, Load]:
    found = Family.objects.get(pk=family.pk)
    return {
        row.member.name: row.load for row in read_week(found, MONDAY, reader).rows if row.member and row.load
    }


@pytest.mark.demand("R12")
def test_a_members_week_is_told_under_the_name(
    plan: Masterplan, family: Family, mother: Member, near: Professional, coordinator: Professional,
    signed_in: SignedIn,
) -> None:  # fmt: skip
    make_activity(family, near, members=[mother], weekdays="024", minutes=90, place="Lokale 2")
    make_activity(
        family, coordinator, members=[mother], weekdays="1", starts_at=time(13), place="Sprogcentret"
    ).co_owners.add(near)
    make_activity(family, coordinator, weekdays="4", minutes=30, place="Lokale 2")  # the whole family
    assert loads(family, near)["Hodan"] == Load(appointments=5, minutes=360, professionals=2, places=2)
    assert loads(family, near)["Ayaan"] == Load(appointments=1, minutes=30, professionals=1, places=1)
    page = text(signed_in(near).get(url("show_week", family)))
    told = loads(family, near)["Hodan"].words
    assert told in page
    said = ngettext("%(number)s appointment", "%(number)s appointments", 5) % {"number": 5}
    assert told.startswith(said.replace(" ", "\u00a0"))


def test_a_time_that_is_only_taken_tells_neither_who_nor_where(
    plan: Masterplan, family: Family, mother: Member, near: Professional, coordinator: Professional
) -> None:
    make_activity(
        family,
        coordinator,
        members=[mother],
        weekdays="03",
        minutes=45,
        place="Krisecentret",
        visibility="named",
    )
    assert loads(family, near)["Hodan"] == Load(appointments=2, minutes=90, professionals=0, places=0)
    assert loads(family, coordinator)["Hodan"].professionals == 1


def test_who_has_left_the_household_carries_only_their_own(
    plan: Masterplan, family: Family, son: Member, near: Professional, coordinator: Professional
) -> None:
    make_activity(family, near, members=[son], weekdays="0")
    make_activity(family, near, weekdays="12")
    son.left_on = clock.today()
    son.save(by=coordinator)
    assert loads(family, near)["Zakariye"].appointments == 1
    assert loads(family, near)["Ayaan"].appointments == 2


@pytest.mark.parametrize(("minutes", "hours"), [(60, "1"), (120, "2"), (90, "1,5"), (45, "0,8"), (600, "10")])
def test_hours_are_told_with_a_comma_and_only_where_they_are_not_whole(minutes: int, hours: str) -> None:
    said = ngettext("%(number)s hour", "%(number)s hours", 1 if minutes == 60 else 2) % {"number": hours}
    assert Load(1, minutes, 0, 0).words.split(" · ")[1] == said.replace(" ", "\u00a0")


def test_an_empty_week_has_no_line(
    plan: Masterplan, family: Family, near: Professional, signed_in: SignedIn
) -> None:
    assert {load.words for load in loads(family, near).values()} == {""}
    assert 'class="load"' not in text(signed_in(near).get(url("show_week", family)))


@pytest.mark.demand("R12")
def test_the_overview_tells_the_load_of_the_grown_ups_alone(
    plan: Masterplan, family: Family, mother: Member, son: Member, near: Professional, signed_in: SignedIn
) -> None:
    make_activity(family, near, members=[mother, son], weekdays="0", minutes=60)
    page = text(signed_in(near).get(family.get_absolute_url()))
    assert page.count('class="load"') == 1
    assert Load(1, 60, 1, 1).words in page


def slow_count(family: Family, member: Member, reader: Professional) -> Load:
    """The same, day by day and activity by activity, asking for everything anew."""
    whole = Family.objects.get(pk=family.pk)
    seen = set(whole.activities.visible_to(reader).values_list("pk", flat=True))
    appointments = minutes = 0
    people, places = set(), set()
    for activity in Activity.objects.for_nobody("the test counts all").filter(family=family):
        taking_part = list(activity.members.all())
        if (member not in taking_part) and (taking_part or member.left_on):
            continue
        for number in range(7):
            if activity.occurs_on(MONDAY + timedelta(days=number)):
                appointments += 1
                minutes += activity.minutes
                if activity.pk in seen:
                    people |= {person.pk for person in activity.carriers()}
                    places.add(activity.place or activity.place_kind)
    return Load(appointments, minutes, len(people), len(places))


@pytest.mark.parametrize("seed", range(3))
def test_it_equals_a_slow_obvious_count(
    seed: int, plan: Masterplan, family: Family, near: Professional, coordinator: Professional
) -> None:
    random = Random(seed)
    people = [near, coordinator]
    for number in range(3):
        person = make_person(f"Fagperson {number}")
        family.involve(person, tier=Tier.NEAR, function="Pædagog", reason="need", by=coordinator)
        people.append(person)
    members = list(family.members.all())
    for number in range(25):
        days = "".join(sorted(random.sample("0123456", random.randint(0, 4))))
        activity = make_activity(
            family,
            random.choice(people),
            title=str(number),
            members=random.sample(members, random.randint(0, 3)),
            weekdays=days,
            starts_on=MONDAY + timedelta(days=random.randint(-9, 9)),
            starts_at=time(random.randint(7, 18)),
            minutes=random.choice([15, 30, 60, 90]),
            place=random.choice(["", "Lokale 1", "Lokale 2"]),
            place_kind=random.choice(["unit", "school", "town"]),
            visibility=random.choice(["near", "core", "named", "sector"]),
        )
        activity.co_owners.set(random.sample(people, random.randint(0, 2)))
    for reader in people[:2]:
        found = loads(family, reader)
        assert found == {member.name: slow_count(family, member, reader) for member in members}
        assert any(load.appointments for load in found.values())
