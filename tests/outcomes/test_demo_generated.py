"""Generated families: one of them is what the verbs would have made."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, time, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models

from families.models import (
    Family,
    Involvement,
    Language,
    Mail,
    Member,
    Pilot,
    Professional,
    Reason,
    Relation,
    Tier,
)
from families.standard import lay_sectors
from masterplans.models import Activity, Contribution, Masterplan, Outcome, Stage
from masterplans.rule import Rhythm, rule_of
from outcomes.demo import generated, laying
from outcomes.demo.dates import Calendar
from outcomes.demo.generated import Cast
from roskilde import clock
from roskilde.records import Record
from safety.models import Field, FollowUp, Goal, Whose

WHY = "a test looks at all of it"
OURS = {"families", "safety", "masterplans"}


@pytest.fixture
def people(db: None, settings: Any) -> dict[str, Professional]:
    """A marked demo with its people and without its stories."""
    settings.TODAY = date(2026, 11, 21)
    calendar = Calendar(clock.today())
    with clock.set_to(calendar.since):
        lay_sectors()
        people = laying.lay_people()
        laying.lay_pilot(calendar)
    return people


@pytest.fixture
def families(people: dict[str, Professional]) -> list[Family]:
    call_command("demo", "--families", "25")
    return list(Family.objects.filter(pilot=generated.MEASURING_PILOT).order_by("name_key"))


def by_verbs(cast: Cast) -> Family:
    """The same family as number 0, as a coordinator would make it."""
    by, near = cast.coordinator, cast.near
    today = clock.today()
    members = [
        Member(
            name=name,
            relation=relation,
            born_on=today - timedelta(days=365 * age),
            needs_interpreter=age > 20,
        )
        for name, relation, age in (
            ("Amina", Relation.MOTHER, 30),
            ("Bilal", Relation.SON, 3),
            ("Dina", Relation.DAUGHTER, 6),
        )
    ]
    family = Family.enrol(
        by=by,
        pilot=cast.pilot,
        coordinator=by,
        name="Abdi by hand",
        language=Language.ALBANIAN,
        hopes="At børnene sover roligt.",
        what_works="De spiser sammen hver aften.",
        members=members,
    )
    for person, tier, function in (
        (near[0], Tier.NEAR, "Pædagog"),
        (near[1], Tier.NEAR, "Kontaktperson"),
        (cast.peripheral[0], Tier.PERIPHERAL, "Tandpleje"),
    ):
        family.involve(person, tier=tier, function=function, reason=Reason.NEED, by=by)
    plan = Masterplan.begin(family, by=by)
    plan.aim_at("Ro i hverdagen.", by=by)
    FollowUp.arrange(family, by=by, on=today + timedelta(weeks=12))
    for member in members:
        plan.aim_at(f"{member.name} har en god dag.", member=member, by=by)
    stage = Stage.add(plan, by=by, title="Begynd", since=today, until=today + timedelta(weeks=26))
    goals = [
        Goal.set_for(
            family, by=by, member=member, words=words, whose=Whose.SHARED, field=field, responsible=person,
            co_owners=co_owners,
        )
        for member, words, field, person, co_owners in (
            (None, "Vi spiser morgenmad sammen.", Field.SOCIAL, near[0], [by]),
            (members[2], "Jeg er i skole hver dag.", Field.EDUCATION, near[1], []),
        )
    ]  # fmt: skip
    rule = rule_of(Rhythm.WEEKLY, str(today.weekday()), today)
    activities = [
        Activity.plan(
            family, by=by, title=title, goal=goal, stage=stage, responsible=person, co_owners=co_owners,
            members=members[2:], starts_on=today, rule=rule, starts_at=time(8), minutes=60,
        )
        for title, goal, person, co_owners in (
            ("Morgenmad", goals[0], near[0], []),
            ("Samtale", goals[1], near[1], []),
            ("Spisning", goals[0], by, [near[0]]),
        )
    ]  # fmt: skip
    for activity, outcome in ((activities[0], Outcome.HAPPENED), (activities[1], Outcome.PARTLY)):
        assert activity.responsible
        Contribution.log(
            family,
            by=activity.responsible,
            on=today,
            outcome=outcome,
            activity=activity,
            sign="Han dækkede selv bord.",
            sign_by="Amina",
        )
    return family


def rows_below(family: Family) -> Iterator[models.Model]:
    """The family and every row that hangs on it, its past included."""
    seen: set[tuple[type[models.Model], Any]] = set()
    fresh: list[models.Model] = [family]
    ours = [model for model in apps.get_models(include_auto_created=True) if model._meta.app_label in OURS]
    links = [
        (model, field)
        for model in ours
        for field in model._meta.fields
        if field.is_relation and not field.name.startswith("history_user")
    ]
    while fresh:
        row = fresh.pop()
        if (type(row), row.pk) in seen:
            continue
        seen.add((type(row), row.pk))
        yield row
        for model, field in links:
            if field.related_model is type(row):
                fresh += model._base_manager.filter(**{field.name: row.pk})
        if isinstance(row, Record):
            fresh += row.history.all()


def filled(family: Family) -> dict[str, set[str]]:
    """For each table, the fields that hold something in any of the family's rows."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in rows_below(family):
        found[type(row).__name__] |= {
            field.attname
            for field in row._meta.concrete_fields
            if getattr(row, field.attname) not in (None, "", [], {})
        }
    return found


def test_one_is_filled_like_one_made_by_the_verbs(families: list[Family]) -> None:
    with clock.set_to(Calendar(clock.today()).since):
        cast = generated._cast(Calendar(clock.today()), 25)
    by_hand, by_number = filled(by_verbs(cast)), filled(families[0])
    assert len(by_hand) > 20
    assert by_number == by_hand


def test_every_row_would_pass_its_own_form(families: list[Family]) -> None:
    for family in families[:3]:
        for row in rows_below(family):
            if not type(row).__name__.startswith("Historical"):
                row.full_clean()


def test_everybody_sees_as_many_as_they_stand_around(families: list[Family]) -> None:
    def seen(email: str) -> int:
        return Family.objects.visible_to(Professional.objects.get(email=email)).count()

    assert seen("maaling@example.dk") == 25
    assert seen("leder@example.dk") == 25
    assert seen("laerer@example.dk") == 20
    near = Professional.objects.get(email="naer00001@example.dk")
    assert 0 < Family.objects.visible_to(near).count() <= 20
    goals = Goal.objects.visible_to(near)
    assert {goal.family for goal in goals} == set(Family.objects.visible_to(near))
    assert not Involvement.objects.open().filter(tier=Tier.NEAR, professional__sector=None).exists()


def test_the_same_number_gives_the_same_family(families: list[Family]) -> None:
    with clock.set_to(Calendar(clock.today()).since):
        cast = generated._cast(Calendar(clock.today()), 25)
    rows = list(generated.rows_of(7, cast))
    assert rows[0].pk == Family.objects.get(name=rows[0].name).pk  # type: ignore[attr-defined]
    assert [row.pk for row in rows] == [
        old.pk if new.pk else None for new, old in zip(rows, generated.rows_of(7, cast), strict=True)
    ]


def test_more_are_added_to_those_there_are(families: list[Family]) -> None:
    call_command("demo", "--families", "5")
    assert Family.objects.filter(pilot=generated.MEASURING_PILOT).count() == 30


def test_nobody_is_written_to_and_the_demo_pilot_stays_the_current_one(families: list[Family]) -> None:
    assert not Mail.objects.filter(to__email__startswith="naer").exists()
    current = Pilot.objects.current()
    assert current is not None
    assert current.pk == laying.DEMO_PILOT
