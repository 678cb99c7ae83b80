"""Questions about a family whose door has been passed, about several, and about all that a reader stands
around, put into SQL once (``roskilde.questions``).

    @asked_in_family
    def _goals(family: Family, reader: Professional) -> QuerySet[Goal]:
        return family.goals.visible_to(reader)

    goals = _goals(family, reader)

While the SQL is written, nobody's family and nobody's reader stand in for them: of both there is the key, and
where the reader stands. Whoever asks for more gets an error instead of one family's answer for all.

Substitutes are rare and see in many ways: their questions are written each time.
"""

from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import Any
from uuid import UUID

from django.db import models

from families.models import Family, Professional, Tier
from families.models.visibility import Standing
from roskilde.questions import Question


class FamilyQuestion:
    """A function of a family and a reader that gives a queryset, called for what the queryset finds."""

    def __init__(self, queryset: Callable[..., Any]) -> None:
        self._queryset = queryset
        self._question = Question(self._of_nobody)

    def __call__(self, family: Family, reader: Professional, *given: Any) -> list[Any]:
        standing = family.standing
        if standing is None or standing.reader != reader.pk or _is_substitute(reader):
            return list(self._queryset(family, reader, *given))
        return self._question(family.pk, standing, reader.sector_id, *given, known=family)

    def _of_nobody(self, family_key: Any, standing: Standing, sector: Any, *given: Any) -> Any:
        family = _with_key(Family, family_key)
        family.standing = standing
        return self._queryset(family, _reader(standing.reader, sector), *given)


class FamiliesQuestion:
    """The same of several families, which were read for the reader ``with_tier``."""

    def __init__(self, queryset: Callable[..., Any]) -> None:
        self._queryset = queryset
        self._question = Question(self._of_nobody)

    def __call__(self, families: Sequence[Family], reader: Professional, *given: Any) -> list[Any]:
        if _is_substitute(reader) or any(family.in_place_of for family in families):
            return list(self._queryset(families, reader, *given))
        families = by_tier(families)
        told = (tuple(map(attrgetter(name), families)) for name in ("pk", "involvement_key"))
        tiers = tuple(Tier(family.tier) for family in families)
        return self._question(reader.pk, reader.sector_id, *told, tiers, *given)

    def _of_nobody(
        self,
        reader: UUID,
        sector: UUID,
        keys: tuple[UUID, ...],
        involvements: tuple[UUID, ...],
        tiers: tuple[Tier, ...],
        *given: Any,
    ) -> Any:
        families = [_with_key(Family, key) for key in keys]
        for family, involvement, tier in zip(families, involvements, tiers, strict=True):
            family.tier, family.involvement_key = tier, involvement
            family.in_place_of = family.in_place_of_sector = None
        return self._queryset(families, _reader(reader, sector), *given)


class ReaderQuestion:
    """The same of all families that the reader stands around."""

    def __init__(self, queryset: Callable[..., Any]) -> None:
        self._queryset = queryset
        self._question = Question(self._of_nobody)

    def __call__(self, reader: Professional, *given: Any) -> list[Any]:
        if _is_substitute(reader):
            return list(self._queryset(reader, *given))
        return self._question(reader.pk, reader.sector_id, *given)

    def _of_nobody(self, reader: UUID, sector: UUID, *given: Any) -> Any:
        return self._queryset(_reader(reader, sector), *given)


def by_tier(families: Sequence[Family]) -> list[Family]:
    """So many core, so many near: in any other order they would make another question each time."""
    return sorted(families, key=attrgetter("tier"))


def _is_substitute(reader: Professional) -> bool:
    return reader.stands_for != {reader.pk}


def _reader(key: UUID, sector: UUID) -> Professional:
    reader: Professional = _with_key(Professional, key, sector_id=sector)
    reader.stands_for = frozenset({key})
    return reader


def _with_key(model: type[models.Model], key: Any, **others: Any) -> Any:
    """A row of which no more has been read: the rest would be asked for, and that is refused."""
    return model.from_db("default", ["id", *others], [key, *others.values()])


def asked_in_family(queryset: Callable[..., Any]) -> FamilyQuestion:
    return FamilyQuestion(queryset)


def asked_in_families(queryset: Callable[..., Any]) -> FamiliesQuestion:
    return FamiliesQuestion(queryset)


def asked_by_reader(queryset: Callable[..., Any]) -> ReaderQuestion:
    return ReaderQuestion(queryset)
