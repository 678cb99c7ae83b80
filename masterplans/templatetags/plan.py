"""The plan in words: when something takes place, what became of it, whole rows (``masterplans.rows``)."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from families.models import Line
from masterplans import rows
from masterplans.frozen import frozen_when
from masterplans.models import Activity, Contribution
from masterplans.occurrences import Occurrence
from masterplans.places import place_of
from masterplans.reading import ActivityLine, GoalLine
from masterplans.rule import in_words
from masterplans.sharing import Sharing
from masterplans.week import Row, SomeDay

register = template.Library()

register.filter(rows.when)
register.filter(rows.owning)
register.filter(frozen_when)


@register.filter
def where(activity: Activity) -> str:
    """The place, or the kind of place where no name is written, to whoever may know it."""
    return place_of(activity)


@register.filter
def where_in_full(activity: Activity) -> str:
    """The place and what kind it is."""
    return place_of(activity, in_full=True)


@register.filter
def years(age: int) -> str:
    """7 years."""
    return ngettext("%(age)s year", "%(age)s years", age) % {"age": age}


@register.simple_tag
def activity_lines(lines: Iterable[ActivityLine], family: UUID) -> SafeString:
    return rows.activity_lines(lines, family)


@register.simple_tag
def sharing_table(sharing: Sharing, family: UUID) -> SafeString:
    return rows.sharing_table(sharing, family)


@register.simple_tag
def goal_about(line: GoalLine) -> SafeString:
    return rows.goal_about(line)


@register.simple_tag(takes_context=True)
def goal_deeds(context: template.Context, line: GoalLine) -> SafeString:
    return rows.goal_deeds(
        line,
        context["family"].pk,
        context["request"].user,
        composes=context["composes"],
        drafts=context["drafts"],
    )


@register.simple_tag(takes_context=True)
def contribution_lines(context: template.Context, contributions: Iterable[Contribution | Line]) -> SafeString:
    request = context["request"]
    return rows.contribution_lines(
        contributions, request.user, sees_why=bool(context.get("sees_why")), here=request.path
    )


@register.simple_tag(takes_context=True)
def week_cells(context: template.Context, row: Row, warnings: rows.Warnings) -> SafeString:
    return rows.week_cells(row, context["family"].pk, context["may_move"], warnings)


@register.simple_tag(takes_context=True)
def some_day_slots(context: template.Context, some_day: Iterable[SomeDay]) -> SafeString:
    return rows.some_day_slots(some_day, context["family"].pk, context["may_move"])


@register.filter
def hours(timed: Occurrence) -> str:
    """9.00–10.00, or nothing where no hour is agreed."""
    return rows.between(timed)


@register.filter
def often(rule: str) -> str:
    """Every second week, Monday and Wednesday."""
    return in_words(rule)


@register.simple_tag
def over_limit(over: Mapping[UUID, str], row: Row) -> str:
    """By how much a member's week asks more than was agreed."""
    return over.get(row.member.pk, "") if row.member else ""


@register.simple_tag
def where_once(activity: Activity, occurrence: Occurrence) -> str:
    """Where it takes place that once, to whoever may know it."""
    return place_of(activity, at=occurrence)
