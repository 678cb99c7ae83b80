from typing import TYPE_CHECKING, Self, TypeVar
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from families.models.professional import Professional
from families.models.visibility import Visible, VisibleQuerySet
from roskilde.keys import KeysThrough

S = TypeVar("S", bound="Shareable", covariant=True)


class ShareableQuerySet(VisibleQuerySet[S]):
    def shared_by(self, *people: Professional | UUID) -> Self:
        """Those that one of the people is responsible for or co-owns."""
        through = self.model.co_owners.through._default_manager.filter(professional__in=people)
        return self.filter(Q(responsible__in=people) | Q(pk__in=through.values(self._name())))

    def with_co_owner_keys(self) -> Self:
        """Each with the keys of its co-owners in the same query (``roskilde.keys``)."""
        keys = KeysThrough(self.model.co_owners.through, f"{self._name()}_id", "professional_id")
        return self.annotate(co_owner_keys=keys)

    def _name(self) -> str:
        """What the table of co-owners calls this model."""
        assert self.model._meta.model_name
        return self.model._meta.model_name


class Shareable(Visible):
    """Something that a professional carries: responsible, or one of several who do it together."""

    responsible = models.ForeignKey(
        Professional,
        models.PROTECT,
        verbose_name=gettext_lazy("responsible"),
        related_name="+",
        null=True,
        blank=True,
    )
    co_owners = models.ManyToManyField(
        Professional, verbose_name=gettext_lazy("together with"), related_name="+", blank=True
    )

    if TYPE_CHECKING:
        co_owner_keys: str | None  # what ``with_co_owner_keys`` adds

    class Meta:
        abstract = True

    def is_share_of(self, professional: Professional) -> bool:
        """Carried by them, or by somebody they stand in for; reads co-owners that were prefetched."""
        carrying = {self.responsible_id, *(person.pk for person in self.co_owners.all())}
        return not carrying.isdisjoint(professional.stands_for)

    def carriers(self) -> list[Professional]:
        """The responsible first, then those who do it together."""
        first = [self.responsible] if self.responsible else []
        return first + [person for person in self.co_owners.all() if person.pk != self.responsible_id]

    @transaction.atomic
    def hand_over(self, person: Professional, to: Professional | None, *, by: Professional) -> None:
        """Give one person's share to another, or let it go: somebody carries on, or the others do.

        Raises:
            ValidationError: the other cannot see it, or it would have nobody responsible and needs somebody.
        """
        self.lock()
        if to is not None and to not in self.seen_by():
            raise ValidationError(_("%(name)s cannot see it.") % {"name": to}, code="not_seen")
        was_responsible = self.responsible_id == person.pk
        if was_responsible:
            self.responsible = to
        self.full_clean()
        self.save(by=by, why=_("Handed over from %(name)s") % {"name": person})
        self.co_owners.remove(person)
        if to is not None and not was_responsible and to.pk != self.responsible_id:
            self.co_owners.add(to)
