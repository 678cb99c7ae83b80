from typing import TYPE_CHECKING, Self, TypeVar

from django.db import models
from django.db.models import OuterRef, Q
from django.utils.translation import gettext_lazy as _

from families.models.professional import Professional
from families.models.visibility import Visible, VisibleQuerySet
from roskilde.keys import Keys

S = TypeVar("S", bound="Shareable", covariant=True)


class ShareableQuerySet(VisibleQuerySet[S]):
    def shared_by(self, professional: Professional) -> Self:
        """Those that the professional is responsible for or co-owns."""
        through = self.model.co_owners.through._default_manager.filter(professional=professional)
        return self.filter(Q(responsible=professional) | Q(pk__in=through.values(self._name())))

    def with_co_owner_keys(self) -> Self:
        """Each with the keys of its co-owners in the same query (``roskilde.keys``)."""
        through = self.model.co_owners.through._default_manager.filter(**{self._name(): OuterRef("pk")})
        return self.annotate(co_owner_keys=Keys(through, "professional_id"))

    def _name(self) -> str:
        """What the table of co-owners calls this model."""
        assert self.model._meta.model_name
        return self.model._meta.model_name


class Shareable(Visible):
    """Something that a professional carries: responsible, or one of several who do it together."""

    responsible = models.ForeignKey(
        Professional,
        models.PROTECT,
        verbose_name=_("responsible"),
        related_name="+",
        null=True,
        blank=True,
    )
    co_owners = models.ManyToManyField(
        Professional, verbose_name=_("together with"), related_name="+", blank=True
    )

    if TYPE_CHECKING:
        co_owner_keys: str | None  # what ``with_co_owner_keys`` adds

    class Meta:
        abstract = True

    def is_share_of(self, professional: Professional) -> bool:
        """Reads the co-owners that were prefetched, where they were."""
        return self.responsible_id == professional.pk or professional in self.co_owners.all()

    def carriers(self) -> list[Professional]:
        """The responsible first, then those who do it together."""
        first = [self.responsible] if self.responsible else []
        return first + [person for person in self.co_owners.all() if person.pk != self.responsible_id]
