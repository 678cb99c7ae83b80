"""The circles around a family as a drawing: where each mark stands, and each word beside it.

Arithmetic alone, in units of the drawing (one is a pixel at full size), with the family at 0, 0: the same
people always give the same drawing, and no two labels in it ever meet.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from math import ceil, cos, pi, sin

NAME_SIZE, NOTE_SIZE = 13.0, 11.5  # of the letters; the stylesheet draws them so
NAME_LINE, NOTE_LINE = 16, 14
WIDEST = 122.0  # a line of a label
MARK = 13  # half the height of a mark, the mentor's second ring included
HUB = 46  # half the height of the family in the middle
AIR = 3  # between two labels, at least
STEP = 6  # rings are tried this far apart
BETWEEN_RINGS = 40  # at least, so that each is seen as one
WIDER_THAN_HIGH = 1.3  # names are written sideways: the rings are as well
EVENNESS = (0.45, 0.7, 1.0)  # how much of an even share each keeps from the next

_NARROW, _WIDE = frozenset("fijlrtI.,:;'’!|()-/ "), frozenset("mwMWæÆœŒ@%…")


@dataclass(frozen=True)
class Someone:
    """Who is to stand in the drawing: what is written beside the mark, and in full when one rests on it."""

    name: str
    told: str
    note: str = ""
    sector: str = ""  # its sorted name: those of one sector stand in one direction
    letter: str = ""
    tint: int = 0
    knows: str = ""  # of somebody in the network
    is_mentor: bool = False


@dataclass(frozen=True)
class Box:
    """What a mark and its words cover."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        return (
            self.left < other.right + AIR
            and other.left < self.right + AIR
            and self.top < other.bottom + AIR
            and other.top < self.bottom + AIR
        )


@dataclass(frozen=True)
class Line:
    """One line of words: how far below the mark's middle it stands."""

    words: str
    y: int
    is_note: bool = False


@dataclass(frozen=True)
class Mark:
    """Somebody, placed."""

    who: Someone
    x: int
    y: int
    lines: tuple[Line, ...]
    box: Box


@dataclass(frozen=True)
class Ring:
    """One circle: its half-width and half-height, and its name on its topmost point."""

    name: str
    kind: str
    rx: int
    ry: int
    marks: tuple[Mark, ...]
    caption: Box

    @property
    def name_y(self) -> int:
        return 4 - self.ry


@dataclass(frozen=True)
class Drawing:
    """The whole picture, with the part of the plane that holds all of it."""

    hub: tuple[Line, ...]
    hub_radius: int
    rings: tuple[Ring, ...]
    left: int
    top: int
    width: int
    height: int


def draw(family: str, rings: Sequence[tuple[str, str, Sequence[Someone]]]) -> Drawing:
    """The family in the middle and its rings, innermost first: (kind, name on the ring, who stands there).

    An empty ring is left out. Around each ring people follow their sector, clockwise from the top.
    """
    towards = _directions([each for _kind, _name, people in rings for each in people])
    taken = [Box(-HUB, -HUB, HUB, HUB)]
    drawn: list[Ring] = []
    radius = float(HUB)
    for kind, name, people in rings:
        if not people:
            continue
        ring = _around(kind, name, sorted(people, key=lambda each: each.sector), towards, taken, radius)
        drawn.append(ring)
        taken += [ring.caption, *(mark.box for mark in ring.marks)]
        radius = ring.ry
    left = min(box.left for box in taken) - 2 * AIR
    top = min(box.top for box in taken) - 2 * AIR
    right, bottom = max(box.right for box in taken), max(box.bottom for box in taken)
    across, down = (max((each.rx for each in drawn), default=0), max((each.ry for each in drawn), default=0))
    left, top = min(left, -across - 2), min(top, -down - 2)
    right, bottom = max(right + 2 * AIR, across + 2), max(bottom + 2 * AIR, down + 2)
    hub = _wrapped(family, NAME_SIZE, 2, 2 * HUB - 12)
    first = 5 - NAME_LINE * (len(hub) - 1) // 2
    return Drawing(
        hub=tuple(Line(words, first + NAME_LINE * number) for number, words in enumerate(hub)),
        hub_radius=HUB,
        rings=tuple(drawn),
        left=-ceil(-left),
        top=-ceil(-top),
        width=ceil(right) + ceil(-left),
        height=ceil(bottom) + ceil(-top),
    )


def _directions(people: Sequence[Someone]) -> dict[str, float]:
    """In which direction each sector stands, as a share of the way around; room by how many there are."""
    sectors = sorted(each.sector for each in people)
    return {
        sector: (sectors.index(sector) + sectors.count(sector) / 2) / len(sectors) for sector in set(sectors)
    }


def _around(
    kind: str,
    name: str,
    people: Sequence[Someone],
    towards: dict[str, float],
    taken: Sequence[Box],
    inner: float,
) -> Ring:
    """The smallest ring outside ``inner`` on which everybody has room."""
    half = _width(name, NOTE_SIZE) / 2 + AIR
    labels = [(each, *_label(each)) for each in people]
    wanted = [towards[each.sector] for each in people]
    for radius in count(ceil(inner) + BETWEEN_RINGS, STEP):
        caption = Box(-half, -radius - 8, half, -radius + 8)
        if any(caption.meets(box) for box in taken):
            continue
        for evenness in EVENNESS:
            marks = tuple(
                _placed(*label, turn, radius)
                for label, turn in zip(labels, _spread(wanted, evenness), strict=True)
            )
            if not _collide([caption, *(mark.box for mark in marks)], taken):
                return Ring(name, kind, round(radius * WIDER_THAN_HIGH), radius, marks, caption)
    raise AssertionError("there is room on some ring")  # the search has no end


def _spread(wanted: Sequence[float], evenness: float) -> list[float]:
    """Each as near the wanted direction as the distance to the next allows; the top is the ring's name's."""
    apart = evenness / (len(wanted) + 1)
    turns: list[float] = []
    for number, each in enumerate(wanted):
        turns.append(max(each, turns[-1] + apart if number else apart))
    latest = 1.0
    for number in reversed(range(len(turns))):
        latest = turns[number] = min(turns[number], latest - apart)
    return turns


def _placed(who: Someone, lines: tuple[Line, ...], half: float, turn: float, radius: float) -> Mark:
    """Clockwise from the top, a share of the way around."""
    x = round(sin(turn * 2 * pi) * radius * WIDER_THAN_HIGH)
    y = round(-cos(turn * 2 * pi) * radius)
    return Mark(who, x, y, lines, Box(x - half, y - MARK, x + half, y + lines[-1].y + 4))


def _collide(boxes: Sequence[Box], taken: Sequence[Box]) -> bool:
    return any(
        box.meets(other) for number, box in enumerate(boxes) for other in (*taken, *boxes[number + 1 :])
    )


def _label(who: Someone) -> tuple[tuple[Line, ...], float]:
    """The name in two lines at most, under the mark; what is noted of them in two more, smaller. And how far
    they reach to either side."""
    lines, y = [], MARK + 12
    for words in _wrapped(who.name, NAME_SIZE, 2, WIDEST):
        lines.append(Line(words, y))
        y += NAME_LINE
    y -= NAME_LINE - NOTE_LINE
    for words in _wrapped(who.note, NOTE_SIZE, 2, WIDEST):
        lines.append(Line(words, y, is_note=True))
        y += NOTE_LINE
    wide = (_width(line.words, NOTE_SIZE if line.is_note else NAME_SIZE) / 2 for line in lines)
    return tuple(lines), max(MARK, *wide)


def _wrapped(text: str, size: float, most: int, widest: float) -> list[str]:
    """The text in so many lines, broken between words; what has no room ends in three dots."""
    lines: list[str] = []
    for word in text.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and (_width(joined, size) <= widest or len(lines) == most):
            lines[-1] = joined
        else:
            lines.append(word)
    return [_shortened(line, size, widest) for line in lines]


def _shortened(text: str, size: float, widest: float) -> str:
    if _width(text, size) <= widest:
        return text
    while text and _width(f"{text}…", size) > widest:
        text = text[:-1]
    return f"{text.rstrip()}…"


def _width(text: str, size: float) -> float:
    """How wide the words are at most: no typeface is asked, so each letter is given plenty."""
    return sum(_widths(text)) * size


def _widths(text: str) -> Iterator[float]:
    for letter in text:
        if letter in _NARROW:
            yield 0.42
        elif letter in _WIDE or ord(letter) > 0x24F:
            yield 1.0
        else:
            yield 0.72 if letter.isupper() else 0.62
