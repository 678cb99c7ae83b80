"""Who ought to stand near a family and does not: on its pages, on the start page, and to whoever is asked."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.db.models import prefetch_related_objects
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from families import sections
from families.models import Family, MissingFunction, Professional
from families.questions import asked_by_reader, asked_in_families, asked_in_family
from roskilde import clock, danish
from roskilde.ready import address

ANSWER_WITHIN = timedelta(days=5)


@asked_in_family
def noted(family: Family, reader: Professional) -> Any:
    """What somebody has written down, and who has been asked."""
    return family.missing_functions.open().select_related("professional", "sector", "noted_by")


def known(family: Family, reader: Professional, asked: Sequence[MissingFunction]) -> list[sections.Lack]:
    """What follows from the rest of what we know, save for those who have been ``asked`` already."""
    invited = {each.professional_id for each in asked if each.is_invited}
    return [
        lack
        for lacking in sections.MISSING
        for lack in lacking(family, reader)
        if lack.professional.pk not in invited
    ]


def waiting(reader: Professional, families: Sequence[Family]) -> list[sections.Waiting]:
    """For the core: nobody asked yet, a no, or no answer for five days. One query."""
    by_key = {family.pk: family for family in families}
    late = clock.now() - ANSWER_WITHIN
    lines = []
    for each in _of_families(families, reader):
        family, since, person = by_key[each.family_id], each.noted_on, each.professional
        deed = _("Ask somebody else")
        if each.declined_at:
            told = _("%(name)s said no: %(reason)s") % {"name": person, "reason": each.decline_reason}
            since = timezone.localtime(each.declined_at).date()
        elif each.invited_at is None:
            told, deed = _("lacks somebody near: %(function)s.") % {"function": each.function}, _("Ask one")
        elif each.invited_at <= late:
            since = timezone.localtime(each.invited_at).date()
            told = _("%(name)s has not answered since %(date)s: %(function)s.") % {
                "name": person,
                "date": date_format(since, "MONTH_DAY_FORMAT"),
                "function": each.function,
            }
        else:
            continue
        url = address("families:find_near", family.pk, each.pk)
        lines.append(sections.Waiting(family, told, deed, url, since))
    return lines


@asked_in_families
def _of_families(families: Sequence[Family], reader: Professional) -> Any:
    return MissingFunction.objects.open().filter(family__in=families).select_related("professional")


def greeting(request: HttpRequest) -> str:
    """To whoever has been asked to stand near: as what, and by whom; the family has no name before a yes."""
    assert isinstance(request.user, Professional)
    invitations = _invitations(request.user)
    prefetch_related_objects(invitations, "family__members")
    asked = [(each, asked_as(each, request.user)) for each in invitations]
    return render_to_string("families/invitations.html", {"asked": asked}, request) if asked else ""


@asked_by_reader
def _invitations(reader: Professional) -> Any:
    return MissingFunction.objects.inviting(reader).select_related("family", "invited_by")


def asked_as(missing: MissingFunction, professional: Professional) -> str:
    """The function as a stranger to the family may read it; the title instead where it names one of them."""
    people = (missing.family.name, *(member.name for member in missing.family.members.all()))
    names = {danish.key(word) for name in people for word in name.replace("-", " ").split()}
    told = danish.key(missing.function)
    return professional.title if any(name in told for name in names) else missing.function
