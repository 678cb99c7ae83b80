from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import models, transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from families.models.professional import Professional

if TYPE_CHECKING:
    from uuid import UUID

# A sender that died has let go of its mail after this long; then nobody knows whether it went out.
HELD_FOR = timedelta(minutes=10)


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


class MailQuerySet(models.QuerySet["Mail"]):
    def waiting(self) -> "MailQuerySet":
        return self.filter(sent_at=None, claimed_at=None)

    def unknown(self) -> "MailQuerySet":
        """Taken by a sender that never came back: perhaps sent, perhaps not; never sent again by itself."""
        return self.filter(sent_at=None, claimed_at__lt=timezone.now() - HELD_FOR)


class Mail(models.Model):
    """A mail that must go out, written in the same breath as what it tells of."""

    kind = models.CharField(max_length=20, choices=MailKind)
    to = models.ForeignKey(Professional, models.CASCADE, related_name="mails")
    about = models.CharField(max_length=64)
    written_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["kind", "to", "about"], name="families_mail_once_per_occasion"),
        )
        indexes = (
            models.Index(fields=["written_at"], condition=Q(sent_at=None), name="families_mail_not_sent"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.to_id}"

    @classmethod
    def post(cls, kind: MailKind, *, to: Professional, about: "UUID | str") -> None:
        """Put a mail in the outbox; the same occasion twice is one mail."""
        from families.tasks import send_mail

        mail, is_new = cls.objects.get_or_create(
            kind=kind, to=to, about=str(about), defaults={"written_at": timezone.now()}
        )
        if is_new and settings.REDIS_URL:
            transaction.on_commit(lambda: send_mail.delay(mail.pk))

    def send(self) -> bool:
        """Claim it first, then send: late perhaps, never twice. Answers whether this call sent it."""
        claimed = Mail.objects.waiting().filter(pk=self.pk).update(claimed_at=timezone.now())
        if not claimed:
            return False
        self.letter().send()
        self.sent_at = timezone.now()
        self.save(update_fields=["sent_at"])
        return True

    def letter(self) -> EmailMessage:
        """In the receiver's language, with a link (made now, never stored) and nothing about any family."""
        with translation.override(self.to.language):
            if self.kind == MailKind.INVITATION:
                subject, link = _("You have been invited to Masterplan"), invitation_link(self.to)
            else:
                subject = _("Something new waits for you in Masterplan")
                link = f"{settings.BASE_URL}{self._place()}"
            body = render_to_string(f"families/mail/{self.kind}.txt", {"to": self.to, "link": link})
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
