"""What this floor says on the start page: backgrounds not asked for yet, doors opened in an emergency."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from families.models import Background, EarlierMeasure, Family, Involvement, Member, Problem, Professional
from families.sections import Waiting
from roskilde import clock

EMERGENCY_TOLD_FOR = timedelta(days=7)


def waiting(reader: Professional, families: Sequence[Family]) -> list[Waiting]:
    """Two queries, for one family or for many."""
    by_key = {family.pk: family for family in families}
    return [*_emergencies(reader, by_key), *_backgrounds(by_key)]


def _backgrounds(families: dict[UUID, Family]) -> list[Waiting]:
    """What is asked for within six weeks and is not there yet."""
    met = Background.objects.filter(family=OuterRef("pk"))
    unfinished = (
        Family.objects.filter(pk__in=families)
        .annotate(graded=Count("problem_grades__problem", distinct=True))
        .filter(
            Q(Exists(Member.objects.at_home().filter(family=OuterRef("pk"), preferred_future="")))
            | Q(Exists(met.filter(criteria=[])))
            | ~Exists(met.filter(contact_points__isnull=False))
            | ~Exists(EarlierMeasure.objects.filter(family=OuterRef("pk")))
            | Q(graded__lt=len(Problem))
        )
    )
    lines = []
    for key in unfinished.values_list("pk", flat=True):
        family = families[key]
        due = family.background_due_on
        words = (
            _("the background is not complete; it was due %(date)s.")
            if due < clock.today()
            else _("the background is to be complete by %(date)s.")
        )
        url = reverse("families:show_background", args=[family.pk])
        told = words % {"date": date_format(due, "MONTH_DAY_FORMAT")}
        lines.append(Waiting(family, told, _("See what is missing"), url, due, is_urgent=due < clock.today()))
    return lines


def _emergencies(reader: Professional, families: dict[UUID, Family]) -> list[Waiting]:
    """Who has opened one of the families in an emergency; told for a week."""
    since = clock.now() - EMERGENCY_TOLD_FOR
    opened = Involvement.objects.filter(family__in=families, is_emergency=True, since__gte=since)
    return [
        Waiting(
            families[each.family_id],
            _("%(name)s opened the file in an emergency: %(reason)s")
            % {"name": each.professional.name, "reason": each.note},
            _("See what was opened"),
            reverse("families:list_family_looks", args=[each.family_id]),
            timezone.localtime(each.since).date(),
            is_urgent=True,
        )
        for each in opened.exclude(professional=reader).select_related("professional")
    ]
