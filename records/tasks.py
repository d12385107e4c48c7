"""What the worker does for papers."""

import uuid

from celery import shared_task
from celery.signals import worker_process_init, worker_ready
from django.utils import timezone

from records.papers.registry import kind_named, registered_kinds
from records.papers.rendering import warm_up
from records.services.queue import enqueue
from records.services.rendering import render_paper
from records.services.sweep import sweep_papers


@shared_task(name="papers.render", ignore_result=True)
def render(paper_id: str) -> None:
    """Make one paper, unless it is made or being made."""
    render_paper(paper_id=uuid.UUID(paper_id), clock=timezone.now)


@shared_task(name="papers.sweep", ignore_result=True)
def sweep() -> None:
    """Offer lost papers again and discard those past their time."""
    sweep_papers(at=timezone.now())


@worker_process_init.connect
def load_fonts_and_styles(**_: object) -> None:
    """Pay for fonts and style sheets before the first person waits for a paper."""
    for name in registered_kinds():
        warm_up(kind_named(name))


@worker_ready.connect
def take_up_what_was_left(**_: object) -> None:
    """Look at once for papers that were asked for while no worker was there."""
    enqueue("papers.sweep")
