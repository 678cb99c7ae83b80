"""The drawing of everybody's numbers: each dot in its band, none on another, none outside."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from safety import dots

BEGAN = date(2026, 1, 1)

# A busy machine draws slowly; that says nothing of what is drawn.
patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def dot(line: str, day: int, value: int) -> dots.Dot:
    return dots.Dot(line, line[:1], "family", BEGAN + timedelta(days=day), value, told=f"{line} {value}")


numbers = st.lists(
    st.builds(dot, st.sampled_from("ABCDEFGH"), st.integers(0, 700), st.integers(0, 10)),
    min_size=1,
    max_size=40,
)


@patient
@given(numbers)
def test_each_dot_stays_in_the_band_of_its_number_and_within_the_drawing(given_dots: list[dots.Dot]) -> None:
    drawing = dots.draw(given_dots)
    assert [each.dot for each in drawing.dots] == given_dots
    for each in drawing.dots:
        assert abs(each.y - dots.middle_of(each.dot.value)) <= dots.BAND / 2 - dots.DOT / 2
        assert dots.LEFT + dots.DOT / 2 - 0.1 <= each.x <= drawing.width - dots.RIGHT - dots.DOT / 2 + 0.1


@patient
@given(numbers)
def test_no_dot_lies_on_another(given_dots: list[dots.Dot]) -> None:
    placed = sorted(dots.draw(given_dots).dots, key=lambda each: (each.y, each.x))
    for one, other in pairwise(placed):
        assert one.y != other.y or other.x - one.x >= dots.DOT - 0.2


@patient
@given(numbers)
def test_a_line_joins_the_numbers_of_one_rater_in_time(given_dots: list[dots.Dot]) -> None:
    for _kind, joined in dots.draw(given_dots).lines:
        assert len({each.dot.line for each in joined}) == 1
        assert [each.dot.on for each in joined] == sorted(each.dot.on for each in joined)


def test_the_same_numbers_give_the_same_drawing() -> None:
    given_dots = [dot("Rima", 0, 3), dot("Samir", 0, 3), dot("Rima", 200, 5)]
    assert dots.draw(given_dots) == dots.draw(list(given_dots))


def test_where_there_is_no_room_the_dots_lie_evenly_on_each_other() -> None:
    at = dots.apart([10.0] * 100, dots.DOT, 0, 200)
    gaps = {round(after - before, 6) for before, after in pairwise(at)}
    assert (at[0], at[-1], len(gaps)) == (0, 200, 1)


def test_whoever_has_room_stays_where_they_are() -> None:
    assert dots.apart([10.0, 40.0, 90.0], 16, 0, 100) == [10.0, 40.0, 90.0]
    assert dots.apart([50.0, 50.0], 16, 0, 100) == [42.0, 58.0]
    assert dots.apart([], 16, 0, 100) == []


def test_a_new_wording_is_marked_where_it_began() -> None:
    given_dots = [dot("1 Rima", 0, 3), dot("2 Rima", 100, 5)]
    drawing = dots.draw(given_dots, reworded=[BEGAN + timedelta(days=50), BEGAN - timedelta(days=9)])
    assert drawing.lines == []
    (tick,) = drawing.reworded
    assert drawing.dots[0].x < tick.x < drawing.dots[1].x


def test_months_are_as_many_as_can_be_read() -> None:
    for days in (0, 30, 200, 400, 700, 9000):
        drawing = dots.draw([dot("Rima", 0, 3), dot("Rima", days, 5)])
        assert 1 <= len(drawing.ticks) <= dots.MOST_TICKS + 1


@patient
@given(st.lists(st.integers(0, 10), max_size=30))
def test_the_small_picture_stands_above_each_number(values: list[int]) -> None:
    small = dots.strip(
        [("Start", []), ("Nu", [dot("ABCDEFGH"[at % 8], 0, value) for at, value in enumerate(values)])]
    )
    band = small.bands[1]
    assert len(band.dots) == len(values)
    assert len({(each.x, each.y) for each in band.dots}) == len(values)
    for each in band.dots:
        assert abs(each.x - dots.column_of(each.dot.value)) < dots.COLUMN / 2
        assert band.top <= each.y - dots.DOT / 2 + 1
        assert each.y + dots.DOT / 2 <= band.top + band.height
    if values:
        assert (band.left, band.right) == (
            dots.column_of(min(values)) - dots.COLUMN / 2,
            dots.column_of(max(values)) + dots.COLUMN / 2,
        )


def test_letters_tell_names_apart() -> None:
    assert dots.marks(["Rima", "Samir", "Omar"]) == ["R", "S", "O"]
    assert dots.marks(["Sara", "Signe", "Rima"]) == ["Sa", "Si", "R"]
    assert dots.marks(["Ali", "Ali", "Amal"]) == ["A1", "A2", "Am"]
    assert dots.marks(["Abdirahman", "Abdirazak"]) == ["A1", "A2"]
    assert dots.marks(["Bo", "Bodil"]) == ["B1", "Bod"]


@patient
@given(st.lists(st.text(st.sampled_from("AaBb "), max_size=6).map(str.strip).filter(bool), max_size=12))
def test_no_two_raters_bear_the_same_letters(names: list[str]) -> None:
    found = dots.marks(names)
    assert len(found) == len(names)
    assert len(set(found)) == len(found)
