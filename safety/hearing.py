"""Whose turn it is to be heard: the children, what the law gives them at their age, and whose view is old."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from families.models import Family, Member, Professional, Tier
from families.questions import asked_in_families
from families.sections import Waiting
from families.siblings import CHILDREN
from roskilde import clock
from safety.models import ChildVoice

GROWN_UP = 18
ASKED_FROM = 4  # younger children are heard too, but not by a date
GROWS_OLD_AFTER = timedelta(days=91)  # three months
PARTY_FROM, CONSENTS_FROM = 10, 15


def is_child(member: Member) -> bool:
    return member.relation in CHILDREN and member.age < GROWN_UP


def children_of(family: Family) -> list[Member]:
    """The youngest last; those who have moved out too, for they can be heard wherever they live."""
    return [member for member in family.members.all() if is_child(member)]


def rights_of(child: Member) -> list[str]:
    """What barnets lov gives a child of this age: in short, to be said to the child (§§ 5, 6, 46)."""
    rights = [
        _("Can be heard without the parents' consent, and without them there (§ 5)."),
        _("Can have a companion with them at any time: somebody of 15 or more (§ 6)."),
    ]
    if child.age >= PARTY_FROM:
        rights.append(_("Is a party to their own case, being 10 or more."))
    if child.age >= CONSENTS_FROM:
        rights.append(_("A placement needs their own consent, being 15 or more."))
    return rights


@dataclass(frozen=True)
class Heard:
    """One child, and what the reader sees of what it said."""

    child: Member
    voices: list[ChildVoice]

    @property
    def rights(self) -> list[str]:
        return rights_of(self.child)


def heard_in(family: Family, reader: Professional) -> list[Heard]:
    """Every child with what the reader sees; who has grown up, where there is something. Two queries."""
    voices: dict[UUID, list[ChildVoice]] = defaultdict(list)
    for each in family.child_voices.visible_to(reader).select_related("author").newest_first():
        voices[each.child_id].append(each)
    return [
        Heard(member, voices[member.pk])
        for member in family.members.all()
        if is_child(member) or member.pk in voices
    ]


def waiting(reader: Professional, families: Sequence[Family]) -> list[Waiting]:
    """Children whose view has grown old, one line a family, for the core. One query.

    It counts what the reader sees and nothing else. Were a talk that is for other eyes to silence the
    reminder, the silence would tell that there has been one; so a child who was heard in confidence is
    reminded of like one whom nobody asked, and the words say what is true of both: there is nothing that
    *you* can see. The project leader sees them all, and is reminded of none in vain.
    """
    core = {family.pk: family for family in families if family.tier == Tier.CORE}
    today = clock.today()
    old = today - GROWS_OLD_AFTER
    here_long = [family for family in core.values() if family.enrolled_on <= old]
    unheard = _unheard(here_long, reader, old, _birthday(today, GROWN_UP), _birthday(today, ASKED_FROM))
    of: dict[UUID, list[Any]] = defaultdict(list)
    for child in unheard:
        of[child.family_id].append(child)
    return [
        Waiting(
            core[key],
            _("you can see nothing from the last three months that %(children)s said.")
            % {"children": get_text_list([child.name for child in children], _("or"))},
            _("Hear the children"),
            reverse("safety:list_child_voices", args=[key]),
            min(child.heard_on or core[key].enrolled_on for child in children) + GROWS_OLD_AFTER,
        )
        for key, children in of.items()
    ]


@asked_in_families
def _unheard(
    families: Sequence[Family], reader: Professional, old: date, youngest: date, oldest: date
) -> Any:
    """Children born after the one day and until the other, with when the reader last saw them heard."""
    seen = ChildVoice.objects.visible_in(families, reader).filter(child=OuterRef("pk")).order_by("-on")
    children = Member.objects.at_home().filter(
        family__in=[family.pk for family in families],
        relation__in=CHILDREN,
        born_on__gt=youngest,
        born_on__lte=oldest,
    )
    heard = children.annotate(heard_on=Subquery(seen.values("on")[:1]))
    return heard.filter(Q(heard_on=None) | Q(heard_on__lte=old))


def _birthday(today: date, age: int) -> date:
    """Who was born on that day is that old today."""
    day = 28 if (today.month, today.day) == (2, 29) else today.day
    return today.replace(year=today.year - age, day=day)
