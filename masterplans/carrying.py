"""Who carries something open in a family's plan without standing near the family."""

from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from families.models import Family, Professional, Tier
from families.questions import asked_in_family
from families.sections import Lack
from masterplans.models import Masterplan
from roskilde.ready import address


def from_afar(family: Family, reader: Professional) -> list[Lack]:
    """As far as the reader may see the plan; each with the deed that asks them near. One query."""
    plan = Masterplan.of(family)
    if plan is None or plan.is_closed:
        return []
    return [_lack(family, person, touches=person.touches) for person in _carrying(family, reader)]


@asked_in_family
def _carrying(family: Family, reader: Professional) -> Any:
    goals = family.goals.visible_to(reader).open()
    activities = family.activities.visible_to(reader).open()
    carries = Q()
    for carried in (goals, activities):
        carries |= Q(pk__in=carried.values("responsible")) | Q(pk__in=carried.values("co_owners"))
    standing = family.involvements.open()
    near = standing.exclude(tier=Tier.PERIPHERAL)
    touches = standing.filter(tier=Tier.PERIPHERAL, professional=OuterRef("pk"))
    people: Any = Professional.objects.filter(carries).exclude(pk__in=near.values("professional"))
    return people.annotate(touches=Exists(touches))


def _lack(family: Family, person: Professional, *, touches: bool) -> Lack:
    sentence = (
        _("%(name)s carries a part of the plan and stands only at the edge of the family.")
        if touches
        else _("%(name)s carries a part of the plan but no longer stands near the family.")
    )
    deed = _("Ask them near")
    url = f"{address('families:note_missing', family.pk)}?person={person.pk}"
    if not person.is_active:  # whoever works here no more can be asked nothing
        deed, url = _("Open the plan"), address("masterplans:show_plan", family.pk)
    return Lack(person, sentence % {"name": person.name}, deed, url)
