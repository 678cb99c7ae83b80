"""What has not been logged, counted for the reminder by mail."""

from collections.abc import Iterator
from datetime import timedelta

from django.utils.translation import ngettext

from families.reminders import Asked
from masterplans.week import UNLOGGED_WITHIN, read_own


def of_what_is_not_logged(asked: Asked) -> Iterator[str]:
    """What the reader carries, and nobody has said what became of it. Five queries at most."""
    yesterday = asked.today - timedelta(days=1)
    items = [
        item
        for item in read_own(asked.reader, asked.today - UNLOGGED_WITHIN, yesterday)
        if item.contribution is None
    ]
    near = asked.inner.filter(family__in={item.activity.family_id for item in items})
    logs_in = set(near.values_list("family", flat=True)) if items else set()
    if count := sum(item.activity.family_id in logs_in for item in items):
        words = ngettext(
            "%(count)s activity has not been logged", "%(count)s activities have not been logged", count
        )
        yield words % {"count": count}
