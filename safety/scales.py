"""What the numbers on one scale say beside each other: arithmetic alone, and never one number for a family.

A row that a later one corrects or completes is never counted, an answer without a number is no number, and
rows of different wordings are never put together.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

EARLIEST = date.min

# A rating ``with_raters``, or whatever has what the arithmetic asks for: pk, speaker_key, version (the newer
# wording has the higher number), on, typed_at, value, is_followed, is_of_family, professional_id.
R = TypeVar("R", bound=Any)


@dataclass(frozen=True)
class Summary:
    """Where one figure is needed: the median, and never without how many, the lowest and the highest."""

    n: int
    lowest: int
    highest: int
    median: float

    @property
    def spread(self) -> int:
        return self.highest - self.lowest


def summary(numbers: Iterable[int]) -> Summary | None:
    """None where nobody has given a number."""
    ordered = sorted(numbers)
    if not ordered:
        return None
    middle = len(ordered) // 2
    median = float(ordered[middle]) if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2
    return Summary(len(ordered), ordered[0], ordered[-1], median)


@dataclass(frozen=True)
class Picture(Generic[R]):
    """How it looks to all of them at one time: one answer of each."""

    answers: Sequence[R]
    everybody: Summary | None
    family: Summary | None
    professionals: Summary | None
    network: Summary | None

    @property
    def without_number(self) -> list[R]:
        return [row for row in self.answers if row.value is None]

    @property
    def gap(self) -> float | None:
        """How much higher the professionals' median lies than the family's; None where one side is silent."""
        if self.family is None or self.professionals is None:
            return None
        return self.professionals.median - self.family.median


def picture(answers: Sequence[R]) -> Picture[R]:
    """The picture of answers of which each is somebody else's, as ``latest_by`` gives them."""

    def of(rows: Iterable[R]) -> Summary | None:
        return summary(row.value for row in rows if row.value is not None)

    return Picture(
        answers,
        everybody=of(answers),
        family=of(row for row in answers if row.is_of_family),
        professionals=of(row for row in answers if row.professional_id),
        network=of(row for row in answers if not row.is_of_family and not row.professional_id),
    )


def counted(rows: Iterable[R]) -> list[R]:
    """As they were given, the oldest first, without those that a later row corrects or completes."""
    standing = (row for row in rows if not row.is_followed)
    return sorted(standing, key=lambda row: (row.on, row.typed_at, str(row.pk)))


def on_one_wording(rows: Iterable[R]) -> list[R]:
    """Only what was answered on the newest wording among them."""
    found = list(rows)
    newest = max((row.version.number for row in found), default=0)
    return [row for row in found if row.version.number == newest]


def latest_within(rows: Iterable[R], since: date, until: date) -> list[R]:
    """Each rater's last answer of a window, both days included, on its newest wording; in order of giving."""
    given = on_one_wording(row for row in counted(rows) if since <= row.on <= until)
    latest = {row.speaker_key: row for row in given}
    return [row for row in given if latest[row.speaker_key] is row]


def latest_by(rows: Iterable[R], day: date) -> list[R]:
    """Each rater's last answer up to a day, that day included."""
    return latest_within(rows, EARLIEST, day)


@dataclass(frozen=True)
class Course(Generic[R]):
    """All that one rater has answered on one wording, the oldest first."""

    rows: Sequence[R]

    @property
    def now(self) -> R:
        return self.rows[-1]

    @property
    def start(self) -> R:
        """The first number; where there is none, the first answer."""
        return next((row for row in self.rows if row.value is not None), self.rows[0])

    @property
    def change(self) -> int | None:
        """None where there is nothing to compare: no two numbers, or an answer without one."""
        if self.start is self.now or self.start.value is None or self.now.value is None:
            return None
        change: int = self.now.value - self.start.value
        return change


def courses(rows: Iterable[R]) -> list[Course[R]]:
    """One for each rater and wording, in the order in which they begin: no line goes from one to another."""
    found: dict[tuple[int, Any], list[R]] = {}
    for row in counted(rows):
        found.setdefault((row.version.number, row.speaker_key), []).append(row)
    return [Course(each) for each in found.values()]
