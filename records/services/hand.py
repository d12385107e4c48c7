"""Putting a paper into a visitor's hand: whoever asked for it, and nobody else, may see it."""

from collections.abc import MutableMapping
from typing import Any

from records.models import IssuedPaper
from records.selectors import ORIGIN_KEY, SESSION_KEY

# A visitor who asks for more lets go of the oldest; the session stays small.
PAPERS_IN_HAND = 20


def hand_paper_to_visitor(
    *, paper: IssuedPaper, session: MutableMapping[str, Any], asked_on: tuple[str, str] | None = None
) -> None:
    """List a paper in the visitor's session, and note the page where it was asked for by its name and address."""
    if asked_on is not None:
        session[ORIGIN_KEY] = list(asked_on)
    session[SESSION_KEY] = [*session.get(SESSION_KEY, ()), str(paper.pk)][-PAPERS_IN_HAND:]
