"""What this floor says on the start page: backgrounds not asked for yet, doors opened in an emergency."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, Max, OuterRef, Q
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from families.models import (
    Background,
    EarlierMeasure,
    Family,
    Involvement,
    Look,
    Member,
    Problem,
    Professional,
    Role,
)
from families.models.involvement import Tier
from families.models.letter import Letter
from families.questions import asked_in_families
from families.sections import Waiting
from roskilde import clock
from roskilde.questions import asked_often

EMERGENCY_TOLD_FOR = timedelta(days=7)
PROTECTION_TOLD_BEFORE = timedelta(days=30)
DEADLINE_TOLD_BEFORE = timedelta(days=7)
MOST_LETTERS = 50


def waiting(reader: Professional, families: Sequence[Family]) -> list[Waiting]:
    """Three queries, for one family or for many."""
    by_key = {family.pk: family for family in families}
    return [*_emergencies(reader, by_key), *_backgrounds(by_key), *_protections(by_key)]


@asked_often
def _lapsing(families: tuple[UUID, ...], soon: date) -> Any:
    return Member.objects.protected().filter(family__in=families, protected_until__lte=soon)


def _protections(families: dict[UUID, Family]) -> list[Waiting]:
    """Whose protection lapses within thirty days, or has; it counts here until somebody looks into it."""
    today = clock.today()
    lines = []
    for member in _lapsing(tuple(families), today + PROTECTION_TOLD_BEFORE):
        until = member.protected_until or today
        has_run_out = until < today
        words = (
            _("the protection of %(name)s ran out on %(date)s. The address is kept until you look into it.")
            if has_run_out
            else _("the protection of %(name)s runs out on %(date)s.")
        )
        told = words % {"name": member.name, "date": date_format(until, "MONTH_DAY_FORMAT")}
        url = reverse("families:change_member", args=[member.family_id, member.pk])
        deed = _("Prolong it or end it")
        lines.append(Waiting(families[member.family_id], told, deed, url, until, is_urgent=has_run_out))
    return lines


@asked_often
def _unfinished(families: tuple[UUID, ...]) -> Any:
    met = Background.objects.filter(family=OuterRef("pk"))
    return (
        Family.objects.filter(pk__in=families)
        .annotate(graded=Count("problem_grades__problem", distinct=True))
        .filter(
            Q(Exists(Member.objects.at_home().filter(family=OuterRef("pk"), preferred_future="")))
            | Q(Exists(met.filter(criteria=[])))
            | ~Exists(met.filter(contact_points__isnull=False))
            | ~Exists(EarlierMeasure.objects.filter(family=OuterRef("pk")))
            | Q(graded__lt=len(Problem))
        )
        .values_list("pk", flat=True)
    )


def _backgrounds(families: dict[UUID, Family]) -> list[Waiting]:
    """What is asked for within six weeks and is not there yet."""
    lines = []
    for key in _unfinished(tuple(families)):
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


@asked_often
def _opened(families: tuple[UUID, ...], reader: UUID, since: datetime) -> Any:
    opened = Involvement.objects.filter(family__in=families, is_emergency=True, since__gte=since)
    return opened.exclude(professional=reader).select_related("professional")


def _emergencies(reader: Professional, families: dict[UUID, Family]) -> list[Waiting]:
    """Who has opened one of the families in an emergency; told for a week."""
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
        for each in _opened(tuple(families), reader.pk, clock.now() - EMERGENCY_TOLD_FOR)
    ]


def tried_in_vain(request: HttpRequest) -> str:
    """To the project leader: who has tried names that no family has, in emergency access; told for a week."""
    reader = request.user
    assert isinstance(reader, Professional)
    if Role.PROJECT_LEADER not in reader.roles:
        return ""
    since = clock.now() - EMERGENCY_TOLD_FOR
    tries = Look.objects.of_no_family().filter(at__gte=since).exclude(professional_id=reader.pk)
    by_person = tries.values("professional_id").annotate(times=Count("pk"), last=Max("at"))
    found = {each["professional_id"]: each for each in by_person}
    people = Professional.objects.filter(pk__in=found) if found else ()
    tried = [(person, found[person.pk]) for person in people]
    return render_to_string("families/tried_in_vain.html", {"tried": tried}, request) if tried else ""


def letters_due(reader: Professional, families: Sequence[Family]) -> list[Waiting]:
    """Letters whose deadline comes within a week or has passed: all that the core sees, else those one helps
    with. One query, for one family or for many."""
    by_key = {family.pk: family for family in families}
    lines = []
    for letter in _letters_due(families, reader, clock.today() + DEADLINE_TOLD_BEFORE):
        assert letter.deadline
        words = (
            _("the letter from %(sender)s was to be answered by %(date)s.")
            if letter.is_overdue
            else _("the letter from %(sender)s is to be answered by %(date)s.")
        )
        lines.append(
            Waiting(
                by_key[letter.family_id],
                words % {"sender": letter.sender, "date": date_format(letter.deadline, "MONTH_DAY_FORMAT")},
                _("See the letter"),
                reverse("families:show_letter", args=[letter.family_id, letter.pk]),
                letter.deadline,
                is_urgent=letter.is_overdue,
                is_personal=letter.helper_id in reader.stands_for,
            )
        )
    return lines


@asked_in_families
def _letters_due(families: Sequence[Family], reader: Professional, soon: date) -> Any:
    core = [family.pk for family in families if family.tier == Tier.CORE]
    letters = Letter.objects.visible_to(reader).open().filter(family__in=families, deadline__lte=soon)
    mine = letters.filter(Q(family__in=core) | Q(helper__in=reader.stands_for))
    return mine.by_deadline()[:MOST_LETTERS]
