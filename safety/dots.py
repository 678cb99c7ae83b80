"""Everybody's numbers as a drawing: where each dot stands.

Arithmetic alone, in units of the drawing (one is a pixel at full size): the same numbers always give the same
drawing. Each number from 0 to 10 has a band of its own; dots that would lie on each other move apart along
it, and a dot never leaves its band.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

NUMBERS = range(11)
DOT = 16.0  # from the middle of one dot to the middle of the next, at least where there is room
BAND = 38.0
WIDTH, LEFT, TOP, RIGHT, BOTTOM = 760.0, 30.0, 20.0, 14.0, 26.0
HEIGHT = TOP + len(NUMBERS) * BAND + BOTTOM
SHORTEST = timedelta(days=56)  # a first round is a column in the middle, not a line from edge to edge
MOST_TICKS = 9
LONGEST_MARK = 3  # letters in a dot

COLUMN = 40.0  # of the small picture: two dots beside each other
ROW_NAME = 52.0
FOOT = 20.0


@dataclass(frozen=True)
class Dot:
    """One number of one rater, to be placed: whose (``line``), when, and what is told of it."""

    line: Any
    mark: str
    kind: str  # family, network or professional: its shape
    on: date
    value: int
    told: str = ""


@dataclass(frozen=True)
class Placed:
    """A dot with the middle of it."""

    dot: Dot
    x: float
    y: float


@dataclass(frozen=True)
class Tick:
    """A day on the lower edge, or one on which the ends were worded anew."""

    on: date
    x: float


@dataclass(frozen=True)
class Drawing:
    """The course of everybody's numbers."""

    dots: Sequence[Placed]
    lines: Sequence[tuple[str, Sequence[Placed]]]  # the kind of rater, and the dots that it joins
    ticks: Sequence[Tick]
    reworded: Sequence[Tick]
    width: float = WIDTH
    height: float = HEIGHT

    @property
    def bands(self) -> list[tuple[int, float]]:
        """Each number with the upper edge of its band."""
        return [(number, middle_of(number) - BAND / 2) for number in NUMBERS]


def middle_of(number: int) -> float:
    return TOP + (10 - number) * BAND + BAND / 2


def draw(dots: Sequence[Dot], reworded: Iterable[date] = ()) -> Drawing:
    """All dots in time, and a line through those of the same rater and wording (the same ``line``)."""
    first, last = _span([dot.on for dot in dots])

    def x(on: date) -> float:
        return LEFT + DOT / 2 + (WIDTH - LEFT - RIGHT - DOT) * ((on - first) / (last - first))

    placed: dict[int, Placed] = {}
    for number in NUMBERS:
        band = [index for index, dot in enumerate(dots) if dot.value == number]
        for index, at, row in _beside(band, [x(dots[each].on) for each in band]):
            placed[index] = Placed(dots[index], round(at, 1), middle_of(number) + row)
    ordered = [placed[index] for index in range(len(dots))]
    lines: dict[Any, list[Placed]] = defaultdict(list)
    for each in ordered:
        lines[each.dot.line].append(each)
    joined = [
        (each[0].dot.kind, sorted(each, key=lambda one: one.dot.on))
        for each in lines.values()
        if len(each) > 1
    ]
    ticks = [Tick(on, round(x(on), 1)) for on in _months(first, last)]
    between = [Tick(on, round(x(on), 1)) for on in reworded if first < on < last]
    return Drawing(ordered, joined, ticks, between)


def _span(days: Sequence[date]) -> tuple[date, date]:
    first, last = min(days), max(days)
    short = max(SHORTEST - (last - first), timedelta()) / 2
    return first - short, last + short


def _beside(keys: Sequence[int], wanted: Sequence[float]) -> list[tuple[int, float, float]]:
    """Each key with where it stands along the band and how far below its middle: one row, or two."""
    order = sorted(range(len(keys)), key=lambda index: (wanted[index], keys[index]))
    ordered = [wanted[index] for index in order]
    if all(after - before >= DOT for before, after in pairwise(ordered)):
        rows = [order]
    else:
        rows = [order[::2], order[1::2]]
    found = []
    for row, below in zip(rows, (0.0,) if len(rows) == 1 else (-DOT / 2, DOT / 2), strict=True):
        at = apart([wanted[index] for index in row], DOT, LEFT + DOT / 2, WIDTH - RIGHT - DOT / 2)
        found += [(keys[index], x, below) for index, x in zip(row, at, strict=True)]
    return found


def apart(wanted: Sequence[float], gap: float, left: float, right: float) -> list[float]:
    """Places as near as can be to the wanted ones (ascending), ``gap`` apart and between both edges.

    Where there is not room for all, they lie evenly on each other.
    """
    if len(wanted) > 1:
        gap = min(gap, (right - left) / (len(wanted) - 1))
    # Without the gaps it is the nearest ascending sequence: neighbours out of order meet in their middle.
    pools: list[tuple[float, int]] = []
    for number, x in enumerate(wanted):
        middle, size = x - number * gap, 1
        while pools and pools[-1][0] > middle:
            before, many = pools.pop()
            middle, size = (before * many + middle * size) / (many + size), many + size
        pools.append((middle, size))
    highest = right - (len(wanted) - 1) * gap if wanted else right
    flat = [min(max(middle, left), highest) for middle, size in pools for _each in range(size)]
    return [x + number * gap for number, x in enumerate(flat)]


def _months(first: date, last: date) -> list[date]:
    """The first of each month, or of every second, third, sixth, twelfth: as many as can be read."""
    months = [
        date(year, month, 1)
        for year in range(first.year, last.year + 1)
        for month in range(1, 13)
        if first <= date(year, month, 1) <= last
    ]
    for step in (1, 2, 3, 6, 12):
        shown = [each for each in months if (each.month - 1) % step == 0]
        if len(shown) <= MOST_TICKS:
            return shown
    return shown[:: len(shown) // MOST_TICKS + 1]


# -- The small picture: start and now ------------------------------------------------------------------------


@dataclass(frozen=True)
class Band:
    """One row of the small picture: its name, where it ends below, and the span from lowest to highest."""

    name: str
    top: float
    height: float
    dots: Sequence[Placed]
    left: float | None = None
    right: float | None = None


@dataclass(frozen=True)
class Strip:
    """Everybody's number at one time and at another, above each other."""

    bands: Sequence[Band]
    width: float
    height: float

    @property
    def columns(self) -> list[tuple[int, float]]:
        return [(number, column_of(number)) for number in NUMBERS]


def column_of(number: int) -> float:
    return ROW_NAME + number * COLUMN + COLUMN / 2


def strip(rows: Sequence[tuple[str, Sequence[Dot]]]) -> Strip:
    """Rows of dots, (name, dots) from the top; in a column two stand beside each other, the rest above."""
    bands, top = [], 2.0
    for name, dots in rows:
        stacks: dict[int, list[Dot]] = defaultdict(list)
        for dot in dots:
            stacks[dot.value].append(dot)
        layers = max(((len(stack) + 1) // 2 for stack in stacks.values()), default=1)
        height = layers * (DOT + 2) + 8
        placed = [
            Placed(dot, column_of(value) + _sideways(number, len(stack)), top + height - 4 - DOT / 2 - below)
            for value, stack in sorted(stacks.items())
            for number, dot in enumerate(stack)
            for below in [(number // 2) * (DOT + 2)]
        ]
        edges = (column_of(min(stacks)) - COLUMN / 2, column_of(max(stacks)) + COLUMN / 2) if stacks else ()
        bands.append(Band(name, top, height, placed, *edges))
        top += height + 4
    return Strip(bands, ROW_NAME + len(NUMBERS) * COLUMN + 2, top + FOOT)


def _sideways(number: int, many: int) -> float:
    is_alone = number == many - 1 and number % 2 == 0
    return 0.0 if is_alone else (-1 if number % 2 == 0 else 1) * (DOT / 2 + 1)


# -- The letters in the dots ---------------------------------------------------------------------------------


def marks(names: Sequence[str]) -> list[str]:
    """As few letters of each name as tell it from the others, or its first one with a number."""
    found, numbered = [], dict.fromkeys((name[:1] for name in names), 0)
    for name in names:
        beginnings = (name[:length] for length in range(1, LONGEST_MARK + 1))
        alone = (each for each in beginnings if sum(other.startswith(each) for other in names) == 1)
        mark = next(alone, "").strip()
        if not mark:
            numbered[name[:1]] += 1
            mark = f"{name[:1]}{numbered[name[:1]]}"
        found.append(mark)
    return found
