"""Asking for papers, and the three steps by which a worker makes one exactly once."""

import uuid
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from records.models import IssuedPaper, PaperState
from records.papers.registry import kind_named
from records.papers.view_model import Paper
from records.services.queue import enqueue
from records.services.storage import erase, keep, name_of

RENDER = "papers.render"
_UNCLAIMED: dict[str, Any] = {"claim": None, "claimed_at": None}


@transaction.atomic
def issue_paper(
    *,
    kind: str,
    paper: Paper,
    at: datetime,
    supersedes: IssuedPaper | None = None,
    discard_after: datetime | None = None,
) -> IssuedPaper:
    """Ask for a paper: freeze its view-model in a row and offer the row to the workers."""
    issued = IssuedPaper.objects.create(
        kind=kind,
        number=paper.number,
        title=paper.document_title,
        template=kind_named(kind).template,
        context=paper.model_dump(mode="json"),
        created_at=at,
        offered_at=at,
        supersedes=supersedes,
        discard_after=discard_after,
    )
    enqueue(RENDER, paper_id=issued.pk)
    return issued


def claim_paper(*, paper_id: uuid.UUID, at: datetime) -> uuid.UUID | None:
    """Take a queued paper, or learn that it is taken, made or gone: of any number of workers one gets the token."""
    token = uuid.uuid4()
    taken = IssuedPaper.objects.filter(pk=paper_id, state=PaperState.QUEUED).update(
        state=PaperState.RENDERING, claim=token, claimed_at=at, attempts=F("attempts") + 1
    )
    return token if taken else None


def store_paper(*, paper_id: uuid.UUID, claim: uuid.UUID, data: bytes, at: datetime) -> bool:
    """Keep the bytes if the claim still holds; answer whether this worker made the paper.

    The name is noted before the bytes are written, so that a worker killed in between leaves no bytes unknown.
    """
    name, sha256 = name_of(paper_id, data)
    held = IssuedPaper.objects.filter(pk=paper_id, state=PaperState.RENDERING, claim=claim)
    former = held.values_list("file", flat=True).first()
    if former is None or not held.update(file=name, sha256=sha256, size=len(data)):
        return False
    keep(name, data)
    made = held.update(state=PaperState.READY, ready_at=at, **_UNCLAIMED)
    if former not in ("", name):
        erase(former)
    if not made and not IssuedPaper.objects.filter(pk=paper_id).exists():
        erase(name)
    return bool(made)


def fail_paper(*, paper_id: uuid.UUID, claim: uuid.UUID, because: str) -> None:
    """Give a paper up, with the reason, where trying again would not help."""
    limit = IssuedPaper._meta.get_field("failed_because").max_length
    IssuedPaper.objects.filter(pk=paper_id, state=PaperState.RENDERING, claim=claim).update(
        state=PaperState.FAILED, failed_because=because[:limit], **_UNCLAIMED
    )
