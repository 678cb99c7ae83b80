"""The clock of the work: the real one, and in the demo the date that it stands at."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ImproperlyConfigured

from roskilde import clock


def test_it_is_the_real_time_unless_the_demo_says_otherwise(settings: Any) -> None:
    settings.TODAY = None
    with time_machine.travel(datetime(2026, 3, 2, 9, 30, tzinfo=UTC), tick=False):
        assert clock.now() == datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
        assert clock.today() == date(2026, 3, 2)


def test_the_date_is_denmarks(settings: Any) -> None:
    settings.TODAY = None
    with time_machine.travel(datetime(2026, 6, 30, 22, 30, tzinfo=UTC), tick=False):
        assert clock.today() == date(2026, 7, 1)


def test_the_demos_date_stands_and_its_hours_go_on(settings: Any) -> None:
    settings.TODAY = date(2025, 11, 21)
    with time_machine.travel(datetime(2026, 1, 5, 13, 5, tzinfo=UTC), tick=False):
        assert clock.today() == date(2025, 11, 21)
        assert clock.now() == datetime(2025, 11, 21, 13, 5, tzinfo=UTC)


def test_the_demos_date_does_not_slip_at_midnight_of_another_zone(settings: Any) -> None:
    settings.TODAY = date(2026, 7, 1)
    with time_machine.travel(datetime(2026, 7, 14, 22, 30, tzinfo=UTC), tick=False):
        assert clock.today() == date(2026, 7, 1)


def test_something_can_happen_at_another_moment(settings: Any) -> None:
    settings.DEMO, settings.TODAY = True, None
    moment = datetime(2025, 8, 4, 8, 15, tzinfo=UTC)
    with clock.set_to(moment):
        assert clock.now() == moment
        with clock.set_to(date(2025, 8, 5)):
            assert clock.today() == date(2025, 8, 5)
            assert clock.now().astimezone(UTC) == datetime(2025, 8, 5, 10, 0, tzinfo=UTC)
        assert clock.now() == moment
    assert clock.now() != moment


def test_the_clock_goes_back_when_something_fails(settings: Any) -> None:
    settings.DEMO, settings.TODAY = True, date(2026, 11, 21)
    with pytest.raises(LookupError), clock.set_to(date(2025, 1, 1)):
        raise LookupError
    assert clock.today() == date(2026, 11, 21)


def test_only_the_demo_sets_the_clock(settings: Any) -> None:
    settings.DEMO = False
    with pytest.raises(ImproperlyConfigured), clock.set_to(date(2025, 1, 1)):
        pass
