"""The plan in words: when something takes place, what became of it, whole rows (``masterplans.rows``)."""

from collections.abc import Iterable
from datetime import date, time
from uuid import UUID

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from families.models import Line
from masterplans import rows
from masterplans.models import Activity, Contribution
from masterplans.places import place_of
from masterplans.reading import ActivityLine, GoalLine
from masterplans.sharing import Sharing
from masterplans.week import Row
from roskilde.ready import written
from roskilde.templatetags.look import kl

register = template.Library()

register.filter(rows.when)
register.filter(rows.owning)


@register.filter
def frozen_when(activity: dict[str, str]) -> str:
    """The same of an activity in an agreed version."""
    starts_at = time.fromisoformat(activity["starts_at"])
    if activity["weekdays"]:
        return f"{rows.on_days(activity['weekdays'])} {kl(starts_at)}"
    return f"{written(date.fromisoformat(activity['starts_on']), 'SHORT_DATE_FORMAT')} {kl(starts_at)}"


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


@register.simple_tag
def week_cells(row: Row, family: UUID) -> SafeString:
    return rows.week_cells(row, family)
