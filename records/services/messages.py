"""The outbox, and the steps by which a worker hands each mail over exactly once as far as a mail server allows.

A worker claims the row, connects, notes that it begins to hand over, hands over, and notes that it is sent. Killed
before the second note, it has sent nothing, and the mail is offered again. Killed after it, nobody but the post
office knows: a folder is asked, and the answer is exact; a mail server cannot be asked, so the row becomes uncertain
and a person decides. A mail is therefore never sent twice, and a doubt is never hidden.
"""

import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import models, transaction
from django.db.models import F, Q

from records.audit import Acting, record
from records.models import Message, MessageState
from records.models.message import ENDED_BADLY
from records.services.mail_words import checked_words, preview_message
from records.services.queue import enqueue

SEND = "messages.send"
# Times of our machinery: a mail is taken up within seconds, and a server that is away is asked ever more seldom.
QUEUED_TOO_LONG = timedelta(seconds=20)
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=30), timedelta(hours=1)
FORGOTTEN = "(送信後に破棄しました)"
_UNCLAIMED: dict[str, Any] = {"claim": None, "claimed_at": None}


def queue_message(
    *,
    kind: str,
    to: str,
    context: Mapping[str, Any],
    about: models.Model | None,
    at: datetime,
    actor: Acting | None = None,
    is_secret: bool = False,
) -> Message:
    """Put a mail of this kind into the outbox, in the caller's transaction; it is the one that the preview showed."""
    words = preview_message(kind=kind, to=to, context=context)
    return post_message(
        kind=kind, to=to, subject=words.subject, body=words.body, about=about, at=at, actor=actor, is_secret=is_secret
    )


@transaction.atomic
def post_message(
    *,
    kind: str,
    to: str,
    subject: str,
    body: str,
    about: models.Model | None,
    at: datetime,
    actor: Acting | None = None,
    is_secret: bool = False,
) -> Message:
    """Put a mail whose words are already set into the outbox, and offer it to the workers after commit."""
    words = checked_words(to=to, subject=subject, body=body)
    message = Message.objects.create(
        kind=kind,
        to=words.to,
        subject=words.subject,
        body=words.body,
        is_secret=is_secret,
        subject_kind=about._meta.label_lower if about is not None else "",
        subject_id=str(about.pk) if about is not None else "",
        created_at=at,
        created_by_label=actor.label if actor is not None else "",
        due_at=at + QUEUED_TOO_LONG,
    )
    enqueue(SEND, message_id=message.pk)
    return message


@transaction.atomic
def send_again(*, message: Message, actor: Acting, at: datetime, because: str) -> Message | None:
    """Write a new mail with the words of one that failed or may not have arrived: a person has decided so.

    Of any number of clicks one sends; None where that has happened, or where the mail does not wait for a person.
    """
    former = _waiting(message)
    if former is None:
        return None
    copied = ("kind", "to", "subject", "body", "is_secret", "subject_kind", "subject_id")
    again = Message(
        **{name: getattr(former, name) for name in copied},
        sends_again=former,
        created_at=at,
        created_by_label=actor.label,
        due_at=at + QUEUED_TOO_LONG,
    )
    again.save(force_insert=True)
    record(actor=actor, verb="send_again", subject=message, at=at, changes={"message": str(again.pk)}, because=because)
    enqueue(SEND, message_id=again.pk)
    return again


@transaction.atomic
def close_message(*, message: Message, actor: Acting, at: datetime, because: str) -> bool:
    """Note that a mail that failed or may not have arrived needs no other; False where it does not wait for a person."""
    former = _waiting(message)
    if former is None:
        return False
    Message.objects.filter(pk=former.pk).update(closed_at=at)
    record(actor=actor, verb="close_message", subject=message, at=at, because=because)
    return True


def _waiting(message: Message) -> Message | None:
    """The mail under its lock, while it waits for a person to decide."""
    former = Message.objects.select_for_update().get(pk=message.pk)
    waits = former.state in ENDED_BADLY and former.closed_at is None and not former.sent_again.exists()
    return former if waits else None


def claim_message(*, message_id: uuid.UUID, at: datetime) -> uuid.UUID | None:
    """Take a queued mail, or learn that it is taken or sent: of any number of workers one gets the token."""
    token = uuid.uuid4()
    taken = Message.objects.filter(pk=message_id, state=MessageState.QUEUED).update(
        state=MessageState.SENDING, claim=token, claimed_at=at, attempts=F("attempts") + 1
    )
    return token if taken else None


def begin_hand_over(*, message_id: uuid.UUID, claim: uuid.UUID, at: datetime) -> bool:
    """Note that from now on the mail may have left; answer whether the claim still holds, and so whether to go on."""
    return bool(_held(message_id, claim).filter(handed_over_at__isnull=True).update(handed_over_at=at))


def mark_sent(*, message_id: uuid.UUID, at: datetime) -> bool:
    """Note that the post office has the mail, whoever learned it; what was secret in it is forgotten."""
    handed_over = Message.objects.filter(pk=message_id, handed_over_at__isnull=False).filter(
        Q(state=MessageState.SENDING) | Q(state=MessageState.UNCERTAIN)
    )
    forgotten = models.When(is_secret=True, then=models.Value(FORGOTTEN))
    body = models.Case(forgotten, default=F("body"), output_field=models.TextField())
    return bool(handed_over.update(state=MessageState.SENT, sent_at=at, failed_because="", body=body, **_UNCLAIMED))


def put_back(*, message_id: uuid.UUID, claim: uuid.UUID, at: datetime) -> bool:
    """Offer the mail again later: the post office was out of reach or said "not now", so it holds nothing of it."""
    attempts = _held(message_id, claim).values_list("attempts", flat=True).first() or 0
    return bool(
        _held(message_id, claim).update(
            state=MessageState.QUEUED, handed_over_at=None, due_at=at + pause_after(attempts), **_UNCLAIMED
        )
    )


def end_badly(*, message_id: uuid.UUID, claim: uuid.UUID, state: MessageState, because: str) -> bool:
    """End a mail as failed or uncertain, with the reason, where another try would not help or might send it twice."""
    limit = Message._meta.get_field("failed_because").max_length
    return bool(_held(message_id, claim).update(state=state, failed_because=because[:limit], **_UNCLAIMED))


def pause_after(attempts: int) -> timedelta:
    """Return how long to wait after so many tries."""
    factor: int = 2 ** min(attempts, 10)
    return min(FIRST_PAUSE * factor, LONGEST_PAUSE)


def _held(message_id: uuid.UUID, claim: uuid.UUID) -> models.QuerySet[Message]:
    return Message.objects.filter(pk=message_id, state=MessageState.SENDING, claim=claim)
