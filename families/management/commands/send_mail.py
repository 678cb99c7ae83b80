from typing import Any

from django.core.management.base import BaseCommand

from families.models import Mail
from families.tasks import send_waiting_mail


class Command(BaseCommand):
    help = "Sends the mail that waits. Without Redis nothing else does: let it run every minute."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{send_waiting_mail()} sent.")
        if unknown := Mail.objects.unknown().count():
            self.stderr.write(
                f"{unknown} unknown: taken by a sender that never came back, so perhaps sent, perhaps not. "
                "They are not sent again by themselves: see the page Outbox."
            )
