"""Addresses of mailboxes: what is taken here can be written on an envelope, and a mail server will understand it."""

import re
from enum import StrEnum
from typing import Final

from kernel.entry import EntryError
from kernel.width import fold_code

LONGEST: Final = 254
_ATOM: Final = r"[-!#$%&'*+/=?^_`{}|~0-9A-Za-z]+"
_LABEL: Final = r"[A-Za-z0-9](?:[-A-Za-z0-9]{0,61}[A-Za-z0-9])?"
_MAILBOX: Final = re.compile(
    rf"(?P<local>{_ATOM}(?:\.{_ATOM})*)@(?P<domain>(?:{_LABEL}\.)+[A-Za-z](?:[-A-Za-z0-9]{{0,61}}[A-Za-z0-9]))"
)
_LONGEST_LOCAL: Final = 64


class MailboxWhy(StrEnum):
    """Why an address was refused."""

    NOT_A_MAILBOX = "not_a_mailbox"
    DOTS = "dots"
    TOO_LONG = "too_long"


class MailboxError(EntryError):
    """A typed address is none that mail can be sent to."""

    why: MailboxWhy


_SENTENCES: Final = {
    MailboxWhy.NOT_A_MAILBOX: "メールアドレスは name@example.jp の形で書きます",
    MailboxWhy.DOTS: "「.」が続くか「@」の前後にあるアドレスには、メールを送れません。別のアドレスを書いてください",
    MailboxWhy.TOO_LONG: "メールアドレスが長すぎます",
}


def parse_mailbox(text: str) -> str:
    """Return the address in 半角, in which capitals stay as they were typed."""
    address = fold_code(text)
    found = _MAILBOX.fullmatch(address)
    if found is None:
        raise _refused(MailboxWhy.DOTS if _fails_by_its_dots(address) else MailboxWhy.NOT_A_MAILBOX)
    if len(address) > LONGEST or len(found["local"]) > _LONGEST_LOCAL:
        raise _refused(MailboxWhy.TOO_LONG)
    return address


def _refused(why: MailboxWhy) -> MailboxError:
    return MailboxError(why, _SENTENCES[why])


def _fails_by_its_dots(address: str) -> bool:
    """Some carriers have given such addresses away; no other house has to take mail for them."""
    without = re.sub(r"\.+", ".", address).replace(".@", "@").replace("@.", "@").strip(".")
    return without != address and _MAILBOX.fullmatch(without) is not None
