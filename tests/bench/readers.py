"""Who reads which pages, and what each may cost: a coordinator with nineteen families, and one with all."""

from dataclasses import dataclass
from datetime import timedelta
from io import StringIO

from django.core.management import call_command
from django.urls import reverse

from families.models import Family, Involvement, Line, Professional, ReadMark, Reason, Tier, Visibility
from outcomes.demo import generated
from roskilde import clock

COORDINATOR = "koordinator@example.dk"
LEADER = "leder@example.dk"
READ = "Warsame"  # a family whose plan and contributions are told in full
LINES = 5_000  # in the family that is read, one every hour
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
    Page("Lines", "families:list_lines", 2.0, 20),
    Page("Map", "safety:show_map"),
    Page("Scales", "safety:list_scales"),
)
# Read once, it is not new any more: measured where there is enough of it, and beside the others.
NEWS = Page("Since last time", "families:list_news", 2.0, 19)


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
    _lay_lines(read, (few, many))
    return [
        Reader(person, read, Involvement.objects.open().of(person).values("family").count())
        for person in (few, many)
    ]


def _stand(person: Professional, family: Family, by: Professional) -> None:
    if not family.involvements.open().of(person).exists():
        family.involve(person, tier=Tier.CORE, function="Koordinator", reason=Reason.STAFF, by=by)


def _lay_lines(family: Family, readers: tuple[Professional, ...]) -> None:
    """Years of lines by those who stand around the family, all of them new to the readers."""
    began = clock.now() - timedelta(hours=LINES)
    why = "laid to be measured, in one insert"
    if not Line.objects.for_nobody(why).filter(family=family, shared_at=began).exists():
        others = family.involvements.open().exclude(professional__in=readers)
        authors = [each.professional for each in others.select_related("professional")]
        members, visibilities = list(family.members.all()), list(Visibility)[:3]
        Line.objects.unrecorded(why).bulk_create(
            Line(
                family=family,
                author=authors[number % len(authors)],
                about=members[number % len(members)] if number % 3 else None,
                visibility=visibilities[number % 3],
                text=f"{number}: Zakariye rakte hånden op og fortalte om håndbold, og de andre lyttede.",
                written_at=began + timedelta(hours=number),
                changed_at=began + timedelta(hours=number),
                shared_at=began + timedelta(hours=number),
            )
            for number in range(LINES)
        )
    for reader in readers:
        mark = {"read_until": began}
        ReadMark._default_manager.update_or_create(reader=reader, family=family, defaults=mark)
