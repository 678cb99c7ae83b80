"""A family in full, and a second one whose keys must never work in the first."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from families.models import (
    ContactPoint,
    EarlierMeasure,
    Family,
    Letter,
    Line,
    Member,
    MissingFunction,
    NetworkPerson,
    Professional,
    Role,
    RoleHolding,
    Scan,
    Substitution,
    Telling,
    Tier,
)
from masterplans.models import Activity, Contribution, Masterplan, Outcome, Stage, StatutoryPlan
from roskilde import clock
from safety.models import Goal
from tests.makers import (
    make_activity,
    make_contact_point,
    make_family,
    make_goal,
    make_letter,
    make_line,
    make_missing,
    make_network_person,
    make_person,
    make_plan,
    make_scan,
)


@dataclass(frozen=True)
class World:
    """Everything that a family's pages reach by a key of their own."""

    family: Family
    member: Member
    involvement: Any
    measure: EarlierMeasure
    plan: Masterplan
    stage: Stage
    statutory: StatutoryPlan
    goal: Goal
    activity: Activity
    contribution: Contribution
    line: Line
    telling: Telling
    letter: Letter
    scan: Scan
    own_place: Any  # the near professional's own involvement
    network_person: NetworkPerson
    contact_point: ContactPoint
    missing: MissingFunction  # somebody has said no
    invitation: MissingFunction  # waits for nobody of the cast


def fill(family: Family, *, coordinator: Professional, near: Professional) -> World:
    """Give a family a plan that is agreed and then opened again, with one of everything."""
    measure = EarlierMeasure(family=family, what="Fast kontaktperson", period="2021", result="Hjalp lidt.")
    measure.save(by=coordinator)
    plan = make_plan(family, coordinator)
    plan.aim_at("Vi vil blive boende.", by=coordinator)
    member = family.members.order_by("born_on")[0]
    plan.aim_at("Ro på økonomien.", by=coordinator, member=member)
    stage = Stage.add(plan, by=coordinator, title="Ankomst og ro")
    statutory = StatutoryPlan(plan=plan, kind="child", unit="Børn og Unge", case_number="24/1")
    statutory.save(by=coordinator)
    goal = make_goal(family, near, responsible=near)
    activity = make_activity(family, near, responsible=near, goal=goal, members=[member])
    plan.agree(
        by=coordinator,
        on=clock.today(),
        members=[member],
        professionals=[near],
        language="so",
        interpreter="present",
        interpreter_name="Tolkegruppen",
    )
    plan.revise(by=coordinator)
    contribution = Contribution.log(
        family, by=near, activity=activity, on=clock.today(), outcome=Outcome.HAPPENED, note="Alle var der."
    )
    helper = make_person(f"Nanna Lyng {family.name}", sector="PPR")
    involvement = family.involve(
        helper, tier=Tier.NEAR, function="Talepædagog", reason="need", by=coordinator
    )
    line = make_line(family, near)
    telling = Telling.tell(line, [coordinator], by=near)[0]
    letter = make_letter(family, near)
    scan = make_scan(letter, near)
    network_person = make_network_person(family, near)
    contact_point = make_contact_point(family, near)
    missing, invitation = make_missing(family, near), make_missing(family, near, function="Kontaktperson")
    asked = make_person(f"Bo Winther {family.name}", sector="SSP")
    missing.invite(asked, by=coordinator)
    missing.decline(by=asked, reason="Jeg har ikke tid.")
    invitation.invite(asked, by=coordinator)
    return World(
        family,
        member,
        involvement,
        measure,
        plan,
        stage,
        statutory,
        goal,
        activity,
        contribution,
        line,
        telling,
        letter,
        scan,
        family.involvements.open().get(professional=near),
        network_person,
        contact_point,
        missing,
        invitation,
    )


def second_family() -> World:
    """Another coordinator's family, which nobody of the cast stands around but the project leader."""
    other = make_person("Sara Lindskov", "koordinator2", sector="Projektkerne", role=Role.COORDINATOR)
    teacher = make_person("Thomas Riis", "laerer2", sector="Skole")
    family = make_family(other, "Al-Khatib")
    family.involve(teacher, tier=Tier.NEAR, function="Lærer", reason="need", by=other)
    return fill(family, coordinator=other, near=teacher)


def waiting_role(person: Professional, giver: Professional) -> RoleHolding:
    return RoleHolding.give(person, Role.STEERING_GROUP, by=giver)


def coming_substitution(absent: Professional) -> Substitution:
    """A colleague stands in from next week on."""
    colleague = make_person("Ida Skov", "vikar", title="lærer", sector=absent.sector.name)
    monday = clock.today() + timedelta(days=7)
    return Substitution.arrange(absent, colleague, since=monday, until=monday + timedelta(days=4), by=absent)
