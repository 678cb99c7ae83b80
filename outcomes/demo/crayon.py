"""What the children of the demo drew, as a telephone would photograph it: drawn here, by no child."""

from collections.abc import Callable
from io import BytesIO
from itertools import pairwise
from math import cos, pi, sin
from random import Random

from PIL import Image, ImageDraw

PAPER = "#fffdf6"
BLUE, RED, GREEN, BROWN, BLACK, ORANGE, VIOLET = (
    "#2f5fb3", "#c0392b", "#3c8d40", "#8a5a2b", "#333333", "#e08a1e", "#7d4e9b",
)  # fmt: skip
WIDTH, HEIGHT = 900, 620
Point = tuple[float, float]


class Crayon:
    """A hand that is seven years old: no line is straight, and the same drawing always comes out the same."""

    def __init__(self, seed: str) -> None:
        self.sheet = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
        self.draw = ImageDraw.Draw(self.sheet)
        self.hand = Random(seed)  # noqa: S311 - nothing depends on it but the look of a line

    def line(self, *points: Point, colour: str = BLACK, width: int = 6) -> None:
        for start, end in pairwise(points):
            steps = max(2, int((abs(end[0] - start[0]) + abs(end[1] - start[1])) // 30))
            path = [
                (
                    start[0] + (end[0] - start[0]) * n / steps + self.hand.uniform(-3, 3),
                    start[1] + (end[1] - start[1]) * n / steps + self.hand.uniform(-3, 3),
                )
                for n in range(steps + 1)
            ]
            self.draw.line(path, fill=colour, width=width, joint="curve")

    def ring(self, x: float, y: float, radius: float, colour: str = BLACK, width: int = 6) -> None:
        turns = [2 * pi * n / 16 for n in range(17)]
        self.line(*((x + radius * cos(a), y + radius * sin(a)) for a in turns), colour=colour, width=width)

    def house(self, x: float, y: float, size: float, colour: str, *, sad: bool = False) -> None:
        """Its lower left corner stands at x, y; somebody looks out of the window."""
        top = y - size * 0.7
        self.line((x, y), (x, top), (x + size, top), (x + size, y), (x, y), colour=colour)
        self.line((x - 14, top), (x + size / 2, top - size * 0.5), (x + size + 14, top), colour=colour)
        door = x + size * 0.62
        self.line((door, y), (door, y - size * 0.36), (door + size * 0.22, y - size * 0.36),
                  (door + size * 0.22, y), colour=BROWN)  # fmt: skip
        self.face(x + size * 0.28, y - size * 0.38, size * 0.13, sad=sad)

    def face(self, x: float, y: float, radius: float, *, sad: bool = False) -> None:
        self.ring(x, y, radius, width=4)
        for side in (-1, 1):
            self.ring(x + side * radius * 0.35, y - radius * 0.2, radius * 0.07, width=4)
        bend = -1 if sad else 1
        mouth = [
            (x - radius * 0.45 + radius * 0.3 * n, y + radius * 0.45 + bend * radius * 0.2 * sin(pi * n / 3))
            for n in range(4)
        ]
        self.line(*mouth, width=4)

    def person(self, x: float, y: float, size: float, colour: str, *, sad: bool = False) -> None:
        """The feet stand at y."""
        head, hip = y - size * 0.82, y - size * 0.32
        self.face(x, head, size * 0.18, sad=sad)
        self.line((x, head + size * 0.18), (x, hip), colour=colour)
        self.line((x - size * 0.28, y - size * 0.5), (x, y - size * 0.56), (x + size * 0.28, y - size * 0.5),
                  colour=colour)  # fmt: skip
        self.line((x - size * 0.18, y), (x, hip), (x + size * 0.18, y), colour=colour)

    def sun(self, x: float, y: float) -> None:
        self.ring(x, y, 42, colour=ORANGE)
        for n in range(8):
            turn = 2 * pi * n / 8
            self.line((x + 56 * cos(turn), y + 56 * sin(turn)), (x + 84 * cos(turn), y + 84 * sin(turn)),
                      colour=ORANGE)  # fmt: skip

    def ground(self) -> None:
        self.line((20, 560), (WIDTH - 20, 560), colour=GREEN, width=8)

    def photographed(self) -> tuple[bytes, str]:
        content = BytesIO()
        self.sheet.save(content, "JPEG", quality=72)
        return content.getvalue(), "image/jpeg"


def three_houses(crayon: Crayon) -> None:
    crayon.ground()
    crayon.house(50, 556, 210, VIOLET, sad=True)
    crayon.house(345, 556, 210, GREEN)
    crayon.house(640, 556, 210, ORANGE)
    crayon.sun(800, 110)
    for drop in range(5):
        crayon.line((70 + drop * 40, 120), (60 + drop * 40, 170), colour=BLUE)


def wizard(crayon: Crayon) -> None:
    crayon.ground()
    crayon.person(430, 556, 330, VIOLET)
    crayon.line((350, 232), (430, 60), (510, 232), (350, 232), colour=BLUE)
    crayon.line((520, 380), (680, 240), colour=BROWN)
    for n in range(8):
        turn = 2 * pi * n / 8
        crayon.line((700, 220), (700 + 60 * cos(turn), 220 + 60 * sin(turn)), colour=ORANGE)
    for x in (90, 170, 250):
        crayon.ring(x, 520, 34, colour=RED)


def worried(crayon: Crayon) -> None:
    crayon.ground()
    for x, colour in ((230, RED), (430, BLUE), (630, GREEN)):
        crayon.person(x, 556, 280, colour, sad=True)
    crayon.ring(450, 120, 70, colour=BLUE)


def apart(crayon: Crayon) -> None:
    crayon.ground()
    crayon.person(180, 556, 330, BLACK, sad=True)
    crayon.person(650, 556, 190, BLUE, sad=True)
    crayon.line((330, 200), (390, 280), (340, 300), (420, 400), colour=RED, width=9)


def walk(crayon: Crayon) -> None:
    crayon.ground()
    crayon.house(90, 556, 250, GREEN)
    crayon.person(640, 556, 290, BLACK)
    crayon.sun(790, 110)
    crayon.line((380, 590), (470, 575), (560, 590), colour=BROWN)


def telephone(crayon: Crayon) -> None:
    crayon.ground()
    crayon.person(190, 556, 230, RED)
    crayon.person(730, 556, 320, BLUE)
    crayon.line((400, 160), (520, 160), (520, 380), (400, 380), (400, 160))
    for row in range(3):
        for column in range(3):
            crayon.ring(430 + 30 * column, 270 + 34 * row, 8, width=4)


def drawn(what: Callable[[Crayon], None], whose: str) -> tuple[bytes, str]:
    """One drawing as JPEG, with its type."""
    crayon = Crayon(f"{what.__name__} {whose}")
    what(crayon)
    return crayon.photographed()
