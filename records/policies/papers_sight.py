"""Who may see a paper that was issued for a file: the apps that own files say so, each for its own papers."""

from collections.abc import Callable

from accounts.actor import Actor
from records.models import IssuedPaper

PaperSight = Callable[[Actor, IssuedPaper], bool]

_sights: dict[str, PaperSight] = {}


def register_paper_sight(owner: str, sight: PaperSight) -> None:
    """Answer for the papers that an app has issued for its files, from `AppConfig.ready`."""
    _sights[owner] = sight


def is_paper_seen_by(actor: Actor, paper: IssuedPaper) -> bool:
    """Ask every app that issues papers; nobody who is not signed in is asked about."""
    return not actor.is_nobody and any(sight(actor, paper) for sight in _sights.values())
