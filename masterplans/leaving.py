"""What somebody who leaves carries of the plan: its goals and activities."""

from collections.abc import Collection
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from families.leaving import WHY
from families.models import Family, Professional
from families.models.share import Shareable
from families.sections import Carried, Words
from masterplans.forms.shares import open_for_change
from masterplans.models import Activity, PlanStatus, ShareRequest
from roskilde.keys import keys_in
from roskilde.ready import address
from safety.models import Goal


def goals_and_activities(people: Collection[Professional], families: "QuerySet[Any]") -> list[Carried]:
    """The open ones of plans that are not closed: what a closed plan says stays as it is. Two queries."""
    found: list[Carried] = []
    for model in (Goal, Activity):
        rows: Any = model.objects.for_nobody(WHY).open().filter(family__in=families).shared_by(*people)
        rows = rows.exclude(family__masterplan__status=PlanStatus.CLOSED).with_co_owner_keys()
        for row in rows.select_related("family", "author__sector"):
            carrying = {row.responsible_id, *keys_in(row.co_owner_keys)}
            found += [_carried(row, person) for person in people if person.pk in carrying]
    return found


def _carried(row: Shareable, professional: Professional) -> Carried:
    is_shared = row.responsible_id != professional.pk
    without: Words
    if is_shared:
        without = _("Nobody: the others go on with it")
    else:
        without = _("Nobody carries it for now") if isinstance(row, Goal) else ""
    return Carried(
        of=professional,
        kind=_("Goal") if isinstance(row, Goal) else _("Activity"),
        label=str(row),
        record=row,
        url=address("masterplans:show_plan", row.family_id)
        if isinstance(row, Goal)
        else address("masterplans:show_activity", row.family_id, row.pk),
        hand_to=partial(_give, row, professional),
        without=without,
        is_shared=is_shared,
    )


def _give(row: Shareable, professional: Professional, to: Professional | None, by: Professional) -> None:
    row.hand_over(professional, to, by=by)
    open_for_change(row.family, by=by)
    ShareRequest.meet(row, by=by)


def open_plan(family: Family, by: Professional) -> None:
    """A goal that was set outside the plan stands in it."""
    open_for_change(family, by=by)
