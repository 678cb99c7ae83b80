from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from families.models.family import Family
from families.models.member import Member
from families.models.professional import Professional
from roskilde import clock
from roskilde.constraints import NoOverlap
from roskilde.keys import Keys
from roskilde.records import Record, RecordQuerySet, history


class Tier(models.TextChoices):
    """How close a professional stands to one family."""

    CORE = "core", gettext_lazy("Core")
    NEAR = "near", gettext_lazy("Near")
    PERIPHERAL = "peripheral", gettext_lazy("Peripheral")


class Reason(models.TextChoices):
    """Why somebody begins, changes or ends in a family."""

    NEED = "need", gettext_lazy("The need for help")
    RELATION = "relation", gettext_lazy("The relation to the family")
    WISH = "wish", gettext_lazy("The family's wish")
    STAFF = "staff", gettext_lazy("A change among the professionals")


def stands_open(reader: Professional | UUID, relation: str) -> Q:
    """The reader's own involvement that counts at this second, reached over a relation."""
    now = clock.now()
    return (Q(**{f"{relation}__until": None}) | Q(**{f"{relation}__until__gt": now})) & Q(
        **{f"{relation}__since__lte": now, f"{relation}__professional": reader}
    )


class InvolvementQuerySet(RecordQuerySet["Involvement"]):
    def open(self) -> "InvolvementQuerySet":
        """Those that count at this second."""
        now = clock.now()
        return self.filter(Q(until=None) | Q(until__gt=now), since__lte=now)

    def former(self) -> "InvolvementQuerySet":
        return self.filter(until__lte=clock.now())

    def of(self, professional: Professional | UUID) -> "InvolvementQuerySet":
        return self.filter(professional=professional)

    def of_their_own(self) -> "InvolvementQuerySet":
        """Those that last: neither an emergency's nor a substitute's."""
        return self.filter(is_emergency=False, stands_in_for=None)

    def with_children(self) -> "InvolvementQuerySet":
        """Each with the names of those it works with, read in the same query."""
        through = Involvement.works_with.through._default_manager.filter(involvement=OuterRef("pk"))
        oldest_first = through.order_by("member__born_on").annotate(called=F("member__name"))
        return self.annotate(children=Keys(oldest_first, "called"))  # type: ignore[no-redef]


class Involvement(Record):
    """What a professional is to one family, from when, until when and why."""

    family = models.ForeignKey(Family, models.CASCADE, related_name="involvements", editable=False)
    professional = models.ForeignKey(
        Professional, models.PROTECT, verbose_name=gettext_lazy("professional"), related_name="involvements"
    )
    tier = models.CharField(gettext_lazy("tier"), max_length=10, choices=Tier, default=Tier.NEAR)
    function = models.CharField(
        gettext_lazy("function in this family"),
        max_length=80,
        help_text=gettext_lazy("For instance Zakariye's class teacher."),
    )
    since = models.DateTimeField(gettext_lazy("from"), editable=False)
    until = models.DateTimeField(gettext_lazy("until"), null=True, blank=True, editable=False)
    reason = models.CharField(gettext_lazy("because of"), max_length=10, choices=Reason, default=Reason.NEED)
    note = models.CharField(gettext_lazy("in a sentence"), max_length=300, blank=True)
    end_reason = models.CharField(gettext_lazy("ended because of"), max_length=10, choices=Reason, blank=True)
    end_note = models.CharField(gettext_lazy("in a sentence"), max_length=300, blank=True)
    legal_basis = models.CharField(
        gettext_lazy("legal basis"),
        max_length=200,
        blank=True,
        help_text=gettext_lazy(
            "For a body outside the municipality: the consent, or the provision, and its date."
        ),
    )
    works_with = models.ManyToManyField(
        Member,
        verbose_name=gettext_lazy("works with"),
        related_name="+",
        blank=True,
        help_text=gettext_lazy("Lines about these children reach them, even when another sector wrote them."),
    )
    stands_in_for = models.ForeignKey(
        Professional,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=gettext_lazy("in place of"),
        related_name="+",
        editable=False,
    )
    is_emergency = models.BooleanField(gettext_lazy("emergency access"), default=False, editable=False)
    begun_by = models.ForeignKey(Professional, models.PROTECT, related_name="+", editable=False)
    ended_by = models.ForeignKey(
        Professional, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )

    history = history(m2m_fields=[works_with])
    objects = InvolvementQuerySet.as_manager()

    if TYPE_CHECKING:
        children: str | None  # what ``with_children`` adds

    class Meta:
        ordering = ("tier", "since")
        indexes = (
            models.Index(fields=["professional", "family", "until"], name="families_involvement_of_person"),
        )
        constraints = (
            NoOverlap(
                fields=["family", "professional"],
                name="families_involvement_one_at_a_time",
                violation_error_code="name",
                violation_error_message=gettext_lazy("The person stands around the family already."),
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="families_involvement_ends_after_it_begins",
                violation_error_message=gettext_lazy("An involvement cannot end before it begins."),
            ),
            models.CheckConstraint(
                condition=Q(is_emergency=False) | (Q(until__isnull=False) & ~Q(note="")),
                name="families_involvement_emergency_ends_and_says_why",
                violation_error_code="reason",
                violation_error_message=gettext_lazy("Write why you need access now."),
            ),
            models.CheckConstraint(
                condition=Q(until=None, ended_by=None) | Q(until__isnull=False, ended_by__isnull=False),
                name="families_involvement_ended_by_and_at",
            ),
            models.CheckConstraint(
                condition=Q(stands_in_for=None) | (Q(until__isnull=False) & Q(is_emergency=False)),
                name="families_involvement_substitute_ends",
            ),
        )

    def __str__(self) -> str:
        return f"{self.professional}, {self.function}"

    @property
    def is_open(self) -> bool:
        return self.until is None or self.until > clock.now()

    @property
    def last_day(self) -> date | None:
        """What ends at midnight counted until the day before."""
        return timezone.localtime(self.until - timedelta(microseconds=1)).date() if self.until else None

    @property
    def children_named(self) -> str:
        """Those it works with, in words: "Maha, Omar"."""
        return ", ".join((self.children or "").split(","))

    def clean(self) -> None:
        """A body outside the municipality needs a legal basis; the sector stands in another table."""
        if self.professional_id is None:
            return
        if not self.professional.sector.is_municipal and not self.legal_basis.strip():
            raise ValidationError(
                {
                    "legal_basis": _(
                        "%(sector)s is outside the municipality. Write the consent or the provision that "
                        "allows sharing, and its date."
                    )
                    % {"sector": self.professional.sector.label}
                }
            )
        if self.is_open and not self.professional.is_active:  # what was left open can be ended all the same
            raise ValidationError(
                {"professional": _("%(name)s no longer works here.") % {"name": self.professional}}
            )

    def obstacles(self) -> list[ValidationError]:
        """What must be settled before this involvement can end or move outwards."""
        if self.family.left_on is None and self.family.coordinator_id == self.professional_id:
            return [
                ValidationError(
                    _("%(name)s is the family's coordinator. Give the family another coordinator first.")
                    % {"name": self.professional},
                    code="not_ready",
                )
            ]
        if self.family.left_on and self.tier == Tier.CORE and not self._is_followed_in_core():
            return [
                ValidationError(
                    _("The family has left the pilot, and somebody of the core answers for its file."),
                    code="not_ready",
                )
            ]
        return []

    def _is_followed_in_core(self) -> bool:
        """Whether somebody else of the core is there to stay, and can take the family in again."""
        others = self.family.involvements.open().of_their_own().filter(tier=Tier.CORE)
        return others.exclude(pk=self.pk).exists()

    def obstacles_to_ending(self, by: Professional) -> list[ValidationError]:
        """What is open and theirs must have a new owner before they go."""
        from families import leaving

        obstacles = self.obstacles()
        if leaving.carried_in_one(self, by=by):
            obstacles.append(
                ValidationError(
                    _("%(name)s still carries something here. Choose who takes over.")
                    % {"name": self.professional},
                    code="not_ready",
                )
            )
        return obstacles

    @transaction.atomic
    def end(self, *, by: Professional, reason: str, note: str = "") -> None:
        """Leave the family, from this second.

        Raises:
            ValidationError: one message per obstacle.
        """
        self.lock()
        if not self.is_open:
            raise ValidationError(_("The involvement has ended already."), code="too_late")
        if obstacles := self.obstacles_to_ending(by):
            raise ValidationError(obstacles, code="not_ready")
        self._close(by=by, reason=reason, note=note)
        self._forget_drafts()
        self._let_substitutes_go(by=by)

    @transaction.atomic
    def cut_short(self, *, by: Professional) -> None:
        """End a substitute's place before its last day; one that has not begun never does."""
        self.lock()
        self.until, self.ended_by = max(clock.now(), self.since), by
        self.full_clean()
        self.save(by=by, update_fields=["until", "ended_by"])
        self._forget_drafts()

    @transaction.atomic
    def close_emergency(self, *, by: Professional) -> None:
        """Let what was opened for four hours make room for an involvement that lasts."""
        self.lock()
        self._close(by=by, reason=Reason.STAFF, note="")

    @transaction.atomic
    def change_tier(
        self,
        tier: Tier,
        *,
        by: Professional,
        reason: str,
        note: str = "",
        function: str = "",
        legal_basis: str = "",
        works_with: Iterable[Member] | None = None,
    ) -> "Involvement":
        """Move closer or further away: this involvement ends and the next begins at the same moment.

        Unless ``works_with`` says otherwise, the children stay the same.
        """
        self.lock()
        self._ask_that_it_can_become(tier)
        self._close(by=by, reason=reason, note=note)
        assert self.until
        following = Involvement(
            family=self.family,
            professional=self.professional,
            tier=tier,
            function=function or self.function,
            since=self.until,
            begun_by=by,
            reason=reason,
            note=note,
            legal_basis=legal_basis or self.legal_basis,
        )
        following.full_clean()
        following.save(by=by)
        following.works_with.set(self.works_with.all() if works_with is None else works_with)
        self._let_substitutes_go(by=by)
        following.bring_substitutes(by=by)
        if tier == Tier.PERIPHERAL:
            self._forget_drafts()
        return following

    def _ask_that_it_can_become(self, tier: Tier) -> None:
        """What has ended, or ends by itself, becomes nothing else; the coordinator stays core."""
        if not self.is_open:
            raise ValidationError(_("The involvement has ended already."), code="too_late")
        if self.is_emergency:
            raise ValidationError(
                _("Emergency access ends by itself and becomes nothing else."), code="emergency"
            )
        if self.stands_in_for:
            raise ValidationError(
                _("%(name)s stands in for %(absent)s, and that ends by itself.")
                % {"name": self.professional, "absent": self.stands_in_for},
                code="substitute",
            )
        if tier == self.tier:
            raise ValidationError(
                {"tier": _("%(name)s has that tier already.") % {"name": self.professional}}, code="same"
            )
        if tier != Tier.CORE and (obstacles := self.obstacles()):
            raise ValidationError(obstacles, code="not_ready")

    @transaction.atomic
    def change(self, *, by: Professional, function: str, works_with: Iterable[Member]) -> None:
        """Say anew what the professional does here and with which children; who stands in does the same."""
        self.lock()
        if not self.is_open:
            raise ValidationError(_("The involvement has ended already."), code="too_late")
        children = list(works_with)
        standing_in = self.family.involvements.filter(stands_in_for=self.professional, until__gt=clock.now())
        for involvement in (self, *standing_in):
            involvement.function = function
            involvement.full_clean()
            involvement.save(by=by, update_fields=["function"])
            involvement.works_with.set(children)

    def bring_substitutes(self, *, by: Professional) -> None:
        """Whoever stands in for this professional, now or soon, does so in this family too."""
        for substitution in self.professional.substitutions.lasting():
            substitution.stand_in(self, by=by)

    def _let_substitutes_go(self, *, by: Professional) -> None:
        """Nobody stands in for somebody who has left."""
        lasting = self.family.involvements.filter(stands_in_for=self.professional, until__gt=clock.now())
        for standing in lasting:
            standing.cut_short(by=by)

    def _forget_drafts(self) -> None:
        """What was typed and never saved goes with the sight of what it was about."""
        from families.models.draft import Draft

        Draft.objects.filter(author=self.professional, family=self.family).delete()

    def _close(self, *, by: Professional, reason: str, note: str) -> None:
        self.until, self.ended_by, self.end_reason, self.end_note = clock.now(), by, reason, note
        self.full_clean()
        self.save(by=by, update_fields=["until", "ended_by", "end_reason", "end_note"])
