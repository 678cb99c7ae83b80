from collections.abc import Iterable
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from families.models import Family, Involvement, Mail, MailKind, Professional, Tier, Visibility
from families.models.share import Shareable
from masterplans.models.plan import Masterplan
from roskilde import clock
from roskilde.records import Record, RecordQuerySet, history


class ShareRequestQuerySet(RecordQuerySet["ShareRequest"]):
    def open(self) -> Self:
        """Neither met nor declined."""
        return self.filter(met_at=None, declined_at=None)

    def unmet(self) -> Self:
        """Open, or declined with a reason."""
        return self.filter(met_at=None)


class ShareRequest(Record):
    """A near professional who owns nothing in the plan is asked to write their part, or says why not."""

    family = models.ForeignKey(Family, models.CASCADE, related_name="share_requests", editable=False)
    professional = models.ForeignKey(
        Professional,
        models.PROTECT,
        verbose_name=gettext_lazy("who is asked"),
        related_name="share_requests",
        editable=False,
    )
    asked_at = models.DateTimeField(gettext_lazy("asked"), editable=False)
    asked_by = models.ForeignKey(Professional, models.PROTECT, related_name="+", editable=False)
    met_at = models.DateTimeField(null=True, blank=True, editable=False)
    declined_at = models.DateTimeField(null=True, blank=True, editable=False)
    decline_reason = models.CharField(
        gettext_lazy("said no because"), max_length=300, blank=True, editable=False
    )

    history = history()
    objects = ShareRequestQuerySet.as_manager()

    class Meta:
        ordering = ("asked_at", "pk")
        verbose_name = gettext_lazy("request for a part of the plan")
        constraints = (
            models.UniqueConstraint(
                fields=["family", "professional"],
                condition=Q(met_at=None),
                name="masterplans_sharerequest_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(declined_at=None, decline_reason="")
                | (Q(declined_at__isnull=False, met_at=None) & ~Q(decline_reason="")),
                name="masterplans_sharerequest_declines_with_a_reason",
                violation_error_code="reason",
                violation_error_message=gettext_lazy("Write why, so that the coordinator can go on."),
            ),
        )

    def __str__(self) -> str:
        return str(self.professional)

    @property
    def is_open(self) -> bool:
        return self.met_at is None and self.declined_at is None

    @classmethod
    @transaction.atomic
    def ask(cls, involvement: Involvement, *, by: Professional) -> "ShareRequest":
        """Ask whoever stands near to write their part, and open the plan so that they can; they get a mail
        that says only that something waits. Asked twice, or once more after a no, it is one request.

        Raises:
            ValidationError: there is no plan to write in, or they do not stand near by themselves.
        """
        family, person = involvement.family, involvement.professional
        family.lock()
        plan = Masterplan.of(family)
        if plan is None or plan.is_closed:
            raise ValidationError(_("There is no plan to write in."), code="closed")
        is_near = involvement.tier == Tier.NEAR and involvement.is_open
        if not is_near or involvement.stands_in_for_id or not person.is_active:
            raise ValidationError(_("Only who stands near can be asked."), code="not_near")
        plan.revise(by=by, reason=_("%(name)s is asked to write their part.") % {"name": person})
        request = cls.objects.unmet().filter(family=family, professional=person).first()
        if request is None:
            request = cls(family=family, professional=person)
        elif request.is_open and request.asked_at >= involvement.since:
            return request
        request.asked_at, request.asked_by = clock.now(), by
        request.declined_at, request.decline_reason = None, ""
        request.full_clean()
        request.save(by=by)
        Mail.post(MailKind.INVOLVED, to=person, about=f"{request.pk} {request.revision}")
        return request

    @transaction.atomic
    def decline(self, *, by: Professional, reason: str) -> None:
        """Say no, with a reason that the core reads."""
        self.lock()
        if not self.is_open or self.professional_id != by.pk:
            raise ValidationError(_("You are not asked any more."), code="too_late")
        self.declined_at, self.decline_reason = clock.now(), reason.strip()
        self.full_clean()
        self.save(by=by, update_fields=["declined_at", "decline_reason"])

    @classmethod
    @transaction.atomic
    def meet(cls, item: Shareable, *, by: Professional) -> None:
        """Whoever carries this has a part now. What is for named people only meets no request: that it was
        met would tell the core that there is something."""
        if item.visibility == Visibility.NAMED:
            return
        carriers: Iterable[Professional] = item.carriers()
        for request in cls.objects.unmet().filter(family=item.family_id, professional__in=carriers):
            request.lock()
            request.met_at, request.declined_at, request.decline_reason = clock.now(), None, ""
            request.save(by=by, update_fields=["met_at", "declined_at", "decline_reason"])
