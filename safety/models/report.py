from datetime import date
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from guardian.models import UserObjectPermissionBase

from families.models import Family, Professional, Role, Tier, Visibility
from families.models.visibility import Visible, VisibleQuerySet
from roskilde import clock
from roskilde.records import history


class ReportQuerySet(VisibleQuerySet["Report"]):
    def latest_first(self) -> Self:
        return self.order_by("-on", "-written_at")


class Report(Visible):
    """That somebody reported a concern to the authority, when and who; what it said is not kept here."""

    family = models.ForeignKey(Family, models.CASCADE, related_name="reports", editable=False)
    on = models.DateField(gettext_lazy("reported on"), default=clock.today)

    history = history()
    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ("on", "pk")
        verbose_name = gettext_lazy("report of concern")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(visibility=Visibility.NAMED), name="safety_report_is_for_named_people"
            ),
        )

    def __str__(self) -> str:
        return f"{self.on}"

    @classmethod
    @transaction.atomic
    def note(cls, family: Family, *, by: Professional, on: date) -> "Report":
        """Note that it has been done; the project leader sees it too."""
        if on > clock.today():
            raise ValidationError({"on": _("The date lies ahead.")}, code="ahead")
        report = cls(family=family, author=by, on=on, visibility=Visibility.NAMED)
        report.full_clean()
        report.save(by=by)
        core = family.involvements.open().filter(tier=Tier.CORE).select_related("professional")
        leaders = [each.professional for each in core if Role.PROJECT_LEADER in each.professional.roles]
        report.name_people({by, *leaders}, by=by)
        return report


class ReportGrant(UserObjectPermissionBase):
    """Lets one named person see one report."""

    content_object = models.ForeignKey(Report, models.CASCADE)

    history = history()


Report.grants = ReportGrant
