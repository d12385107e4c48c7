"""`python -m tests.records.messages.killed STEP MESSAGE`: send one mail, and be killed at a step of it."""

import os
import signal
import sys
import uuid
from importlib import import_module
from typing import Any

import django
from django.utils import timezone
from django.utils.module_loading import import_string

STEPS: dict[str, tuple[str, str]] = {
    "claimed": ("records.services.sending", "get_connection"),
    "connected": ("records.services.sending", "begin_hand_over"),
    "noted": ("records.services.sending", "_deliver"),
    "written": ("records.services.mail_folder.Path", "replace"),
    "handed over": ("records.services.sending", "mark_sent"),
    "sent": ("records.services.sending", "mark_sent"),
}
BEFORE_HAND_OVER = ("claimed", "connected")


def _die(*_: Any, **__: Any) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def main(step: str, message_id: str) -> None:
    """Send until the step, then die as a killed worker dies: at once, without a word."""
    django.setup()
    sending = import_module("records.services.sending")
    owner, name = STEPS[step]
    target = sending if owner == sending.__name__ else import_string(owner)
    natural = getattr(target, name)
    setattr(target, name, (lambda **given: _die(natural(**given))) if step == "sent" else _die)
    sending.send_message(message_id=uuid.UUID(message_id), clock=timezone.now)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    main(*sys.argv[1:])
