"""All whom a family meets, by sector: professionals, offices, and sectors that nobody stands for yet."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from families.models import Background, ContactPoint, Family, Involvement, Sector
from families.protection import is_core


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


def by_sector(family: Family, people: Iterable[Involvement]) -> list[Contacts]:
    """For the reader whom the door let in. Two queries; one more where places may be protected."""
    ticked = Background.contact_points.through._default_manager.filter(background__family=family)
    found = {sector.pk: Contacts(sector) for sector in Sector.objects.filter(pk__in=ticked.values("sector"))}
    for each in people:
        sector = each.professional.sector
        found.setdefault(sector.pk, Contacts(sector)).people.append(each)
    for point in family.contact_points.open().select_related("sector", "member"):
        contacts = found.setdefault(point.sector_id, Contacts(point.sector))
        if is_shown(point, family):
            contacts.points.append(point)
        else:
            contacts.is_hidden = True
    return sorted(found.values(), key=lambda each: each.sector.name_key)


def is_shown(point: ContactPoint, family: Family) -> bool:
    """Where a protected member goes is for the core alone, and an office tells it."""
    return is_core(family) or not family.protected.takes_part([point.member_id] if point.member_id else [])
