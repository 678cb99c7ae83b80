"""Two states of a plan side by side for one reader: what came, what went, what changed, by whom and why."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Model
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from families.history import Change
from families.models import Professional
from masterplans.frozen import Eyes, Frozen, frozen_often, frozen_when
from masterplans.models import Activity, Masterplan, Part, StatutoryKind, Version
from masterplans.models.version import content_of
from roskilde import clock
from safety.models import Field, Goal, GoalStatus, Whose

NOTHING = "–"


@dataclass(frozen=True)
class By:
    """A save between the two: who, when and why, where somebody wrote why."""

    who: str
    at: datetime
    why: str


@dataclass
class Difference:
    """One thing that is in one of the two only, or reads otherwise in them."""

    kind: str  # "came", "went" or "changed"
    what: str  # its own words
    changes: list[Change] = field(default_factory=list)
    by: list[By] = field(default_factory=list)


@dataclass(frozen=True)
class Group:
    label: Any
    differences: list[Difference]


@dataclass(frozen=True)
class Compared:
    first: Version
    last: Version | None  # None: the plan of today
    groups: list[Group]

    @property
    def is_same(self) -> bool:
        return not any(group.differences for group in self.groups)


def compare(plan: Masterplan, first: int, last: int, reader: Professional) -> Compared:
    """What differs from the version ``first`` to the version ``last`` (0: today), as the reader may see both;
    the same number of queries however much stands in them."""
    by_number = {version.number: version for version in plan.versions.filter(number__in=[first, last])}
    before, after = by_number[first], by_number[last] if last else None
    if after and after.number < before.number:
        before, after = after, before
    eyes = Eyes(plan.family, reader)
    was, now = before.content, after.content if after else content_of(plan)
    between = (before.agreed_at, after.agreed_at if after else clock.now())
    groups = [
        Group(gettext_lazy("The whole family"), _facts(plan, was, now, between)),
        Group(gettext_lazy("What we want with each"), _aims(plan, was, now, between)),
        Group(gettext_lazy("The programme"), _stages(was, now)),
        Group(gettext_lazy("Goals"), _items(Goal, "goals", was, now, eyes, between, _goal_facts)),
        Group(
            gettext_lazy("Activities"),
            _items(Activity, "activities", was, now, eyes, between, _activity_facts(was, now, eyes)),
        ),
        Group(gettext_lazy("Plans by law"), _by_law(was, now)),
    ]
    return Compared(before, after, [group for group in groups if group.differences])


Between = tuple[datetime, datetime]
Facts = Callable[[Frozen], dict[str, str]]


def _changes(was: dict[str, str], now: dict[str, str]) -> list[Change]:
    names = [*was, *(name for name in now if name not in was)]
    return [
        Change(name, was.get(name) or NOTHING, now.get(name) or NOTHING)
        for name in names
        if (was.get(name) or NOTHING) != (now.get(name) or NOTHING)
    ]


def _day(text: str) -> str:
    return date_format(date.fromisoformat(text), "DATE_FORMAT") if text else ""


def _facts(plan: Masterplan, was: Frozen, now: Frozen, between: Between) -> list[Difference]:
    """What the family hopes for, what the plan wants with all of them, the next follow-up."""

    def facts(content: Frozen) -> dict[str, str]:
        return {
            _("What we hope for"): content["hopes"],
            _("What we want together"): content["aim"],
            _("Next follow-up"): _day(content["next_follow_up_on"]),
        }

    if not (changes := _changes(facts(was), facts(now))):
        return []
    # Of the plan's own saves most tell where it stands; whoever wrote what it wants is among them.
    saves = (
        _saves(Masterplan, [plan.pk], between, reach=lambda _row: True) if was["aim"] != now["aim"] else {}
    )
    return [Difference("changed", "", changes, saves.get(str(plan.pk), []))]


def _aims(plan: Masterplan, was: Frozen, now: Frozen, between: Between) -> list[Difference]:
    before = {part["member"]: part for part in was["parts"] if part["aim"]}
    after = {part["member"]: part for part in now["parts"] if part["aim"]}
    changed = [key for key in {**before, **after} if _aim(before, key) != _aim(after, key)]
    if not changed:
        return []
    keys = {str(member): key for key, member in plan.parts.values_list("pk", "member")}
    saves = _saves(Part, [keys[each] for each in changed if each in keys], between, reach=lambda _row: True)
    label = _("What we want together")
    return [
        Difference(
            "changed",
            (after.get(key) or before[key])["name"],
            _changes({label: _aim(before, key)}, {label: _aim(after, key)}),
            saves.get(str(keys.get(key)), []),
        )
        for key in changed
    ]


def _aim(parts: dict[str, Frozen], key: str) -> str:
    return str(parts[key]["aim"]) if key in parts else ""


def _stages(was: Frozen, now: Frozen) -> list[Difference]:
    def facts(stage: Frozen) -> dict[str, str]:
        return {
            _("What it is for"): stage["aim"],
            _("From"): _day(stage["since"]),
            _("Expected until"): _day(stage["until"]),
        }

    return _listed(was["stages"], now["stages"], lambda stage: str(stage["title"]), facts)


def _by_law(was: Frozen, now: Frozen) -> list[Difference]:
    def name(each: Frozen) -> str:
        kind = str(StatutoryKind(each["kind"]).label)
        return f"{kind}, {each['member']}" if each["member"] else kind

    def facts(each: Frozen) -> dict[str, str]:
        return {
            _("Held by"): each["unit"],
            _("Case number"): each["case_number"],
            _("Dated"): _day(each["made_on"]),
        }

    return _listed(was["statutory_plans"], now["statutory_plans"], name, facts)


def _listed(
    was: Iterable[Frozen], now: Iterable[Frozen], name: Callable[[Frozen], str], facts: Facts
) -> list[Difference]:
    """What has no key of its own in a version, and is known by its name."""
    before, after = {name(each): each for each in was}, {name(each): each for each in now}
    found = [Difference("came", each) for each in after if each not in before]
    found += [Difference("went", each) for each in before if each not in after]
    for each in after.keys() & before.keys():
        if changes := _changes(facts(before[each]), facts(after[each])):
            found.append(Difference("changed", each, changes))
    return found


def _items(
    model: type[Model], kind: str, was: Frozen, now: Frozen, eyes: Eyes, between: Between, facts: Facts
) -> list[Difference]:
    """Goals or activities. One that the reader may see in one of the two only, though it stands in both, is
    left out: it neither came nor went."""
    before = {each["id"]: each for each in was[kind]}
    after = {each["id"]: each for each in now[kind]}
    found: dict[str, Difference] = {}
    for key in {**after, **before}:
        old, new = before.get(key), after.get(key)
        if not all(eyes.reach(each) for each in (old, new) if each):
            continue
        told = new or old
        assert told
        words = str(told.get("words") or told.get("title"))
        if old and new:
            if changes := _changes(facts(old), facts(new)):
                found[key] = Difference("changed", words, changes)
        else:
            found[key] = Difference("came" if new else "went", words)
    order = {"came": 0, "changed": 1, "went": 2}
    if found:
        # Why something was written while it was for fewer eyes stays theirs too.
        frozen = before | after
        saves = _saves(
            model,
            found,
            between,
            reach=lambda row: eyes.reach(
                {**frozen[str(row.id)], "visibility": row.visibility, "author": str(row.author_id)}
            ),
        )
        for key, difference in found.items():
            difference.by = saves.get(key, [])
    return sorted(found.values(), key=lambda each: order[each.kind])


def _saves(
    model: Any, keys: Iterable[Any], between: Between, *, reach: Callable[[Any], bool]
) -> dict[str, list[By]]:
    """Who saved each of them between two moments, oldest first. One query."""
    rows = model.history.filter(id__in=list(keys), history_date__gt=between[0], history_date__lte=between[1])
    found: dict[str, list[By]] = {}
    for row in rows.select_related("history_user").order_by("history_date", "revision"):
        if not reach(row):
            continue
        at, who = timezone.localtime(row.history_date), str(row.history_user or _("The system"))
        told = found.setdefault(str(row.id), [])
        by = By(who, at, row.history_change_reason or "")
        if told and (told[-1].who, told[-1].at.date()) == (who, at.date()) and by.why in ("", told[-1].why):
            continue  # a save leaves a row for each list that it touches
        told.append(by)
    return found


def _goal_facts(goal: Frozen) -> dict[str, str]:
    return {
        _("Words"): goal["words"],
        _("The professionals' addition"): goal["addition"],
        _("For"): goal["member_name"] or _("The whole family"),
        _("Whose goal"): str(Whose(goal["whose"]).label),
        _("Field of work"): str(Field(goal["field"]).label),
        _("Status"): str(GoalStatus(goal["status"]).label),
        _("Who carries it"): ", ".join(goal["carriers"]),
    }


def _activity_facts(was: Frozen, now: Frozen, eyes: Eyes) -> Facts:
    goals = {
        each["id"]: each["words"] for each in (*was["goals"], *now["goals"]) if eyes.reach(each)
    }  # a goal that is not the reader's to see has no words here either

    def facts(activity: Frozen) -> dict[str, str]:
        return {
            _("What"): activity["title"],
            _("What for"): activity["purpose"],
            _("Goal"): goals.get(activity["goal"], ""),
            _("When"): frozen_when(activity),
            _("Minutes"): str(activity["minutes"]),
            _("Last day"): _day(activity["ends_on"]) if frozen_often(activity) else "",
            _("Who takes part"): ", ".join(name for _key, name in activity["members"])
            or _("The whole family"),
            _("Who carries it"): ", ".join(activity["carriers"]),
            _("Where"): eyes.where(activity),
            _("Stage"): activity["stage"],
            _("Interpreter"): _("Needed") if activity["needs_interpreter"] else "",
        }

    return facts
