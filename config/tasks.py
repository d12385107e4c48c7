"""Housekeeping that belongs to no single app."""

from celery import shared_task
from django.core.management import call_command


@shared_task(name="house.clear_sessions")
def clear_sessions() -> None:
    """Delete the answers of people who only checked: nothing of them outlives their session."""
    call_command("clearsessions")
