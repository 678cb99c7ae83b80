"""What is said in the map, as it was said."""

from collections.abc import Callable, Iterator
from datetime import time, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from families.models import Professional
from outcomes.demo.dates import Deed, When, moment
from outcomes.demo.safety.said import MAPS, Agrees, Decided, Saw, Stated, Told
from roskilde import clock
from safety.models import BottomLine, NextStep, Speaker, Statement

if TYPE_CHECKING:
    from outcomes.demo.telling import FamilyTelling


def statements(telling: "FamilyTelling") -> Iterator[Deed]:
    """Everything in the map; ``telling.statements`` has each statement by its key from its moment on."""
    whole, begun = MAPS[telling.story.name], telling.story.begun
    for number, told in enumerate(whole.stated):
        on = told.on or begun
        yield _deed(telling, on, time(13, 40, number), _write, told)
        if told.goal_on:
            yield _deed(telling, told.goal_on, time(13, 30), _aim, told)
        for seen in told.seen[1:]:
            yield _deed(telling, on, time(13, 41), _see, told, seen)
        for day, who, words in told.otherwise:
            yield _deed(telling, day, time(13, 42), _disagree, told, who, words)
        if told.risk:
            ordered, assessed = told.risk
            yield _deed(telling, ordered, time(14, 0), _order, told)
            yield _deed(telling, assessed, time(13, 0), _assess, told)
        for said in told.told:
            yield _deed(telling, said.on, time(14, 45), _present, told, said)
        if told.resolved:
            yield _deed(telling, told.resolved[0], time(14, 50), _resolve, told, told.resolved[1])
    steps: dict[Agrees, NextStep] = {}
    for agrees in whole.agreed:
        yield _deed(telling, agrees.on, time(13, 50), _agree, agrees, steps)
        if agrees.done:
            yield _deed(telling, agrees.done[0], time(15, 20), _finish, agrees, steps)
        if agrees.dropped:
            yield _deed(telling, agrees.dropped[0], time(15, 20), _drop, agrees, steps)
    for decided in whole.decided:
        yield _deed(telling, decided.written_on, time(10, 15), _decide, decided)


def _deed(telling: "FamilyTelling", when: When, hour: time, do: Callable[..., object], *told: object) -> Deed:
    return Deed(moment(telling.calendar.by_weeks(when), hour), partial(do, telling, *told))


def speaker(telling: "FamilyTelling", name: str) -> Speaker:
    """Somebody of the family, its network or its professionals, by name."""
    if name in telling.members:
        return telling.members[name]
    return telling.people.get(name) or telling.family.network.get(name=name)


def _write(telling: "FamilyTelling", told: Stated) -> None:
    happened = [telling.calendar.by_weeks(day) if day else None for day in told.happened or (None, None)]
    telling.statements[told.key] = Statement.write(
        telling.family,
        by=_by(telling, told),
        speaker=speaker(telling, told.who),
        category=told.category,
        words=told.words,
        addition=told.addition,
        about=[telling.members[name] for name in told.about],
        beside=[telling.statements[key] for key in told.beside],
        happened_on=happened[0],
        happened_until=happened[1],
        goal=telling.goals.get(told.goal) if not told.goal_on else None,
        visibility=told.visibility,
        named=[telling.people[name] for name in told.named],
        occasion=_occasion(telling, told.seen[0]) if told.seen else None,
    )


def _occasion(telling: "FamilyTelling", seen: Saw) -> dict[str, Any]:
    return {
        "on": telling.calendar.by_weeks(seen.on),
        "words": seen.words,
        "saw": speaker(telling, seen.who),
    }


def _by(telling: "FamilyTelling", told: Stated | Agrees | Decided) -> Professional:
    return telling.people[told.by or telling.story.coordinator]


def _aim(telling: "FamilyTelling", told: Stated) -> None:
    telling.statements[told.key].aim(by=_by(telling, told), goal=telling.goals[told.goal])


def _see(telling: "FamilyTelling", told: Stated, seen: Saw) -> None:
    telling.statements[told.key].add_occasion(by=_by(telling, told), **_occasion(telling, seen))


def _disagree(telling: "FamilyTelling", told: Stated, who: str, words: str) -> None:
    telling.statements[told.key].disagree(by=_by(telling, told), who=speaker(telling, who), words=words)


def _order(telling: "FamilyTelling", told: Stated) -> None:
    telling.statements[told.key].order_risk_assessment(by=_by(telling, told))


def _assess(telling: "FamilyTelling", told: Stated) -> None:
    telling.statements[told.key].finish_risk_assessment(by=_by(telling, told))


def _present(telling: "FamilyTelling", told: Stated, said: Told) -> None:
    telling.statements[told.key].present(
        by=telling.people[said.by],
        members=[telling.members[name] for name in said.to],
        network=[telling.family.network.get(name=name) for name in said.network],
        words=said.words,
        reason=said.reason,
    )


def _resolve(telling: "FamilyTelling", told: Stated, reason: str) -> None:
    telling.statements[told.key].resolve(by=_by(telling, told), reason=reason)


def _agree(telling: "FamilyTelling", told: Agrees, steps: dict[Agrees, NextStep]) -> None:
    steps[told] = NextStep.agree(
        telling.family,
        by=_by(telling, told),
        who=speaker(telling, told.who),
        words=told.words,
        due_on=clock.today() + timedelta(days=told.days),
        danger=telling.statements[told.danger],
        visibility=told.visibility,
        named=[telling.people[name] for name in told.named],
    )


def _finish(telling: "FamilyTelling", told: Agrees, steps: dict[Agrees, NextStep]) -> None:
    assert told.done
    steps[told].finish(by=_by(telling, told), outcome=told.done[1])


def _drop(telling: "FamilyTelling", told: Agrees, steps: dict[Agrees, NextStep]) -> None:
    assert told.dropped
    steps[told].drop(by=_by(telling, told), reason=told.dropped[1])


def _decide(telling: "FamilyTelling", told: Decided) -> None:
    BottomLine.add(
        telling.family,
        by=_by(telling, told),
        decision=told.decision,
        decided_on=telling.calendar.by_weeks(told.on),
        unit=told.unit,
        case_number=told.case_number,
    )
