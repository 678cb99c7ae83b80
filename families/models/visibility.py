from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar
from uuid import UUID

from django.apps import apps
from django.contrib.auth.models import Permission
from django.db import models, transaction
from django.db.models import F, Max, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from families.models.family import Family
from families.models.involvement import Involvement, Tier, stands_open
from families.models.professional import Professional
from roskilde import clock
from roskilde.records import AddressedQuerySet, Record

if TYPE_CHECKING:
    from families.models.member import Member

V = TypeVar("V", bound="Visible", covariant=True)


class Visibility(models.TextChoices):
    """Who around the family may see a record; named people come on top of each."""

    CORE = "core", _("The core")
    SECTOR = "sector", _("My sector and the core")
    NEAR = "near", _("Everybody near")
    NAMED = "named", _("Only named people")


@dataclass(frozen=True)
class Standing:
    """Where one reader stands around one family at this moment, and in whose place."""

    reader: UUID
    tier: Tier
    involvement: UUID
    in_place_of: UUID | None
    sectors: frozenset[UUID]

    @classmethod
    def of(cls, family: Family, reader: Professional) -> "Standing | None":
        """From what ``with_tier`` has read for this reader; None for a stranger."""
        if not family.tier:
            return None
        return cls(
            reader=reader.pk,
            tier=Tier(family.tier),
            involvement=family.involvement_key,
            in_place_of=family.in_place_of,
            sectors=frozenset({reader.sector_id, family.in_place_of_sector or reader.sector_id}),
        )


class VisibleQuerySet(AddressedQuerySet[V]):
    def visible_to(self, reader: Professional) -> Self:
        """What the reader may see now.

        Core sees all but what is for named people only; near sees what is shared with near, what their own
        sector wrote and what they wrote themselves, and what others wrote for their sector about a child she
        works with; a named person sees what names them, in whatever tier. A substitute sees what the absent
        one would, save what is for named people only: a name cannot be stood in for. All of it ends the
        second the involvement ends.
        """
        family = self._hints.get("instance")  # type: ignore[attr-defined]  # whose manager it was reached by
        standing = family.standing if isinstance(family, Family) else None
        if standing is not None and standing.reader == reader.pk:
            return self.filter(self._seen_from([standing], reader)).addressed(reader)
        return self._seen_across(reader).addressed(reader)

    def visible_in(self, families: Iterable[Family], reader: Professional) -> Self:
        """The same in several families that were read for this reader ``with_tier``: plain columns, where
        ``visible_to`` joins the way in to each row."""
        alike: dict[tuple[Tier, UUID | None], list[tuple[Family, Standing]]] = defaultdict(list)
        for family in families:
            if standing := Standing.of(family, reader):
                alike[standing.tier, standing.in_place_of].append((family, standing))
        seen = Q(pk__in=[])
        for found in alike.values():
            here = Q(family__in=[family.pk for family, _standing in found])
            seen |= here & self._seen_from([standing for _family, standing in found], reader)
        return self.filter(seen).addressed(reader)

    def _seen_from(self, alike: Sequence[Standing], reader: Professional) -> Q:
        """Where the reader stands as near, and in the same place, everywhere: no join to the involvements."""
        standing = alike[0]
        seen = Q(pk__in=self.model.granted_to(reader)) | self._own(reader)
        if standing.tier == Tier.PERIPHERAL:
            return seen
        seen |= Q(author=reader)
        if standing.tier == Tier.CORE:
            return seen | ~Q(visibility=Visibility.NAMED)
        sector = Q(author__sector__in=standing.sectors)
        sector |= self._about_whom_works([each.involvement for each in alike])
        if standing.in_place_of:
            seen |= Q(author=standing.in_place_of) & ~Q(visibility=Visibility.NAMED)
        return seen | Q(visibility=Visibility.NEAR) | (Q(visibility=Visibility.SECTOR) & sector)

    def _seen_across(self, reader: Professional) -> Self:
        """In all families at once."""
        # One join to the reader's own open involvement, of which the database lets there be one at a time. A
        # subquery for each way of seeing cost more than the rest of the page together.
        own = "family__involvements"
        seen = Q(pk__in=self.model.granted_to(reader)) | self._own(reader)
        core = Q(**{f"{own}__tier": Tier.CORE}) & ~Q(visibility=Visibility.NAMED)
        sector = Q(author__sector=reader.sector_id)
        sector |= self._about_whom_works(Involvement.objects.open().of(reader).values("pk"))
        shared = Q(visibility=Visibility.NEAR) | (Q(visibility=Visibility.SECTOR) & sector) | Q(author=reader)
        if len(reader.stands_for) > 1:
            absent = Q(**{f"{own}__stands_in_for": F("author")}) & ~Q(visibility=Visibility.NAMED)
            shared |= absent | (
                Q(visibility=Visibility.SECTOR) & Q(**{f"{own}__stands_in_for__sector": F("author__sector")})
            )
        inner = Q(**{f"{own}__tier__in": [Tier.CORE, Tier.NEAR]}) & shared
        return self.filter(stands_open(reader, own), core | inner | seen)

    def _about_whom_works(self, involvements: Any) -> Q:
        """What is about a child that somebody with one of these involvements works with."""
        if not self.model.about_child:
            return Q(pk__in=[])
        children = Involvement.works_with.through._default_manager.filter(involvement__in=involvements)
        field = self.model._meta.get_field(self.model.about_child)
        if not isinstance(field, models.ManyToManyField):
            return Q(**{f"{field.name}__in": children.values("member")})
        through: Any = field.remote_field.through
        about = through._default_manager.filter(member__in=children.values("member"))
        return Q(pk__in=about.values(field.m2m_field_name()))

    def _own(self, reader: Professional) -> Q:
        """What the reader sees in whatever tier, besides what names them: nothing, of most records."""
        return Q(pk__in=[])

    def hidden_from(self, reader: Professional) -> Self:
        """What the reader may not see: only for showing that a time is taken."""
        return self.exclude(pk__in=self.visible_to(reader).values("pk")).addressed(reader)


class Visible(Record):
    """A record that carries who may see it."""

    visibility = models.CharField(
        _("Can be seen by"), max_length=10, choices=Visibility, default=Visibility.NEAR
    )
    author = models.ForeignKey(Professional, models.PROTECT, related_name="+", editable=False)
    written_at = models.DateTimeField(editable=False)
    changed_at = models.DateTimeField(editable=False)

    grants: ClassVar[Any]  # the model's own table of grants, a UserObjectPermissionBase
    family: models.ForeignKey[Family, Family]
    about_child: ClassVar[str] = ""  # the field that names the member or members it is about, if it has one

    if TYPE_CHECKING:
        family_id: UUID

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if "changed_at" in (kwargs.get("update_fields") or ["changed_at"]):
            self.changed_at = clock.now()
        if self._state.adding:
            self.written_at = self.changed_at
        super().save(*args, **kwargs)

    def clean_fields(self, exclude: Any = None) -> None:
        """The two moments are the save's."""
        super().clean_fields(exclude={*(exclude or ()), "written_at", "changed_at"})

    def validate_unique(self, exclude: Any = None) -> None:
        """Nothing here is unique but the key, which chance keeps; asking would read records for nobody."""

    @classmethod
    def _may_see(cls) -> str:
        return f"view_{cls._meta.model_name}"

    @classmethod
    def granted_to(cls, reader: Professional) -> "models.QuerySet[Any]":
        """The keys of what names the reader."""
        own = cls.grants._default_manager.filter(user=reader, permission__codename=cls._may_see())
        if len(reader.stands_for) > 1:
            own = cls._in_force(own)
        keys: models.QuerySet[Any] = own.values("content_object")
        return keys

    @classmethod
    def _in_force(cls, grants: "models.QuerySet[Any]") -> "models.QuerySet[Any]":
        """Without what named a substitute before they took the place in which they stand now: a place ends
        by itself, with nobody there to take the names back."""
        made = cls.grants.history.filter(id=OuterRef("pk"), history_type="+").values("history_date")
        places = Involvement.objects.open().filter(
            professional=OuterRef("user"), family=OuterRef("content_object__family")
        )
        began = places.filter(stands_in_for__isnull=False).values("since")
        since: models.QuerySet[Any] = grants.annotate(made=Subquery(made[:1]), began=Subquery(began[:1]))
        return since.filter(Q(began=None) | Q(made__gte=F("began")))

    @property
    def named(self) -> "models.QuerySet[Professional]":
        """The people whom the record names."""
        grants = self._in_force(
            self.grants._default_manager.filter(content_object=self, permission__codename=self._may_see())
        )
        return Professional.objects.filter(pk__in=grants.values("user"))

    @transaction.atomic
    def name_people(self, people: Iterable[Professional], *, by: Professional) -> None:
        """Let exactly these people see it, beside whom its visibility lets in; each grant has its history."""
        permission = Permission.objects.get(
            content_type__app_label=self._meta.app_label, codename=self._may_see()
        )
        wanted, named = set(people), set(self.named)
        for grant in self.grants._default_manager.filter(content_object=self, permission=permission):
            if grant.user in wanted & named:
                wanted.remove(grant.user)
            else:
                grant._history_user = by
                grant.delete()
        for person in wanted:
            grant = self.grants(permission=permission, user=person, content_object=self)
            grant._history_user = by
            grant.save()

    def readable(self, saves: Iterable[Any], reader: Professional) -> list[Any]:
        """Those rows of its history that the reader may read, oldest first.

        What it said under another visibility, of another child, or before it named the reader stays shut.
        """
        standing = list(
            self.family.involvements.open().of(reader).select_related("professional", "stands_in_for")
        )
        own = self.grants._default_manager.filter(
            content_object=self, user=reader, permission__codename=self._may_see()
        )
        made = self.grants.history.filter(id__in=self._in_force(own).values("pk"), history_type="+")
        named_at = made.aggregate(at=Max("history_date"))["at"] if standing else None
        known: dict[tuple[str, frozenset[UUID]], bool] = {}
        rows = sorted(saves, key=lambda row: (row.history_date, row.revision))
        found = []
        for row, following in zip_longest(rows, rows[1:]):
            about = about_whom(row, self.about_child)
            key = (row.visibility, about)
            if key not in known:
                seen = Visibility(row.visibility)
                known[key] = bool(
                    who_sees(self.family, seen, author=self.author, standing=standing, about=about)
                )
            said_then = named_at and (following is None or following.history_date > named_at)
            if known[key] or said_then:
                found.append(row)
        return found

    def read_anyway(self) -> list[Professional]:
        """Who sees it besides, under each visibility but the named people's."""
        return []

    def seen_by(self, *, named: Iterable[Professional] | None = None) -> list[Professional]:
        """Everybody who can see the record now, by name; ``named`` if it is to name others."""
        people = list(self.named if named is None else named)
        if self.visibility != Visibility.NAMED:
            people += self.read_anyway()
        return who_sees(
            self.family, Visibility(self.visibility), author=self.author, named=people, about=self._about
        )

    @property
    def _about(self) -> frozenset[UUID]:
        return about_whom(self, self.about_child)

    def _rewrite(
        self, fields: Mapping[str, Any], *, by: Professional, named: Iterable[Professional] | None = None
    ) -> None:
        """Write it anew for whoever may see it from now on; the row is locked by the verb that does."""
        before = set(self.seen_by())
        for name, value in fields.items():
            setattr(self, name, value)
        if not before.issuperset(self.seen_by(named=named)):
            self._reach_more()
        self.full_clean()
        self.save(by=by)
        if named is not None:  # after the save: whom it names from now on does not read what it said before
            self.name_people(named, by=by)

    def _reach_more(self) -> None:
        """Somebody will see it for the first time."""


class Newsworthy(Visible):
    """A record that is new to people: when it is written, and to whomever it is opened later."""

    # When it last reached somebody new: written, or opened to more people since.
    shared_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        abstract = True

    def _reach_more(self) -> None:
        self.shared_at = clock.now()


def about_whom(row: Any, field: str) -> frozenset[UUID]:
    """The keys of those whom a record, or a row of its history, is about; ``field`` may be none ("")."""
    if not field:
        return frozenset()
    if hasattr(row, f"{field}_id"):
        key = getattr(row, f"{field}_id")
        return frozenset({key} if key else ())
    many = getattr(row, field)
    is_history = any(each.name == "member" for each in many.model._meta.fields)
    return frozenset(many.values_list("member" if is_history else "pk", flat=True))


def withdraw_grants(family: Family, professional: Professional, *, by: Professional) -> None:
    """What named somebody before they left names them no more: whoever comes back begins anew."""
    for model in apps.get_models():
        if issubclass(model, Visible):
            for grant in model.grants._default_manager.filter(
                user=professional, content_object__family=family
            ):
                grant._history_user = by
                grant.delete()


def lets_in(visibility: str, *, tier: str, is_own_sector: bool, is_own: bool) -> bool:
    """Whether a visibility lets somebody in who is not named, by where they stand and whose record it is."""
    if tier == Tier.PERIPHERAL:
        return False
    if is_own or visibility == Visibility.NEAR:
        return True
    if tier == Tier.CORE:
        return visibility != Visibility.NAMED
    return visibility == Visibility.SECTOR and is_own_sector


def who_sees(
    family: Family,
    visibility: Visibility,
    *,
    author: Professional,
    named: Iterable[Professional] = (),
    standing: Iterable[Involvement] | None = None,
    about: "Iterable[Member | UUID]" = (),
) -> list[Professional]:
    """The people that a visibility lets in, in Danish order: shown under a field before it is saved.

    ``standing`` saves a query where several visibilities are asked about at once; ``about`` are the children
    that the record is about, if it is a record of a kind that follows a child.
    """
    if standing is None:
        standing = family.involvements.open().select_related("professional", "stands_in_for")
    named_keys = {person.pk for person in named}
    with_child = set()
    if (about := list(about)) and visibility == Visibility.SECTOR:
        open_here = family.involvements.open().filter(works_with__in=about)
        with_child = set(open_here.values_list("pk", flat=True))
    people = []
    for involvement in standing:
        person, absent = involvement.professional, involvement.stands_in_for
        sectors = {person.sector_id, absent.sector_id if absent else None}
        stands_in_for_author = (
            absent is not None and absent.pk == author.pk and visibility != Visibility.NAMED
        )
        sees = lets_in(
            visibility,
            tier=involvement.tier,
            is_own_sector=author.sector_id in sectors or involvement.pk in with_child,
            is_own=person.pk == author.pk or stands_in_for_author,
        )
        if sees or person.pk in named_keys:
            people.append(person)
    return sorted(people, key=lambda person: person.name_key)
