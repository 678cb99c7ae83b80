"""What somebody who leaves has promised to do next."""

from collections.abc import Collection
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from families.leaving import WHY
from families.models import Professional
from families.sections import Carried
from roskilde.ready import address
from safety.models import NextStep


def next_steps(people: Collection[Professional], families: "QuerySet[Any]") -> list[Carried]:
    """Their open ones. One query."""
    rows = NextStep.objects.for_nobody(WHY).open().filter(family__in=families, professional__in=people)
    return [
        Carried(
            of=step.professional,
            kind=_("Next step"),
            label=step.words,
            record=step,
            url=address("safety:show_map", step.family_id),
            hand_to=partial(_give, step),
        )
        for step in rows.select_related("family", "professional", "author__sector")
        if step.professional
    ]


def _give(step: NextStep, to: Professional | None, by: Professional) -> None:
    assert to
    step.hand_to(to, by=by)
