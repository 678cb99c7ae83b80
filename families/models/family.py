from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Case, F, FilteredRelation, Q, When
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from families.models.pilot import Pilot
from families.models.professional import Professional, Role
from roskilde import clock, danish
from roskilde.records import Record, RecordQuerySet, history

if TYPE_CHECKING:
    from families.models.involvement import Involvement, InvolvementQuerySet, Tier
    from families.models.member import Member
    from families.models.visibility import Standing
    from families.protection import Protected

EMERGENCY_LASTS = timedelta(hours=4)
BACKGROUND_WITHIN = timedelta(weeks=6)


class Language(models.TextChoices):
    """Languages by ISO 639 code; the interpreter is booked by them."""

    ALBANIAN = "sq", gettext_lazy("Albanian")
    AMHARIC = "am", gettext_lazy("Amharic")
    ARABIC = "ar", gettext_lazy("Arabic")
    BOSNIAN = "bs", gettext_lazy("Bosnian")
    BURMESE = "my", gettext_lazy("Burmese")
    CHIN = "cnh", gettext_lazy("Chin")
    DANISH = "da", gettext_lazy("Danish")
    DARI = "prs", gettext_lazy("Dari")
    ENGLISH = "en", gettext_lazy("English")
    FARSI = "fa", gettext_lazy("Farsi")
    FRENCH = "fr", gettext_lazy("French")
    KAREN = "kar", gettext_lazy("Karen")
    KINYARWANDA = "rw", gettext_lazy("Kinyarwanda")
    KURMANJI = "kmr", gettext_lazy("Kurmanji")
    LINGALA = "ln", gettext_lazy("Lingala")
    OROMO = "om", gettext_lazy("Oromo")
    PASHTO = "ps", gettext_lazy("Pashto")
    RUSSIAN = "ru", gettext_lazy("Russian")
    SOMALI = "so", gettext_lazy("Somali")
    SORANI = "ckb", gettext_lazy("Sorani")
    SWAHILI = "sw", gettext_lazy("Swahili")
    TAMIL = "ta", gettext_lazy("Tamil")
    TIGRINYA = "ti", gettext_lazy("Tigrinya")
    TURKISH = "tr", gettext_lazy("Turkish")
    UIGHUR = "ug", gettext_lazy("Uighur")
    UKRAINIAN = "uk", gettext_lazy("Ukrainian")
    URDU = "ur", gettext_lazy("Urdu")
    VIETNAMESE = "vi", gettext_lazy("Vietnamese")
    OTHER = "mis", gettext_lazy("Another language")


class InterpreterUse(models.TextChoices):
    """How the family could speak its own language."""

    NOT_NEEDED = "not_needed", gettext_lazy("Interpreter not needed")
    PRESENT = "present", gettext_lazy("Interpreter in the room")
    VIDEO = "video", gettext_lazy("Interpreter by video")
    PHONE = "phone", gettext_lazy("Interpreter by telephone")


class FamilyQuerySet(RecordQuerySet["Family"]):
    def visible_to(self, reader: Professional | UUID) -> "FamilyQuerySet":
        """The families that the reader stands around now, in whatever tier."""
        return self.filter(pk__in=_involvements().open().of(reader).values("family"))

    def with_tier(self, reader: Professional | UUID) -> "FamilyQuerySet":
        """Each family with the reader's own ``tier`` and ``function`` in it, and why, if in an emergency.

        All are None where the reader does not stand around it. The join is kept an outer one on lists:
        SQLite would else begin with all that the reader stands around, and they may be thousands.
        """
        from families.models.involvement import stands_open

        own = FilteredRelation("involvements", condition=stands_open(reader, "involvements"))
        return self.annotate(own=own).annotate(  # type: ignore[no-redef]
            tier=F("own__tier"),
            function=F("own__function"),
            in_place_of=F("own__stands_in_for"),
            in_place_of_sector=F("own__stands_in_for__sector"),
            in_place_of_name=F("own__stands_in_for__name"),
            involvement_key=F("own__pk"),
            emergency=Case(When(own__is_emergency=True, then=F("own__note"))),
        )

    def enrolled(self) -> "FamilyQuerySet":
        return self.filter(left_on=None)

    def searched(self, text: str) -> "FamilyQuerySet":
        return self.filter(name_key__contains=danish.key(text))


def _involvements() -> "InvolvementQuerySet":
    from families.models.involvement import Involvement

    return Involvement.objects.all()


class Family(Record):
    """A family that the pilot has taken in; everything about it is reached from here."""

    pilot = models.ForeignKey(Pilot, models.PROTECT, related_name="families", editable=False)
    name = models.CharField(gettext_lazy("family name"), max_length=120)
    name_key = danish.KeyField()
    language = models.CharField(gettext_lazy("language"), max_length=8, choices=Language)
    needs_interpreter = models.BooleanField(
        gettext_lazy("an interpreter is needed"),
        default=True,
        help_text=gettext_lazy("Interpreters come from an agency. A child never interprets."),
    )
    hopes = models.TextField(
        gettext_lazy("what the family hopes for"),
        max_length=2000,
        help_text=gettext_lazy("Best hopes, in the family's own words."),
    )
    what_works = models.TextField(
        gettext_lazy("what works already"),
        max_length=4000,
        help_text=gettext_lazy("What goes well, even though it is hard? Who helps?"),
    )
    instead_of_oasen = models.BooleanField(
        gettext_lazy("enrolled instead of Danish lessons in the trauma track (Oasen)"), default=False
    )
    address = models.CharField(gettext_lazy("address"), max_length=200, blank=True)
    phone = models.CharField(gettext_lazy("telephone"), max_length=30, blank=True)
    coordinator = models.ForeignKey(
        Professional,
        models.PROTECT,
        verbose_name=gettext_lazy("coordinator"),
        related_name="coordinated_families",
        editable=False,
    )
    enrolled_on = models.DateField(gettext_lazy("enrolled on"), editable=False)
    enrolled_by = models.ForeignKey(Professional, models.PROTECT, related_name="+", editable=False)
    left_on = models.DateField(gettext_lazy("left the project on"), null=True, blank=True, editable=False)

    history = history()
    objects = FamilyQuerySet.as_manager()

    if TYPE_CHECKING:
        # What ``with_tier`` adds: the reader's own.
        tier: str
        function: str
        emergency: str | None  # why, where the sight is an emergency's
        in_place_of: UUID | None
        in_place_of_sector: UUID | None
        in_place_of_name: str | None
        involvement_key: UUID

    # Where the reader stands, once the door has found it: what is reached from the family need not ask again.
    standing: "Standing | None" = None

    class Meta:
        ordering = ("name_key", "pk")
        verbose_name = gettext_lazy("family")
        verbose_name_plural = gettext_lazy("families")
        constraints = (
            models.CheckConstraint(
                condition=Q(left_on=None) | Q(left_on__gte=F("enrolled_on")),
                name="families_family_leaves_after_it_came",
                violation_error_message=gettext_lazy("A family cannot leave before it came."),
            ),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("families:show_family", args=[self.pk])

    @cached_property
    def protected(self) -> "Protected":
        """Whose whereabouts are for the core alone; one query, where the members are not read anyway."""
        from families.protection import Protected

        return Protected.among(self.members.protected(), self.address)

    @property
    def background_due_on(self) -> date:
        """By then the rest of the intake has been asked for."""
        return self.enrolled_on + BACKGROUND_WITHIN

    @classmethod
    @transaction.atomic
    def enrol(
        cls,
        *,
        by: Professional,
        pilot: Pilot,
        coordinator: Professional,
        name: str,
        language: str,
        hopes: str,
        what_works: str,
        members: Sequence["Member"],
        needs_interpreter: bool = True,
        instead_of_oasen: bool = False,
        on: date | None = None,
    ) -> "Family":
        """Take a family in: its members, its hopes, and the project leader and one coordinator as its core.

        Raises:
            ValidationError: the pilot is full, or the date lies outside it.
        """
        from families.models.background import Background

        pilot.lock()  # two who enrol the last family at once must not both find room
        on = on or clock.today()
        if obstacles := pilot.obstacles_to_enrolling(on):
            raise ValidationError(obstacles)
        family = cls(
            pilot=pilot,
            name=name,
            language=language,
            needs_interpreter=needs_interpreter,
            hopes=hopes,
            what_works=what_works,
            instead_of_oasen=instead_of_oasen,
            coordinator=coordinator,
            enrolled_on=on,
            enrolled_by=by,
        )
        family.full_clean()
        family.save(by=by)
        Background(family=family).save(by=by)
        for member in members:
            family.add_member(member, by=by)
        family._gather_core(by=by)
        return family

    def _gather_core(self, *, by: Professional) -> None:
        """The coordinator, and whoever leads the project."""
        from families.models.involvement import Reason, Tier

        core = [(self.coordinator, _("Coordinator"))]
        leaders = Professional.objects.with_role(Role.PROJECT_LEADER).exclude(pk=self.coordinator_id)
        core += [(leader, _("Project leader")) for leader in leaders]
        for professional, function in core:
            self.involve(professional, tier=Tier.CORE, function=function, reason=Reason.NEED, by=by)

    @transaction.atomic
    def add_member(self, member: "Member", *, by: Professional) -> "Member":
        member.family = self
        member.full_clean()
        member.save(by=by)
        return member

    @transaction.atomic
    def involve(
        self,
        professional: Professional,
        *,
        tier: "Tier",
        function: str,
        reason: str,
        by: Professional,
        note: str = "",
        legal_basis: str = "",
        works_with: "Iterable[Member]" = (),
    ) -> "Involvement":
        """Let a professional stand around the family from now on."""
        from families.models.involvement import Involvement
        from families.models.mail import Mail, MailKind
        from families.models.visibility import withdraw_grants

        withdraw_grants(self, professional, by=by)
        self._make_room_for(professional, by=by)
        involvement = Involvement(
            family=self,
            professional=professional,
            tier=tier,
            function=function,
            since=clock.now(),
            begun_by=by,
            reason=reason,
            note=note,
            legal_basis=legal_basis,
        )
        involvement.full_clean()
        involvement.save(by=by)
        if works_with:
            involvement.works_with.set(works_with)
        involvement.bring_substitutes(by=by)
        if professional != by:
            Mail.post(MailKind.INVOLVED, to=professional, about=str(involvement.pk))
        return involvement

    def _make_room_for(self, professional: Professional, *, by: Professional) -> None:
        """Whoever is to stand here themselves no longer does so in somebody's place."""
        for standing in self.involvements.of(professional).filter(
            stands_in_for__isnull=False, until__gt=clock.now()
        ):
            standing.cut_short(by=by)

    def _bring_back(self, professional: Professional, *, by: Professional) -> None:
        """Whoever stands in for somebody here goes on doing so once the emergency is over."""
        for substitution in professional.standing_in.lasting():
            for involvement in self.involvements.open().of(substitution.absent).of_their_own():
                substitution.stand_in(involvement, by=by)

    @transaction.atomic
    def open_in_emergency(self, *, by: Professional, reason: str) -> "Involvement":
        """Let one of the unit in for four hours; each look repeats the reason, the leader is told at once.

        Raises:
            ValidationError: no reason is given, or the person stands around the family already.
        """
        from families.models.involvement import Involvement, Reason, Tier
        from families.models.mail import Mail, MailKind
        from families.models.visibility import withdraw_grants

        withdraw_grants(self, by, by=by)
        self._make_room_for(by, by=by)
        now = clock.now()
        involvement = Involvement(
            family=self,
            professional=by,
            tier=Tier.CORE,
            function=_("Emergency access"),
            since=now,
            until=now + EMERGENCY_LASTS,
            begun_by=by,
            ended_by=by,
            reason=Reason.NEED,
            note=reason.strip(),
            is_emergency=True,
        )
        involvement.full_clean()
        involvement.save(by=by, why=reason)
        self._bring_back(by, by=by)
        for leader in Professional.objects.with_role(Role.PROJECT_LEADER):
            Mail.post(MailKind.EMERGENCY, to=leader, about=str(involvement.pk))
        return involvement

    @transaction.atomic
    def hand_to(self, coordinator: Professional, *, by: Professional) -> None:
        """Give the family another coordinator, who becomes core; the former one stays until ended."""
        from families.models.involvement import Reason, Tier

        self.lock()
        if Role.COORDINATOR not in coordinator.roles and Role.PROJECT_LEADER not in coordinator.roles:
            raise ValidationError(
                {
                    "coordinator": _("%(name)s is neither coordinator nor project leader.")
                    % {"name": coordinator}
                }
            )
        standing = self.involvements.open().filter(professional=coordinator).first()
        if standing is not None and standing.is_emergency:
            # It would end within hours, and the family have a coordinator outside.
            standing.close_emergency(by=by)
            standing = None
        if standing is not None and standing.stands_in_for_id and coordinator == by:
            raise ValidationError(
                {
                    "coordinator": _("You stand in for %(absent)s here and cannot make the place your own.")
                    % {"absent": standing.stands_in_for}
                },
                code="substitute",
            )
        if standing is None or standing.stands_in_for_id:
            self.involve(coordinator, tier=Tier.CORE, function=_("Coordinator"), reason=Reason.STAFF, by=by)
        elif standing.tier != Tier.CORE:
            standing.change_tier(Tier.CORE, reason=Reason.STAFF, by=by)
        self.coordinator = coordinator
        self.save(by=by, update_fields=["coordinator"])

    @transaction.atomic
    def leave(self, *, by: Professional, on: date) -> None:
        """Its time in the pilot ends; who stands around it stays until the core ends it (ADR 0013).

        Raises:
            ValidationError: it has left already, or the day lies ahead or before it came.
        """
        self.lock()
        if self.left_on:
            raise ValidationError(_("The family has left the pilot already."), code="too_late")
        if on > clock.today():
            raise ValidationError({"on": _("The date lies ahead.")}, code="ahead")
        self.left_on = on
        self.full_clean()
        self.save(by=by, update_fields=["left_on"])

    @transaction.atomic
    def come_back(self, *, by: Professional) -> None:
        """It is taken in again, if the pilot has room for it.

        Raises:
            ValidationError: the pilot is full or over.
        """
        self.pilot.lock()
        if obstacles := self.pilot.obstacles_to_enrolling(clock.today()):
            raise ValidationError(obstacles)
        self.lock()
        self.left_on = None
        self.save(by=by, update_fields=["left_on"])
