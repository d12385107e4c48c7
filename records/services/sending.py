"""Handing one mail over, as a worker does it."""

import logging
import smtplib
import uuid
from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from records.models import Message, MessageState
from records.services.messages import begin_hand_over, claim_message, end_badly, mark_sent, put_back

logger = logging.getLogger(__name__)

ATTEMPTS_AT_MOST = 12
REFUSED = "メールサーバーが宛先か内容を受け付けませんでした({code})"
GAVE_UP = "メールサーバーに繰り返しつながりませんでした"
DOUBTFUL = "送信の途中で止まりました。相手に届いたかどうかを確かめてください"
_OUT_OF_REACH = (smtplib.SMTPException, OSError)


class _RefusedError(Exception):
    """The post office has answered no; it holds nothing of the mail."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code

    @property
    def is_final(self) -> bool:
        """Whether the same mail would be refused again."""
        return 500 <= self.code < 600


def send_message(*, message_id: uuid.UUID, clock: Callable[[], datetime]) -> bool:
    """Send a mail if nobody else has or does; answer whether this call handed it over."""
    claim = claim_message(message_id=message_id, at=clock())
    if claim is None:
        return False
    connection = get_connection()
    try:
        connection.open()
    except _OUT_OF_REACH as error:
        logger.warning("message %s waits: the mail server does not answer (%s)", message_id, type(error).__name__)
        _later(message_id, claim, clock())
        return False
    try:
        return _hand_over(connection, message_id, claim, clock)
    finally:
        connection.close()


def _hand_over(
    connection: BaseEmailBackend, message_id: uuid.UUID, claim: uuid.UUID, clock: Callable[[], datetime]
) -> bool:
    if not begin_hand_over(message_id=message_id, claim=claim, at=clock()):
        return False
    try:
        _deliver(connection, Message.objects.get(pk=message_id))
    except _RefusedError as refused:
        return _refused(message_id, claim, refused, clock())
    except _OUT_OF_REACH as error:
        logger.warning("message %s was interrupted (%s)", message_id, type(error).__name__)
        return settle(message_id=message_id, claim=claim, at=clock())
    return mark_sent(message_id=message_id, at=clock())


def settle(*, message_id: uuid.UUID, claim: uuid.UUID, at: datetime) -> bool:
    """End a hand-over that was cut short: ask the post office if it can be asked, and else say that nobody knows."""
    holds = getattr(get_connection(), "holds", None)
    if holds is None:
        end_badly(message_id=message_id, claim=claim, state=MessageState.UNCERTAIN, because=DOUBTFUL)
        return False
    if holds(message_id):
        return mark_sent(message_id=message_id, at=at)
    _later(message_id, claim, at)
    return False


def _later(message_id: uuid.UUID, claim: uuid.UUID, at: datetime) -> None:
    attempts = Message.objects.filter(pk=message_id).values_list("attempts", flat=True).get()
    if attempts < ATTEMPTS_AT_MOST:
        put_back(message_id=message_id, claim=claim, at=at)
    else:
        end_badly(message_id=message_id, claim=claim, state=MessageState.FAILED, because=GAVE_UP)


def _refused(message_id: uuid.UUID, claim: uuid.UUID, refused: _RefusedError, at: datetime) -> bool:
    logger.warning("message %s was refused by the mail server (%s)", message_id, refused.code)
    if refused.is_final:
        because = REFUSED.format(code=refused.code)
        end_badly(message_id=message_id, claim=claim, state=MessageState.FAILED, because=because)
    else:
        _later(message_id, claim, at)
    return False


def _deliver(connection: BaseEmailBackend, message: Message) -> None:
    """Hand the mail over under its row's id, or tell an answered no from a silence."""
    mail = EmailMessage(
        subject=message.subject,
        body=message.body,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[message.to],
        headers={"Message-ID": message_id_of(message), "Auto-Submitted": "auto-generated"},
    )
    try:
        connection.send_messages([mail])
    except smtplib.SMTPRecipientsRefused as error:
        raise _RefusedError(max((code for code, _ in error.recipients.values()), default=550)) from error
    except smtplib.SMTPResponseException as error:
        raise _RefusedError(error.smtp_code) from error


def message_id_of(message: Message) -> str:
    """Return the Message-ID: the row's id, so that every copy of a mail, wherever found, names its row."""
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("<> ") or "localhost"
    return f"<{message.pk}@{domain}>"
