"""Who reads which pages, and what each may cost: a coordinator with nineteen families, and one with all."""

from dataclasses import dataclass
from io import StringIO

from django.core.management import call_command
from django.urls import reverse

from families.models import Family, Involvement, Professional, Reason, Tier
from outcomes.demo import generated

COORDINATOR = "koordinator@example.dk"
LEADER = "leder@example.dk"
READ = "Warsame"  # a family whose plan and contributions are told in full
BESIDE_THE_DEMOS = 10  # generated families of the first coordinator, the same at every size


@dataclass(frozen=True)
class Page:
    """A page and its goal, where it has one: how many times the floor, and how many queries."""

    name: str
    view: str
    times_floor: float | None = 2.0
    queries: int | None = 10
    of_family: bool = True


PAGES = (
    Page("Start", "start", None, None, of_family=False),
    Page("Families, 25 a page", "families:list_families", 1.5, 6, of_family=False),
    Page("Overview", "families:show_family"),
    Page("Masterplan", "masterplans:show_plan"),
    Page("Week", "masterplans:show_week"),
    Page("Contributions", "masterplans:list_contributions"),
    Page("People", "families:show_people"),
)


@dataclass(frozen=True)
class Reader:
    """Somebody who reads, and the family whose pages they read."""

    person: Professional
    family: Family
    families: int

    def url(self, page: Page) -> str:
        return reverse(page.view, args=[self.family.pk] if page.of_family else [])


def lay(size: int) -> list[Reader]:
    """Bring the demo up to so many generated families; both readers stand in the core of the one read."""
    missing = size - Family.objects.filter(pilot=generated.MEASURING_PILOT).count()
    call_command("demo", families=missing, stdout=StringIO())
    few = Professional.objects.get(email=COORDINATOR)
    many = Professional.objects.get(email=generated.COORDINATOR)
    leader = Professional.objects.get(email=LEADER)
    read = Family.objects.get(name=READ)
    first = Family.objects.filter(pilot=generated.MEASURING_PILOT).order_by("name")
    # Names end in their number: the first ten are the same ones at every size.
    numbered = sorted(first.values_list("name", "pk"), key=lambda row: row[0][-5:])[:BESIDE_THE_DEMOS]
    demos = Family.objects.exclude(pilot=generated.MEASURING_PILOT)
    for family in demos | Family.objects.filter(pk__in=[key for _name, key in numbered]):
        _stand(few, family, leader)
    _stand(many, read, leader)
    return [
        Reader(person, read, Involvement.objects.open().of(person).values("family").count())
        for person in (few, many)
    ]


def _stand(person: Professional, family: Family, by: Professional) -> None:
    if not family.involvements.open().of(person).exists():
        family.involve(person, tier=Tier.CORE, function="Koordinator", reason=Reason.STAFF, by=by)
