"""The numbers that everybody gave, at the start and at each measure, and why."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from outcomes.demo.dates import Deed, When, moment
from outcomes.demo.safety.numbers import SCALES, Rates, Scaled
from outcomes.demo.safety.statements import speaker
from roskilde import clock
from safety.forms.scales import answers_with_faces
from safety.models import NoNumber, Rating, Scale, Speaker

if TYPE_CHECKING:
    from outcomes.demo.telling import FamilyTelling

PAIRED, OWN, TOGETHER, AFTERWARDS = time(14, 10), time(10, 20), time(16, 40), time(9, 15)


@dataclass(frozen=True)
class _Told:
    """One scale on its way into the database."""

    telling: "FamilyTelling"
    scaled: Scaled
    rows: dict[tuple[str, When], Rating]

    def pair(self) -> None:
        told, telling = self.scaled, self.telling
        danger = telling.statements[told.danger]
        Scale.pair(danger, by=danger.author, zero=told.zero, ten=told.ten)

    @property
    def scale(self) -> Scale:
        danger = self.telling.statements[self.scaled.danger]
        return self.telling.family.scales.for_nobody("the story tells of all").get(danger=danger)

    def give(self, who: str, on: When, answer: Rates) -> None:
        """Each professional by themselves; the family and its network with whoever sits with them."""
        telling = self.telling
        rater = speaker(telling, who)
        is_professional = who in telling.people
        by = telling.people[who if is_professional else self.scaled.by or telling.story.coordinator]
        held = telling.family.follow_ups.held().filter(on=clock.today()).first()
        said, because = answer if isinstance(answer, tuple) else (answer, "")
        self.rows[who, on] = Rating.give(
            self.scale,
            by=by,
            rater=rater,
            value=said if isinstance(said, int) else None,
            no_number=said if isinstance(said, NoNumber) else "",
            because=because,
            follow_up=held,
            **self._spoken(rater, who),
        )

    def _spoken(self, rater: Speaker, who: str) -> dict[str, Any]:
        member = self.telling.members.get(who)
        through = member is not None and member.needs_interpreter
        return {
            "with_faces": answers_with_faces(rater, clock.today()),
            "through_interpreter": through,
            "language": self.telling.story.language if through else "",
        }

    def add_reason(self, who: str, on: When, because: str) -> None:
        row = self.rows[who, on]
        row.follow(by=row.typed_by, because=because)

    def correct(self, who: str, on: When, value: int) -> None:
        row = self.rows[who, on]
        row.follow(by=row.typed_by, value=value)


def scales(telling: "FamilyTelling") -> Iterator[Deed]:
    """Each danger gets its scale, and everybody gives a number at each measure."""

    def at(on: When, hour: time, days: int = 0) -> datetime:
        return moment(telling.calendar.by_weeks(on) + timedelta(days=days), hour)

    for scaled in SCALES.get(telling.story.name, ()):
        told = _Told(telling, scaled, {})
        yield Deed(at(scaled.on, PAIRED), told.pair)
        for who, answers in scaled.answers.items():
            for on, answer in zip(scaled.measures, answers, strict=False):
                if answer is None:
                    continue
                hour = OWN if who in telling.people else TOGETHER
                yield Deed(at(on, hour), partial(told.give, who, on, answer))
        for (who, on), because in scaled.reasons_later.items():
            yield Deed(at(on, AFTERWARDS, days=1), partial(told.add_reason, who, on, because))
        for (who, on), value in scaled.corrected.items():
            yield Deed(at(on, AFTERWARDS, days=1), partial(told.correct, who, on, value))
