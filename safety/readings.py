"""A scale as one reader sees it: the numbers that are shown to them, and how many wait for their own."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Count
from django.template.defaultfilters import floatformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from families.models import Family, Professional, Tier
from families.questions import asked_in_family
from roskilde.ready import written
from safety import dots, scales
from safety.models import Goal, NoNumber, Rating, Scale, ScaleVersion, Statement

# In the order in which they stand: none of them above the others, the family first.
KINDS = {
    "family": gettext_lazy("The family"),
    "network": gettext_lazy("The network"),
    "professional": gettext_lazy("The professionals"),
}


# As much of a row as the pages show: there may be hundreds.
PEOPLE = ("member", "network_person", "professional", "typed_by")
SHOWN = (
    *(field.name for field in Rating._meta.concrete_fields),
    *(f"{person}__name" for person in PEOPLE),
    *("member__born_on", "version__number", "version__scale"),
)


@dataclass(frozen=True, slots=True)
class Number:
    """A rating as the pictures show it: of the model's rows, each with its raters, a page reads too many."""

    pk: UUID
    version: ScaleVersion
    on: date
    value: int | None
    no_number: str
    because: str
    role: str
    typed_at: datetime
    member_id: UUID | None
    professional_id: UUID | None
    speaker_key: UUID
    speaker: str
    born_on: date | None
    is_followed: bool
    is_around: bool

    def __str__(self) -> str:
        return str(self.get_no_number_display() if self.value is None else self.value)

    @property
    def version_id(self) -> UUID:
        return self.version.pk

    @property
    def is_of_family(self) -> bool:
        return self.member_id is not None

    @property
    def lacks_reason(self) -> bool:
        return self.value is not None and not self.because

    def get_no_number_display(self) -> str:
        return str(NoNumber(self.no_number).label)


Answer = Rating | Number


def kind_of(rating: Answer) -> str:
    if rating.is_of_family:
        return "family"
    return "professional" if rating.professional_id else "network"


def _place(rating: Answer) -> tuple[int, date, str]:
    """Where somebody stands in a list: the family by age, then the network and the professionals by name."""
    return list(KINDS).index(kind_of(rating)), rating.born_on or date.max, str(rating.speaker)


@dataclass(frozen=True)
class Rater:
    """One who answers on the newest wording: the letters in their dots, and where they began and are now."""

    mark: str
    kind: str
    course: scales.Course[Answer]

    @property
    def now(self) -> Answer:
        return self.course.now

    @property
    def start(self) -> Answer:
        return self.course.start

    @property
    def kind_words(self) -> Any:
        return KINDS[self.kind]


@dataclass(frozen=True)
class Answered:
    """One answer in the table, with the older rows that it completes or corrects."""

    mark: str
    rating: Rating
    before: Sequence[Rating] = ()
    may_write: bool = False

    @property
    def is_corrected(self) -> bool:
        """Whether more has changed than that a reason was added."""
        return any(_said(each) != _said(self.rating) or each.because for each in self.before)


def _said(rating: Rating) -> tuple[Any, ...]:
    return rating.value, rating.no_number, rating.on


@dataclass(frozen=True)
class Reading:
    """One scale for one reader; ``rows`` are all that they see, on every wording."""

    scale: Scale
    version: ScaleVersion
    rows: Sequence[Any]  # ``Rating`` where it is read alone, else ``Number``
    versions: Sequence[ScaleVersion] = ()
    goal: Goal | None = None
    waiting: int = 0  # numbers that are shown once the reader has given their own
    marks: dict[UUID, str] = field(default_factory=dict)

    @cached_property
    def raters(self) -> list[Rater]:
        """Those who answered on the newest wording: the family, the network, the professionals."""
        newest = [row for row in self.rows if row.version_id == self.version.pk]
        found = [
            Rater(self.mark_of(course.now), kind_of(course.now), course) for course in scales.courses(newest)
        ]
        return sorted(found, key=lambda each: (not each.now.is_around, *_place(each.now)))

    @cached_property
    def around(self) -> list[Rater]:
        """Those of them who are asked again."""
        return [each for each in self.raters if each.now.is_around]

    @cached_property
    def now(self) -> scales.Picture[Answer]:
        return scales.picture([each.now for each in self.around])

    @cached_property
    def start(self) -> scales.Picture[Answer]:
        return scales.picture([each.start for each in self.around])

    @property
    def has_moved(self) -> bool:
        return any(each.start is not each.now for each in self.around)

    @property
    def latest_on(self) -> date | None:
        return max((each.now.on for each in self.raters), default=None)

    @cached_property
    def without_reason(self) -> list[Answer]:
        return [each.now for each in self.around if each.now.lacks_reason]

    def mark_of(self, rating: Answer) -> str:
        return self.marks.get(rating.speaker_key, "")

    @cached_property
    def strip(self) -> dots.Strip:
        """Everybody's number at the start and now."""
        rows = [(_("Now"), [self._dot(each.now) for each in self.around if each.now.value is not None])]
        if self.has_moved:
            began = [self._dot(each.start) for each in self.around if each.start.value is not None]
            rows.insert(0, (_("Start"), began))
        return dots.strip(rows)

    @cached_property
    def drawing(self) -> dots.Drawing | None:
        """The course of all numbers; None while there are none."""
        found = [self._dot(row) for row in scales.counted(self.rows) if row.value is not None]
        if not found:
            return None
        reworded = [version.worded_on for version in self.versions if version.number > 1]
        return dots.draw(found, reworded)

    def _dot(self, row: Answer) -> dots.Dot:
        assert row.value is not None
        line = (row.version_id, row.speaker_key)
        return dots.Dot(line, self.mark_of(row), kind_of(row), row.on, row.value, told(row))

    def table(self, reader: Professional, *, is_core: bool) -> list[Answered]:
        """Every answer, the newest first, each with what stood there before."""
        by_key = {row.pk: row for row in self.rows}
        found = []
        newest_first = reversed(scales.counted(self.rows))
        for row in sorted(newest_first, key=lambda row: (-row.on.toordinal(), *_place(row))):
            before, older = [], row
            while older.corrects_id in by_key:
                older = by_key[older.corrects_id]
                before.append(older)
            may_write = may_write_for(row, reader, is_core=is_core)
            found.append(Answered(self.mark_of(row), row, before, may_write))
        return found

    @property
    def gap_words(self) -> str:
        """The family's view beside the professionals', neither above the other."""
        gap = self.now.gap
        if gap is None:
            return ""
        if not gap:
            return _("The family and the professionals are at the same place.")
        steps = floatformat(abs(gap), -1)
        if gap > 0:
            return _("The professionals' median lies %(steps)s above the family's.") % {"steps": steps}
        return _("The professionals' median lies %(steps)s below the family's.") % {"steps": steps}


def told(row: Answer) -> str:
    """Rima, Mother, 18 September 2025: 5, because “…”."""
    answer = f"{row}, {row.because}" if row.because else _("%(number)s, without a reason") % {"number": row}
    return f"{row.speaker}, {row.role}, {written(row.on, 'DATE_FORMAT')}: {answer}"


def may_write_for(row: Rating, reader: Professional, *, is_core: bool) -> bool:
    """As ``refuse_in_anothers_name`` says, of what is read already."""
    if row.professional_id is None or row.professional_id == reader.pk:
        return True
    return is_core and row.follow_up_id is not None


def read_scales(family: Family, reader: Professional, only: Scale | None = None) -> list[Reading]:
    """The family's scales that the reader sees, or one of them: five queries, however many there are."""
    found = [only] if only else list(family.scales.visible_to(reader).select_related("danger"))
    if not found:
        return []
    worded = ScaleVersion.objects.filter(scale__in=found).select_related("worded_by")
    versions: dict[UUID, list[ScaleVersion]] = {}
    for version in worded.order_by("number"):
        versions.setdefault(version.scale_id, []).append(version)
    rows: dict[UUID, list[Any]] = {scale.pk: [] for scale in found}
    if only:
        rows[only.pk] = list(
            family.ratings.visible_to(reader).filter(version__scale=only).with_raters().only(*SHOWN)
        )
    else:
        by_key = {version.pk: version for each in versions.values() for version in each}
        for key, version, *rest in _numbers(family, reader):
            rows[by_key[version].scale_id].append(Number(key, by_key[version], *rest))
    waiting = _waiting(family, reader)
    goals = _goals(family, reader, found)
    return [
        Reading(
            scale,
            versions[scale.pk][-1],
            rows[scale.pk],
            versions[scale.pk],
            goals.get(scale.danger.goal_id),
            waiting.get(scale.pk, 0),
            marks_of(rows[scale.pk]),
        )
        for scale in found
    ]


@asked_in_family
def _numbers(family: Family, reader: Professional) -> Any:
    return family.ratings.visible_to(reader).as_numbers()


def read_newest(family: Family, reader: Professional) -> list[Reading]:
    """The numbers on the newest wording of each scale whose danger is open, as far as the reader sees any; of
    the scale no more than its danger's words. One query."""
    found: dict[UUID, list[Number]] = {}
    versions: dict[UUID, ScaleVersion] = {}
    for key, version, *rest, number, scale, words in _newest_numbers(family, reader):
        if version not in versions:
            danger = Statement(family=family, words=words)
            versions[version] = ScaleVersion(
                pk=version, number=number, scale=Scale(pk=scale, family=family, danger=danger)
            )
        found.setdefault(version, []).append(Number(key, versions[version], *rest))
    return [
        Reading(versions[key].scale, versions[key], rows, marks=marks_of(rows)) for key, rows in found.items()
    ]


@asked_in_family
def _newest_numbers(family: Family, reader: Professional) -> Any:
    rows = family.ratings.visible_to(reader).on_newest_wording().filter(version__scale__danger__ending="")
    return rows.as_numbers("version__number", "version__scale", "version__scale__danger__words")


def marks_of(rows: Iterable[Answer]) -> dict[UUID, str]:
    """The letters by which each rater is known on one scale; the first who came keeps the shortest."""
    names = {row.speaker_key: str(row.speaker) for row in rows}
    return dict(zip(names, dots.marks(list(names.values())), strict=True))


def _waiting(family: Family, reader: Professional) -> dict[UUID, int]:
    if family.standing is not None and family.standing.tier == Tier.CORE:
        return {}
    hidden = family.ratings.waiting_for(reader).order_by().values_list("version__scale")
    return dict(hidden.annotate(many=Count("pk")))


def _goals(family: Family, reader: Professional, found: Sequence[Scale]) -> dict[Any, Goal]:
    """The safety goals of the dangers, as far as the reader may see them."""
    keys = [scale.danger.goal_id for scale in found if scale.danger.goal_id]
    if not keys:
        return {}
    return {goal.pk: goal for goal in family.goals.visible_to(reader).filter(pk__in=keys)}
