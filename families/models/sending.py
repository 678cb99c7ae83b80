from datetime import timedelta

from django.db import models
from django.utils import timezone

from families.models.professional import Professional

AT_ONCE = timedelta(minutes=1)


class Sending(models.Model):
    """What somebody did last with a form, and where it led: the same sent again at once is the same deed.

    Of what was written only a keyed digest is kept, and only until the next deed.
    """

    author = models.OneToOneField(Professional, models.CASCADE, primary_key=True, related_name="+")
    digest = models.CharField(max_length=64)
    led_to = models.TextField()
    sent_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.led_to

    @classmethod
    def before(cls, author: Professional, digest: str) -> "Sending | None":
        """The same, sent a moment ago; two at once wait for each other at their author's row."""
        Professional.objects.select_for_update(no_key=True).get(pk=author.pk)
        lately = timezone.now() - AT_ONCE
        return cls.objects.filter(author=author, digest=digest, sent_at__gte=lately).first()

    @classmethod
    def keep(cls, author: Professional, digest: str, led_to: str) -> None:
        fields = {"digest": digest, "led_to": led_to, "sent_at": timezone.now()}
        cls.objects.update_or_create(author=author, defaults=fields)

    @classmethod
    def forget(cls, author: Professional) -> None:
        """Something else was done in between: the same once more is meant."""
        cls.objects.filter(author=author).delete()
