"""An outbox with a folder for a post office, or a mail server of our own."""

import shutil
from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from config.mail import FOLDER
from records.models import Message
from records.services.messages import post_message
from tests.records.conftest import NOON
from tests.records.messages.mail_server import MailServer
from tests.records.workers import start_worker

__all__ = ["start_worker"]

Post = Callable[..., Message]


@pytest.fixture
def mail_folder(settings: Any) -> Iterator[Path]:
    """Use the folder that a worker process sees too, and leave it empty."""
    settings.EMAIL_BACKEND = FOLDER
    folder = Path(settings.EMAIL_FILE_PATH)
    shutil.rmtree(folder, ignore_errors=True)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def mail_server(settings: Any) -> Iterator[MailServer]:
    """Use a mail server that writes down what it is told."""
    with MailServer() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.address
        settings.EMAIL_TIMEOUT = 5
        yield server


@pytest.fixture
def post(db: None) -> Post:
    """Put a mail into the outbox at noon."""

    def write(**changes: Any) -> Message:
        given = {
            "kind": "notice",
            "to": "aoki@example.jp",
            "subject": "受け付けました",
            "body": "受付番号は 1 です。",
            "about": None,
            "at": NOON,
        }
        return post_message(**(given | changes))

    return write


def mails_in(folder: Path) -> list[EmailMessage]:
    """Return every whole mail that was handed over."""
    found = [message_from_bytes(path.read_bytes(), policy=policy.default) for path in sorted(folder.glob("*.eml"))]
    return [mail for mail in found if isinstance(mail, EmailMessage)]
