"""What the worker does for the screening."""

from celery import shared_task
from django.utils import timezone

from screening.services.reminders import remind_reviewers


@shared_task(name="screening.remind", ignore_result=True)
def remind() -> None:
    """Remind reviewers of files that are due soon; asked every hour, each mail leaves once."""
    remind_reviewers(at=timezone.now())
