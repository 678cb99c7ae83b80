import logging
import smtplib
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage, get_connection
from django.db import models, transaction
from django.db.models import F, Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from families.models.professional import Professional
from roskilde import clock

if TYPE_CHECKING:
    from uuid import UUID

log = logging.getLogger(__name__)

# A sender that died has let go of its mail after this long; then nobody knows whether it went out.
HELD_FOR = timedelta(minutes=10)
# The server said no, or there was nothing to say it to: what is refused so has not gone out.
REFUSALS = (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused, smtplib.SMTPNotSupportedError)


class NothingToTell(Exception):
    """The mail has become needless before it was sent."""


class ServerSilent(Exception):
    """The mail server does not answer; nothing has been sent."""


def invitation_link(person: Professional) -> str:
    """Where an invited person chooses a password; good for a week, and until it has been used."""
    from allauth.account.forms import default_token_generator  # reads models while it is imported
    from allauth.account.utils import user_pk_to_url_str

    args = [user_pk_to_url_str(person), default_token_generator.make_token(person)]
    return f"{settings.BASE_URL}{reverse('account_reset_password_from_key', args=args)}"


class MailKind(models.TextChoices):
    """What a mail says; never more than that something waits."""

    INVITATION = "invitation", gettext_lazy("Invitation to Masterplan")
    INVOLVED = "involved", gettext_lazy("A family to work with")
    TOLD = "told", gettext_lazy("Somebody has said something to you")
    INVITED_NEAR = "invited_near", gettext_lazy("You are asked to stand near a family")
    SUBSTITUTE = "substitute", gettext_lazy("You stand in for a colleague")
    EMERGENCY = "emergency", gettext_lazy("Somebody has used emergency access")
    REMINDER = "reminder", gettext_lazy("Reminder")


class MailState(models.TextChoices):
    """How far a mail has come."""

    WAITING = "waiting", gettext_lazy("Waits")
    UNDER_WAY = "under_way", gettext_lazy("Is being sent")
    UNKNOWN = "unknown", gettext_lazy("Unknown")
    FAILED = "failed", gettext_lazy("Failed")
    SENT = "sent", gettext_lazy("Sent")
    NEEDLESS = "needless", gettext_lazy("Nothing to send")


class MailQuerySet(models.QuerySet["Mail"]):
    def open(self) -> Self:
        """Those of which nobody has said what became of them."""
        return self.filter(sent_at=None, failed_at=None, needless_at=None)

    def waiting(self) -> Self:
        return self.open().filter(claimed_at=None)

    def under_way(self) -> Self:
        return self.open().filter(claimed_at__gte=timezone.now() - HELD_FOR, error="")

    def unknown(self) -> Self:
        """Taken by a sender that never came back, or whose line broke: perhaps sent, perhaps not; never sent
        again by itself."""
        lost = Q(claimed_at__lt=timezone.now() - HELD_FOR) | ~Q(error="")
        return self.open().filter(lost, claimed_at__isnull=False)

    def failed(self) -> Self:
        return self.filter(sent_at=None, needless_at=None).exclude(failed_at=None)

    def sent(self) -> Self:
        return self.exclude(sent_at=None)

    def needless(self) -> Self:
        return self.exclude(needless_at=None)

    def in_state(self, state: MailState) -> Self:
        found: Self = getattr(self, state.value)()
        return found


class Mail(models.Model):
    """A mail that must go out, written in the same breath as what it tells of."""

    kind = models.CharField(max_length=20, choices=MailKind)
    to = models.ForeignKey(Professional, models.CASCADE, related_name="mails")
    about = models.CharField(max_length=64)
    written_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    needless_at = models.DateTimeField(
        null=True, blank=True
    )  # there was nothing to tell, or nobody to tell it
    error = models.CharField(max_length=60, blank=True)  # its class alone: what it says may quote an address

    objects = MailQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["kind", "to", "about"], name="families_mail_once_per_occasion"),
            models.CheckConstraint(
                condition=Q(sent_at=None, failed_at=None)
                | Q(failed_at=None, needless_at=None)
                | Q(sent_at=None, needless_at=None),
                name="families_mail_comes_to_one_end",
            ),
            models.CheckConstraint(
                condition=Q(sent_at=None) | Q(claimed_at__isnull=False),
                name="families_mail_claimed_before_it_is_sent",
            ),
        )
        indexes = (
            models.Index(
                fields=["written_at"],
                condition=Q(sent_at=None, needless_at=None),
                name="families_mail_not_sent",
            ),
            models.Index(F("written_at").desc(), F("id").desc(), name="families_mail_newest"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.to_id}"

    @property
    def state(self) -> MailState:
        if self.sent_at:
            return MailState.SENT
        if self.failed_at:
            return MailState.FAILED
        if self.needless_at:
            return MailState.NEEDLESS
        if self.claimed_at is None:
            return MailState.WAITING
        is_lost = self.error or self.claimed_at < timezone.now() - HELD_FOR
        return MailState.UNKNOWN if is_lost else MailState.UNDER_WAY

    @classmethod
    def post(cls, kind: MailKind, *, to: Professional, about: "UUID | str") -> None:
        """Put a mail in the outbox; the same occasion twice is one mail."""
        mail, is_new = cls.objects.get_or_create(
            kind=kind, to=to, about=str(about), defaults={"written_at": timezone.now()}
        )
        if is_new:
            mail._hurry()

    def _hurry(self) -> None:
        """Let a worker send it now. Where the queue does not answer, the sweeper finds it within a minute:
        what was done is not undone for that."""
        from families.tasks import send_mail

        if settings.REDIS_URL:
            transaction.on_commit(lambda: send_mail.delay(self.pk), robust=True)

    def send(self) -> bool:
        """Claim it first, then send: late perhaps, never twice. Answers whether this call sent it."""
        try:
            return self._send()
        except ServerSilent:
            return False

    @classmethod
    def send_waiting(cls) -> int:
        """Send all that waits, the oldest first; answers how many went out."""
        sent = 0
        with suppress(ServerSilent):  # then the rest waits too
            for mail in cls.objects.waiting().select_related("to").order_by("written_at", "pk"):
                sent += mail._send()
        return sent

    def _send(self) -> bool:
        """The server is called before the mail is claimed: while it does not answer, nothing can have gone
        out, and the mail waits on. A line for each mail: one that breaks takes no other with it."""
        connection = get_connection()
        try:
            connection.open()
        except OSError as error:
            Mail.objects.waiting().filter(pk=self.pk).update(error=type(error).__name__)
            raise ServerSilent from error
        try:
            return self._send_over(connection)
        finally:
            with suppress(OSError):
                connection.close()

    def _send_over(self, connection: Any) -> bool:
        waiting = Mail.objects.waiting().filter(pk=self.pk)
        try:
            letter = self.letter()
        except NothingToTell:
            waiting.update(needless_at=timezone.now(), error="")
            return False
        claimed_at = timezone.now()
        if not waiting.update(claimed_at=claimed_at, error=""):
            return False
        # Whoever has it sent again while this call hangs has taken it over.
        mine = Mail.objects.open().filter(pk=self.pk, claimed_at=claimed_at)
        letter.connection = connection
        try:
            letter.send()
        except Exception as error:  # whatever it is, this mail alone is held up by it
            failed_at = None if _is_in_doubt(error) else timezone.now()
            mine.update(error=type(error).__name__, failed_at=failed_at)
            log.warning("mail %s not sent: %s", self.pk, type(error).__name__)
            return False
        mine.update(sent_at=timezone.now())
        return True

    def letter(self) -> EmailMessage:
        """In the receiver's language, with a link (made now, never stored) and nothing about any family.

        Raises:
            NothingToTell: the receiver works here no more, or nothing waits.
        """
        if not self.to.is_active:
            raise NothingToTell
        with translation.override(self.to.language):
            context: dict[str, Any] = {"to": self.to}
            if self.kind == MailKind.INVITATION:
                subject, context["link"] = _("You have been invited to Masterplan"), invitation_link(self.to)
            elif self.kind == MailKind.REMINDER:
                from families import reminders

                if self.is_late or not (counts := reminders.counted(self.to)):
                    raise NothingToTell
                subject, context["counts"] = _("Today in Masterplan"), counts
                context["link"] = f"{settings.BASE_URL}/"
                context["account_link"] = f"{settings.BASE_URL}{reverse('families:change_account')}"
            else:
                subject = _("Something new waits for you in Masterplan")
                context["link"] = f"{settings.BASE_URL}{self._place()}"
            body = render_to_string(f"families/mail/{self.kind}.txt", context)
            return EmailMessage(subject, body, to=[self.to.email], headers={"Message-ID": self.message_id})

    def _place(self) -> str:
        """Where the link lands: on what waits, as far as the receiver may see it at this moment."""
        if self.kind == MailKind.SUBSTITUTE:
            return reverse("families:show_substitutions")
        if self.kind == MailKind.TOLD:
            from families.models.line import Line
            from families.models.telling import Telling

            telling = Telling.objects.addressed_to(self.to).filter(pk=self.about).first()
            lines = Line.objects.visible_to(self.to)
            if telling and (line := lines.filter(pk=telling.line_id).first()):
                return line.get_absolute_url()
        return "/"

    @property
    def message_id(self) -> str:
        """Fixed, so that a receiver who gets it twice all the same can tell."""
        return f"<mail-{self.pk}@{settings.DEFAULT_FROM_EMAIL.rpartition('@')[2].rstrip('>')}>"

    @property
    def is_late(self) -> bool:
        """A reminder of another day: what it would have counted, the next one counts."""
        return self.kind == MailKind.REMINDER and self.about != f"{clock.today()}"

    def obstacles_to_retrying(self) -> list[ValidationError]:
        """What has an end, or is on its way, is not sent again."""
        if self.state not in (MailState.FAILED, MailState.UNKNOWN):
            return [ValidationError(_("The mail waits or has been sent already."), code="too_late")]
        if self.is_late:
            return [ValidationError(_("The next reminder tells what this one would have."), code="too_late")]
        if not self.to.is_active:
            told = _("%(name)s no longer works here.")
            return [ValidationError(told % {"name": self.to}, code="stopped")]
        return []

    @property
    def can_be_retried(self) -> bool:
        return not self.obstacles_to_retrying()

    @transaction.atomic
    def retry(self, *, by: Professional, reason: str) -> None:
        """Let it be sent once more, by the same Message-ID; of an unknown one the receiver may get two.

        Raises:
            ValidationError: it has not failed, or nobody has said why.
        """
        mail = Mail.objects.select_for_update(of=("self",)).select_related("to").get(pk=self.pk)
        if obstacles := mail.obstacles_to_retrying():
            raise ValidationError(obstacles)
        retry = MailRetry(
            mail=mail, at=clock.now(), by=by, reason=reason.strip(), was=mail.state, error=mail.error
        )
        retry.full_clean()
        retry.save()
        mail.claimed_at = mail.failed_at = None
        mail.error = ""
        mail.save(update_fields=["claimed_at", "failed_at", "error"])
        mail._hurry()


def _is_in_doubt(error: Exception) -> bool:
    """Whether the mail may have gone out all the same: the line broke, and not the server said no."""
    return isinstance(error, OSError) and not isinstance(error, REFUSALS)


class MailRetry(models.Model):
    """Somebody had a mail sent once more, and said why."""

    mail = models.ForeignKey(Mail, models.CASCADE, related_name="retries")
    at = models.DateTimeField(gettext_lazy("when"))
    by = models.ForeignKey(Professional, models.PROTECT, verbose_name=gettext_lazy("who"), related_name="+")
    reason = models.CharField(gettext_lazy("why"), max_length=300)
    was = models.CharField(max_length=20, choices=MailState)
    error = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"{self.mail_id} {self.at:%Y-%m-%d %H:%M}"
