import secrets
from typing import Any
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import PermissionsMixin
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, OuterRef, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from families.models.sector import Sector
from roskilde import clock, danish
from roskilde.keys import Keys, keys_in
from roskilde.records import Record, RecordQuerySet, history


class Role(models.TextChoices):
    """What a person does for the pilot as a whole; no role sees a family by itself."""

    PROJECT_LEADER = "project_leader", gettext_lazy("Project leader")
    COORDINATOR = "coordinator", gettext_lazy("Project coordinator")
    CITY_HALL = "city_hall", gettext_lazy("Caseworker at the town hall")
    STEERING_GROUP = "steering_group", gettext_lazy("Steering group")
    DPO = "dpo", gettext_lazy("Data protection officer")
    ADMINISTRATOR = "administrator", gettext_lazy("Administrator")


class Reminders(models.TextChoices):
    """How often somebody wants to be reminded by mail of what waits for them."""

    DAILY = "daily", gettext_lazy("On working days, when something waits")
    WEEKLY = "weekly", gettext_lazy("Once a week, on the first working day")
    NONE = "none", gettext_lazy("Never")


class ProfessionalQuerySet(RecordQuerySet["Professional"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Professional":
        person = Professional(email=email.strip().lower(), **fields)
        person.set_password(password)
        person.full_clean(exclude=["password"])
        person.save()
        return person

    def get_by_natural_key(self, email: str | None) -> "Professional":
        """Django's sign-in asks by this name."""
        return self.get(email=(email or "").lower())

    def active(self) -> "ProfessionalQuerySet":
        return self.filter(is_active=True)

    def former(self) -> "ProfessionalQuerySet":
        return self.filter(is_active=False)

    def with_role(self, *roles: Role) -> "ProfessionalQuerySet":
        held = RoleHolding.objects.in_force().filter(role__in=roles)
        return self.active().filter(pk__in=held.values("professional"))

    def with_roles(self) -> "ProfessionalQuerySet":
        """Each person with their roles in force and whom they stand in for, in the same query."""
        from families.models.substitution import Substitution

        held = RoleHolding.objects.in_force().filter(professional=OuterRef("pk"))
        running = Substitution.objects.running().filter(substitute=OuterRef("pk"))
        return self.annotate(
            role_keys=Keys(held.order_by(), "role"), absent_keys=Keys(running.order_by(), "absent_id")
        )

    def searched(self, text: str) -> "ProfessionalQuerySet":
        """Those whose name, title or sector holds the text, however it is cased."""
        key = danish.key(text)
        return self.filter(
            Q(name_key__contains=key) | Q(title_key__contains=key) | Q(sector__name_key__contains=key)
        )


class Professional(Record, AbstractBaseUser, PermissionsMixin):
    """One person, one row, one login: whoever works with a family or for the pilot."""

    email = models.EmailField(gettext_lazy("e-mail"), unique=True)
    name = models.CharField(gettext_lazy("name"), max_length=120)
    name_key = danish.KeyField()
    title = models.CharField(
        gettext_lazy("title"),
        max_length=80,
        help_text=gettext_lazy("For instance class teacher or job consultant."),
    )
    title_key = danish.KeyField("title", db_index=False)
    sector = models.ForeignKey(
        Sector, models.PROTECT, verbose_name=gettext_lazy("sector"), related_name="professionals"
    )
    phone = models.CharField(gettext_lazy("telephone"), max_length=30, blank=True)
    language = models.CharField(
        gettext_lazy("language on screen"),
        max_length=5,
        default="da",
        choices=[("da", gettext_lazy("Danish")), ("en", gettext_lazy("English"))],
    )
    reminders = models.CharField(
        gettext_lazy("reminders by mail"),
        max_length=10,
        default=Reminders.DAILY,
        choices=Reminders,
        help_text=gettext_lazy("How many things are due, overdue or not logged; never about whom."),
    )
    is_active = models.BooleanField(gettext_lazy("works here"), default=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name", "title"]

    history = history(excluded_fields=["password", "last_login"])
    objects = ProfessionalQuerySet.as_manager()

    class Meta:
        ordering = ("name_key",)
        constraints = (
            models.CheckConstraint(
                condition=Q(is_superuser=False),
                name="families_professional_no_superusers",
                violation_error_message=gettext_lazy("Nobody sees everything."),
            ),
            models.UniqueConstraint(
                Lower("email"),
                name="families_professional_one_per_email",
                violation_error_code="email",
                violation_error_message=gettext_lazy("There is already a person with this e-mail."),
            ),
        )

    def __str__(self) -> str:
        return self.name

    @cached_property
    def roles(self) -> frozenset[Role]:
        """The roles in force; read along with who signs in (``with_roles``), else asked for once."""
        if hasattr(self, "role_keys"):
            return frozenset(Role(role) for role in (self.role_keys or "").split(",") if role)
        held = RoleHolding.objects.in_force().filter(professional=self)
        return frozenset(Role(role) for role in held.values_list("role", flat=True))

    @cached_property
    def stands_for(self) -> frozenset[UUID]:
        """Oneself, and whoever one stands in for today; read along with who signs in, else asked for once."""
        from families.models.substitution import Substitution

        if hasattr(self, "absent_keys"):
            return frozenset({self.pk, *keys_in(self.absent_keys)})
        absent = Substitution.objects.running().filter(substitute=self).values_list("absent", flat=True)
        return frozenset({self.pk, *absent})

    @classmethod
    @transaction.atomic
    def invite(
        cls, *, by: "Professional | None", email: str, name: str, title: str, sector: Sector, phone: str = ""
    ) -> "Professional":
        """Let somebody in by a mail with a link; without a role, and with no family until involved.

        ``by`` is nobody only at the machine itself, for the first administrator.
        """
        from families.models.mail import Mail, MailKind

        person = cls(email=email.strip().lower(), name=name, title=title, sector=sector, phone=phone)
        person.set_password(secrets.token_urlsafe(32))  # nobody's: the mail's link lets them choose their own
        person.full_clean()
        person.save(by=by)
        Mail.post(MailKind.INVITATION, to=person, about=str(person.pk))
        return person

    @property
    def has_signed_in(self) -> bool:
        return self.last_login is not None

    @transaction.atomic
    def let_back(self, *, by: "Professional", reason: str) -> None:
        """Let in anew somebody who stopped working here: by a new link, without a role, around no family.

        Raises:
            ValidationError: the person works here, or nobody has said why.
        """
        from families.models.mail import Mail, MailKind

        RoleHolding.objects.hold_administrators()
        self.lock()
        if self.is_active:
            raise ValidationError(_("%(name)s works here already.") % {"name": self}, code="too_late")
        if not (why := reason.strip()):
            raise ValidationError({"reason": _("Write why the person comes back.")})
        self._leave_everything(by=by)  # what was given at the moment they stopped, too
        self.is_active, self.last_login = True, None
        self.save(by=by, why=why, update_fields=["is_active", "password", "last_login"])
        Mail.post(MailKind.INVITATION, to=self, about=f"{self.pk} {self.revision}")

    def invite_again(self) -> None:
        """Send a new link to somebody who has not signed in yet; two clicks in one minute are one mail."""
        from families.models.mail import Mail, MailKind

        if not self.is_active or self.has_signed_in:
            raise ValidationError(
                _("The person has signed in already, or no longer works here."), code="too_late"
            )
        Mail.post(MailKind.INVITATION, to=self, about=f"{self.pk} {timezone.now():%Y-%m-%d %H:%M}")

    @transaction.atomic
    def stop_working_here(self, *, by: "Professional") -> None:
        """End the login, every role, every substitution, every involvement, and every invitation that waits.

        Raises:
            ValidationError: a family would be left without its coordinator, something without its owner, or
                the system without an administrator.
        """
        RoleHolding.objects.hold_administrators()
        self.lock()
        if obstacles := self.obstacles_to_stopping(by=by):
            raise ValidationError(obstacles, code="not_ready")
        self._leave_everything(by=by)
        self.is_active = False
        self.save(by=by, update_fields=["is_active", "password"])

    def _leave_everything(self, *, by: "Professional") -> None:
        """Families, roles, substitutions, invitations that wait, and the login."""
        from families.models.involvement import Involvement, Reason
        from families.models.missing import MissingFunction
        from families.models.substitution import Substitution

        for substitution in Substitution.objects.lasting().filter(Q(absent=self) | Q(substitute=self)):
            substitution.call_off(by=by)
        for holding in RoleHolding.objects.open().filter(professional=self):
            holding.end(by=by)
        for involvement in Involvement.objects.open().filter(professional=self):
            involvement.end(by=by, reason=Reason.STAFF)
        for asked in MissingFunction.objects.inviting(self):
            asked.withdraw(by=by)
        self._forget_login(by=by)

    def _forget_login(self, *, by: "Professional") -> None:
        """No password, link, open session, second factor or calendar opens anything from now on, and what was
        typed and never saved is gone."""
        from allauth.mfa.models import Authenticator
        from allauth.socialaccount.models import SocialAccount

        from families.models.draft import Draft
        from families.models.feed import Feed

        for feed in Feed.objects.open().filter(person=self):
            feed.revoke(by=by)
        self.set_password(secrets.token_urlsafe(32))  # nobody's; sessions and links hang on the password
        Authenticator.objects.filter(user=self).delete()
        SocialAccount.objects.filter(user=self).delete()
        Draft.objects.filter(author=self).delete()

    def obstacles_to_stopping(self, *, by: "Professional") -> list[ValidationError]:
        """A family is never left without its coordinator, nor what somebody carries without an owner, nor the
        system without an administrator.

        Whoever ends the work here may not know the families: they are told whom to ask, and no family's name.
        """
        from families import leaving

        obstacles = []
        led = self.coordinated_families.filter(left_on=None)
        if count := led.count():
            told = _("%(name)s coordinates %(count)s families. Give each of them a new coordinator first.")
            obstacles.append(told % {"name": self.name, "count": count})
        for coordinator, count in leaving.coordinators_to_ask(self, by=by):
            told = ngettext(
                "%(name)s carries something in a family. Ask %(coordinator)s to give it to somebody else.",
                "%(name)s carries something in %(count)s families. "
                "Ask %(coordinator)s to give it to somebody else.",
                count,
            )
            obstacles.append(told % {"name": self.name, "count": count, "coordinator": coordinator})
        held = RoleHolding.objects.open().filter(professional=self).select_related("professional")
        return [
            *(ValidationError(each, code="not_ready") for each in obstacles),
            *(obstacle for holding in held for obstacle in holding.obstacles_to_ending()),
        ]


class RoleHoldingQuerySet(RecordQuerySet["RoleHolding"]):
    def open(self) -> "RoleHoldingQuerySet":
        """Given and not ended, confirmed or not."""
        return self.filter(ended_at=None)

    def in_force(self) -> "RoleHoldingQuerySet":
        return self.open().exclude(confirmed_at=None)

    def waiting(self) -> "RoleHoldingQuerySet":
        return self.open().filter(confirmed_at=None)

    def hold_administrators(self) -> None:
        """Whoever would end one holds all of them, so that two at once cannot each leave the other.

        It comes before any other lock: each would else hold the person that the other waits for.
        """
        administrators = self.in_force().filter(role=Role.ADMINISTRATOR).order_by("pk")
        list(administrators.select_for_update())


class RoleHolding(Record):
    """A role that one person gave and another confirmed; it counts from the second signature."""

    professional = models.ForeignKey(
        Professional, models.CASCADE, verbose_name=gettext_lazy("person"), related_name="role_holdings"
    )
    role = models.CharField(gettext_lazy("role"), max_length=20, choices=Role)
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(Professional, models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(Professional, models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Professional, models.PROTECT, null=True, blank=True, related_name="+")

    history = history()
    objects = RoleHoldingQuerySet.as_manager()

    class Meta:
        ordering = ("role", "given_at")
        constraints = (
            models.UniqueConstraint(
                fields=["professional", "role"],
                condition=Q(ended_at=None),
                name="families_roleholding_one_open_per_role",
                violation_error_code="role",
                violation_error_message=gettext_lazy(
                    "The person already has this role, or it waits to be confirmed."
                ),
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | Q(given_by=None) | ~Q(confirmed_by=F("given_by")),
                name="families_roleholding_needs_a_second_person",
                violation_error_message=gettext_lazy(
                    "A role must be confirmed by somebody other than who gave it."
                ),
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("professional")),
                name="families_roleholding_not_confirmed_by_oneself",
                violation_error_message=gettext_lazy("Nobody confirms their own role."),
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None) | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="families_roleholding_ended_by_and_at",
            ),
        )

    def __str__(self) -> str:
        return f"{self.professional}: {self.get_role_display()}"

    @property
    def is_waiting(self) -> bool:
        return self.confirmed_at is None and self.ended_at is None

    @classmethod
    @transaction.atomic
    def give(cls, professional: Professional, role: Role, *, by: Professional) -> "RoleHolding":
        """Propose a role; it counts once a second person has confirmed it."""
        professional.lock()  # whoever is stopped at this moment is not left with a role
        if not professional.is_active:
            raise ValidationError(_("%(name)s no longer works here.") % {"name": professional})
        holding = cls(professional=professional, role=role, given_at=clock.now(), given_by=by)
        holding.full_clean()
        holding.save(by=by)
        return holding

    @classmethod
    @transaction.atomic
    def begin(cls, professional: Professional, role: Role) -> "RoleHolding":
        """A role given at the machine itself, before there is anybody to give or confirm it."""
        now = clock.now()
        holding = cls(professional=professional, role=role, given_at=now, confirmed_at=now)
        holding.full_clean()
        holding.save()
        return holding

    @transaction.atomic
    def confirm(self, *, by: Professional) -> None:
        self.lock()
        if self.confirmed_at or self.ended_at:
            raise ValidationError(_("The role has been confirmed or ended already."), code="too_late")
        self.confirmed_at, self.confirmed_by = clock.now(), by
        self.full_clean()
        self.save(by=by, update_fields=["confirmed_at", "confirmed_by"])

    def obstacles_to_ending(self) -> list[ValidationError]:
        """Somebody must be left who lets people in and gives the roles."""
        if self.role != Role.ADMINISTRATOR or self.is_waiting:
            return []
        if Professional.objects.with_role(Role.ADMINISTRATOR).exclude(pk=self.professional_id).exists():
            return []
        told = _("%(name)s is the last administrator. Somebody else must become one first.")
        return [ValidationError(told % {"name": self.professional}, code="not_ready")]

    @transaction.atomic
    def end(self, *, by: Professional) -> None:
        """Take the role away, from this second.

        Raises:
            ValidationError: nobody else is an administrator.
        """
        RoleHolding.objects.hold_administrators()
        self.lock()
        if self.ended_at:
            return
        if obstacles := self.obstacles_to_ending():
            raise ValidationError(obstacles, code="not_ready")
        self.ended_at, self.ended_by = clock.now(), by
        self.save(by=by, update_fields=["ended_at", "ended_by"])
