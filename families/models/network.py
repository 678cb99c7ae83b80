from datetime import date
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from families.models.family import Family
from families.models.member import Member
from families.models.professional import Professional
from families.models.sector import Sector
from roskilde import clock
from roskilde.records import Record, RecordQuerySet, history


class Knows(models.TextChoices):
    """What somebody in the network knows of what is difficult.

    Who must not know yet, and why, is never part of a print for the family or for anybody in the network.
    """

    ALL = "all", gettext_lazy("Knows it all")
    SOME = "some", gettext_lazy("Knows something")
    NOT_YET = "not_yet", gettext_lazy("Must not know yet")


class NetworkKind(models.TextChoices):
    """What somebody in the network is to the family."""

    RELATIVE = "relative", gettext_lazy("Relative")
    FRIEND = "friend", gettext_lazy("Friend or neighbour")
    MENTOR = "mentor", gettext_lazy("Volunteer mentor")
    VOLUNTEER = "volunteer", gettext_lazy("Another volunteer")
    ASSOCIATION = "association", gettext_lazy("Association or congregation")


VOLUNTEERS = (NetworkKind.MENTOR, NetworkKind.VOLUNTEER)


class DatedQuerySet(RecordQuerySet[Any]):
    def open(self) -> Self:
        """Those that count today."""
        return self.filter(Q(until=None) | Q(until__gt=clock.today()))

    def former(self) -> Self:
        return self.filter(until__lte=clock.today())


class NetworkPersonQuerySet(DatedQuerySet):
    def volunteering(self) -> Self:
        return self.filter(kind__in=VOLUNTEERS)

    def lacking_papers(self) -> Self:
        """Volunteers whose agreement or certificate nobody has seen; ``missing`` names it."""
        return self.volunteering().filter(Q(agreement_on=None) | Q(certificate_on=None))


class NetworkPerson(Record):
    """Somebody in the family's own life who helps, or could; they have no login and see nothing here."""

    family = models.ForeignKey(Family, models.CASCADE, related_name="network", editable=False)
    name = models.CharField(gettext_lazy("name"), max_length=120)
    relation = models.CharField(
        gettext_lazy("who it is"),
        max_length=80,
        help_text=gettext_lazy("For instance uncle, neighbour or football coach."),
    )
    kind = models.CharField(
        gettext_lazy("kind"), max_length=12, choices=NetworkKind, default=NetworkKind.RELATIVE
    )
    knows = models.CharField(gettext_lazy("knows"), max_length=8, choices=Knows, default=Knows.SOME)
    why_not_yet = models.CharField(
        gettext_lazy("why not yet"),
        max_length=300,
        blank=True,
        help_text=gettext_lazy("Who does not want it, and why."),
    )
    helps_with = models.CharField(gettext_lazy("helps with"), max_length=200, blank=True)
    phone = models.CharField(gettext_lazy("telephone"), max_length=30, blank=True)
    email = models.EmailField(gettext_lazy("e-mail"), blank=True)
    organisation = models.CharField(gettext_lazy("organisation"), max_length=120, blank=True)
    mentor_for = models.ForeignKey(
        Member,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=gettext_lazy("mentor for"),
        related_name="mentors",
    )
    agreement_on = models.DateField(gettext_lazy("agreement signed on"), null=True, blank=True)
    certificate_on = models.DateField(gettext_lazy("child-protection certificate of"), null=True, blank=True)
    since = models.DateField(gettext_lazy("from"), default=clock.today)
    until = models.DateField(gettext_lazy("until"), null=True, blank=True, editable=False)
    end_reason = models.CharField(gettext_lazy("ended because"), max_length=300, blank=True, editable=False)

    history = history()
    objects = NetworkPersonQuerySet.as_manager()

    class Meta:
        ordering = ("knows", "name", "pk")
        verbose_name = gettext_lazy("person in the network")
        constraints = (
            models.CheckConstraint(
                condition=~Q(knows=Knows.NOT_YET) | ~Q(why_not_yet=""),
                name="families_networkperson_says_why_not_yet",
                violation_error_code="why_not_yet",
                violation_error_message=gettext_lazy("Write why they must not know yet."),
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="families_networkperson_ends_after_it_begins",
                violation_error_code="on",
                violation_error_message=gettext_lazy("The last day cannot come before the first."),
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        return self.until is None or self.until > clock.today()

    @property
    def is_volunteer(self) -> bool:
        return self.kind in VOLUNTEERS

    def missing(self) -> list[str]:
        """What a volunteer's agreement still lacks."""
        if not self.is_volunteer:
            return []
        gaps = []
        if self.agreement_on is None:
            gaps.append(_("the signed agreement"))
        if self.certificate_on is None:
            gaps.append(_("the child-protection certificate"))
        return gaps

    def clean(self) -> None:
        if self.mentor_for and self.mentor_for.family_id != self.family_id:
            raise ValidationError({"mentor_for": _("Choose a member of the family.")})
        if self.knows != Knows.NOT_YET:
            self.why_not_yet = ""

    @transaction.atomic
    def end(self, *, by: Professional, on: date, reason: str) -> None:
        """They are no longer part of the family's network; who they were stays readable."""
        self.lock()
        self.until, self.end_reason = on, reason.strip()
        self.full_clean()
        self.save(by=by, why=reason, update_fields=["until", "end_reason"])


class ContactPoint(Record):
    """An office that the family meets and that has no login here: a name, a number, and what it is about."""

    family = models.ForeignKey(Family, models.CASCADE, related_name="contact_points", editable=False)
    sector = models.ForeignKey(Sector, models.PROTECT, verbose_name=gettext_lazy("sector"), related_name="+")
    what = models.CharField(
        gettext_lazy("what it is about"),
        max_length=120,
        help_text=gettext_lazy("For instance housing benefit, the dentist or the club."),
    )
    name = models.CharField(gettext_lazy("contact person"), max_length=120, blank=True)
    phone = models.CharField(gettext_lazy("telephone"), max_length=30, blank=True)
    email = models.EmailField(gettext_lazy("e-mail"), blank=True)
    member = models.ForeignKey(
        Member,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=gettext_lazy("for"),
        related_name="+",
        help_text=gettext_lazy("Empty: the whole family."),
    )
    since = models.DateField(gettext_lazy("from"), default=clock.today, editable=False)
    until = models.DateField(gettext_lazy("until"), null=True, blank=True, editable=False)

    history = history()
    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ("sector__name_key", "what", "pk")
        verbose_name = gettext_lazy("contact point")

    def __str__(self) -> str:
        return self.what

    def clean(self) -> None:
        if self.member and self.member.family_id != self.family_id:
            raise ValidationError({"member": _("Choose a member of the family.")})

    @transaction.atomic
    def end(self, *, by: Professional) -> None:
        """The family no longer meets this office."""
        self.lock()
        self.until = clock.today()
        self.save(by=by, update_fields=["until"])
