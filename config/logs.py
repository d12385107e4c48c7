"""One JSON object a line, and nothing personal in it."""

import json
import logging
import re
import traceback
from datetime import UTC, datetime
from typing import Any, Final

# What stands behind these in an address lets its reader in or chooses a password; the id of a row does not.
_KEYS: Final = re.compile(
    r"(?<=/)(invitations|email-changes|sign-up/verify|password/reset)/(?![0-9a-f]{8}(?:-[0-9a-f]{4}){3}-)[^/\s]{16,}"
)


def without_keys(text: str) -> str:
    """An address, or a text that quotes one, without the key that a letter carries in it."""
    return _KEYS.sub(r"\1/…", text)


def _message_of(record: logging.LogRecord) -> str:
    """Return the message; Celery's own for a failed task quotes the exception, so the task's name must do."""
    if record.name == "celery.app.trace" and record.exc_info and isinstance(record.args, dict):
        return f"Task {record.args.get('name')}[{record.args.get('id')}] failed"
    return record.getMessage()


class JsonLines(logging.Formatter):
    """Formats a record without request objects, addresses, keys of letters or exception texts.

    An exception's text may quote what a person typed; its type and the lines it passed are enough to find a fault.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as one line of JSON."""
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": without_keys(_message_of(record)),
        }
        if record.exc_info and record.exc_info[0] is not None:
            kind, _, trace = record.exc_info
            line["exception"] = kind.__qualname__
            line["passed"] = [f"{frame.filename}:{frame.lineno}" for frame in traceback.extract_tb(trace)]
        return json.dumps(line, ensure_ascii=False)


def logging_settings(*, debug: bool) -> dict[str, Any]:
    """Return Django's LOGGING: plain lines for the person at the keyboard, JSON for a machine that collects them."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {"()": "config.logs.JsonLines"},
            "plain": {"format": "%(levelname)s %(name)s %(message)s"},
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain" if debug else "json"}},
        "root": {"handlers": ["stderr"], "level": "INFO"},
        # WeasyPrint and fontTools tell each step they take; only what goes wrong concerns us.
        "loggers": {
            "django": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
            "fontTools": {"level": "ERROR"},
            "weasyprint": {"level": "ERROR"},
            "pikepdf": {"level": "WARNING"},
        },
    }
