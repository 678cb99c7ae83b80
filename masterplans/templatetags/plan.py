"""The plan in words: when something takes place, what became of it."""

from datetime import date, time

from django import template
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from masterplans.models import Activity, Contribution
from roskilde.templatetags.look import kl

register = template.Library()


def on_days(weekdays: str) -> str:
    """ "024" is "Monday, Wednesday and Friday"; more than four days are told by their first letters."""
    names = WEEKDAYS_ABBR if len(weekdays) > 4 else WEEKDAYS
    if len(weekdays) == 7:
        return _("every day")
    return get_text_list([str(names[int(digit)]) for digit in weekdays], _("and"))


def between(starts_at: time, ends_at: time) -> str:
    return f"{kl(starts_at)}–{kl(ends_at)}"


@register.filter
def when(activity: Activity) -> str:
    """ "Monday and Wednesday 9.00–10.00", or the date of what happens once."""
    hours = between(activity.starts_at, activity.ends_at)
    if not activity.weekdays:
        return f"{date_format(activity.starts_on, 'SHORT_DATE_FORMAT')} {hours}"
    text = f"{on_days(activity.weekdays)} {hours}"
    if activity.ends_on:
        until = _("until %(date)s") % {"date": date_format(activity.ends_on, "SHORT_DATE_FORMAT")}
        return f"{text}, {until}"
    return text


@register.filter
def frozen_when(activity: dict[str, str]) -> str:
    """The same of an activity in an agreed version."""
    starts_at = time.fromisoformat(activity["starts_at"])
    if activity["weekdays"]:
        return f"{on_days(activity['weekdays'])} {kl(starts_at)}"
    return f"{date_format(date.fromisoformat(activity['starts_on']), 'SHORT_DATE_FORMAT')} {kl(starts_at)}"


@register.filter
def where(activity: Activity) -> str:
    """The place, or the kind of place where no name is written."""
    return activity.place or activity.get_place_kind_display()


@register.filter
def marks(results: list[Contribution]) -> SafeString:
    """The last few results as marks, told in words too."""
    if not results:
        return SafeString("")
    found = [
        (row.outcome, label, label)
        for row in results
        for label in [f"{date_format(row.on, 'SHORT_DATE_FORMAT')}: {row.get_outcome_display()}"]
    ]
    row = '<span class="mark mark-{}" title="{}"><span class="sr-only">{}</span></span>'
    return format_html('<span class="marks">{}</span>', format_html_join("", row, found))
