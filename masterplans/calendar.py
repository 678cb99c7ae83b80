"""The activities that somebody carries, for their own calendar."""

from datetime import date
from typing import Any

from families.calendar import Appointment
from families.models import Professional, Visibility
from families.questions import asked_by_reader
from masterplans.models import Activity
from masterplans.week import MOST_CARRIED


def of_activities(person: Professional, first: date, last: date) -> list[Appointment]:
    """With what those carry whom the person stands in for today. One query."""
    return [
        appointment
        for activity in _carried(person, first, last)
        for appointment in _occurrences(activity, first, last)
    ]


@asked_by_reader
def _carried(person: Professional, first: date, last: date) -> Any:
    carried = Activity.objects.visible_to(person).shared_by(*person.stands_for).touching(first, last)
    return carried.with_exceptions().order_by("starts_on", "pk")[:MOST_CARRIED]


def _occurrences(activity: Activity, first: date, last: date) -> list[Appointment]:
    return [
        Appointment(
            of=activity,
            family=activity.family_id,
            on=once.on,
            planned_on=once.planned_on,
            starts_at=once.starts_at,
            minutes=once.minutes,
            changed_at=activity.changed_at,
            revision=activity.revision,
            is_shielded=activity.visibility == Visibility.NAMED,
        )
        for once in activity.occurrences(first, last)
        if once.starts_at  # what may happen on any day of the week has no place in a calendar yet
    ]
