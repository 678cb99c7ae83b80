"""What happens a little later: the row is the truth, a task only does it sooner."""

from celery import shared_task

from families.models import Mail


@shared_task
def send_mail(mail_id: int) -> None:
    Mail.objects.get(pk=mail_id).send()


@shared_task
def send_waiting_mail() -> int:
    """Send what waits; what a worker lost is found here. Answers how many went out."""
    return sum(mail.send() for mail in Mail.objects.waiting().select_related("to").order_by("written_at"))
