"""One mail a day at most: how much is due, overdue and not logged; on the first working day of a week also
how it stands with the families that one is core of.

Each floor registers what it counts. It is counted when the mail is sent, as far as the receiver sees it then.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import ngettext

from families import sections
from families.models import (
    Family,
    Involvement,
    Letter,
    Mail,
    MailKind,
    Professional,
    Reminders,
    Substitution,
    Tier,
)
from roskilde import clock
from roskilde.workdays import first_of_week, is_working_day, working_days_after


@dataclass(frozen=True)
class Asked:
    """For whom is counted, and until when: the day of their next mail."""

    reader: Professional
    today: date
    until: date

    @property
    def is_first_of_week(self) -> bool:
        return self.today == first_of_week(self.today)

    @property
    def last_day(self) -> str:
        """'Monday 23 November'."""
        return f"{date_format(self.until, 'l')} {date_format(self.until, 'MONTH_DAY_FORMAT')}"

    @property
    def inner(self) -> "QuerySet[Involvement]":
        """Where the reader stands near or in the core at this second: what they can open and log."""
        return Involvement.objects.open().of(self.reader).exclude(tier=Tier.PERIPHERAL)

    @cached_property
    def core(self) -> list[Family]:
        """The families that the reader is core of, with what the head shows of each."""
        mine = Family.objects.visible_to(self.reader).enrolled().values("pk")
        families = sections.for_head(Family.objects.with_tier(self.reader)).filter(pk__in=mine)
        return [family for family in families if family.tier == Tier.CORE]


# Each answers with sentences that hold a number and no family; they stand in the mail in this order.
SOURCES: list[Callable[[Asked], Iterator[str]]] = []


def counted(reader: Professional) -> list[str]:
    """What there is to tell the reader today; nothing where nothing waits."""
    today = clock.today()
    asked = Asked(reader, today, next_day(reader.reminders, today))
    return [sentence for source in SOURCES for sentence in source(asked)]


def of_letters(asked: Asked) -> Iterator[str]:
    """The letters that the reader helps with. Two queries."""
    letters = Letter.objects.visible_to(asked.reader).waits_for(asked.reader)
    if count := letters.due_before(asked.today).count():
        yield ngettext("%(count)s letter is overdue", "%(count)s letters are overdue", count) % {
            "count": count
        }
    if count := letters.due_within(asked.today, asked.until).count():
        words = ngettext(
            "%(count)s letter must be answered by %(day)s",
            "%(count)s letters must be answered by %(day)s",
            count,
        )
        yield words % {"count": count, "day": asked.last_day}


def of_the_week(asked: Asked) -> Iterator[str]:
    """How it stands with the families that the reader is core of, once a week."""
    if not asked.is_first_of_week or not asked.core:
        return
    if count := len(sections.all_waiting(asked.reader, asked.core)):
        words = ngettext(
            "%(count)s thing needs a hand in the families that you coordinate or lead",
            "%(count)s things need a hand in the families that you coordinate or lead",
            count,
        )
        yield words % {"count": count}


def is_day(wish: str, day: date) -> bool:
    """Whether somebody who wished so gets a mail on that day."""
    if wish == Reminders.NONE or not is_working_day(day):
        return False
    return wish == Reminders.DAILY or day == first_of_week(day)


def next_day(wish: str, day: date) -> date:
    """The next day on which they would get one."""
    if wish == Reminders.DAILY:
        return working_days_after(day, 1)
    return first_of_week(day + timedelta(days=7))


def write() -> int:
    """Put today's reminder in the outbox for everybody who wants one, once a person and day, however often it
    is called. Answers how many were written."""
    today = clock.today()
    wishes = [wish for wish in Reminders if is_day(wish, today)]
    if not wishes:
        return 0
    missing = [
        Mail(kind=MailKind.REMINDER, to=person, about=f"{today}", written_at=timezone.now())
        for person in receivers(today).filter(reminders__in=wishes)
    ]
    Mail.objects.bulk_create(missing, ignore_conflicts=True)  # another worker wrote the same
    return len(missing)


def receivers(today: date) -> "QuerySet[Professional]":
    """Whoever works here, has signed in and has none of today; who is away has it told to the substitute."""
    written = Mail.objects.filter(kind=MailKind.REMINDER, to=OuterRef("pk"), about=f"{today}")
    away = Substitution.objects.running().values("absent")
    return (
        Professional.objects.active()
        .exclude(last_login=None)
        .exclude(pk__in=away)
        .filter(~Exists(written))
        .order_by("pk")
    )
