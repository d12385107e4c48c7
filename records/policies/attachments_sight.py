"""Who may see an attachment: the apps that have to do with its subject say so, and where nobody has, nobody may."""

from collections.abc import Callable

from accounts.actor import Actor
from records.models import Attachment

Sight = Callable[[Actor, Attachment], bool]

_sights: dict[str, dict[str, Sight]] = {}


class SightTakenError(RuntimeError):
    """One app would answer twice for the same subject, and nobody could say which answer counts."""


def register_sight(subject_kind: str, sight: Sight, *, owner: str = "") -> None:
    """Answer for the attachments of one kind of subject (`applications.application`), from `AppConfig.ready`.

    The app that owns the subject answers first, under its own label; a higher floor may let further people in.
    """
    named = owner or _owner_of(subject_kind)
    if named in _sights.setdefault(subject_kind, {}):
        raise SightTakenError(f"{subject_kind} {named}")
    _sights[subject_kind][named] = sight


def has_sight(subject_kind: str, *, owner: str = "") -> bool:
    """Whether this app, or the one that owns the subject, answers for this kind of subject."""
    return (owner or _owner_of(subject_kind)) in _sights.get(subject_kind, {})


def is_seen_by(actor: Actor, attachment: Attachment) -> bool:
    """Ask every app that answers for the subject; one that lets the person in is enough."""
    return any(sight(actor, attachment) for sight in _sights.get(attachment.subject_kind, {}).values())


def _owner_of(subject_kind: str) -> str:
    return subject_kind.partition(".")[0]
