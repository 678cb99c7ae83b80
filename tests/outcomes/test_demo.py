"""The demo: laid on awkward days, it is lived in, tells nothing of the future and keeps the rules."""

import hashlib
import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.db import transaction
from django.test import Client, override_settings
from django.urls import get_resolver
from django.utils import timezone

from families.models import (
    Family,
    Involvement,
    Letter,
    Line,
    Look,
    Mail,
    Professional,
    Role,
    Substitution,
    Telling,
    Tier,
    Visibility,
)
from families.views.demo import PEOPLE
from masterplans.models import Activity, Contribution, Masterplan, PlanStatus, SchoolHoliday, Version
from masterplans.occurrences import WEEK
from masterplans.reading import read_plan
from masterplans.rule import BY_WEEKDAY, Rhythm, monday_of, rhythm_of, weekdays_of
from masterplans.views.week import week_key
from outcomes.demo import laying
from outcomes.demo.dates import Calendar
from outcomes.demo.laying import STORIES
from outcomes.demo.people import NEAR_LOGINS
from safety.models import Goal

# A Sunday of the summer holidays, early in the pilot's second year; and a leap day late in it.
DAYS = [date(2026, 8, 2), date(2028, 2, 29)]
WHY = "a test looks at all of it"


def _laid(today: date, blocker: Any) -> Iterator[date]:
    """The demo as of a day, laid once for the tests that only read it."""
    quick = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with blocker.unblock(), override_settings(TODAY=today, PASSWORD_HASHERS=quick), transaction.atomic():
        laying.lay()
        yield today
        transaction.set_rollback(True)


@pytest.fixture(scope="module", params=DAYS, ids=str)
def on_any_day(request: Any, django_db_setup: None, django_db_blocker: Any) -> Iterator[date]:
    yield from _laid(request.param, django_db_blocker)


@pytest.fixture
def demo(on_any_day: date, db: None, settings: Any) -> date:
    settings.TODAY = on_any_day
    return on_any_day


def person(login: str) -> Professional:
    return Professional.objects.get(email=f"{login}@example.dk")


def unlogged(reader: Professional, since: date, until: date) -> list[tuple[date, Activity]]:
    """What is the reader's to log, and not logged."""
    return [
        (once.on, activity)
        for activity in Activity.objects.visible_to(reader).shared_by(reader)
        for once in activity.occurrences(since, until)
        if once.days[1] <= until and not is_logged(activity, reader, once.days)
    ]


def is_logged(activity: Activity, reader: Professional, days: tuple[date, date]) -> bool:
    logged = activity.contributions.for_nobody(WHY).filter(professional=reader, on__range=days)
    return bool(logged.exists())


def test_it_is_lived_in_and_tells_nothing_of_the_future(demo: date) -> None:
    assert Family.objects.count() == len(STORIES) == 9
    assert {family.name for family in Family.objects.all()} == {story.name for story in STORIES}
    midnight = timezone.make_aware(datetime.combine(demo, time.min))
    moments = {
        Contribution: "logged_at",
        Version: "agreed_at",
        Line: "written_at",
        Telling: "told_at",
        Letter: "written_at",
        Substitution: "arranged_at",
        Involvement: "since",
        Look: "at",
        Goal: "written_at",
        Goal.history.model: "history_date",
        Family.history.model: "history_date",
        Contribution.history.model: "history_date",
    }
    for model, field in moments.items():
        assert model._base_manager.filter(**{f"{field}__lt": midnight}).exists(), model
        ahead = model._base_manager.filter(**{f"{field}__gte": midnight})
        if model is Involvement:
            ahead = ahead.filter(stands_in_for=None)  # that somebody will stand in has been arranged
        assert not ahead.exists(), model
    assert not Contribution.objects.for_nobody(WHY).filter(on__gte=demo).exists()
    assert not Goal.objects.for_nobody(WHY).filter(status_on__gte=demo).exists()
    assert not Family.objects.filter(enrolled_on__gte=demo).exists()


def test_families_are_as_old_as_told_when_they_came(demo: date) -> None:
    for story in STORIES:
        family = Family.objects.get(name=story.name)
        assert family.enrolled_on.weekday() == story.enrolled.weekday()
        ages = {member.name: member.age_on(family.enrolled_on) for member in family.members.all()}
        assert ages == {born.name: born.age for born in story.members}


def test_meetings_and_activities_keep_their_weekday(demo: date) -> None:
    for story in STORIES:
        family = Family.objects.get(name=story.name)
        for told in story.activities:
            planned = Calendar(demo).by_weeks(told.put or story.begun) < demo
            if planned and isinstance(told.on, date):
                found = family.activities.for_nobody(WHY).filter(title=told.title)
                rules = {rhythm_of(each.rule): weekdays_of(each.rule) for each in found}
                assert rules == {told.rhythm: told.days if told.rhythm in BY_WEEKDAY else ""}
                assert found.filter(starts_on__week_day=told.on.isoweekday() % 7 + 1).exists()
    for version in Version.objects.all():
        assert version.agreed_on.weekday() < 5
        assert version.agreed_on == timezone.localtime(version.agreed_at).date()


def test_this_week_is_full_for_the_three_families(demo: date) -> None:
    monday = demo - timedelta(days=demo.weekday())
    for name in ("Al-Khatib", "Warsame", "Haidari"):
        activities = Family.objects.get(name=name).activities.for_nobody(WHY)
        days = {once.on for each in activities for once in each.occurrences(monday, monday + WEEK)}
        assert len(days) >= 6, name
        assert sum(len(each.occurrences(monday, monday + WEEK)) for each in activities) >= 8


def test_the_first_familys_plan_repeats_in_every_way(demo: date) -> None:
    activities = Family.objects.get(name="Al-Khatib").activities.for_nobody(WHY)
    ahead = demo + timedelta(days=1), demo + timedelta(weeks=8)
    open_ones = [each for each in activities if each.is_open]
    rhythms = {rhythm_of(each.rule) for each in open_ones}
    assert rhythms >= {Rhythm.WEEKLY, Rhythm.FORTNIGHTLY, Rhythm.MONTHLY, Rhythm.FLEXIBLE}
    assert [each.title for each in open_ones if each.cancelled(*ahead)] == ["Praktikforberedelse"]
    moved = [once for each in open_ones for once in each.occurrences(*ahead) if once.is_moved]
    assert [(once.on - once.planned_on).days for once in moved] == [1]
    assert moved[0].on <= demo + timedelta(days=8)
    assert any(each.skips_school_holidays for each in open_ones)
    assert SchoolHoliday.objects.filter(since__gte=demo).exists()


def test_whoever_is_signed_in_as_has_something_to_log(demo: date) -> None:
    for login in NEAR_LOGINS:
        assert unlogged(person(login), demo - timedelta(days=14), demo), login
    assert unlogged(person("laerer"), demo - timedelta(days=1), demo)


def test_the_teacher_has_something_today_or_yesterday_whatever_day_it_is() -> None:
    warsame = next(story for story in STORIES if story.name == "Warsame")
    hers = [told for told in warsame.activities if told.by == "Birgitte Ørum" and told.until is None]
    days = {int(day) for told in hers for day in told.days}
    assert all(day in days or (day - 1) % 7 in days for day in range(7))


def test_everybody_else_has_logged_what_is_theirs(demo: date) -> None:
    others = {holder.professional for holder in Involvement.objects.open().filter(tier=Tier.NEAR)}
    for professional in others:
        if professional.email.partition("@")[0] not in NEAR_LOGINS:
            assert not unlogged(professional, demo - timedelta(days=14), demo - timedelta(days=1)), (
                professional
            )


def test_the_coordinators_find_what_needs_a_hand(demo: date) -> None:
    def gaps(name: str) -> list[str]:
        family = Family.objects.get(name=name)
        plan = Masterplan.of(family)
        assert plan
        return [gap.kind for gap in read_plan(family, plan, family.coordinator).gaps()]

    assert gaps("Haidari") == ["share"]
    assert gaps("Tesfay") == ["follow_up"]
    assert gaps("Şêxo") == ["part"]
    assert gaps("Hasanović") == ["share"]  # asked for, and declined
    assert gaps("Farah") == ["share"]  # asked for, and not answered yet
    for name in ("Al-Khatib", "Warsame", "Al-Jabouri", "Rahimi"):
        assert gaps(name) == [], name
    status = dict(Masterplan.objects.values_list("family__name", "status"))
    assert status["Hasanović"] == PlanStatus.DRAFT
    assert status["Farah"] == PlanStatus.REVISION
    assert list(status.values()).count(PlanStatus.AGREED) == 7
    behind = [family.name for family in Family.objects.all() if family.background.missing()]
    assert behind == ["Şêxo"]


def test_every_row_would_pass_its_own_form(demo: date) -> None:
    for model in (Family, Professional, Masterplan, Goal, Activity, Involvement):
        for row in model._base_manager.all():
            row.full_clean(exclude=["password"] if model is Professional else None)


def test_shielded_things_are_for_three_people(demo: date) -> None:
    goal = Goal.objects.for_nobody(WHY).get(visibility=Visibility.NAMED)
    activity = Activity.objects.for_nobody(WHY).get(visibility=Visibility.NAMED)
    for row in (goal, activity):
        assert {each.name for each in row.seen_by()} == {"Camilla Juhl", "Karin Friis", "Mette Krogh"}
    jonas = person("koordinator")
    assert jonas == goal.family.coordinator
    assert not Goal.objects.visible_to(jonas).filter(pk=goal.pk).exists()
    assert not Activity.objects.visible_to(jonas).filter(pk=activity.pk).exists()
    assert not Contribution.objects.visible_to(jonas).filter(activity=activity).exists()
    assert Contribution.objects.visible_to(person("familieraadgiver")).filter(activity=activity).exists()


def test_people_have_come_gone_and_moved(demo: date) -> None:
    family = Family.objects.get(name="Al-Khatib")
    moved = family.involvements.filter(professional__name="Bo Winther").order_by("since")
    assert [each.tier for each in moved] == [Tier.PERIPHERAL, Tier.NEAR, Tier.PERIPHERAL]
    assert all(each.end_note for each in moved.former())
    assert Family.objects.get(name="Warsame").involvements.former().exists()
    carriers = Activity.objects.for_nobody(WHY).open().exclude(responsible=None)
    for activity in carriers:
        assert activity.family.involvements.open().filter(professional=activity.responsible).exists()


def test_everybody_finds_something_on_their_start_page(
    demo: date, signed_in: Callable[[Professional], Client]
) -> None:
    for login, _function, _sees in PEOPLE:
        page = signed_in(person(login)).get("/")
        assert page.status_code == 200, login
        if login in NEAR_LOGINS:
            assert page.context["own_today"] or page.context["own_late"], login
        elif login == "klub":
            assert [each.tier for each in page.context["families"]] == [Tier.PERIPHERAL]
        elif login == "leder":
            assert page.context["waiting"]
        else:
            assert page.context["role_words"], login
        if login.startswith("koordinator") or login == "leder":
            assert page.context["waiting"], login
            assert page.context["news"], login
    assert Activity.objects.visible_to(person("klub")).exists()


def test_they_coordinate_as_told_and_have_their_roles(demo: date) -> None:
    by_coordinator = {
        login: {family.name for family in Family.objects.filter(coordinator=person(login))}
        for login in ("koordinator", "koordinator2")
    }
    assert by_coordinator["koordinator"] == {"Al-Khatib", "Haidari", "Hasanović", "Farah"}
    assert by_coordinator["koordinator2"] == {"Warsame", "Tesfay", "Şêxo", "Al-Jabouri", "Rahimi"}
    assert person("leder").roles == {Role.PROJECT_LEADER, Role.STEERING_GROUP}
    assert person("admin").roles == {Role.ADMINISTRATOR}
    assert person("raadhus").roles == {Role.CITY_HALL}
    assert person("dpo").roles == {Role.DPO}
    assert person("styregruppe").roles == {Role.STEERING_GROUP}


def test_they_sign_in_with_the_demo_password(demo: date) -> None:
    assert authenticate(None, email="laerer@example.dk", password="roskilde-demo") == person("laerer")


def test_only_the_last_mails_wait(demo: date) -> None:
    assert 1 <= Mail.objects.waiting().count() <= 5
    assert Mail.objects.exclude(sent_at=None).count() > 30


def test_looks_name_pages_that_there_are(demo: date) -> None:
    from families.door import PAGES

    get_resolver().url_patterns  # noqa: B018 - the views name their pages while they are read
    assert set(Look.objects.values_list("page", flat=True)) <= set(PAGES)


def test_nobody_of_the_source_paper_appears() -> None:
    """Known here by their fingerprints alone, so that they do not appear in the test either."""
    fingerprints = {
        "4bec2c246fb214f0",
        "d85793fda4023dea",
        "31d507053510f06d",
        "b30896b7c4a51cff",
        "5d5719b28a7839a2",
        "866a651900cc26df",
        "b98e8f2f6042cb0c",
    }
    for path in Path(laying.__file__).parent.glob("*.py"):
        words = re.findall(r"\w+", path.read_text().lower())
        for name in (*words, *map(" ".join, pairwise(words))):
            assert hashlib.sha256(name.encode()).hexdigest()[:16] not in fingerprints, path.name


def test_samir_is_expected_at_two_places_on_a_tuesday_at_nine(demo: date) -> None:
    """The start page, the week and the planner tell of it alike."""
    family, jonas = Family.objects.get(name="Al-Khatib"), Professional.objects.get(name="Jonas Bech")
    client = Client()
    client.force_login(jonas, backend="families.accounts.SignIn")
    lines = client.get("/").context["waiting"]
    (line,) = [each for each in lines if each.family == family and "#collisions" in each.url]
    assert "Samir" in line.sentence or "Kasper" in line.sentence
    clashes = client.get(line.url).context["weighed"].clashes
    both = {"Traumebehandling", "Samtale på jobcentret"}
    (found,) = [each for each in clashes if {taken.what for taken in each.ours} == both]
    assert found.who == "Samir"
    starts = found.collision.second.starts
    assert (starts.weekday(), starts.time()) == (1, time(9))
    planned = {"title": "Fysioterapi", "minutes": "45", "place_kind": "unit", "visibility": "near"}
    samir = family.members.get(name="Samir")
    asked = {**planned, "starts_on": starts.date(), "starts_at": "09:15", "members": [samir.pk]}
    answer = client.post(f"/families/{family.pk}/activities/weigh/", asked).context["answer"]
    assert {taken.what for each in answer.clashes for taken in each.ours} == both | {"Fysioterapi"}
    rima = family.members.get(name="Rima")
    weeks = (demo + timedelta(weeks=number) for number in range(8))  # some of them may be holidays
    pages = (client.get(f"/families/{family.pk}/week/?week={week_key(monday_of(day))}") for day in weeks)
    assert any(rima.pk in page.context["weighed"].over for page in pages)
