"""What the safety plan and the path to closure put on a family's timeline."""

from typing import Any

from django.db.models import F, Value
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from families.rights import Right
from families.timeline import Asked, Entry, Source, asked_of_timeline, who
from roskilde.ready import address
from safety.models import CaseClosing, Discharge, Milestone, RuleTest, SafetyRule


@asked_of_timeline
def _trials(asked: Asked) -> Any:
    rules = asked.visible(SafetyRule, "safety_rules").order_by()
    rows = RuleTest.objects.filter(rule__in=rules).annotate(family=F("rule__family"))
    rows = rows.filter(asked.within("added_at", by="added_by")).select_related("added_by__sector", "rule")
    if asked.sector:
        rows = rows.filter(added_by__sector=asked.sector)
    rows = rows.only("rule__words", "result", "words", "added_at", *who("added_by"))
    return asked.first(rows, "added_at")


def trials(asked: Asked) -> list[Entry]:
    """When a rule was needed or tried, at the moment it was written down. One query."""
    return [
        Entry(
            family=each.family,
            kind="rule-test",
            key=each.pk,
            moment=each.added_at,
            who=each.added_by.name,
            words=_("the rule “%(rule)s” was tried. %(result)s: %(words)s")
            % {
                "rule": each.rule.words,
                "result": each.get_result_display(),
                "words": each.words,
            },
            label=_("Safety plan"),
            url=f"{address('safety:show_safety_plan', each.family)}#rule-{each.rule_id}",
            by=each.added_by_id,
            sector=each.added_by.sector,
        )
        for each in _trials(asked)
    ]


@asked_of_timeline
def _endings(asked: Asked) -> Any:
    rows: Any = [
        _told(asked, Milestone.objects, "milestone", "reached", "words"),
        _told(asked, Discharge.objects, "discharge", "left", "decided_by"),
        _told(asked, CaseClosing.objects, "case", "noted", "unit"),
    ]
    order = "moment" if asked.oldest_first else "-moment"
    return rows[0].union(*rows[1:], all=True).order_by(order, "pk")[: asked.limit + 1]


def endings(asked: Asked) -> list[Entry]:
    """Steps reached, the end in the project, and cases closed at the town hall. One query for the three."""
    words = {
        "milestone": _("a step to closure is reached: %(words)s"),
        "discharge": _("the family has left the project, decided by %(words)s"),
        "case": _("a case is closed at the town hall: %(words)s"),
    }
    return [
        Entry(
            family=row["family"],
            kind=row["kind"],
            key=row["pk"],
            moment=row["moment"],
            who=row["who"],
            words=words[row["kind"]] % {"words": row["told"]},
            label=_("Path to closure"),
            url=address("safety:show_closure", row["family"]),
            by=row["by"],
        )
        for row in _endings(asked)
    ]


def _told(asked: Asked, rows: Any, kind: str, deed: str, told: str) -> Any:
    rows = rows.order_by().filter(asked.within(f"{deed}_at", by=f"{deed}_by"))
    if asked.family:
        rows = rows.filter(family=asked.family)
    return rows.values(
        "pk",
        "family",
        kind=Value(kind),
        moment=F(f"{deed}_at"),
        told=F(told),
        by=F(f"{deed}_by"),
        who=F(f"{deed}_by__name"),
    )


SOURCES = [
    Source(
        gettext_lazy("The safety plan"),
        frozenset({"safety_plan"}),
        Right.SEE_SAFETY,
        trials,
        frozenset({"sector"}),
    ),
    Source(
        gettext_lazy("The path to closure"),
        frozenset({"closure"}),
        Right.SEE_SAFETY,
        endings,
    ),
]
