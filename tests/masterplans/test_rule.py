"""How often something takes place, as a rule and in words."""

from datetime import date, datetime, time, timedelta

import pytest
from dateutil.rrule import rrulestr
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from masterplans.rule import FLEXIBLE, ONCE, SHAPES, Rhythm, days, in_words, rhythm_of, rule_of, weekdays_of

A_TUESDAY = date(2026, 11, 10)  # the second of its month
NTH = ["1MO", "2TU", "3WE", "4TH", "-1FR", "-1SU"]

weekdays = st.sets(st.sampled_from("0123456"), min_size=1).map(lambda found: "".join(sorted(found)))
rules = st.one_of(
    st.builds(rule_of, st.sampled_from([Rhythm.WEEKLY, Rhythm.FORTNIGHTLY]), weekdays, st.just(A_TUESDAY)),
    st.sampled_from([f"FREQ=MONTHLY;BYDAY={day}" for day in NTH]),
)
dates = st.dates(date(2022, 1, 1), date(2028, 12, 31))


@pytest.mark.parametrize(
    ("rhythm", "chosen", "rule"),
    [
        (Rhythm.ONCE, "", ONCE),
        (Rhythm.ONCE, "02", ONCE),
        (Rhythm.WEEKLY, "02", "FREQ=WEEKLY;BYDAY=MO,WE"),
        (Rhythm.FORTNIGHTLY, "1", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
        (Rhythm.MONTHLY, "", "FREQ=MONTHLY;BYDAY=2TU"),
        (Rhythm.FLEXIBLE, "", FLEXIBLE),
    ],
)
def test_what_was_chosen_and_the_first_day_make_the_rule_and_can_be_read_out_of_it(
    rhythm: Rhythm, chosen: str, rule: str
) -> None:
    assert rule_of(rhythm, chosen, A_TUESDAY) == rule
    assert SHAPES.match(rule)
    assert rhythm_of(rule) == rhythm
    assert weekdays_of(rule) == ("" if rhythm == Rhythm.ONCE else chosen)


@pytest.mark.parametrize(
    ("day", "rule"),
    [
        (date(2026, 11, 1), "FREQ=MONTHLY;BYDAY=1SU"),
        (date(2026, 11, 7), "FREQ=MONTHLY;BYDAY=1SA"),
        (date(2026, 11, 8), "FREQ=MONTHLY;BYDAY=2SU"),
        (date(2026, 11, 28), "FREQ=MONTHLY;BYDAY=4SA"),
        (date(2026, 11, 29), "FREQ=MONTHLY;BYDAY=-1SU"),  # most months have no fifth
    ],
)
def test_the_place_in_the_month_is_counted_from_its_beginning_and_a_fifth_is_the_last(
    day: date, rule: str
) -> None:
    assert rule_of(Rhythm.MONTHLY, "", day) == rule


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY",
        "FREQ=WEEKLY;BYDAY=",
        "FREQ=WEEKLY;BYDAY=MO,",
        "FREQ=WEEKLY;BYDAY=MO,MO",
        "FREQ=WEEKLY;BYDAY=WE,MO",
        "FREQ=WEEKLY;BYDAY=MOTU",
        "FREQ=WEEKLY;INTERVAL=1;BYDAY=MO",
        "FREQ=WEEKLY;INTERVAL=2",
        "FREQ=MONTHLY;BYDAY=5MO",
        "FREQ=MONTHLY;BYDAY=MO",
        "FREQ=WEEKLY;BYDAY=MO;UNTIL=20270101",
        "FREQ=WEEKLY;BYDAY=MO\n",
        "x",
    ],
)
def test_what_the_form_could_not_have_written_is_no_rule(rule: str) -> None:
    assert not SHAPES.match(rule)


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (ONCE, "once"),
        ("FREQ=WEEKLY;BYDAY=MO", "Monday"),
        ("FREQ=WEEKLY;BYDAY=MO,WE", "Monday and Wednesday"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "Mon, Tue, Wed, Thu and Fri"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU", "every day"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE", "every second week, Monday and Wednesday"),
        ("FREQ=MONTHLY;BYDAY=2TU", "the second Tuesday of the month"),
        ("FREQ=MONTHLY;BYDAY=-1FR", "the last Friday of the month"),
        (FLEXIBLE, "some day each week"),
    ],
)
def test_it_is_told_in_words(rule: str, words: str) -> None:
    with translation.override("en"):
        assert in_words(rule) == words


@settings(max_examples=2000, deadline=None)
@given(rule=rules, starts_on=dates, first=dates, length=st.integers(0, 120))
def test_it_is_what_the_library_says_from_the_real_first_day(
    rule: str, starts_on: date, first: date, length: int
) -> None:
    last = first + timedelta(days=length)
    plain = rrulestr(rule, dtstart=datetime.combine(starts_on, time.min)).between(
        datetime.combine(first, time.min), datetime.combine(last, time.min), inc=True
    )
    assert days(rule, starts_on, first, last) == [each.date() for each in plain]


def test_some_day_each_week_gives_the_mondays_of_the_weeks_that_share_a_day_with_the_period() -> None:
    wednesday = date(2026, 11, 11)
    found = days(FLEXIBLE, wednesday, date(2026, 11, 1), date(2026, 11, 23))
    assert found == [date(2026, 11, 9), date(2026, 11, 16), date(2026, 11, 23)]
