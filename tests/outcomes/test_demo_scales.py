"""The numbers of the three families that are told in full, read back at the start and at each measure."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings
from django.utils import translation

from families.models import Family
from families.standard import lay_sectors
from outcomes.demo import laying
from outcomes.demo.dates import Calendar
from outcomes.demo.telling import FamilyTelling
from roskilde import clock
from safety import scales
from safety.models import Rating, Scale

TODAY = date(2028, 7, 20)  # after the last measure
FAMILIES = {"Al-Khatib": "Samir igen slår", "Warsame": "pengene slipper op", "Haidari": "mad på komfuret"}
MEASURES = (date(2024, 9, 23), date(2025, 3, 10), date(2025, 9, 15), date(2026, 3, 12), date(2026, 6, 1))
WITHIN = timedelta(weeks=4)
WHY = "a test looks at all of it"

TOLD = {
    "Al-Khatib": {
        "Rima": (3, 4, 5, 6, 7),
        "Samir": (6, 5, 5, 6, 7),
        "Maha": (2, 3, 5, 6, 7),
        "Omar": (3, 3, 4, 6, 7),
        "Yousef": (5, 5, 5, 6, 6),
        "Pernille Dahl": (2, 3, 4, 5, 6),
        "the teacher": (3, 3, 4, 6, 6),
        "Jonas Bech": (3, 4, 5, 6, 7),
    },
    "Warsame": {
        "Hodan": (5, 6, 6, 7, 8),
        "Abdirahman": (4, 4, 5, 6, 7),
        "Ifrah": (4, 5, 6, 7, 8),
        "Zakariye": (3, 4, 6, 7, 8),
        "Sumaya": (5, 5, 6, 7, 8),
        "Signe Toft": (3, 4, 5, 6, 7),
        "Rasmus Hald": (2, 3, 5, 6, 7),
        "Birgitte Ørum": (3, 5, 6, 7, 8),
    },
    "Haidari": {
        "Najib": (7, 7, 6, 6, 7),
        "Parwin": (4, 4, 5, 5, 6),
        "Mustafa": (5, 5, 6, 6, 7),
        "Shabnam": (4, 4, 5, 6, 6),
        "Elyas": (5, 5, 6, 7, 7),
        "Camilla Juhl": (4, 4, 5, 5, 6),
        "Karin Friis": (4, 5, 5, 6, 7),
    },
}
TEACHERS = {"Thomas Riis", "Susanne Lykke"}


@pytest.fixture(scope="module")
def laid(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The three families as of the end, laid once."""
    quick = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with django_db_blocker.unblock(), override_settings(TODAY=TODAY, PASSWORD_HASHERS=quick):
        calendar = Calendar(TODAY)
        with transaction.atomic(), translation.override("da"):
            with clock.set_to(calendar.since):
                lay_sectors()
                people, pilot = laying.lay_people(), laying.lay_pilot(calendar)
            for story in laying.STORIES:
                if story.name in FAMILIES:
                    FamilyTelling(story, calendar=calendar, pilot=pilot, people=people).tell()
            yield
            transaction.set_rollback(True)


@pytest.fixture
def demo(laid: None, db: None, settings: Any) -> Calendar:
    settings.TODAY = TODAY
    return Calendar(TODAY)


def first_scale(name: str) -> Scale:
    """That of the danger which is told first."""
    found = Scale.objects.for_nobody(WHY).filter(family=Family.objects.get(name=name))
    return found.get(danger__words__contains=FAMILIES[name])


def answers(scale: Scale) -> list[Rating]:
    return list(Rating.objects.for_nobody(WHY).filter(version__scale=scale).with_raters())


def measure(calendar: Calendar, scale: Scale, number: int) -> list[Rating]:
    day = calendar.by_weeks(MEASURES[number])
    return scales.latest_within(answers(scale), day - WITHIN, day + WITHIN)


@pytest.mark.parametrize("name", FAMILIES)
def test_everybodys_numbers_are_as_told(name: str, demo: Calendar) -> None:
    scale = first_scale(name)
    for number in range(len(MEASURES)):
        found = {
            "the teacher"
            if str(row.speaker) in TEACHERS and name == "Al-Khatib"
            else str(row.speaker): row.value
            for row in measure(demo, scale, number)
            if row.value is not None
        }
        assert found == {who: told[number] for who, told in TOLD[name].items()}, number


def test_al_khatibs_difference_shrinks_from_four_to_one(demo: Calendar) -> None:
    scale = first_scale("Al-Khatib")
    start = scales.picture(measure(demo, scale, 0)).everybody
    end = scales.picture(measure(demo, scale, 4)).everybody
    assert start
    assert end
    assert (start.spread, start.lowest, start.highest) == (4, 2, 6)
    assert (end.spread, end.lowest, end.highest) == (1, 6, 7)


def test_hardly_a_number_stands_without_its_reason(demo: Calendar) -> None:
    without = [
        row for name in FAMILIES for row in scales.counted(answers(first_scale(name))) if row.lacks_reason
    ]
    assert 0 < len(without) <= 3


def test_each_professional_gave_their_own_number_while_they_stood_there(demo: Calendar) -> None:
    for name in FAMILIES:
        family = Family.objects.get(name=name)
        for row in answers(first_scale(name)):
            if row.professional:
                assert row.is_own
                stood = family.involvements.filter(
                    professional=row.professional, since__lte=row.typed_at, tier__in=["core", "near"]
                )
                assert stood.exclude(until__lte=row.typed_at).exists(), row.professional


def test_the_shielded_scale_is_seen_by_those_it_names_alone(demo: Calendar) -> None:
    family = Family.objects.get(name="Haidari")
    standing = family.involvements.open().select_related("professional")
    sees = {
        each.professional.name
        for each in standing
        if Scale.objects.visible_to(each.professional)
        .filter(danger__visibility="named", family=family)
        .exists()
    }
    assert sees == {"Camilla Juhl", "Karin Friis", "Mette Krogh"}
