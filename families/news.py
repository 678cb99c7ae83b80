"""What is new to somebody, on pages that show other things beside it: the overview and the start page."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.template.loader import render_to_string

from families import timeline
from families.models import Family, Involvement, Professional, ReadMark
from families.questions import asked_in_family

ON_THE_OVERVIEW = 5
ON_THE_START_PAGE = 8


def in_short(request: HttpRequest, family: Family) -> str:
    """The newest lines that the reader has not read. One query; the page behind it has everything else."""
    reader = request.user
    assert isinstance(reader, Professional)
    lines = _new_lines(family, reader)
    return render_to_string(
        "families/news_in_short.html",
        {"family": family, "lines": lines[:ON_THE_OVERVIEW], "is_more": len(lines) > ON_THE_OVERVIEW},
        request,
    )


@asked_in_family
def _new_lines(family: Family, reader: Professional) -> Any:
    mark = ReadMark._default_manager.filter(reader=reader, family=family)
    came = Involvement.objects.open().of(reader).filter(family=family)
    read_until = Coalesce(Subquery(mark.values("read_until")[:1]), Subquery(came.values("since")[:1]))
    new = family.lines.visible_to(reader).exclude(author=reader).filter(shared_at__gt=read_until)
    shown = new.select_related("author").only("family", "text", "shared_at", "author__name")
    return shown.order_by("-shared_at")[: ON_THE_OVERVIEW + 1]


def across(reader: Professional, families: Sequence[Family]) -> list[timeline.Entry]:
    """The newest of what the reader has not read in families that were read for them ``with_tier``; as many
    queries for one as for all."""
    reach = timeline.reach(reader, [family.pk for family in families])
    if not reach:
        return []
    asked = timeline.Asked(
        reader=reader, reach=reach, families=families, is_news=True, limit=ON_THE_START_PAGE
    )
    return timeline.newest(asked)
