"""Next steps and follow-ups, counted for the reminder by mail."""

from collections.abc import Iterator
from datetime import timedelta

from django.utils.translation import ngettext

from families.reminders import Asked
from safety.calendar import attended_by
from safety.models import FollowUp, NextStep

PREPARED_WITHIN = timedelta(days=14)
A_WEEK = timedelta(days=6)


def of_next_steps(asked: Asked) -> Iterator[str]:
    """What the reader has promised to do. Two queries."""
    steps = NextStep.objects.visible_to(asked.reader).open()
    mine = steps.filter(professional__in=asked.reader.stands_for, family__in=asked.inner.values("family"))
    if count := mine.due_before(asked.today).count():
        words = ngettext("%(count)s next step is overdue", "%(count)s next steps are overdue", count)
        yield words % {"count": count}
    if count := mine.filter(due_on__range=(asked.today, asked.until)).count():
        words = ngettext(
            "%(count)s next step must be taken by %(day)s",
            "%(count)s next steps must be taken by %(day)s",
            count,
        )
        yield words % {"count": count, "day": asked.last_day}


def of_follow_ups(asked: Asked) -> Iterator[str]:
    """Those that the reader leads or is asked to: at once, and in two weeks, which one mail alone tells of.
    Two queries."""
    coming = attended_by(asked.reader).coming()
    if count := coming.filter(on__range=(asked.today, asked.until)).count():
        words = ngettext(
            "%(count)s follow-up is held by %(day)s", "%(count)s follow-ups are held by %(day)s", count
        )
        yield words % {"count": count, "day": asked.last_day}
    first, last = asked.today + PREPARED_WITHIN, asked.until + PREPARED_WITHIN - timedelta(days=1)
    if count := coming.filter(on__range=(first, last)).count():
        yield ngettext(
            "%(count)s follow-up is held in two weeks", "%(count)s follow-ups are held in two weeks", count
        ) % {"count": count}


def of_the_week(asked: Asked) -> Iterator[str]:
    """The follow-ups of the week in the families that the reader is core of. One query."""
    if not asked.is_first_of_week or not asked.core:
        return
    week = (asked.today, asked.today + A_WEEK)
    if count := FollowUp.objects.coming().filter(family__in=asked.core, on__range=week).count():
        words = ngettext(
            "%(count)s follow-up is held this week in the families that you coordinate or lead",
            "%(count)s follow-ups are held this week in the families that you coordinate or lead",
            count,
        )
        yield words % {"count": count}
