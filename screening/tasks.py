"""What the worker does for the screening."""

from celery import shared_task
from django.utils import timezone

from screening.services.announcements import announce_assignments
from screening.services.reminders import remind_reviewers


@shared_task(name="screening.remind", ignore_result=True)
def remind() -> None:
    """Remind reviewers of files that are due soon; asked every hour, each mail leaves once."""
    remind_reviewers(at=timezone.now())


@shared_task(name="screening.announce", ignore_result=True)
def announce() -> None:
    """Tell reviewers of the files they were given; each file is told once."""
    announce_assignments(at=timezone.now())
