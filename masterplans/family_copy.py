"""The family's copy of the plan: what stands on it for one member of the family (docs/adr/0017).

It holds what all who are near may read anyway, and of that what is the recipient's: the whole family's, their
own, and for parents what is their children's. Never another adult's or another youth's, nor anything that
tells where a protected member is.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any
from uuid import UUID

from django.utils import translation

from families.models import Family, Involvement, Knows, Member, Professional, Relation, Tier, Visibility
from families.protection import Protected
from masterplans.languages import ORIGINAL, Language, language
from masterplans.models import Masterplan, PlaceKind, PlanStatus
from masterplans.occurrences import Occurrence
from roskilde import clock, papers
from roskilde.keys import keys_in
from safety.models import Attendance, Finding, FollowUp, Goal, NextStep, Presence, Standard

TEMPLATE = Path(__file__).parent / "papers" / "family_copy.typ"
GROWN = 15  # from that age on somebody has a copy of their own, and what is theirs stands on no other
PARENTS = (Relation.MOTHER, Relation.FATHER)


def recipients(family: Family) -> list[Member]:
    """Who is given a copy: the adults, and the youths of 15 or more, who live at home."""
    return [member for member in family.members.all() if member.left_on is None and member.age >= GROWN]


@dataclass
class CopyReading:
    """One recipient's copy in one language, with the week that begins on a Monday."""

    plan: Masterplan
    recipient: Member
    language: Language
    monday: date
    reader: Professional  # who makes it; it holds nothing that they may not see
    is_read_through: bool

    @cached_property
    def content(self) -> bytes:
        return papers.pdf(TEMPLATE, self.data, on=clock.today())

    @property
    def holds(self) -> list[str]:
        """The keys of the goals, activities and steps that stand on it."""
        return sorted(str(each.pk) for each in (*self._goals, *self._activities, *self._steps))

    @property
    def fingerprint(self) -> str:
        """The same for papers that say the same."""
        written = json.dumps(self.data, sort_keys=True)
        return hashlib.sha256(written.encode()).hexdigest()

    @cached_property
    def data(self) -> dict[str, Any]:
        """Everything that the paper says, in the order in which it says it."""
        say = self.language.say
        goals, activities, steps = self._goals, self._activities, self._steps
        return {
            "lang": self.language.key,
            "words": self.language.words,
            "for": say("for_whom", name=self.recipient),
            "family": self.family.name,
            "marks": self._marks(),
            "state": self._state(),
            "printed": say("printed", day=self.language.day_of_month(clock.today())),
            "hopes": self._hopes(),
            "wants": self._wants(),
            "goals": [
                {
                    "words": goal.words,
                    "addition": goal.addition,
                    "field": goal.field,
                    "for": say("goal_for", name=goal.member) if goal.member else "",
                }
                for goal in goals
            ],
            "yours": self._theirs(activities, steps),
            "ours": self._ours(activities, steps),
            "week": self._week(activities),
            "criteria": self._criteria(),
            "meeting": self._meeting(),
            "people": self._people(goals, activities),
        }

    # -- What stands on it -----------------------------------------------------------------------------------

    @property
    def family(self) -> Family:
        return self.plan.family

    @cached_property
    def _members(self) -> list[Member]:
        return list(self.family.members.all())

    @cached_property
    def _own(self) -> frozenset[UUID]:
        """Whose parts of the plan stand on it."""
        own = {self.recipient.pk}
        if self.recipient.relation in PARENTS:
            own |= {each.pk for each in self._members if each.age < GROWN and not each.is_protected}
        return frozenset(own)

    @cached_property
    def _protected(self) -> Protected:
        return Protected.among(self._members, self.family.address)

    @cached_property
    def _goals(self) -> list[Goal]:
        goals = self.family.goals.visible_to(self.reader).filter(visibility=Visibility.NEAR).open()
        shown = goals.select_related("member").with_co_owner_keys()
        return [goal for goal in shown if goal.member_id is None or goal.member_id in self._own]

    @cached_property
    def _activities(self) -> list[Any]:
        """Each with the keys of who takes part and who carries it."""
        activities = (
            self.family.activities.visible_to(self.reader)
            .filter(visibility=Visibility.NEAR)
            .open()
            .with_exceptions()
        )
        found: Any = activities.with_co_owner_keys().with_member_keys().select_related("responsible")
        return [each for each in found if self._is_theirs(keys_in(each.member_keys))]

    def _is_theirs(self, taking_part: Iterable[UUID]) -> bool:
        """The whole family's, or the recipient takes part, or nobody does but their children."""
        keys = set(taking_part)
        return not keys or self.recipient.pk in keys or keys <= self._own

    @cached_property
    def _steps(self) -> list[NextStep]:
        """What was agreed at a follow-up where the recipient sat at the table, and concerns nobody else."""
        was_there = Attendance.objects.filter(
            follow_up__family=self.family, member=self.recipient, presence=Presence.CAME
        )
        steps = self.family.next_steps.visible_to(self.reader).filter(visibility=Visibility.NEAR).open()
        agreed = steps.filter(follow_up__in=was_there.values("follow_up"))
        found = agreed.select_related("member", "network_person", "professional")
        return [each for each in found if self._is_theirs_to_know(each)]

    def _is_theirs_to_know(self, step: NextStep) -> bool:
        if step.network_person:
            return step.network_person.knows != Knows.NOT_YET
        return step.member_id is None or step.member_id in self._own

    @cached_property
    def _standing(self) -> dict[UUID, Involvement]:
        open_here = self.family.involvements.open().exclude(tier=Tier.PERIPHERAL).filter(is_emergency=False)
        return {each.professional_id: each for each in open_here.select_related("professional")}

    # -- Its words -------------------------------------------------------------------------------------------

    def _marks(self) -> list[str]:
        """That nobody has read the language through: in it, and in Danish."""
        if self.is_read_through:
            return []
        return [self.language.words["not_read"], language(ORIGINAL).words["not_read"]]

    def _state(self) -> list[str]:
        say, plan = self.language.say, self.plan
        if plan.agreed_version is None:
            return [say("draft")]
        version = plan.versions.get(number=plan.agreed_version)
        agreed = say("agreed", number=version.number, day=self.language.day_of_month(version.agreed_on))
        return [agreed, say("changing")] if plan.status == PlanStatus.REVISION else [agreed]

    def _hopes(self) -> list[dict[str, str]]:
        say = self.language.say
        found = [
            (say("hopes"), self.family.hopes),
            (say("own_hopes", name=self.recipient), self.recipient.preferred_future),
        ]
        return [{"heading": heading, "words": words} for heading, words in found if words.strip()]

    def _wants(self) -> list[dict[str, str]]:
        """What the plan wants with the whole family, and with those whose parts the paper shows."""
        aims = {part.member_id: part.aim for part in self.plan.parts.all()}
        found = [
            ("", self.plan.aim),
            *(
                (each.name, aims.get(each.pk, ""))
                for each in self._members
                if each.pk in self._own and each.left_on is None
            ),
        ]
        return [{"name": name, "words": words} for name, words in found if words.strip()]

    def _theirs(self, activities: list[Any], steps: list[NextStep]) -> list[dict[str, str]]:
        carried = [each for each in activities if each.network_name]
        agreed = [each for each in steps if each.professional_id is None]
        return [
            *({"who": each.network_name, "what": each.title, "when": self._when(each)} for each in carried),
            *({"who": str(each.speaker), "what": each.words, "when": self._by(each)} for each in agreed),
        ]

    def _ours(self, activities: list[Any], steps: list[NextStep]) -> list[dict[str, str]]:
        carried = [each for each in activities if not each.network_name]
        agreed = [each for each in steps if each.professional_id]
        return [
            *(
                {"who": each.responsible_name, "what": each.title, "when": self._when(each)}
                for each in carried
            ),
            *({"who": str(each.speaker), "what": each.words, "when": self._by(each)} for each in agreed),
        ]

    def _when(self, activity: Any) -> str:
        often = self.language.often(activity.rule) or self.language.short_day(activity.starts_on)
        if activity.starts_at is None:
            return often
        return f"{often} {self.language.hours(activity.starts_at, activity.ends_at)}"

    def _by(self, step: NextStep) -> str:
        return self.language.say("by_day", day=self.language.short_day(step.due_on))

    def _week(self, activities: list[Any]) -> dict[str, Any]:
        sunday = self.monday + timedelta(days=6)
        goals = {goal.pk: goal for goal in self._goals}
        slots = sorted(
            ((once, each) for each in activities for once in each.occurrences(self.monday, sunday)),
            key=lambda slot: (slot[0].starts_at is None, *slot[0].order, slot[1].title),
        )
        say = self.language.say
        return {
            "heading": say(
                "week",
                number=self.monday.isocalendar().week,
                first=self.language.short_day(self.monday),
                last=self.language.short_day(sunday),
            ),
            "slots": [
                {
                    "day": self.language.weekday(once.on.weekday()) if once.starts_at else say("some_day"),
                    "date": self.language.short_day(once.on) if once.starts_at else "",
                    "hours": self.language.hours(once.starts_at, once.ends_at) if once.starts_at else "",
                    "what": each.title,
                    "field": goals[each.goal_id].field if each.goal_id in goals else "",
                    "place_kind": once.place_kind,
                    "where": self._where(each, once),
                    "is_named": bool(once.place) and self._is_open(each, once),
                    "for": self._for_whom(each),
                    "with": each.responsible_name,
                    "interpreter": say("interpreter") if each.needs_interpreter else "",
                }
                for once, each in slots
            ],
        }

    def _is_open(self, activity: Any, once: Occurrence) -> bool:
        """Whether paper may say where: it lies on tables, also those that are not the recipient's."""
        is_unit = once.place_kind == PlaceKind.UNIT
        return is_unit or not self._protected.takes_part(keys_in(activity.member_keys))

    def _where(self, activity: Any, once: Occurrence) -> str:
        if not self._is_open(activity, once):
            return self.language.say("ask_where", name=self.family.coordinator)
        return once.place or self.language.words[f"place_{once.place_kind}"]

    def _for_whom(self, activity: Any) -> str:
        keys = keys_in(activity.member_keys)
        if not keys:
            return self.language.words["everybody"]
        return ", ".join(each.name for each in self._members if each.pk in keys and each.pk in self._own)

    def _criteria(self) -> list[dict[str, Any]]:
        """The four that hold for every family in the paper's language, where they stand as they were laid."""
        with translation.override(ORIGINAL):
            standard = {str(each.label): f"standard_{each.value}" for each in Standard}
        return [
            {
                "words": self.language.words[standard[each.words]] if each.words in standard else each.words,
                "is_fixed": each.words in standard,
                "is_seen": each.finding == Finding.MET,
            }
            for each in self.family.closure_criteria.kept()
        ]

    def _meeting(self) -> str:
        on = FollowUp.next_on(self.family)
        return self.language.say("next_meeting", day=self.language.day(on)) if on else ""

    def _people(self, goals: list[Goal], activities: list[Any]) -> list[dict[str, Any]]:
        """The coordinator, and of those who stand near whoever carries something that stands on this paper:
        another's helper would tell something of the other."""
        carrying = {key for each in (*goals, *activities) for key in keys_in(each.co_owner_keys)}
        carrying |= {each.responsible_id for each in (*goals, *activities) if each.responsible_id}
        coordinator = self.family.coordinator
        found = [(coordinator, self.language.words["coordinator"], True)]
        found += [
            (each.professional, each.function, False)
            for key, each in self._standing.items()
            if key in carrying and key != coordinator.pk
        ]
        return [
            {"name": person.name, "what": what, "is_fixed": fixed, "phone": person.phone}
            for person, what, fixed in found
            if person.phone or person == coordinator
        ]
