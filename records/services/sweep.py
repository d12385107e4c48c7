"""What the broker or a worker lost is offered again; what was only lent is taken back."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from records.models import IssuedPaper, PaperState
from records.services.papers import RENDER
from records.services.queue import enqueue
from records.services.storage import erase

logger = logging.getLogger(__name__)

# Times of our machinery, not of any policy: a worker takes a paper up within seconds and sets one in a few.
QUEUED_TOO_LONG = timedelta(seconds=20)
CLAIMED_TOO_LONG = timedelta(seconds=60)
ATTEMPTS_AT_MOST = 5
GAVE_UP = "繰り返し試みましたが作成できませんでした"


@dataclass(frozen=True)
class Swept:
    """What one sweep did."""

    offered: int
    given_up: int
    discarded: int


def sweep_papers(*, at: datetime) -> Swept:
    """Offer stale papers again, give up on those that kill every worker, and discard what has had its time."""
    given_up = _give_up(at)
    _release(at)
    return Swept(offered=_offer_again(at), given_up=given_up, discarded=_discard(at))


def _abandoned(at: datetime) -> Q:
    return Q(state=PaperState.RENDERING, claimed_at__lt=at - CLAIMED_TOO_LONG)


def _give_up(at: datetime) -> int:
    return IssuedPaper.objects.filter(_abandoned(at), attempts__gte=ATTEMPTS_AT_MOST).update(
        state=PaperState.FAILED, failed_because=GAVE_UP, claim=None, claimed_at=None
    )


def _release(at: datetime) -> int:
    """Put abandoned papers back; their old claim is void, so a worker that was only slow stores nothing."""
    return IssuedPaper.objects.filter(_abandoned(at)).update(
        state=PaperState.QUEUED, claim=None, claimed_at=None, offered_at=at - QUEUED_TOO_LONG - timedelta(seconds=1)
    )


@transaction.atomic
def _offer_again(at: datetime) -> int:
    stale = IssuedPaper.objects.filter(state=PaperState.QUEUED, offered_at__lt=at - QUEUED_TOO_LONG)
    offered = 0
    for paper_id in stale.order_by("created_at", "id").values_list("pk", flat=True):
        # Only the sweep that moves the time of offer offers: two sweeps at once make no second message.
        if stale.filter(pk=paper_id).update(offered_at=at):
            enqueue(RENDER, paper_id=paper_id)
            offered += 1
    return offered


def _discard(at: datetime) -> int:
    """Delete papers past their time, rows and bytes; one that another paper refers to waits for that one."""
    due = IssuedPaper.objects.filter(discard_after__lte=at, superseded_by__isnull=True)
    return sum(_discard_one(paper_id) for paper_id in due.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def _discard_one(paper_id: UUID) -> int:
    paper = IssuedPaper.objects.select_for_update().filter(pk=paper_id).first()
    if paper is None:
        return 0
    if paper.file:
        # Bytes first: were we killed in between, the row would still tell the next sweep what to delete.
        erase(paper.file)
    paper.delete()
    return 1
