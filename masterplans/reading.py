"""A plan read for one reader: no more queries for twenty-five families or fifty goals than for one."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from families.models import Family, Involvement, Member, Professional, Tier
from families.protection import Protected
from families.questions import asked_in_families, asked_in_family
from families.timeline import who
from masterplans.models import Activity, Masterplan, PlanStatus
from roskilde import clock
from roskilde.keys import keys_in
from safety.models import FollowUp, Goal

RESULTS_SHOWN = 3
CARRIED = ("responsible", "written_at", "changed_at")  # what a line of the plan needs of what is carried
RESULTS_WITHIN = timedelta(weeks=8)


@dataclass(frozen=True)
class Gap:
    """Something that the plan still lacks; it never stops people who have agreed."""

    kind: str  # "part", "share", "carrier" or "follow_up"
    sentence: str
    member: Member | None = None
    professional: Professional | None = None

    def deed(self, family: Family) -> tuple[str, str]:
        """What mends it: the words and the URL."""
        if self.member:
            return _(
                "Write one"
            ), f"{reverse('masterplans:add_goal', args=[family.pk])}?member={self.member.pk}"
        if self.kind == "share":
            return _("Give one"), reverse("masterplans:add_activity", args=[family.pk])
        if self.kind == "follow_up":
            return _("Agree one"), reverse("safety:arrange_follow_up", args=[family.pk])
        return _("Open the plan"), reverse("masterplans:show_plan", args=[family.pk])


class Result(NamedTuple):
    """What became of an activity on a day."""

    on: date
    outcome: str


@dataclass
class ActivityLine:
    activity: Activity
    carriers: list[Professional]
    members: list[Member]
    mark: str  # "new", "changed" or ""
    results: list[Result] = field(default_factory=list)  # the last few, oldest first

    @property
    def who(self) -> str:
        return ", ".join(person.name for person in self.carriers) or self.activity.network_name


@dataclass
class GoalLine:
    goal: Goal
    carriers: list[Professional]
    mark: str
    activities: list[ActivityLine] = field(default_factory=list)

    @property
    def who(self) -> str:
        return ", ".join(person.name for person in self.carriers)


@dataclass
class PartReading:
    """What the plan holds for one member, or for the whole family (``member`` None)."""

    member: Member | None
    aim: str
    goals: list[GoalLine] = field(default_factory=list)
    activities: list[ActivityLine] = field(default_factory=list)  # those without a goal

    @property
    def open_goals(self) -> list[GoalLine]:
        return [line for line in self.goals if line.goal.is_open]

    @property
    def settled_goals(self) -> list[GoalLine]:
        return [line for line in self.goals if not line.goal.is_open]

    @property
    def is_empty(self) -> bool:
        return not (self.aim or self.goals or self.activities)

    @property
    def is_shown(self) -> bool:
        """Who has left the household keeps a part as long as something stands in it."""
        return self.member is None or self.member.left_on is None or bool(self.goals or self.activities)


@dataclass
class PlanReading:
    family: Family
    plan: Masterplan
    members: list[Member]
    standing: list[Involvement]
    parts: list[PartReading]
    goals: list[GoalLine]
    activities: list[ActivityLine]

    @property
    def near(self) -> list[Involvement]:
        """Who carries the plan: the core and the near."""
        return [each for each in self.standing if each.tier != Tier.PERIPHERAL]

    def gaps(self) -> list[Gap]:
        """What is unfinished, each a sentence, as far as the reader can see the plan."""
        if self.plan.is_closed:
            return []
        open_goals = [line for line in self.goals if line.goal.is_open]
        return [
            *self._members_without_part(open_goals),
            *self._carriers(open_goals),
            *self._follow_up(),
        ]

    def _members_without_part(self, open_goals: list[GoalLine]) -> list[Gap]:
        planned = {line.goal.member_id for line in open_goals}
        planned |= {part.member.pk for part in self.parts if part.member and part.aim}
        planned |= {member.pk for line in self.activities for member in line.members}
        return [
            Gap("part", _("%(name)s has no part in the plan yet.") % {"name": member.name}, member=member)
            for member in self.members
            if member.left_on is None and member.pk not in planned
        ]

    def _carriers(self, open_goals: list[GoalLine]) -> list[Gap]:
        lines: list[GoalLine | ActivityLine] = [*open_goals, *self.activities]
        carriers = {person for line in lines for person in line.carriers}
        gaps = [
            Gap(
                "share",
                _("%(name)s has no share in the plan yet.") % {"name": each.professional.name},
                professional=each.professional,
            )
            for each in self.standing
            if each.tier == Tier.NEAR and not each.stands_in_for_id and each.professional not in carriers
        ]
        here = {each.professional for each in self.near}
        return gaps + [
            Gap(
                "carrier",
                _("%(name)s carries a part of the plan but no longer stands near the family.")
                % {"name": person.name},
                professional=person,
            )
            for person in sorted(carriers - here, key=lambda each: each.name_key)
        ]

    def _follow_up(self) -> list[Gap]:
        if FollowUp.next_on(self.family) is None:
            return [Gap("follow_up", _("No next follow-up has been agreed."))]
        return []

    def matrix(self) -> tuple[list[GoalLine], list[tuple[Involvement, list[str], int]]]:
        """Who owns what: the open goals, and for each person a mark per goal and a count of activities."""
        goals = [line for line in self.goals if line.goal.is_open]
        rows = []
        for each in self.near:
            person = each.professional
            marks = [
                "responsible"
                if line.goal.responsible_id == person.pk
                else "together"
                if person in line.carriers
                else ""
                for line in goals
            ]
            rows.append((each, marks, sum(person in line.carriers for line in self.activities)))
        return goals, rows


def read_plan(family: Family, plan: Masterplan, reader: Professional) -> PlanReading:
    """One family's plan with the results of its activities: five queries, all asked through the family."""
    return _read(
        [(family, plan)],
        _members(family, reader),
        _standing(family, reader),
        _goals(family, reader),
        _activities(family, reader),
        _results(family, reader),
    )[0]


@asked_in_family
def _members(family: Family, reader: Professional) -> Any:
    return _with_aims(family.members)


@asked_in_family
def _standing(family: Family, reader: Professional) -> Any:
    standing = family.involvements.open().select_related("professional__sector")
    return standing.only(
        "family", "tier", "since", "stands_in_for", "professional__name_key", *who("professional")
    )


@asked_in_family
def _goals(family: Family, reader: Professional) -> Any:
    return family.goals.visible_to(reader).with_co_owner_keys()


@asked_in_family
def _activities(family: Family, reader: Professional) -> Any:
    return family.activities.visible_to(reader).open().with_co_owner_keys().with_member_keys()


def _with_aims(members: Any) -> Any:
    return members.annotate(aim=F("parts__aim"))


def read_plans(plans: Sequence[tuple[Family, Masterplan]], reader: Professional) -> list[PlanReading]:
    """Plans for their gaps alone, as the reader may see them, in the order given: four queries, however many.

    Of so many rows only what makes a gap is read.
    """
    families = [family for family, _plan in plans]
    return _read(
        plans,
        _members_of(families, reader),
        _standing_in(families, reader),
        _goals_of(families, reader),
        _activities_of(families, reader),
        {},
    )


@asked_in_families
def _members_of(families: Sequence[Family], reader: Professional) -> Any:
    return _with_aims(Member.objects.filter(family__in=families))


@asked_in_families
def _standing_in(families: Sequence[Family], reader: Professional) -> Any:
    standing = Involvement.objects.open().filter(family__in=families).select_related("professional")
    return standing.only("family", "tier", "stands_in_for", "professional__name", "professional__name_key")


@asked_in_families
def _goals_of(families: Sequence[Family], reader: Professional) -> Any:
    goals = Goal.objects.visible_in(families, reader).with_co_owner_keys()
    return goals.only("family", "member", "status", *CARRIED)


@asked_in_families
def _activities_of(families: Sequence[Family], reader: Professional) -> Any:
    activities = Activity.objects.visible_in(families, reader).open()
    return activities.with_co_owner_keys().with_member_keys().only("family", "goal", *CARRIED)


def _read(
    plans: Sequence[tuple[Family, Masterplan]],
    all_members: Iterable[Any],  # with their aims
    all_standing: Iterable[Involvement],
    all_goals: Iterable[Goal],  # these and the activities as the reader may see them, with their keys
    all_activities: Iterable[Activity],
    results: dict[UUID | None, list[Result]],
) -> list[PlanReading]:
    members, standing = _by_family(all_members), _by_family(all_standing)
    goals, activities = _by_family(all_goals), _by_family(all_activities)
    people = {each.professional_id: each.professional for rows in standing.values() for each in rows}
    _read_those_who_left(people, [*_flat(goals), *_flat(activities)])
    return [
        _assemble(
            family, plan, members[family.pk], standing[family.pk], goals[family.pk], activities[family.pk],
            people, results,
        )
        for family, plan in plans
    ]  # fmt: skip


def _by_family(rows: Iterable[Any]) -> dict[Any, list[Any]]:
    found: dict[Any, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.family_id].append(row)
    return found


def _flat(rows: dict[Any, list[Any]]) -> list[Any]:
    return [row for each in rows.values() for row in each]


def _read_those_who_left(people: dict[Any, Professional], items: Iterable[Any]) -> None:
    """Names of those who carry something and have left the family; asked for only when there are any."""
    items = list(items)
    carrying = {key for item in items for key in keys_in(item.co_owner_keys)}
    carrying |= {item.responsible_id for item in items if item.responsible_id}
    if unknown := carrying - set(people):
        people.update(Professional.objects.in_bulk(unknown))


@asked_in_family
def _contributions(family: Family, reader: Professional, since: date) -> Any:
    found = family.contributions.visible_to(reader).filter(on__gte=since, activity__isnull=False)
    return found.order_by("-on").values_list("activity", "on", "outcome")


def _results(family: Family, reader: Professional) -> dict[UUID | None, list[Result]]:
    rows: dict[UUID | None, list[Result]] = defaultdict(list)
    for activity, on, outcome in _contributions(family, reader, clock.today() - RESULTS_WITHIN):
        if len(rows[activity]) < RESULTS_SHOWN:
            rows[activity].insert(0, Result(on, outcome))
    return rows


def _assemble(
    family: Family,
    plan: Masterplan,
    members: list[Any],  # each with its ``aim``
    standing: list[Involvement],
    goals: list[Goal],
    activities: list[Any],  # each with its ``member_keys``
    people: dict[Any, Professional],
    results: dict[UUID | None, list[Result]],
) -> PlanReading:
    def carriers(item: Any) -> list[Professional]:
        co_owners = [
            people[key] for key in keys_in(item.co_owner_keys) if key != item.responsible_id and key in people
        ]
        first = [people[item.responsible_id]] if item.responsible_id else []
        return first + sorted(co_owners, key=lambda person: person.name_key)

    def mark(item: Any) -> str:
        if plan.status != PlanStatus.REVISION or plan.agreed_at is None or item.changed_at <= plan.agreed_at:
            return ""
        return "new" if item.written_at > plan.agreed_at else "changed"

    family.protected = Protected.among(members, family.address)  # read already: nothing more is asked
    by_key = {member.pk: member for member in members}
    parts: dict[UUID | None, PartReading] = {None: PartReading(None, plan.aim)}
    parts |= {member.pk: PartReading(member, member.aim or "") for member in members}
    goal_lines = {goal.pk: GoalLine(goal, carriers(goal), mark(goal)) for goal in goals}
    for goal_line in goal_lines.values():
        parts[goal_line.goal.member_id].goals.append(goal_line)
    activity_lines = []
    for activity, member_keys in ((each, keys_in(each.member_keys)) for each in activities):
        taking_part = sorted((by_key[key] for key in member_keys), key=members.index)
        line = ActivityLine(
            activity, carriers(activity), taking_part, mark(activity), results.get(activity.pk, [])
        )
        activity_lines.append(line)
        if activity.goal_id in goal_lines:
            goal_lines[activity.goal_id].activities.append(line)
        else:
            only = taking_part[0].pk if len(taking_part) == 1 else None
            parts[only].activities.append(line)
    shown = [part for part in parts.values() if part.is_shown]
    return PlanReading(family, plan, members, standing, shown, list(goal_lines.values()), activity_lines)
