from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roskilde.records import Record, RecordQuerySet, history

LONGEST_WAY = 240  # minutes


class PilotQuerySet(RecordQuerySet["Pilot"]):
    def current(self) -> "Pilot | None":
        """The pilot that families are enrolled in now: the one that began last."""
        return self.order_by("-since").first()


class Pilot(Record):
    """The period in which a unit takes families in, and how many it has room for."""

    name = models.CharField(gettext_lazy("name"), max_length=120)
    since = models.DateField(gettext_lazy("from"))
    until = models.DateField(gettext_lazy("until"))
    default_place = models.CharField(
        gettext_lazy("default place"),
        max_length=120,
        help_text=gettext_lazy(
            "The unit's address. Activities take place here unless something else is chosen."
        ),
    )
    intake_cap = models.PositiveSmallIntegerField(
        gettext_lazy("room for"), default=10, help_text=gettext_lazy("The number of families at one time.")
    )
    minutes_in_town = models.PositiveSmallIntegerField(
        gettext_lazy("minutes from place to place in town"),
        default=15,
        help_text=gettext_lazy("The least that there must be between two appointments at different places."),
    )
    minutes_out_of_town = models.PositiveSmallIntegerField(
        gettext_lazy("minutes to or from another municipality"), default=45
    )

    history = history()
    objects = PilotQuerySet.as_manager()

    class Meta:
        ordering = ("-since",)
        constraints = (
            models.CheckConstraint(
                condition=Q(until__gt=F("since")),
                name="families_pilot_ends_after_it_begins",
                violation_error_code="until",
                violation_error_message=gettext_lazy("The last day must come after the first."),
            ),
            models.CheckConstraint(
                condition=Q(intake_cap__gte=1),
                name="families_pilot_has_room",
                violation_error_code="intake_cap",
                violation_error_message=gettext_lazy("There must be room for at least one family."),
            ),
            models.CheckConstraint(
                condition=Q(minutes_in_town__lte=LONGEST_WAY, minutes_out_of_town__lte=LONGEST_WAY),
                name="families_pilot_ways_within_four_hours",
                violation_error_code="minutes_out_of_town",
                violation_error_message=gettext_lazy("Write between 0 and 240 minutes."),
            ),
        )

    def __str__(self) -> str:
        return self.name

    def obstacles_to_enrolling(self, on: date) -> list[ValidationError]:
        """What stands in the way of one more family."""
        obstacles = []
        enrolled = self.families.filter(left_on=None).count()
        if enrolled >= self.intake_cap:
            obstacles.append(
                ValidationError(
                    _(
                        "All %(cap)s places are taken. A family can be enrolled when another has ended, "
                        "or when the administrator changes the number of places."
                    )
                    % {"cap": self.intake_cap},
                    code="full",
                )
            )
        if not self.since <= on <= self.until:
            obstacles.append(
                ValidationError(_("The date lies outside the period of the pilot."), code="outside_period")
            )
        return obstacles
