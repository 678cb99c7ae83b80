"""All whom a family meets, by sector: professionals, offices, and sectors that nobody stands for yet."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from families.models import Background, ContactPoint, Family, Involvement, Professional, Sector
from families.protection import is_core
from families.questions import asked_in_family


@dataclass
class Contacts:
    """One sector: who of it stands around the family, and which of its offices the family meets."""

    sector: Sector
    people: list[Involvement] = field(default_factory=list)
    points: list[ContactPoint] = field(default_factory=list)
    is_hidden: bool = False  # some would tell where a protected member is met

    @property
    def is_unmet(self) -> bool:
        """The family has said that it meets them; nobody has written whom."""
        return not (self.people or self.points or self.is_hidden)


@asked_in_family
def _met(family: Family, reader: Professional) -> Any:
    """The sectors that the family has said it meets."""
    ticked = Background.contact_points.through._default_manager.filter(background__family=family)
    return Sector.objects.filter(pk__in=ticked.values("sector"))


@asked_in_family
def _points(family: Family, reader: Professional) -> Any:
    return family.contact_points.open().select_related("sector", "member")


def by_sector(family: Family, people: Iterable[Involvement], reader: Professional) -> list[Contacts]:
    """For the reader whom the door let in. Two queries; one more where places may be protected."""
    found = {sector.pk: Contacts(sector) for sector in _met(family, reader)}
    for each in people:
        sector = each.professional.sector
        found.setdefault(sector.pk, Contacts(sector)).people.append(each)
    for point in _points(family, reader):
        contacts = found.setdefault(point.sector_id, Contacts(point.sector))
        if is_shown(point, family):
            contacts.points.append(point)
        else:
            contacts.is_hidden = True
    return sorted(found.values(), key=lambda each: each.sector.name_key)


def is_shown(point: ContactPoint, family: Family) -> bool:
    """Where a protected member goes is for the core alone, and an office tells it."""
    return is_core(family) or not family.protected.takes_part([point.member_id] if point.member_id else [])
