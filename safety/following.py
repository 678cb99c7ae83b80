"""What the follow-ups show on the pages of the floor below: the head, the start page, the timeline."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from families.models import Family, Professional, Tier
from families.questions import asked_in_families
from families.rights import Right
from families.sections import Fact, Waiting
from families.timeline import Asked, Entry, Source, asked_of_timeline, who
from roskilde import clock
from roskilde.ready import address
from safety.models import Attendance, FollowUp

PREPARED_WITHIN = timedelta(days=14)
MOST = 50


def next_for_head() -> Subquery:
    """The day of the next follow-up, read with the family whose head shows it."""
    return Subquery(FollowUp.objects.ahead().filter(family=OuterRef("pk")).values("on")[:1])


def next_follow_up(family: Family) -> Fact:
    on = FollowUp.next_on(family)
    if on is None:
        return Fact(_("No follow-up agreed"), "", is_missing=True)
    return Fact(_("Follow-up"), date_format(on, "MONTH_DAY_FORMAT"))


# -- The start page ------------------------------------------------------------------------------------------


def waiting(reader: Professional, families: Sequence[Family]) -> list[Waiting]:
    """For the core and whoever leads: what is not prepared, not written down, or not ended. One query."""
    by_key = {family.pk: family for family in families}
    rows = _open(families, reader, clock.today() + PREPARED_WITHIN)
    lines = (_waits(by_key[row.family_id], row, is_invited_to=row.is_invited_to) for row in rows)
    return [line for line in lines if line]


@asked_in_families
def _open(families: Sequence[Family], reader: Professional, until: date) -> Any:
    """Those that come by then, or are under way since yesterday or longer."""
    core = [family.pk for family in families if family.tier == Tier.CORE]
    invited = Attendance.objects.filter(follow_up=OuterRef("pk"))
    open_now = FollowUp.objects.filter(
        Q(begun_at=None, on__lte=until) | Q(begun_at__isnull=False, on__lt=clock.today()),
        family__in=[family.pk for family in families],
        ended_at=None,
        called_off_at=None,
    )
    own = open_now.filter(Q(family__in=core) | Q(led_by__in=reader.stands_for))
    return own.annotate(is_invited_to=Exists(invited))[:MOST]


def _waits(family: Family, follow_up: FollowUp, *, is_invited_to: bool) -> Waiting | None:
    """What one of them lacks, if anything."""

    def line(words: str, deed: str, view: str, *, is_urgent: bool = False) -> Waiting:
        told = words % {"date": date_format(follow_up.on, "MONTH_DAY_FORMAT")}
        url = address(view, family.pk, follow_up.pk)
        return Waiting(family, told, deed, url, follow_up.on, is_urgent=is_urgent)

    if follow_up.is_under_way:
        words = _("the follow-up of %(date)s has not been ended.")
        return line(words, _("End it"), "safety:end_follow_up", is_urgent=True)
    if follow_up.has_passed:
        words = _("nothing has been written down of the follow-up of %(date)s.")
        return line(words, _("Type it up"), "safety:show_follow_up", is_urgent=True)
    lacks_interpreter = family.needs_interpreter and not follow_up.interpreter
    if is_invited_to and not lacks_interpreter:
        return None
    words = (
        _("no interpreter has been booked for the follow-up of %(date)s.")
        if is_invited_to
        else _("nobody has been invited to the follow-up of %(date)s, and no interpreter booked.")
        if lacks_interpreter
        else _("nobody has been invited to the follow-up of %(date)s.")
    )
    return line(words, _("Prepare it"), "safety:change_follow_up")


# -- The timeline --------------------------------------------------------------------------------------------


@asked_of_timeline
def _held(asked: Asked) -> Any:
    rows = (asked.family.follow_ups if asked.family else FollowUp.objects).select_related("ended_by__sector")
    rows = rows.filter(asked.within("ended_at", by="ended_by"), ended_at__isnull=False)
    if asked.sector:
        rows = rows.filter(ended_by__sector=asked.sector)
    return asked.first(rows.only("family", "on", "ended_at", *who("ended_by")), "ended_at")


def held(asked: Asked) -> list[Entry]:
    """That a follow-up was held: never what was said there, which has its own readers. One query."""
    found = []
    for row in _held(asked):
        is_same_day = timezone.localtime(row.ended_at).date() == row.on
        day = date_format(row.on, "MONTH_DAY_FORMAT")
        found.append(
            Entry(
                family=row.family_id,
                kind="follow-up",
                key=row.pk,
                moment=row.ended_at,
                who=row.ended_by.name,
                words=_("a follow-up with the family was held")
                if is_same_day
                else _("typed up the follow-up with the family of %(day)s") % {"day": day},
                label=_("Follow-up"),
                url=address("safety:show_follow_up", row.family_id, row.pk),
                by=row.ended_by_id,
                sector=row.ended_by.sector,
            )
        )
    return [entry for entry in found if asked.falls_in(entry)]


SOURCES = [
    Source(
        gettext_lazy("Follow-ups"), frozenset({"follow_ups"}), Right.SEE_SAFETY, held, frozenset({"sector"})
    )
]
