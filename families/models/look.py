import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Self

from django.db import connections, models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from families.models.professional import Professional
from roskilde import clock
from roskilde.constraints import NeverChanged


class Verdict(models.TextChoices):
    """What the door answered."""

    OPENED = "opened", _("Opened")
    REFUSED = "refused", _("Refused: without the right")
    NOT_FOUND = "not_found", _("Not found: a stranger to the family")


class LookQuerySet(models.QuerySet["Look"]):
    """Looks are written and read, never changed or taken away."""

    def update(self, **kwargs: Any) -> int:
        raise TypeError("A look is never changed.")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise TypeError("A look is never taken away.")

    def note(
        self,
        reader: Professional,
        families: Iterable[uuid.UUID],
        *,
        page: str,
        method: str = "GET",
        verdict: Verdict = Verdict.OPENED,
        reasons: Mapping[uuid.UUID, str] | None = None,
        on_behalf_of: Mapping[uuid.UUID, uuid.UUID | None] | None = None,
    ) -> None:
        """Write one entry per family in one insert; if it cannot be written, nothing is read."""
        at = clock.now()
        looks = [
            Look(
                at=at,
                professional_id=reader.pk,
                family_id=family,
                page=page,
                method=method,
                verdict=verdict,
                reason=(reasons or {}).get(family, ""),
                on_behalf_of_id=(on_behalf_of or {}).get(family),
            )
            for family in families
        ]
        if looks:
            self._write(looks)

    def note_in_vain(self, reader: Professional, *, page: str) -> None:
        """Somebody asked for a family by a name that none has. What they typed is not kept: it may be
        somebody's name all the same."""
        at = clock.now()
        verdict = Verdict.NOT_FOUND
        self._write([Look(at=at, professional_id=reader.pk, page=page, method="POST", verdict=verdict)])

    def _write(self, looks: "Sequence[Look]") -> None:
        """One statement by hand: the ORM took longer over it than the database, on each page."""
        connection = connections[self.db]
        fields = [field for field in Look._meta.concrete_fields if not field.primary_key]
        columns = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
        rows = ", ".join([f"({', '.join(['%s'] * len(fields))})"] * len(looks))
        values = [
            field.get_db_prep_save(getattr(look, field.attname), connection)
            for look in looks
            for field in fields
        ]
        table = connection.ops.quote_name(Look._meta.db_table)
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {table} ({columns}) VALUES {rows}", values)  # noqa: S608

    def newest_first(self) -> Self:
        return self.order_by("-at", "-id")

    def of_family(self, family: uuid.UUID) -> Self:
        return self.filter(family_id=family)

    def of_no_family(self) -> Self:
        """Names that were tried in vain."""
        return self.filter(family_id=None)

    def by(self, reader: Professional) -> Self:
        return self.filter(professional_id=reader.pk)


class Look(models.Model):
    """Who looked at which family, when, at what, and what the door answered; kept without foreign keys, so
    that it outlives whom it names."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(_("when"))
    professional_id = models.UUIDField(_("who"))
    on_behalf_of_id = models.UUIDField(_("in place of"), null=True, blank=True)
    family_id = models.UUIDField(_("family"), null=True, blank=True)  # none where a name was tried in vain
    page = models.CharField(_("what"), max_length=80)
    method = models.CharField(max_length=7)
    verdict = models.CharField(_("answer"), max_length=10, choices=Verdict)
    reason = models.TextField(_("reason"), blank=True)

    objects = LookQuerySet.as_manager()

    class Meta:
        indexes = (
            models.Index(F("family_id"), F("at").desc(), name="families_look_of_family"),
            models.Index(F("professional_id"), F("at").desc(), name="families_look_by_person"),
            models.Index(F("at").desc(), name="families_look_newest"),
        )
        constraints = (
            NeverChanged(name="families_look_never_changed"),
            models.CheckConstraint(
                condition=Q(family_id__isnull=False) | Q(verdict=Verdict.NOT_FOUND),
                name="families_look_of_a_family_or_in_vain",
            ),
        )

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.page} {self.verdict}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("A look is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise TypeError("A look is never taken away.")
