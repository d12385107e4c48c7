"""Addresses of mailboxes: what is taken can be mailed, however it was typed; what cannot is told in Japanese."""

import pytest
from django.core.validators import validate_email
from hypothesis import given
from hypothesis import strategies as st

from kernel.mailbox import LONGEST, MailboxError, MailboxWhy, parse_mailbox

LETTERS = st.text(alphabet="aZ09.-_+'@", min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("aoki@example.jp", "aoki@example.jp"),
        ("ａｏｋｉ＠ｅｘａｍｐｌｅ．ｊｐ", "aoki@example.jp"),
        (" Aoki.Hanako+dx@mail.example.co.jp ", "Aoki.Hanako+dx@mail.example.co.jp"),
        ("o'brien@xn--eckwd4c7c.jp", "o'brien@xn--eckwd4c7c.jp"),
        (f"{'a' * 64}@example.jp", f"{'a' * 64}@example.jp"),
    ],
)
def test_an_address_is_read_in_either_width(typed: str, read: str) -> None:
    assert parse_mailbox(typed) == read


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", MailboxWhy.NOT_A_MAILBOX),
        ("aoki", MailboxWhy.NOT_A_MAILBOX),
        ("aoki@localhost", MailboxWhy.NOT_A_MAILBOX),
        ("青木@example.jp", MailboxWhy.NOT_A_MAILBOX),
        ("<aoki@example.jp>", MailboxWhy.NOT_A_MAILBOX),
        ("aoki@example.jp,baba@example.jp", MailboxWhy.NOT_A_MAILBOX),
        ("aoki@example.jp\nBcc: x@example.jp", MailboxWhy.NOT_A_MAILBOX),
        ("aoki@exa_mple.jp", MailboxWhy.NOT_A_MAILBOX),
        ("aoki@-example.jp", MailboxWhy.NOT_A_MAILBOX),
        ("aoki@example.12", MailboxWhy.NOT_A_MAILBOX),
        ("aoki..hanako@example.jp", MailboxWhy.DOTS),
        ("aoki.@example.jp", MailboxWhy.DOTS),
        (".aoki@example.jp", MailboxWhy.DOTS),
        ("aoki@example.jp.", MailboxWhy.DOTS),
        (f"{'a' * 65}@example.jp", MailboxWhy.TOO_LONG),
        (f"a@{'example.' * 32}jp", MailboxWhy.TOO_LONG),
    ],
)
def test_what_no_mail_reaches_is_refused(typed: str, why: MailboxWhy) -> None:
    with pytest.raises(MailboxError) as refused:
        parse_mailbox(typed)
    assert refused.value.why is why
    assert refused.value.sentence


@given(st.one_of(st.emails(), st.builds("{}@{}.jp".format, LETTERS, LETTERS), st.text(max_size=30)))
def test_whatever_is_taken_can_be_mailed(typed: str) -> None:
    try:
        address = parse_mailbox(typed)
    except MailboxError:
        return
    validate_email(address)
    assert address.isascii()
    assert len(address) <= LONGEST
    assert parse_mailbox(address) == address
