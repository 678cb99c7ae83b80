"""A family in full, and a second one whose keys must never work in the first."""

from dataclasses import dataclass
from typing import Any

from families.models import EarlierMeasure, Family, Member, Professional, Role, RoleHolding, Tier
from masterplans.models import Activity, Contribution, Masterplan, Outcome, Stage, StatutoryPlan
from roskilde import clock
from safety.models import Goal
from tests.makers import make_activity, make_family, make_goal, make_person, make_plan


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
    return World(family, member, involvement, measure, plan, stage, statutory, goal, activity, contribution)


def second_family() -> World:
    """Another coordinator's family, which nobody of the cast stands around but the project leader."""
    other = make_person("Sara Lindskov", "koordinator2", sector="Projektkerne", role=Role.COORDINATOR)
    teacher = make_person("Thomas Riis", "laerer2", sector="Skole")
    family = make_family(other, "Al-Khatib")
    family.involve(teacher, tier=Tier.NEAR, function="Lærer", reason="need", by=other)
    return fill(family, coordinator=other, near=teacher)


def waiting_role(person: Professional, giver: Professional) -> RoleHolding:
    return RoleHolding.give(person, Role.STEERING_GROUP, by=giver)
