"""Putting a paper into a visitor's hand: whoever asked for it, and nobody else, may see it."""

from collections.abc import MutableMapping
from typing import Any

from records.models import IssuedPaper
from records.selectors import SESSION_KEY

# A visitor who asks for more lets go of the oldest; the session stays small.
PAPERS_IN_HAND = 20


def hand_paper_to_visitor(*, paper: IssuedPaper, session: MutableMapping[str, Any]) -> None:
    """List a paper in the visitor's session."""
    session[SESSION_KEY] = [*session.get(SESSION_KEY, ()), str(paper.pk)][-PAPERS_IN_HAND:]
