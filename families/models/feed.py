import hashlib
import secrets
from datetime import timedelta
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from families.models.professional import Professional
from roskilde import clock
from roskilde.records import Record, RecordQuerySet, history

# Calendars ask every few minutes; when they last did is told to the hour, and written no oftener.
FETCH_IS_NEWS_AFTER = timedelta(hours=1)


def hashed(secret: str) -> str:
    """What is kept of a secret. It is long and random, so that a quick hash is enough: nobody guesses it."""
    return hashlib.sha256(secret.encode()).hexdigest()


class FeedQuerySet(RecordQuerySet["Feed"]):
    def open(self) -> Self:
        return self.filter(revoked_at=None)

    def opened_by(self, secret: str) -> "Feed | None":
        """The feed that this secret opens, while it counts and its person works here.

        It is looked up by its hash: how long that takes says nothing about how much of a guess was right.
        """
        return (
            self.open()
            .filter(secret_hash=hashed(secret), person__is_active=True)
            .select_related("person")
            .first()
        )


class Feed(Record):
    """A secret link by which somebody's own calendar fetches their appointments."""

    person = models.ForeignKey(Professional, models.CASCADE, related_name="feeds", editable=False)
    secret_hash = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(gettext_lazy("made"), editable=False)
    rotated_at = models.DateTimeField(gettext_lazy("link renewed"), null=True, blank=True, editable=False)
    fetched_at = models.DateTimeField(gettext_lazy("last fetched"), null=True, blank=True, editable=False)
    revoked_at = models.DateTimeField(null=True, blank=True, editable=False)
    revoked_by = models.ForeignKey(
        Professional, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )

    # Of the secret not even the hash: a history is kept for good, and read by more people.
    history = history(excluded_fields=["secret_hash", "fetched_at"])
    objects = FeedQuerySet.as_manager()

    class Meta:
        ordering = ("-made_at",)
        verbose_name = gettext_lazy("calendar link")
        constraints = (
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(revoked_at=None),
                name="families_feed_one_open_per_person",
                violation_error_message=gettext_lazy("You have a calendar link already."),
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by=None)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="families_feed_revoked_by_and_at",
            ),
        )

    def __str__(self) -> str:
        return f"{self.person}: {self.made_at:%Y-%m-%d}"

    @property
    def is_open(self) -> bool:
        return self.revoked_at is None

    @classmethod
    @transaction.atomic
    def make(cls, person: Professional) -> str:
        """A link of one's own; the answer is its secret, which is shown once and kept nowhere.

        Raises:
            ValidationError: the person has one already.
        """
        secret = secrets.token_urlsafe(32)
        feed = cls(person=person, secret_hash=hashed(secret), made_at=clock.now())
        feed.full_clean()
        feed.save(by=person)
        return secret

    @transaction.atomic
    def rotate(self) -> str:
        """A new secret in place of the old, which opens nothing from this second.

        Raises:
            ValidationError: the link has been withdrawn.
        """
        self.lock()
        if not self.is_open:
            raise ValidationError(_("The calendar link has been withdrawn."), code="too_late")
        secret = secrets.token_urlsafe(32)
        self.secret_hash, self.rotated_at, self.fetched_at = hashed(secret), clock.now(), None
        self.save(by=self.person, update_fields=["secret_hash", "rotated_at", "fetched_at"])
        return secret

    @transaction.atomic
    def revoke(self, *, by: Professional) -> None:
        """Whoever has the link gets nothing from this second; a second tap finds it done."""
        self.lock()
        if not self.is_open:
            return
        self.revoked_at, self.revoked_by = clock.now(), by
        self.full_clean()
        self.save(by=by, update_fields=["revoked_at", "revoked_by"])

    def note_fetch(self) -> None:
        """Say when a calendar last asked, so that its owner sees whether it is still in use."""
        now = clock.now()
        if self.fetched_at is None or now - self.fetched_at >= FETCH_IS_NEWS_AFTER:
            asked = Feed.objects.unrecorded("a calendar that asks changes nothing of the link")
            asked.filter(pk=self.pk).update(fetched_at=now)
