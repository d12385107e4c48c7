"""`python -m tests.records.killed STEP WORK ID`: do one piece of work, and be killed at a step of it."""

import os
import signal
import sys
import uuid
from importlib import import_module
from typing import Any

import django
from django.utils import timezone

# By step: the module or class that is asked, and what of it the process does not survive.
MAILING: dict[str, tuple[str, str]] = {
    "claimed": ("records.services.sending", "get_connection"),
    "connected": ("records.services.sending", "begin_hand_over"),
    "noted": ("records.services.sending", "_deliver"),
    "written": ("records.services.mail_folder:Path", "replace"),
    "handed over": ("records.services.sending", "mark_sent"),
    "sent": ("records.services.sending", "mark_sent"),
}
BEFORE_HAND_OVER = ("claimed", "connected")
RENDERING: dict[str, tuple[str, str]] = {
    "claimed": ("records.services.rendering", "_bytes_for"),
    "set": ("records.services.rendering", "store_paper"),
    "noted": ("records.services.papers", "keep"),
    "kept": ("records.services.papers", "keep"),
    "ready": ("records.services.rendering", "store_paper"),
}
# Here the step itself is still done.
_AFTERWARDS = frozenset({"sent", "kept", "ready"})
_WORK = {
    "mail": (MAILING, "records.services.sending:send_message", "message_id"),
    "paper": (RENDERING, "records.services.rendering:render_paper", "paper_id"),
}


def _die(*_: Any, **__: Any) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _named(place: str) -> Any:
    module, _, name = place.partition(":")
    found = import_module(module)
    return getattr(found, name) if name else found


def main(step: str, work: str, subject: str) -> None:
    """Work until the step, then die as a killed worker dies: at once, without a word."""
    django.setup()
    steps, function, argument = _WORK[work]
    owner, name = steps[step]
    natural = getattr(_named(owner), name)
    end = (lambda *given, **named: _die(natural(*given, **named))) if step in _AFTERWARDS else _die
    setattr(_named(owner), name, end)
    _named(function)(**{argument: uuid.UUID(subject), "clock": timezone.now})


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    main(*sys.argv[1:])
