"""What a person typed while the session had ended: put aside in the new session, sealed, and shown again after sign-in."""

import base64
import hashlib
from collections.abc import MutableMapping
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.http import QueryDict

Session = MutableMapping[str, Any]

_KEY = "put_aside"
# A section full to its limits is some 400 kB; more was not typed.
_LARGEST = 2_000_000
_MOST_PAGES = 5


def put_aside(session: Session, *, path: str, posted: QueryDict) -> bool:
    """Keep what was posted to a page until its sender has signed in; whether it could be kept."""
    text = posted.urlencode()
    if len(text) > _LARGEST:
        return False
    others = [(name, kept) for name, kept in session.get(_KEY, {}).items() if name != path]
    session[_KEY] = dict([*others, (path, _seal().encrypt(text.encode()).decode())][-_MOST_PAGES:])
    return True


def taken_up(session: Session, *, path: str) -> QueryDict | None:
    """What was put aside for a page; it stays until it has been kept properly or given up."""
    sealed = session.get(_KEY, {}).get(path)
    if sealed is None:
        return None
    try:
        return QueryDict(_seal().decrypt(sealed.encode()).decode(), mutable=True)
    except InvalidToken:
        return None


def give_up(session: Session, *, path: str) -> None:
    """Forget what was put aside for a page."""
    kept = session.get(_KEY, {})
    if path in kept:
        session[_KEY] = {name: each for name, each in kept.items() if name != path}


def _seal() -> Fernet:
    # Birth dates may be among what was typed: nothing of it lies open in the table of sessions.
    digest = hashlib.sha256(f"put aside:{settings.SECRET_KEY}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))
