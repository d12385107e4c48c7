"""What a mail will say, before anybody decides to send it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.template import Context
from django.template.loader import get_template

from records.models.message import SUBJECT_LENGTH

_LINE_BREAKS = ("\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029", "\x00")


class UnfitMailError(ValueError):
    """The words or the address would break out of their header; nobody types such a thing by accident."""


@dataclass(frozen=True, slots=True)
class MailWords:
    """A mail as the person who triggers it sees it beforehand, and as it is then sent."""

    to: str
    subject: str
    body: str


def preview_message(*, kind: str, to: str, context: Mapping[str, Any]) -> MailWords:
    """Set a mail from the pair of templates of its kind: `mail/<kind>.subject.txt` and `mail/<kind>.body.txt`."""
    return checked_words(
        to=to, subject=_set(f"mail/{kind}.subject.txt", context), body=_set(f"mail/{kind}.body.txt", context)
    )


def is_mailable(to: str) -> bool:
    """Whether a mail can be written to this address."""
    try:
        validate_email(to)
    except ValidationError:
        return False
    return not any(each in to for each in _LINE_BREAKS)


def checked_words(*, to: str, subject: str, body: str) -> MailWords:
    """Take words and an address, or refuse what would add a header, a recipient or nothing at all."""
    subject = subject.strip()
    if any(each in to or each in subject for each in _LINE_BREAKS):
        raise UnfitMailError("件名か宛先に改行が入っています")
    if not subject or not body.strip() or len(subject) > SUBJECT_LENGTH:
        raise UnfitMailError("件名か本文がないか、件名が長すぎます")
    if not is_mailable(to):
        raise UnfitMailError("宛先がメールアドレスになっていません")
    return MailWords(to=to, subject=subject, body=f"{body.strip()}\n")


def _set(name: str, context: Mapping[str, Any]) -> str:
    """Set plain text: what HTML would escape stands in a mail as it was typed."""
    # The engine's own template, because Django's wrapper of it escapes for HTML.
    plain: Any = get_template(name)
    return str(plain.template.render(Context(dict(context), autoescape=False)))
