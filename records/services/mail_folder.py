"""A post office of one folder: each mail is a file under its Message-ID, so that handing one over twice makes one."""

import os
import re
import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

SUFFIX = ".eml"
_UNFIT_FOR_FILE_NAMES = re.compile(r"[^\w.-]+", re.ASCII)


def folder() -> Path:
    """Return where the mails lie."""
    return Path(settings.EMAIL_FILE_PATH)


def file_of(message_id: object) -> Path:
    """Return where a mail lies once it is handed over."""
    return folder() / f"{_UNFIT_FOR_FILE_NAMES.sub('_', str(message_id))}{SUFFIX}"


class MailFolder(BaseEmailBackend):
    """Django's mail backend that keeps every mail as a file. Unlike a mail server it can be asked what it holds."""

    def __init__(self, fail_silently: bool = False, **_: Any) -> None:
        super().__init__(fail_silently=fail_silently)

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write each mail whole or not at all."""
        for mail in email_messages:
            self._write(mail)
        return len(email_messages)

    def holds(self, message_id: uuid.UUID) -> bool:
        """Whether this mail was handed over."""
        return file_of(message_id).exists()

    def _write(self, mail: EmailMessage) -> None:
        name = mail.extra_headers.get("Message-ID", "").strip("<>").partition("@")[0]
        final = file_of(name or uuid.uuid4())
        final.parent.mkdir(parents=True, exist_ok=True)
        draft = final.with_name(f".{final.name}.{uuid.uuid4().hex}")
        with draft.open("wb") as file:
            file.write(mail.message().as_bytes())
            file.flush()
            os.fsync(file.fileno())
        draft.replace(final)
