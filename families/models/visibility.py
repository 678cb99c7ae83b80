from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar

from django.apps import apps
from django.contrib.auth.models import Permission
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from families.models.family import Family
from families.models.involvement import Involvement, Tier, stands_open
from families.models.professional import Professional
from roskilde import clock
from roskilde.records import AddressedQuerySet, Record

if TYPE_CHECKING:
    from uuid import UUID

V = TypeVar("V", bound="Visible", covariant=True)


class Visibility(models.TextChoices):
    """Who around the family may see a record; named people come on top of each."""

    CORE = "core", _("The core")
    SECTOR = "sector", _("My sector and the core")
    NEAR = "near", _("Everybody near")
    NAMED = "named", _("Only named people")


class VisibleQuerySet(AddressedQuerySet[V]):
    def visible_to(self, reader: Professional) -> Self:
        """What the reader may see now.

        Core sees all but what is for named people only; near sees what is shared with near, what their own
        sector wrote and what they wrote themselves; a named person sees what names them, in whatever tier.
        All of it ends the second the involvement ends.
        """
        # One join to the reader's own open involvement, of which the database lets there be one at a time. A
        # subquery for each way of seeing cost more than the rest of the page together.
        core = Q(family__involvements__tier=Tier.CORE) & ~Q(visibility=Visibility.NAMED)
        inner = Q(family__involvements__tier__in=[Tier.CORE, Tier.NEAR]) & (
            Q(visibility=Visibility.NEAR)
            | Q(visibility=Visibility.SECTOR, author__sector=reader.sector_id)
            | Q(author=reader)
        )
        named = Q(pk__in=self.model.granted_to(reader))
        own = stands_open(reader, "family__involvements")
        return self.filter(own, core | inner | named).addressed(reader)

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
        keys: models.QuerySet[Any] = own.values("content_object")
        return keys

    @property
    def named(self) -> "models.QuerySet[Professional]":
        """The people whom the record names."""
        grants = self.grants._default_manager.filter(
            content_object=self, permission__codename=self._may_see()
        )
        return Professional.objects.filter(pk__in=grants.values("user"))

    @transaction.atomic
    def name_people(self, people: Iterable[Professional], *, by: Professional) -> None:
        """Let exactly these people see it, beside whom its visibility lets in; each grant has its history."""
        permission = Permission.objects.get(
            content_type__app_label=self._meta.app_label, codename=self._may_see()
        )
        wanted = set(people)
        for grant in self.grants._default_manager.filter(content_object=self, permission=permission):
            if grant.user in wanted:
                wanted.remove(grant.user)
            else:
                grant._history_user = by
                grant.delete()
        for person in wanted:
            grant = self.grants(permission=permission, user=person, content_object=self)
            grant._history_user = by
            grant.save()

    def visibilities_for(self, reader: Professional) -> set[str]:
        """Under which visibilities the reader would see it now: what it said under another stays shut."""
        standing = list(self.family.involvements.open().of(reader).select_related("professional"))
        named = list(self.named)
        return {
            each.value
            for each in Visibility
            if who_sees(self.family, each, author=self.author, named=named, standing=standing)
        }

    def seen_by(self) -> list[Professional]:
        """Everybody who can see the record now, by name."""
        return who_sees(self.family, Visibility(self.visibility), author=self.author, named=self.named)


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
) -> list[Professional]:
    """The people that a visibility lets in, in Danish order: shown under a field before it is saved.

    ``standing`` saves a query where several visibilities are asked about at once.
    """
    if standing is None:
        standing = family.involvements.open().select_related("professional")
    named_keys = {person.pk for person in named}
    people = []
    for involvement in standing:
        person = involvement.professional
        sees = lets_in(
            visibility,
            tier=involvement.tier,
            is_own_sector=person.sector_id == author.sector_id,
            is_own=person.pk == author.pk,
        )
        if sees or person.pk in named_keys:
            people.append(person)
    return sorted(people, key=lambda person: person.name_key)
