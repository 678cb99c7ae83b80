"""The siblings, older to younger, along their ages."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy

from families import sections
from families.door import PageRequest, needs
from families.models import Family
from families.rights import Right
from families.siblings import GROWN_UP, beside_each_other, children_of


@needs(Right.SEE_MEMBERS, gettext_lazy("The siblings"))
def show_siblings(request: PageRequest, family: Family) -> HttpResponse:
    """What repeats itself from older to younger, so that it is seen in time."""
    children = children_of(family)
    known = [
        each
        for right, tells in sections.SIBLINGS
        if right in request.rights
        for each in tells(request.user, family, children)
    ]
    rows = beside_each_other(children, known)
    sees_background = Right.SEE_BACKGROUND in request.rights
    return render(
        request,
        "families/show_siblings.html",
        {
            "family": family,
            "children": rows,
            "has_undated": any(row.undated for row in rows),
            "is_empty": not known,
            "ages": range(GROWN_UP + 1),
            "grown_up": GROWN_UP,
            "pattern": family.background.sibling_pattern if sees_background else "",
            "may_change": Right.CHANGE_FAMILY in request.rights,
            "may_write": Right.WRITE_LINE in request.rights,
        },
    )
