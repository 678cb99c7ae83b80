"""What happens a little later: the row is the truth, a task only does it sooner."""

from celery import shared_task

from families import reminders
from families.models import Mail


@shared_task
def send_mail(mail_id: int) -> None:
    Mail.objects.select_related("to").get(pk=mail_id).send()


@shared_task
def send_waiting_mail() -> int:
    """Send what waits; what a worker lost is found here. Answers how many went out."""
    return Mail.send_waiting()


@shared_task
def write_reminders() -> int:
    """Today's reminders, where they have not been written; the sweeper sends them."""
    return reminders.write()
