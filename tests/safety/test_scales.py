"""What numbers say beside each other, held against a slow and obvious reading of the same rows."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from safety import scales

BEGAN = date(2026, 1, 1)

# A busy machine draws slowly; that says nothing of what is drawn.
patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
RATERS = ("Hodan", "Zakariye", "Fatuma", "Birgitte", "Sara")
KINDS = {"Hodan": "family", "Zakariye": "family", "Fatuma": "network"}


@dataclass(frozen=True)
class Worded:
    number: int


@dataclass(frozen=True)
class Row:
    """One answer, as much of it as the arithmetic asks for."""

    pk: int
    who: str
    day: int
    value: int | None
    wording: int = 1
    is_followed: bool = False

    @property
    def speaker_key(self) -> str:
        return self.who

    @property
    def is_of_family(self) -> bool:
        return KINDS.get(self.who) == "family"

    @property
    def professional_id(self) -> str | None:
        return None if self.who in KINDS else self.who

    @property
    def version(self) -> Worded:
        return Worded(self.wording)

    @property
    def on(self) -> date:
        return BEGAN + timedelta(days=self.day)

    @property
    def typed_at(self) -> datetime:
        return datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=self.day, minutes=self.pk)


@st.composite
def answers(draw: Any) -> list[Row]:
    """Rows of five people on up to three wordings, some of them corrected, in any order."""
    told = draw(
        st.lists(
            st.tuples(
                st.sampled_from(RATERS),
                st.integers(0, 40),
                st.none() | st.integers(0, 10),
                st.integers(1, 3),
                st.booleans(),
            ),
            max_size=14,
        )
    )
    return list(draw(st.permutations([Row(pk, *each) for pk, each in enumerate(told)])))


def obviously_latest(rows: list[Row], since: date, until: date) -> dict[str, Row]:
    """One rater after the other, one row after the other."""
    standing = [row for row in rows if not row.is_followed and since <= row.on <= until]
    newest = max([row.wording for row in standing], default=0)
    found: dict[str, Row] = {}
    for who in RATERS:
        for row in standing:
            if row.who == who and row.wording == newest:
                best = found.get(who)
                if best is None or (row.on, row.typed_at, str(row.pk)) > (
                    best.on,
                    best.typed_at,
                    str(best.pk),
                ):
                    found[who] = row
    return found


def obvious_median(numbers: list[int]) -> float:
    """Take one away at each end until one or two are left."""
    left = sorted(numbers)
    while len(left) > 2:
        left = left[1:-1]
    return sum(left) / len(left)


@patient
@given(answers(), st.integers(-1, 41), st.integers(-1, 41))
def test_each_raters_last_answer_of_a_window_is_the_one_that_is_read(
    rows: list[Row], first: int, last: int
) -> None:
    since, until = BEGAN + timedelta(days=first), BEGAN + timedelta(days=last)
    found = {row.who: row for row in scales.latest_within(rows, since, until)}
    assert found == obviously_latest(rows, since, until)


@patient
@given(answers(), st.integers(-1, 41))
def test_up_to_a_day_is_a_window_from_the_beginning(rows: list[Row], last: int) -> None:
    day = BEGAN + timedelta(days=last)
    assert scales.latest_by(rows, day) == scales.latest_within(rows, date.min, day)


@patient
@given(answers(), st.randoms(use_true_random=False))
def test_the_order_in_which_rows_are_read_changes_nothing(rows: list[Row], chance: Any) -> None:
    shuffled = list(rows)
    chance.shuffle(shuffled)
    assert scales.counted(shuffled) == scales.counted(rows)
    assert scales.courses(shuffled) == scales.courses(rows)
    assert scales.latest_by(shuffled, date.max) == scales.latest_by(rows, date.max)


@patient
@given(answers())
def test_what_was_corrected_is_never_counted(rows: list[Row]) -> None:
    standing = [row for row in rows if not row.is_followed]
    assert set(scales.counted(rows)) == set(standing)
    assert scales.latest_by(rows, date.max) == scales.latest_by(standing, date.max)
    assert scales.courses(rows) == scales.courses(standing)


@patient
@given(answers())
def test_an_answer_without_a_number_is_never_a_nought(rows: list[Row]) -> None:
    seen = scales.picture(scales.latest_by(rows, date.max))
    numbers = [row.value for row in seen.answers if row.value is not None]
    assert (seen.everybody.n if seen.everybody else 0) == len(numbers)
    assert len(seen.without_number) == len(seen.answers) - len(numbers)
    assert (seen.everybody.lowest if seen.everybody else None) == min(numbers, default=None)


@patient
@given(answers())
def test_wordings_are_never_put_together(rows: list[Row]) -> None:
    assert len({row.wording for row in scales.latest_by(rows, date.max)}) <= 1
    for course in scales.courses(rows):
        assert len({(row.wording, row.who) for row in course.rows}) == 1


@patient
@given(st.lists(st.integers(0, 10), min_size=1, max_size=20))
def test_spread_is_highest_less_lowest_and_the_median_lies_between(numbers: list[int]) -> None:
    seen = scales.summary(numbers)
    assert seen
    assert (seen.n, seen.lowest, seen.highest) == (len(numbers), min(numbers), max(numbers))
    assert seen.spread == max(numbers) - min(numbers)
    assert seen.median == obvious_median(numbers)
    assert seen.lowest <= seen.median <= seen.highest


@patient
@given(answers())
def test_the_familys_view_and_the_professionals_stand_beside_each_other(rows: list[Row]) -> None:
    latest = scales.latest_by(rows, date.max)
    seen = scales.picture(latest)
    family = [row.value for row in latest if row.who in ("Hodan", "Zakariye") and row.value is not None]
    others = [row.value for row in latest if row.who in ("Birgitte", "Sara") and row.value is not None]
    assert (seen.family.median if seen.family else None) == (obvious_median(family) if family else None)
    assert (seen.professionals.n if seen.professionals else 0) == len(others)
    if family and others:
        assert seen.gap == obvious_median(others) - obvious_median(family)
    else:
        assert seen.gap is None


def test_nobody_has_no_picture() -> None:
    nobody: list[Row] = []
    seen = scales.picture(nobody)
    assert (seen.everybody, seen.family, seen.gap) == (None, None, None)


@pytest.mark.parametrize(
    ("values", "start", "now", "change"),
    [
        ([3, 5], 3, 5, 2),
        ([3], 3, 3, None),
        ([None, 4, 6], 4, 6, 2),  # the first number, not the first silence
        ([4, None], 4, None, None),
        ([None], None, None, None),
    ],
)
def test_a_course_goes_from_the_first_number_to_the_last_answer(
    values: list[int | None], start: int | None, now: int | None, change: int | None
) -> None:
    rows = [Row(number, "Hodan", number, value) for number, value in enumerate(values)]
    (course,) = scales.courses(rows)
    assert (course.start.value, course.now.value, course.change) == (start, now, change)
