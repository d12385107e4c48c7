"""What the broker or a worker lost is offered again; what was only lent is taken back."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from records.models import Attachment, IssuedPaper, Message, MessageState, PaperState, ScanState
from records.services import attachment_store
from records.services.messages import QUEUED_TOO_LONG as MAIL_QUEUED_TOO_LONG
from records.services.messages import SEND
from records.services.papers import RENDER
from records.services.queue import enqueue
from records.services.scanning import SCAN, SCAN_TAKES_UP_TO
from records.services.sending import settle
from records.services.storage import erase

logger = logging.getLogger(__name__)

# Times of our machinery, not of any policy: a worker takes a paper up within seconds and sets one in a few. The largest
# application (500 lines) takes it a quarter of a minute, and a minute and more beside ten others: whose claim is void by
# then has worked for nothing, five times over, and the paper would be given up.
QUEUED_TOO_LONG = timedelta(seconds=20)
CLAIMED_TOO_LONG = timedelta(minutes=2)
ATTEMPTS_AT_MOST = 5
GAVE_UP = "繰り返し試みましたが作成できませんでした"
# Longer than any conversation with a mail server: what is cut short here is settled for good.
HAND_OVER_TOO_LONG = timedelta(minutes=5)
# A slip is noticed within days; after that a withdrawn file is nobody's business any more.
WITHDRAWN_KEPT_FOR = timedelta(days=7)
# Bytes without a row are those of an upload cut short; a younger one may still be on its way.
ORPHANED_AFTER = timedelta(hours=1)


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


@dataclass(frozen=True)
class SweptMessages:
    """What one sweep of the outbox did."""

    offered: int
    settled: int


def sweep_messages(*, at: datetime) -> SweptMessages:
    """Settle hand-overs that were cut short, and offer again what nobody took up."""
    settled = _settle_abandoned(at)
    return SweptMessages(offered=_offer_messages(at), settled=settled)


def _settle_abandoned(at: datetime) -> int:
    """A mail whose worker died goes back into the queue, unless it may have left: then the post office is asked."""
    abandoned = Message.objects.filter(state=MessageState.SENDING, claimed_at__lt=at - HAND_OVER_TOO_LONG)
    released = abandoned.filter(handed_over_at__isnull=True).update(
        state=MessageState.QUEUED, claim=None, claimed_at=None, due_at=at
    )
    cut_short = abandoned.filter(handed_over_at__isnull=False).order_by("created_at", "id")
    for message_id, claim in cut_short.values_list("pk", "claim"):
        if claim is not None:
            settle(message_id=message_id, claim=claim, at=at)
            released += 1
    return released


@transaction.atomic
def _offer_messages(at: datetime) -> int:
    due = Message.objects.filter(state=MessageState.QUEUED, due_at__lte=at)
    offered = 0
    for message_id in due.order_by("created_at", "id").values_list("pk", flat=True):
        # Only the sweep that moves the time offers: two sweeps at once make no second task.
        if due.filter(pk=message_id).update(due_at=at + MAIL_QUEUED_TOO_LONG):
            enqueue(SEND, message_id=message_id)
            offered += 1
    return offered


@dataclass(frozen=True)
class SweptAttachments:
    """What one sweep of the attachments did."""

    offered: int
    erased: int


def sweep_attachments(*, at: datetime) -> SweptAttachments:
    """Offer scans again that nobody finished, and erase what was withdrawn long ago."""
    return SweptAttachments(offered=_offer_scans(at), erased=_erase_withdrawn(at))


@transaction.atomic
def _offer_scans(at: datetime) -> int:
    due = Attachment.objects.filter(scan_state=ScanState.WAITING, scan_due_at__lte=at, erased_at__isnull=True)
    offered = 0
    for attachment_id in due.order_by("uploaded_at", "id").values_list("pk", flat=True):
        if due.filter(pk=attachment_id).update(scan_due_at=at + SCAN_TAKES_UP_TO):
            enqueue(SCAN, attachment_id=attachment_id)
            offered += 1
    return offered


def _erase_withdrawn(at: datetime) -> int:
    due = Attachment.objects.filter(withdrawn_at__lte=at - WITHDRAWN_KEPT_FOR, erased_at__isnull=True)
    erased = 0
    for attachment_id, name in due.order_by("pk").values_list("pk", "file"):
        # Noted and committed first, and only by the sweep that finds it still due: somebody may have brought it back.
        # Were we killed in between, the bytes would have no row that hands them out, and be found below.
        if due.filter(pk=attachment_id).update(erased_at=at):
            attachment_store.erase(name)
            erased += 1
    return erased


def sweep_orphans(*, at: datetime) -> int:
    """Erase stored bytes that no row hands out: those of uploads and erasures that were cut short."""
    erased = 0
    for name in attachment_store.names_older_than(at - ORPHANED_AFTER):
        attachment_id = attachment_store.id_in(name)
        if attachment_id and not Attachment.objects.filter(pk=attachment_id, erased_at__isnull=True).exists():
            attachment_store.erase(name)
            erased += 1
    return erased
