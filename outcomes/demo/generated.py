"""Families in bulk, for measuring: what the verbs would have written, without asking them ten thousand times.

A test holds one of them against one made by the verbs. No mails are written: nobody shall be told of a family
that is only a number.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from random import Random
from typing import Any
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import models, transaction
from django.utils import timezone

from families.accounts import DEMO_PASSWORD
from families.models import (
    Background,
    Family,
    Involvement,
    Language,
    Member,
    Pilot,
    Professional,
    Reason,
    Relation,
    Role,
    RoleHolding,
    Sector,
    Tier,
)
from masterplans.models import Activity, Contribution, Masterplan, Outcome, Part, PlaceKind, Stage
from masterplans.rule import Rhythm, rule_of
from outcomes.demo.dates import Calendar
from outcomes.demo.people import FIRST_ADMINISTRATOR, PROJECT_LEADER
from roskilde import clock
from roskilde.records import Record
from safety.models import Field, FollowUp, Goal, Whose

MEASURING_PILOT = UUID("de300000-0000-4000-8000-000000000001")
COORDINATOR = "maaling@example.dk"
TEACHER = "laerer@example.dk"
FAMILIES_EACH = 20  # of everybody near; the coordinator has them all
BATCH = 500
WHY = "generated for measuring; its history is written beside it"

NAMES = (
    "Abdi",
    "Barzani",
    "Çelik",
    "Duale",
    "Elmi",
    "Ghafari",
    "Hamid",
    "Ibrahim",
    "Jaziri",
    "Kovač",
    "Ørsan",
    "Åkbar",
)
FIRST_NAMES = (
    "Amina",
    "Bilal",
    "Dina",
    "Emre",
    "Farid",
    "Hawa",
    "Idris",
    "Jamila",
    "Karim",
    "Leyla",
    "Nadia",
    "Yusuf",
)
LINKS: tuple[Any, ...] = (Goal.co_owners, Activity.members, Activity.co_owners)
CHILDREN = (Relation.DAUGHTER, Relation.SON)


@dataclass(frozen=True)
class Cast:
    """Who stands around the generated families."""

    pilot: Pilot
    leader: Professional
    coordinator: Professional
    teacher: Professional
    near: list[Professional]
    peripheral: list[Professional]


@transaction.atomic
def generate(count: int) -> None:
    """Add so many families; the same number gives the same family."""
    calendar = Calendar(clock.today())
    first = Family.objects.filter(pilot=MEASURING_PILOT).count()
    with clock.set_to(calendar.since):
        cast = _cast(calendar, first + count)
    laid_at = timezone.make_aware(datetime.combine(calendar.just_now.date() - timedelta(weeks=8), time(10)))
    with clock.set_to(laid_at):
        for start in range(first, first + count, BATCH):
            numbers = range(start, min(start + BATCH, first + count))
            _write(row for number in numbers for row in rows_of(number, cast))


def _cast(calendar: Calendar, families: int) -> Cast:
    """The pilot and the people, as far as they are not there yet."""
    people = Professional.objects.select_related("sector")
    administrator = people.get(name=FIRST_ADMINISTRATOR.name)
    leader = people.get(name=PROJECT_LEADER.name)
    pilot = Pilot.objects.filter(pk=MEASURING_PILOT).first()
    if pilot is None:
        # It began before the demo's own, which so stays the current one.
        pilot = Pilot(
            pk=MEASURING_PILOT,
            name="Måling",
            since=calendar.since - timedelta(days=1),
            until=calendar.until,
            default_place="Målevej 1",
            intake_cap=32_767,
        )
        pilot.full_clean()
        pilot.save()
        coordinator = _people(["maaling"], "Maja Lodberg", "projektkoordinator", "Projektkerne")[0]
        holding = RoleHolding.give(coordinator, Role.COORDINATOR, by=administrator)
        holding.confirm(by=leader)
    near = _people(_logins("naer", 2 * families), "Nær", "pædagog", "Dagtilbud")
    peripheral = _people(_logins("perifer", families), "Perifer", "tandplejer", "Sundhedspleje og tandpleje")
    return Cast(pilot, leader, people.get(email=COORDINATOR), people.get(email=TEACHER), near, peripheral)


def _logins(stem: str, places: int) -> list[str]:
    return [f"{stem}{number:05}" for number in range(max(2, -(-places // FAMILIES_EACH)))]


def _people(logins: list[str], name: str, title: str, sector: str) -> list[Professional]:
    """The professionals with these logins, in their order; those that are missing are made."""
    password = make_password(DEMO_PASSWORD)
    emails = [f"{login}@example.dk" for login in logins]
    known = {person.email for person in Professional.objects.filter(email__in=emails)}
    new = [
        Professional(
            id=_key(Random(email)),  # noqa: S311 - the same person each time, not a secret
            email=email,
            name=f"{name} {email.partition('@')[0][-5:]}" if len(logins) > 1 else name,
            title=title,
            sector=Sector.objects.get(name=sector),
            password=password,
        )
        for email in emails
        if email not in known
    ]
    Professional.objects.unrecorded(WHY).bulk_create(new, batch_size=BATCH)
    Professional.history.bulk_history_create(new, batch_size=BATCH)
    return list(Professional.objects.filter(email__in=emails).order_by("email"))


def _key(chance: Random) -> UUID:
    return UUID(int=chance.getrandbits(128), version=4)


def rows_of(number: int, cast: Cast) -> Iterator[models.Model]:
    """Every row of one family, in the order in which the verbs would write them."""
    chance = Random(number)  # noqa: S311 - the same family for the same number, not a secret
    now, today = clock.now(), clock.today()
    by = cast.coordinator

    def record(kind: type[Record], **fields: Any) -> Any:
        row = kind(id=_key(chance), **fields)
        row._history_user = by
        return row

    family = record(
        Family,
        pilot=cast.pilot,
        name=f"{NAMES[number % len(NAMES)]} {number:05}",
        language=Language.values[number % len(Language.values)],
        hopes="At børnene sover roligt.",
        what_works="De spiser sammen hver aften.",
        coordinator=by,
        enrolled_on=today,
        enrolled_by=by,
    )
    yield family
    yield record(Background, family=family)
    size = 3 + number % 5
    members = [
        record(
            Member,
            family=family,
            name=FIRST_NAMES[(number + place) % len(FIRST_NAMES)],
            relation=Relation.MOTHER if place == 0 else CHILDREN[place % 2],
            born_on=today.replace(
                year=today.year - (30 + number % 20 if place == 0 else 3 * place), month=1 + place, day=1
            ),
            needs_interpreter=place == 0,
        )
        for place in range(size)
    ]
    yield from members
    teaches = number < FAMILIES_EACH
    near = [
        cast.teacher if teaches else cast.near[2 * number % len(cast.near)],
        cast.near[(2 * number + 1) % len(cast.near)],
    ]
    for person, tier, function in (
        (by, Tier.CORE, "Koordinator"),
        (cast.leader, Tier.CORE, "Projektleder"),
        (near[0], Tier.NEAR, "Pædagog"),
        (near[1], Tier.NEAR, "Kontaktperson"),
        (cast.peripheral[number % len(cast.peripheral)], Tier.PERIPHERAL, "Tandpleje"),
    ):
        yield record(
            Involvement,
            family=family,
            professional=person,
            tier=tier,
            function=function,
            since=now,
            begun_by=by,
            reason=Reason.NEED,
        )
    plan = record(
        Masterplan,
        family=family,
        status_on=today,
        aim="Ro i hverdagen.",
    )
    yield plan
    yield record(FollowUp, family=family, on=today + timedelta(weeks=12))
    for member in members:
        yield record(Part, plan=plan, member=member, aim=f"{member.name} har en god dag.")
    stage = record(
        Stage, plan=plan, position=1, title="Begynd", since=today, until=today + timedelta(weeks=26)
    )
    yield stage
    marks = {"author": by, "written_at": now, "changed_at": now}
    goals = [
        record(
            Goal,
            family=family,
            member=member,
            words=words,
            whose=Whose.SHARED,
            field=field,
            status_on=today,
            responsible=person,
            **marks,
        )
        for member, words, field, person in (
            (None, "Vi spiser morgenmad sammen.", Field.SOCIAL, near[0]),
            (members[-1], "Jeg er i skole hver dag.", Field.EDUCATION, near[1]),
        )
    ]
    yield from goals
    yield Goal.co_owners.through(goal=goals[0], professional=by)
    activities = [
        record(
            Activity,
            family=family,
            title=title,
            goal=goal,
            stage=stage,
            place_kind=PlaceKind.UNIT,
            starts_on=(day := today - timedelta(days=(number + place) % 7)),
            rule=rule_of(Rhythm.WEEKLY, str(day.weekday()), day),
            starts_at=time(8 + place),
            minutes=60,
            responsible=person,
            **marks,
        )
        for place, (title, goal, person) in enumerate(
            (("Morgenmad", goals[0], near[0]), ("Samtale", goals[1], near[1]), ("Spisning", goals[0], by))
        )
    ]
    yield from activities
    for activity in activities:
        yield Activity.members.through(activity=activity, member=members[-1])
    yield Activity.co_owners.through(activity=activities[2], professional=near[0])
    for activity, outcome in zip(activities[:2], (Outcome.HAPPENED, Outcome.PARTLY), strict=True):
        assert activity.responsible
        yield record(
            Contribution,
            family=family,
            activity=activity,
            professional=activity.responsible,
            on=activity.starts_on,
            outcome=outcome,
            sign="Han dækkede selv bord.",
            sign_by=members[0].name,
            minutes=activity.minutes,
            logged_at=now,
            shared_at=now,
            logged_by=activity.responsible,
        )


def _write(rows: Iterable[models.Model]) -> None:
    """Insert by table, each with its history."""
    by_kind: dict[type[models.Model], list[Any]] = defaultdict(list)
    for row in rows:
        by_kind[type(row)].append(row)
    past: dict[Any, Any] = {}
    for kind, found in by_kind.items():
        if issubclass(kind, Record):
            kind._default_manager.unrecorded(WHY).bulk_create(found, batch_size=BATCH)  # type: ignore[attr-defined]
            for entry in kind.history.bulk_history_create(found, batch_size=BATCH):
                past[entry.id] = entry
        else:
            kind._default_manager.bulk_create(found, batch_size=BATCH)
    for link in LINKS:
        _write_past_of_links(link.field, by_kind[link.through], past)


def _write_past_of_links(field: Any, links: list[Any], past: dict[Any, Any]) -> None:
    """simple-history writes no links in bulk: each belongs to the entry of the row that holds it."""
    holder = f"{field.m2m_field_name()}_id"
    entries = getattr(field.model.history.model, field.name).model
    entries.objects.bulk_create(
        (
            entries(
                history=past[getattr(link, holder)],
                **{each.attname: getattr(link, each.attname) for each in link._meta.concrete_fields},
            )
            for link in links
        ),
        batch_size=BATCH,
    )
