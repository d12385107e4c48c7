"""How long a signed-in session lasts."""

from datetime import datetime, timedelta

from django.contrib.sessions.backends.base import SessionBase

SIGNED_IN_FOR = timedelta(hours=12)
# Long enough to finish a sentence and press a button (WCAG 2.2.1).
WARNED_BEFORE = timedelta(minutes=10)


def extend_session(session: SessionBase, *, at: datetime) -> datetime:
    """Let the session end a full span from now, and say when that is. It may be extended without limit."""
    ends_at = at + SIGNED_IN_FOR
    session.set_expiry(ends_at)
    return ends_at
