"""Whether what somebody writes was written of another family before: asked, and never told where."""

from django.db.models import Q

from families.models import Family, Visibility
from safety.advice import sentences
from safety.models import Statement

MOST_ASKED = 6


def was_written_elsewhere(words: str, family: Family) -> bool:
    """One query. What is for named people only is not asked: even that it is there must not be told."""
    wanted = Q()
    for each in sentences(words)[:MOST_ASKED]:
        wanted |= Q(words_key__contains=each)
    if not wanted:
        return False
    others = Statement.objects.for_nobody("whether, and never whose").exclude(family=family)
    return others.exclude(visibility=Visibility.NAMED).filter(wanted).exists()
