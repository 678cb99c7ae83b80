from typing import TYPE_CHECKING, Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from families.models import Member, Professional
from roskilde.records import Record, RecordQuerySet, history


class LoadLimit(Record):
    """How much of a week one member can bear: appointments, hours or both, agreed with them."""

    member = models.OneToOneField(Member, models.CASCADE, related_name="load_limit", editable=False)
    appointments = models.PositiveSmallIntegerField(
        gettext_lazy("appointments a week, at most"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(50)],
    )
    hours = models.PositiveSmallIntegerField(
        gettext_lazy("hours a week, at most"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(80)],
    )

    history = history()
    objects: models.Manager["LoadLimit"] = RecordQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("limit of the load")
        constraints = (
            models.CheckConstraint(
                condition=Q(appointments__isnull=False) | Q(hours__isnull=False),
                name="masterplans_loadlimit_says_something",
                violation_error_code="appointments",
                violation_error_message=gettext_lazy("Write a number of appointments, of hours, or both."),
            ),
            models.CheckConstraint(
                condition=(Q(appointments=None) | Q(appointments__gte=1, appointments__lte=50))
                & (Q(hours=None) | Q(hours__gte=1, hours__lte=80)),
                name="masterplans_loadlimit_can_be_kept",
                violation_error_message=gettext_lazy("Write 1 to 50 appointments, and 1 to 80 hours."),
            ),
        )

    if TYPE_CHECKING:
        member_id: Any

    def __str__(self) -> str:
        return _("The limit of %(name)s's week") % {"name": self.member}

    @property
    def words(self) -> str:
        """ "8 appointments · 10 hours"."""
        told = []
        if self.appointments is not None:
            told.append(
                ngettext("%(number)s appointment", "%(number)s appointments", self.appointments)
                % {"number": self.appointments}
            )
        if self.hours is not None:
            told.append(ngettext("%(number)s hour", "%(number)s hours", self.hours) % {"number": self.hours})
        return " · ".join(told)

    @classmethod
    def of(cls, member: Member) -> "LoadLimit | None":
        """What was agreed with a member; read already where the members were read with it."""
        return getattr(member, "load_limit", None)

    @classmethod
    @transaction.atomic
    def agree(
        cls, member: Member, *, by: Professional, appointments: int | None, hours: int | None
    ) -> "LoadLimit | None":
        """Agree how much a week may ask of a member; nothing said lifts the limit."""
        limit = cls.objects.filter(member=member).first()
        if limit is not None:
            limit.lock()
        if appointments is None and hours is None:
            if limit is not None:
                limit._history_user = by
                limit.delete()
            return None
        limit = limit or cls(member=member)
        limit.appointments, limit.hours = appointments, hours
        limit.full_clean()
        limit.save(by=by)
        return limit
