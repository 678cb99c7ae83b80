"""An agreed version: frozen by the database, complete without any other row."""

from datetime import date, time

import pytest
from django.core.exceptions import FieldError
from django.db import DatabaseError, IntegrityError, transaction

from families.models import Family, Member, Professional
from masterplans.models import Masterplan, Stage, StatutoryPlan, Version
from roskilde import clock
from tests.makers import make_activity, make_follow_up, make_goal
from tests.masterplans.asking import settle
from tests.masterplans.conftest import agree


@pytest.mark.demand("R55", "S22")
def test_the_database_refuses_to_change_it(agreed: Masterplan) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        Version.objects.update(content={})
    version = agreed.versions.get()
    version.language = "da"
    with pytest.raises(DatabaseError), transaction.atomic():
        version.save()
    with pytest.raises(FieldError):
        version.full_clean()


def test_the_database_numbers_each_once(agreed: Masterplan) -> None:
    first = agreed.versions.get()
    second = Version(
        plan=agreed,
        number=first.number,
        agreed_on=first.agreed_on,
        language="so",
        interpreter="not_needed",
        agreed_by=first.agreed_by,
        agreed_at=clock.now(),
        content={},
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        second.save()


def test_the_database_wants_the_interpreters_name(agreed: Masterplan) -> None:
    first = agreed.versions.get()
    second = Version(
        plan=agreed,
        number=2,
        agreed_on=first.agreed_on,
        language="so",
        interpreter="phone",
        agreed_by=first.agreed_by,
        agreed_at=clock.now(),
        content={},
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        second.save()


@pytest.mark.demand("R55", "R56", "R57", "R58")
def test_its_content_is_all_of_the_plan(
    plan: Masterplan,
    family: Family,
    mother: Member,
    son: Member,
    near: Professional,
    consultant: Professional,
    coordinator: Professional,
) -> None:
    plan.aim_at("Ro om aftenen.", by=coordinator)
    plan.aim_at("Venner.", by=coordinator, member=son)
    make_follow_up(family, coordinator, on=date(2026, 12, 18))
    stage = Stage.add(plan, by=coordinator, title="Hverdag", aim="At komme op", since=date(2026, 11, 1))
    goal = make_goal(family, near, member=son, responsible=near, co_owners=[consultant])
    reached = make_goal(family, near, words="Nået.")
    settle(reached, "reached", coordinator)
    make_activity(
        family,
        near,
        goal=goal,
        stage=stage,
        members=[son],
        place="Lokale 2",
        starts_on=date(2026, 11, 2),
        weekdays="02",
        starts_at=time(9),
        needs_interpreter=True,
    )
    ended = make_activity(family, near, title="Ovre")
    ended.end(by=near, on=date(2026, 11, 17), reason="Ikke mere.")
    StatutoryPlan(plan=plan, kind="child", member=son, unit="Børn og Unge", case_number="24/1").save(
        by=coordinator
    )
    agree(plan, coordinator, mother)
    content = plan.versions.get().content
    assert (content["hopes"], content["aim"]) == (family.hopes, "Ro om aftenen.")
    assert content["next_follow_up_on"] == "2026-12-18"
    assert [name for _key, name in content["members"]] == ["Hodan", "Zakariye", "Ayaan"]
    assert [(part["name"], part["aim"]) for part in content["parts"]] == [("Zakariye", "Venner.")]
    assert content["stages"] == [
        {"title": "Hverdag", "aim": "At komme op", "since": "2026-11-01", "until": ""}
    ]
    by_words = {each["words"]: each for each in content["goals"]}
    assert by_words[goal.words]["member_name"] == "Zakariye"
    assert by_words[goal.words]["carriers"] == [near.name, consultant.name]
    assert by_words["Nået."]["status"] == "reached"
    (activity,) = content["activities"]
    assert (activity["goal"], activity["stage"]) == (str(goal.pk), "Hverdag")
    assert activity["members"] == [[str(son.pk), "Zakariye"]]
    assert (activity["starts_on"], activity["rule"], activity["starts_at"]) == (
        "2026-11-02",
        "FREQ=WEEKLY;BYDAY=MO,WE",
        "09:00",
    )
    assert (activity["place"], activity["needs_interpreter"]) == ("Lokale 2", True)
    (statutory,) = content["statutory_plans"]
    assert (statutory["unit"], statutory["case_number"]) == ("Børn og Unge", "24/1")


def test_parts_for_named_people_are_frozen_too(
    plan: Masterplan, family: Family, mother: Member, coordinator: Professional
) -> None:
    hidden = make_goal(family, coordinator, visibility="named")
    agree(plan, coordinator, mother)
    assert [each["id"] for each in plan.versions.get().content["goals"]] == [str(hidden.pk)]
