"""The mails of the demonstration world, as their receivers would read them."""

from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy

from records.models import Message, MessageState
from records.services.mail_folder import file_of

SHOWN_AT_MOST = 100
_CHIPS = {
    MessageState.QUEUED: ("care", "info"),
    MessageState.SENDING: ("care", "info"),
    MessageState.SENT: ("good", "good"),
    MessageState.FAILED: ("bad", "bad"),
    MessageState.UNCERTAIN: ("care", "care"),
}


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail on the page."""

    to: str
    subject: str
    body: str
    at: datetime
    chip: dict[str, str]


def latest_letters(*, to: str = "") -> list[Letter]:
    """Return the latest mails, the newest first; with `to` only those to one mailbox."""
    messages = Message.objects.filter(to=to) if to else Message.objects.all()
    return [_letter(message) for message in messages.order_by("-created_at", "-id")[:SHOWN_AT_MOST]]


def _letter(message: Message) -> Letter:
    state = MessageState(message.state)
    tone, icon = _CHIPS[state]
    return Letter(
        to=message.to,
        subject=message.subject,
        body=_as_handed_over(message),
        at=message.sent_at or message.created_at,
        chip={"tone": tone, "icon": icon, "label": str(state.label)},
    )


def _as_handed_over(message: Message) -> str:
    """Return the words that lie in the folder: a row forgets its secrets, its receiver does not."""
    try:
        mail = message_from_bytes(file_of(message.pk).read_bytes(), policy=policy.default)
    except OSError:
        return message.body
    words = mail.get_body(preferencelist=("plain",))
    return str(words.get_content()) if words is not None else message.body
