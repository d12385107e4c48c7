"""Putting a paper into a visitor's hand: whoever asked for it, and nobody else, may see it."""

from collections.abc import MutableMapping
from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.models import Session

from records.models import IssuedPaper
from records.selectors import ORIGIN_KEY, SESSION_KEY

# A visitor who asks for more lets go of the oldest; the session stays small.
PAPERS_IN_HAND = 20


def catch_up(session: SessionBase, *names: str) -> None:
    """In the caller's transaction: wait for this visitor's other click, and know what it was handed.

    A request reads its session when it comes and writes it when it goes. Of two at once one would forget what the other
    was handed, and its paper would be nobody's; so whoever hands one out does it alone, and keeps the session at once.
    """
    if session.session_key and Session.objects.select_for_update().filter(pk=session.session_key).first():
        kept = session.load()
        session.update({name: kept[name] for name in (SESSION_KEY, *names) if name in kept})


def hand_paper_to_visitor(
    *, paper: IssuedPaper, session: MutableMapping[str, Any], asked_on: tuple[str, str] | None = None
) -> None:
    """List a paper in the visitor's session, and note the page where it was asked for by its name and address."""
    if asked_on is not None:
        session[ORIGIN_KEY] = list(asked_on)
    session[SESSION_KEY] = [*session.get(SESSION_KEY, ()), str(paper.pk)][-PAPERS_IN_HAND:]
