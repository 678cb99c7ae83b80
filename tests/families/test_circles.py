"""The circles as a drawing: whoever stands around the family, no two labels meet and none falls outside."""

from itertools import combinations, pairwise
from random import Random

import pytest

from families.circles import Box, Drawing, Mark, Someone, draw

NAMES = (
    "Bo", "Ida Vang", "Birgitte Ørum", "Hassan Nur", "Umm Khaled", "Zakariye Abdirahman Warsame-Sørensen",
    "Mohammed", "MMMMMMMMMMMMMMMMMMMMMMMM", "Karen Margrethe Wilhelmine Ægidius", "محمد الخطيب",
)  # fmt: skip
NOTES = (
    "", "SSP", "Zakariyes klasselærer", "Sundhedsplejerske for Ayaan", "mentor, må ikke vide det endnu",
    "Børne- og ungdomspsykiatrisk ambulatorium, koordinerende sygeplejerske",
)  # fmt: skip
FULL = {"network": 10, "core": 5, "near": 12, "peripheral": 12}


def crowd(random: Random, **how_many: int) -> list[tuple[str, str, list[Someone]]]:
    return [
        (
            kind,
            kind.title(),
            [
                Someone(random.choice(NAMES), "", random.choice(NOTES), sector=random.choice("abcdefghij"))
                for _each in range(number)
            ],
        )
        for kind, number in how_many.items()
    ]


def boxes(drawing: Drawing) -> list[Box]:
    hub = drawing.hub_radius
    found = [Box(-hub, -hub, hub, hub)]
    for ring in drawing.rings:
        found += [ring.caption, *(mark.box for mark in ring.marks)]
    return found


def marks(drawing: Drawing) -> list[Mark]:
    return [mark for ring in drawing.rings for mark in ring.marks]


def apart(one: Box, other: Box) -> bool:
    """Asked of the edges alone, not of the drawing's own rule."""
    return (
        one.right <= other.left
        or other.right <= one.left
        or one.bottom <= other.top
        or other.bottom <= one.top
    )


@pytest.mark.parametrize("seed", range(40))
def test_no_two_labels_meet_and_none_falls_outside(seed: int) -> None:
    random = Random(seed)
    how_many = FULL if seed < 10 else {kind: random.randint(0, most) for kind, most in FULL.items()}
    drawing = draw(random.choice(NAMES), crowd(random, **how_many))
    found = boxes(drawing)
    assert len(found) == 1 + sum(1 + number for number in how_many.values() if number)
    assert all(apart(one, other) for one, other in combinations(found, 2))
    right, bottom = drawing.left + drawing.width, drawing.top + drawing.height
    assert all(box.left >= drawing.left and box.right <= right for box in found)
    assert all(box.top >= drawing.top and box.bottom <= bottom for box in found)
    assert all(ring.rx <= right and ring.ry <= bottom for ring in drawing.rings)


def test_the_same_people_give_the_same_drawing() -> None:
    assert draw("Warsame", crowd(Random(1), **FULL)) == draw("Warsame", crowd(Random(1), **FULL))


def test_each_ring_lies_outside_the_one_before() -> None:
    rings = draw("Warsame", crowd(Random(2), **FULL)).rings
    assert [ring.kind for ring in rings] == ["network", "core", "near", "peripheral"]
    assert all(inner.ry < outer.ry and inner.rx < outer.rx for inner, outer in pairwise(rings))


def test_an_empty_ring_is_left_out() -> None:
    drawing = draw("Warsame", crowd(Random(3), network=0, core=2, near=0, peripheral=0))
    assert [ring.kind for ring in drawing.rings] == ["core"]


def test_those_of_one_sector_stand_side_by_side() -> None:
    people = [Someone(f"Person {number}", "", sector="ab"[number % 2]) for number in range(6)]
    (ring,) = draw("Warsame", [("near", "Nær", people)]).rings
    assert [mark.who.sector for mark in ring.marks] == ["a", "a", "a", "b", "b", "b"]


def test_a_sector_keeps_its_direction_from_ring_to_ring() -> None:
    def of(sector: str) -> Someone:
        return Someone("Ida Vang", "", sector=sector)

    rings = [("core", "Kerne", [of("a"), of("b")]), ("near", "Nær", [of("a"), of("a"), of("b"), of("b")])]
    for ring in draw("Warsame", rings).rings:
        assert all((mark.x > 0) == (mark.who.sector == "a") for mark in ring.marks)


def test_a_long_name_is_broken_and_what_has_no_room_is_cut() -> None:
    whole = "Zakariye Abdirahman Mohamud Warsame-Sørensen"
    (mark,) = marks(draw("Warsame", [("near", "Nær", [Someone(whole, whole)])]))
    names = [line.words for line in mark.lines]
    assert len(names) == 2
    assert names[-1].endswith("…")
    assert mark.who.told == whole
