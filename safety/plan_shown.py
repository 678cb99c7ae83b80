"""What the safety plan and the path to closure show on the start page and on a family's overview."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, OuterRef, Q, Subquery
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from families.models import Family, Professional
from families.questions import asked_in_families
from families.sections import Waiting
from roskilde import clock
from roskilde.questions import asked_often
from safety.models import Criterion, Finding, Milestone, SafetyRule
from safety.models.rule import TRIED_WITHIN

LONGEST = 90


def steps_for_head(*, reached: bool) -> Subquery:
    """How many steps on the path to closure are reached, or ahead: read with the family."""
    kept = Milestone.objects.kept().filter(family=OuterRef("pk"), reached_on__isnull=not reached).order_by()
    return Subquery(kept.values("family").annotate(many=Count("pk")).values("many"))


def path_in_short(_request: HttpRequest, family: Any) -> str:
    """How far the family has come on the path to closure; nothing where no step is planned. No query."""
    steps = [*["reached"] * (family.steps_reached or 0), *["ahead"] * (family.steps_ahead or 0)]
    context = {"family": family, "steps": steps, "reached": family.steps_reached or 0}
    return render_to_string("safety/path_in_short.html", context) if steps else ""


def waiting(reader: Professional, families: Sequence[Family]) -> list[Waiting]:
    """What the core sees to: steps that are late, rules that nobody has tried, and all that is seen.

    Three queries, for one family or for many.
    """
    by_key = {family.pk: family for family in families}
    return [*_late(by_key), *_untried(reader, families), *_all_seen(by_key)]


def _late(families: dict[UUID, Family]) -> list[Waiting]:
    """The oldest step of each family that is overdue: the others follow it."""
    oldest: dict[UUID, Milestone] = {}
    for each in _overdue(tuple(families)):
        oldest.setdefault(each.family_id, each)
    return [
        Waiting(
            families[key],
            _("the step “%(step)s” was expected %(day)s.")
            % {"step": _short(each.words), "day": date_format(each.planned_on, "MONTH_DAY_FORMAT")},
            _("See the path"),
            reverse("safety:show_closure", args=[key]),
            each.planned_on,
        )
        for key, each in oldest.items()
    ]


def _untried(reader: Professional, families: Sequence[Family]) -> list[Waiting]:
    """The rule of each family that has waited longest, and how many wait with it."""
    found: dict[UUID, list[SafetyRule]] = defaultdict(list)
    for rule in sorted(
        _rules_untried(families, reader, clock.today() - TRIED_WITHIN),
        key=lambda rule: (rule.tried_on, rule.pk),
    ):
        found[rule.family_id].append(rule)
    by_key = {family.pk: family for family in families}
    lines = []
    for key, rules in found.items():
        words = ngettext(
            "the rule “%(rule)s” has not been tried for 60 days.",
            "%(count)s rules have not been tried for 60 days, first “%(rule)s”.",
            len(rules),
        ) % {"rule": _short(rules[0].words), "count": len(rules)}
        url = reverse("safety:show_safety_plan", args=[key])
        since = rules[0].tried_on + TRIED_WITHIN
        lines.append(Waiting(by_key[key], words, _("Ask how it went"), url, since))
    return lines


@asked_in_families
def _rules_untried(families: Sequence[Family], reader: Professional, since: date) -> Any:
    return SafetyRule.objects.visible_in(families, reader).untried_since(since)


@asked_often
def _overdue(families: tuple[UUID, ...]) -> Any:
    late = Milestone.objects.ahead().filter(family__in=families, planned_on__lt=clock.today())
    return late.order_by("planned_on", "pk")


@asked_often
def _answered(families: tuple[UUID, ...]) -> Any:
    """The families of which all that was asked is met, and since when."""
    kept = Criterion.objects.kept().filter(family__in=families).order_by().values("family")
    missing = Count("pk", filter=~Q(finding=Finding.MET))
    return kept.annotate(missing=missing, since=Max("answered_on")).filter(missing=0)


def _all_seen(families: dict[UUID, Family]) -> list[Waiting]:
    """Everything that was asked is seen, and the family is still here."""
    return [
        Waiting(
            families[row["family"]],
            _("all that must be seen to close is seen since %(day)s.")
            % {"day": date_format(row["since"], "MONTH_DAY_FORMAT")},
            _("Talk with the family about the end"),
            reverse("safety:show_closure", args=[row["family"]]),
            row["since"],
        )
        for row in _answered(tuple(families))
    ]


def _short(words: str) -> str:
    return Truncator(words).chars(LONGEST).rstrip(".")
