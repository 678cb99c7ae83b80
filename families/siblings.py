"""The siblings beside each other, older to younger: what was known of each at which age."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from families.models import Becoming, Family, Member, Professional, Relation
from families.sections import Known
from roskilde import clock

CHILDREN = (Relation.DAUGHTER, Relation.SON, Relation.CHILD)
GROWN_UP = 18  # the last column: this age and above
MOST_LINES = 500  # of all that stands in the columns; who has written more finds the rest on the lines' page
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True)
class Mark:
    """Something known, and the older siblings of whom the same was known at the same age."""

    known: Known
    age: int | None = None
    like: str = ""  # "Yousef and Maha", or nobody


@dataclass
class Child:
    """One row: the columns are the ages 0 to 18."""

    member: Member
    ages: list[list[Mark]] = field(default_factory=lambda: [[] for _n in range(GROWN_UP + 1)])
    undated: list[Mark] = field(default_factory=list)

    @property
    def age(self) -> int:
        return min(self.member.age, GROWN_UP)

    @property
    def is_empty(self) -> bool:
        return not self.undated and not any(self.ages)

    def told(self) -> list[tuple[int, list[Mark]]]:
        """The ages of which something is known, for a list."""
        return [(age, marks) for age, marks in enumerate(self.ages) if marks]


def children_of(family: Family) -> list[Member]:
    """Older to younger, those who have moved out too: their ways are what repeats itself."""
    return list(family.members.filter(relation__in=CHILDREN).order_by("born_on", "name_key"))


def beside_each_other(children: Sequence[Member], known: Iterable[Known]) -> list[Child]:
    """A row for each child, oldest first; what an older one also had at that age is told in words."""
    of_child: dict[UUID, list[Known]] = defaultdict(list)
    for each in known:
        of_child[each.member].append(each)
    older: dict[tuple[str, int], list[str]] = defaultdict(list)
    rows = []
    for member in children:
        row = Child(member)
        for each in of_child[member.pk]:
            if each.age is None:
                row.undated.append(Mark(each))
                continue
            age = min(max(each.age, 0), GROWN_UP)
            like = get_text_list(older.get((each.kind, age), []), _("and"))
            row.ages[age].append(Mark(each, age, like))
        rows.append(row)
        for kind, age in {(each.known.kind, age) for age, marks in row.told() for each in marks}:
            older[kind, age].append(member.name)
    return rows


def of_lines(reader: Professional, family: Family, children: Sequence[Member]) -> list[Known]:
    """The concerns and strengths that lines became, as far as the reader sees the lines. One query."""
    by_key = {member.pk: member for member in children}
    lines = family.lines.visible_to(reader).filter(
        about__in=list(by_key), became__in=[Becoming.CONCERN, Becoming.STRENGTH]
    )
    return [
        Known(
            line.about_id,
            by_key[line.about_id].age_on(timezone.localtime(line.written_at).date()),
            line.became,
            line.get_became_display(),
            line.text,
            line.get_absolute_url(),
        )
        for line in lines.order_by("-written_at")[:MOST_LINES][::-1]
        if line.about_id
    ]


def of_measures(reader: Professional, family: Family, children: Sequence[Member]) -> list[Known]:
    """What was tried for one of them before the pilot, from the first year that is written. One query."""
    by_key = {member.pk: member for member in children}
    url = reverse("families:show_background", args=[family.pk])
    return [
        Known(
            measure.member_id,
            age_in(measure.period, by_key[measure.member_id].born_on),
            "measure",
            _("Earlier measure"),
            ": ".join(filter(None, (measure.what, measure.result))),
            url,
        )
        for measure in family.earlier_measures.filter(member__in=list(by_key))
        if measure.member_id
    ]


def age_in(period: str, born_on: date) -> int | None:
    """The age that a child turned in the first year of "2021 to 2023"; None without a thinkable year."""
    found = _YEAR.search(period)
    if found is None or not born_on.year <= int(found[0]) <= clock.today().year:
        return None
    return int(found[0]) - born_on.year
