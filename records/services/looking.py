"""Writing down who looked at personal data."""

from datetime import datetime
from typing import Any

from django.db import models, transaction

from accounts.actor import Actor
from records.audit import record
from records.models import IssuedPaper
from records.rules.acts import DOWNLOAD_PAPER, VIEW


@transaction.atomic
def record_look(*, actor: Actor, subject: models.Model, at: datetime, verb: str = VIEW, shown: str = "") -> None:
    """Write down that a person was shown personal data of a subject, before the page leaves the house."""
    changes: dict[str, Any] = {"shown": shown} if shown else {}
    record(actor=actor, verb=verb, subject=subject, at=at, changes=changes)


def record_paper_taken(*, actor: Actor, paper: IssuedPaper, at: datetime) -> None:
    """Write down who took a paper of a file. One that is only lent to a visitor leaves no trace of the visitor."""
    if paper.discard_after is None:
        record_look(actor=actor, subject=paper, at=at, verb=DOWNLOAD_PAPER, shown=paper.title)
