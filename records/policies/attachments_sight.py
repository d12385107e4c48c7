"""Who may see an attachment: the app that owns the subject says so, and where nobody has, nobody may."""

from collections.abc import Callable

from accounts.actor import Actor
from records.models import Attachment

Sight = Callable[[Actor, Attachment], bool]

_sights: dict[str, Sight] = {}


class SightTakenError(RuntimeError):
    """Two apps would answer for the same subject, and nobody could say which counts."""


def register_sight(subject_kind: str, sight: Sight) -> None:
    """Answer for the attachments of one kind of subject (`applications.application`), from `AppConfig.ready`."""
    if subject_kind in _sights:
        raise SightTakenError(subject_kind)
    _sights[subject_kind] = sight


def has_sight(subject_kind: str) -> bool:
    """Whether an app answers for this kind of subject."""
    return subject_kind in _sights


def is_seen_by(actor: Actor, attachment: Attachment) -> bool:
    """Ask the app that owns the subject."""
    sight = _sights.get(attachment.subject_kind)
    return sight is not None and sight(actor, attachment)
