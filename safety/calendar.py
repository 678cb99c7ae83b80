"""The follow-ups that somebody leads or is asked to, for their own calendar."""

from datetime import date
from typing import Any

from django.db.models import OuterRef, Q, Subquery

from families.calendar import Appointment
from families.models import Involvement, Professional, Tier
from safety.models import Attendance, FollowUp
from safety.models.follow_up import FollowUpQuerySet

USUAL_MINUTES = 60  # nobody agrees beforehand when it is over


def of_follow_ups(person: Professional, first: date, last: date) -> list[Appointment]:
    """Those not called off, with those of whom the person stands in for today. One query."""
    saves = FollowUp.history.filter(id=OuterRef("pk")).order_by("-history_date")
    found: Any = attended_by(person).filter(on__range=(first, last), called_off_at=None)
    return [
        Appointment(
            of=each,
            family=each.family_id,
            on=each.on,
            starts_at=each.at,
            minutes=USUAL_MINUTES,
            changed_at=each.saved_at,
            revision=each.revision,
        )
        for each in found.annotate(saved_at=Subquery(saves.values("history_date")[:1]))
    ]


def attended_by(person: Professional) -> FollowUpQuerySet:
    """What the person leads or is asked to, in the families that they stand near at this second."""
    inner = Involvement.objects.open().of(person).exclude(tier=Tier.PERIPHERAL)
    asked = Attendance.objects.filter(professional__in=person.stands_for)
    return FollowUp.objects.filter(
        Q(led_by__in=person.stands_for) | Q(pk__in=asked.values("follow_up")),
        family__in=inner.values("family"),
    )
