from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from families.tasks import write_reminders


class Command(BaseCommand):
    help = (
        "Writes today's reminders and sends the mail that waits. Without Redis: let it run at seven each day."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{write_reminders()} written.")
        call_command("send_mail", stdout=self.stdout, stderr=self.stderr)
