"""One family's week as one A4, for one reader: what they may not know more of is a time that is taken."""

from pathlib import Path
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from families.models import Family, Letter
from masterplans.places import place_of
from masterplans.rows import between
from masterplans.week import Slot, Week
from roskilde import clock, papers
from roskilde.ready import written

TEMPLATE = Path(__file__).parent / "papers" / "week.typ"


def as_pdf(family: Family, week: Week, deadlines: list[list[Letter]]) -> bytes:
    return papers.pdf(TEMPLATE, read(family, week, deadlines), on=clock.today())


def read(family: Family, week: Week, deadlines: list[list[Letter]]) -> dict[str, Any]:
    rows = [
        {
            "name": row.member.name if row.member else _("The whole family"),
            "load": row.load.words if row.load else "",
            "days": [[_slot(slot) for slot in slots] for slots in row.days],
        }
        for row in week.rows
    ]
    if week.some_day:
        columns: list[list[dict[str, str]]] = [[] for _day in week.days]
        for number, each in enumerate(week.some_day):
            who = ", ".join(member.name for member in each.members) or _("The whole family")
            columns[number % len(columns)].append(_slot(each.slot) | {"hours": who})
        rows.append({"name": _("Some day of the week"), "load": "", "days": columns})
    if deadlines:
        days = [[_deadline(letter) for letter in letters] for letters in deadlines]
        rows.insert(0, {"name": _("Deadlines"), "load": "", "days": days})
    last = date_format(week.days[-1], "DATE_FORMAT")
    return {
        "lang": get_language() or "da",
        "title": _("%(family)s: week %(number)s, to %(last)s")
        % {"family": family.name, "number": week.number, "last": last},
        "who": _("Who"),
        "days": [written(on, "l j. b") for on in week.days],
        "rows": rows,
    }


def _slot(slot: Slot) -> dict[str, str]:
    activity = slot.activity
    if activity is None:
        return {"hours": between(slot), "what": _("Busy"), "about": ""}
    if slot.cancelled_because:
        what = _("Cancelled: %(what)s") % {"what": activity.title}
        return {"hours": between(slot), "what": what, "about": slot.cancelled_because}
    told = [activity.responsible_name, place_of(activity, at=slot.occurrence)]
    if activity.needs_interpreter:
        told.append(_("interpreter"))
    return {"hours": between(slot), "what": activity.title, "about": " · ".join(told)}


def _deadline(letter: Letter) -> dict[str, str]:
    helper = str(letter.helper) if letter.helper else _("Nobody helps with it yet")
    return {"hours": "", "what": _("Deadline: %(sender)s") % {"sender": letter.sender}, "about": helper}
