"""What the worker does for papers, messages and attachments."""

import uuid

from celery import shared_task
from celery.signals import worker_process_init, worker_ready
from django.utils import timezone

from records.papers.registry import kind_named, registered_kinds
from records.papers.rendering import warm_up
from records.services.queue import enqueue
from records.services.rendering import render_paper
from records.services.scanning import scan_attachment
from records.services.sending import send_message
from records.services.sweep import sweep_attachments, sweep_messages, sweep_orphans, sweep_papers


@shared_task(name="papers.render", ignore_result=True)
def render(paper_id: str) -> None:
    """Make one paper, unless it is made or being made."""
    render_paper(paper_id=uuid.UUID(paper_id), clock=timezone.now)


@shared_task(name="papers.sweep", ignore_result=True)
def sweep() -> None:
    """Offer lost papers again and discard those past their time."""
    sweep_papers(at=timezone.now())


@shared_task(name="messages.send", ignore_result=True)
def send(message_id: str) -> None:
    """Hand one mail over, unless it is sent or being sent."""
    send_message(message_id=uuid.UUID(message_id), clock=timezone.now)


@shared_task(name="messages.sweep", ignore_result=True)
def sweep_outbox() -> None:
    """Offer lost mails again and settle those that were cut short."""
    sweep_messages(at=timezone.now())


@shared_task(name="attachments.scan", ignore_result=True)
def scan(attachment_id: str) -> None:
    """Ask the virus scanner about one file, unless it has answered."""
    scan_attachment(attachment_id=uuid.UUID(attachment_id), clock=timezone.now)


@shared_task(name="attachments.sweep", ignore_result=True)
def sweep_files() -> None:
    """Offer lost scans again and erase what was withdrawn."""
    sweep_attachments(at=timezone.now())


@shared_task(name="attachments.sweep_orphans", ignore_result=True)
def sweep_orphaned_files() -> None:
    """Erase what uploads that were cut short left in the store."""
    sweep_orphans(at=timezone.now())


@worker_process_init.connect
def load_fonts_and_styles(**_: object) -> None:
    """Pay for fonts and style sheets before the first person waits for a paper."""
    for name in registered_kinds():
        warm_up(kind_named(name))


@worker_ready.connect
def take_up_what_was_left(**_: object) -> None:
    """Look at once for papers, mails and scans that were asked for while no worker was there."""
    for name in ("papers.sweep", "messages.sweep", "attachments.sweep"):
        enqueue(name)
