from datetime import date, datetime, time, timedelta
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from families.models.involvement import Involvement, Reason
from families.models.professional import Professional
from families.models.visibility import withdraw_grants
from roskilde import clock
from roskilde.records import Record, RecordQuerySet, history

LONGEST = timedelta(days=366)  # who stays away longer hands their families over


class SubstitutionQuerySet(RecordQuerySet["Substitution"]):
    def lasting(self) -> Self:
        """Not over and not called off: running now, or still to come."""
        return self.filter(called_off_at=None, until__gte=clock.today())

    def running(self) -> Self:
        return self.lasting().filter(since__lte=clock.today())


class Substitution(Record):
    """Somebody stands in for a colleague around all their families, from a day to a day, both included."""

    absent = models.ForeignKey(Professional, models.PROTECT, related_name="substitutions", editable=False)
    substitute = models.ForeignKey(
        Professional,
        models.PROTECT,
        verbose_name=gettext_lazy("who stands in for you"),
        related_name="standing_in",
    )
    since = models.DateField(gettext_lazy("first day"))
    until = models.DateField(gettext_lazy("last day"))
    arranged_at = models.DateTimeField(editable=False)
    arranged_by = models.ForeignKey(Professional, models.PROTECT, related_name="+", editable=False)
    called_off_at = models.DateTimeField(null=True, blank=True, editable=False)
    called_off_by = models.ForeignKey(
        Professional, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )

    history = history()
    objects = SubstitutionQuerySet.as_manager()

    class Meta:
        ordering = ("since", "pk")
        verbose_name = gettext_lazy("substitution")
        indexes = (models.Index(fields=["substitute", "until"], name="families_substitution_of"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(until__gte=F("since")),
                name="families_substitution_ends_after_it_begins",
                violation_error_code="until",
                violation_error_message=gettext_lazy("The last day cannot come before the first."),
            ),
            models.CheckConstraint(
                condition=~Q(absent=F("substitute")),
                name="families_substitution_is_somebody_else",
                violation_error_code="substitute",
                violation_error_message=gettext_lazy("Choose somebody other than yourself."),
            ),
            models.CheckConstraint(
                condition=Q(called_off_at=None, called_off_by=None)
                | Q(called_off_at__isnull=False, called_off_by__isnull=False),
                name="families_substitution_called_off_by_and_at",
            ),
        )

    def __str__(self) -> str:
        return f"{self.substitute}: {self.absent}"

    @property
    def is_running(self) -> bool:
        return self.called_off_at is None and self.since <= clock.today() <= self.until

    @property
    def ended_on(self) -> date:
        """The last day on which it counted, or will."""
        return timezone.localtime(self.called_off_at).date() if self.called_off_at else self.until

    @property
    def period(self) -> tuple[datetime, datetime]:
        """From the first day's midnight to the midnight after the last, in Denmark."""
        return _midnight(self.since), _midnight(self.until + timedelta(days=1))

    @classmethod
    @transaction.atomic
    def arrange(
        cls,
        absent: Professional,
        substitute: Professional,
        *,
        since: date,
        until: date,
        by: Professional,
    ) -> "Substitution":
        """Let a colleague of the same sector stand in; it ends by itself when the last day is over.

        Raises:
            ValidationError: another sector, days gone by, more than a year, or days on which somebody stands
                in already.
        """
        from families.models.mail import Mail, MailKind

        absent.lock()  # two arranged at once for the same days would otherwise both hold
        cls._ask_that_it_can_be(absent, substitute, since, until)
        substitution = cls(
            absent=absent,
            substitute=substitute,
            since=since,
            until=until,
            arranged_at=clock.now(),
            arranged_by=by,
        )
        substitution.full_clean()
        substitution.save(by=by)
        for involvement in Involvement.objects.open().of(absent).of_their_own():
            substitution.stand_in(involvement, by=by)
        Mail.post(MailKind.SUBSTITUTE, to=substitute, about=substitution.pk)
        return substitution

    @staticmethod
    def _ask_that_it_can_be(absent: Professional, substitute: Professional, since: date, until: date) -> None:
        """Days to come, a year at most; a colleague of the same sector, and nobody else on those days."""
        if since < clock.today():
            raise ValidationError({"since": _("The day has gone by.")}, code="too_late")
        if until - since > LONGEST:
            raise ValidationError(
                {
                    "until": _(
                        "Somebody can stand in for a year at most. "
                        "Whoever is away longer hands their families over."
                    )
                },
                code="too_long",
            )
        if substitute.sector_id != absent.sector_id or not substitute.is_active:
            raise ValidationError(
                {
                    "substitute": _("Choose somebody who works in %(sector)s.")
                    % {"sector": absent.sector.label}
                }
            )
        if absent.substitutions.lasting().filter(since__lte=until, until__gte=since).exists():
            raise ValidationError(
                {"since": _("Somebody stands in on some of these days already.")}, code="overlaps"
            )

    def stand_in(self, involvement: Involvement, *, by: Professional) -> None:
        """Take the place of one involvement for the days, save while the substitute stands there anyway."""
        begins, ends = self.period
        begins = max(clock.now(), begins)
        family, there = involvement.family, involvement.family.involvements.of(self.substitute)
        if not there.open().exists():
            withdraw_grants(family, self.substitute, by=by)
        overlapping = there.filter(since__lt=ends).exclude(until__lte=begins).exclude(until=F("since"))
        for other in overlapping.order_by("since"):
            if begins < other.since:
                self._stand(involvement, begins, other.since, by=by)
            if other.until is None:
                return
            begins = max(begins, other.until)
        if begins < ends:
            self._stand(involvement, begins, ends, by=by)

    def _stand(self, involvement: Involvement, since: datetime, until: datetime, *, by: Professional) -> None:
        standing = Involvement(
            family=involvement.family,
            professional=self.substitute,
            stands_in_for=self.absent,
            tier=involvement.tier,
            function=involvement.function,
            legal_basis=involvement.legal_basis,
            since=since,
            until=until,
            reason=Reason.STAFF,
            begun_by=by,
            ended_by=by,
        )
        standing.full_clean()
        standing.save(by=by)
        standing.works_with.set(involvement.works_with.all())

    @transaction.atomic
    def call_off(self, *, by: Professional) -> None:
        """Come back early: the sight of the substitute ends this second."""
        self.lock()
        if self.called_off_at or self.until < clock.today():
            raise ValidationError(_("The substitution is over already."), code="too_late")
        self.called_off_at, self.called_off_by = clock.now(), by
        self.save(by=by, update_fields=["called_off_at", "called_off_by"])
        begins, ends = self.period  # the same two may have arranged other days, and those stay
        places = Involvement.objects.of(self.substitute).filter(stands_in_for=self.absent)
        for standing in places.filter(since__lt=ends, until__gt=max(begins, clock.now())):
            standing.cut_short(by=by)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
