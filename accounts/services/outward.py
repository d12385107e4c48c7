"""What this floor asks of the floors above it: a trail to write on, and a post to hand letters to.

The audit trail and the outbox live in `records`, one floor up, which imports may not reach from here. The top of the
house connects them at start-up.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.db import models

from accounts.actor import Actor


class Recorder(Protocol):
    """Writes one act down in the caller's transaction."""

    def __call__(
        self,
        *,
        actor: Actor,
        verb: str,
        subject: models.Model,
        at: datetime,
        changes: Mapping[str, Any] | None = None,
        because: str = "",
    ) -> object:
        """Write it."""
        ...


class Post(Protocol):
    """Takes one letter, to be sent once the caller's transaction holds."""

    def __call__(
        self, *, to: str, subject: str, body: str, kind: str, about: models.Model | None, is_secret: bool, at: datetime
    ) -> object:
        """Take it."""
        ...


@dataclass
class _Connections:
    recorder: Recorder | None = None
    post: Post | None = None


_connections = _Connections()


def connect(*, recorder: Recorder, post: Post) -> None:
    """Say where acts are written down and letters are handed in."""
    _connections.recorder, _connections.post = recorder, post


def record(
    *,
    actor: Actor,
    verb: str,
    subject: models.Model,
    at: datetime,
    changes: Mapping[str, Any] | None = None,
    because: str = "",
) -> None:
    """Write one act down; a house that keeps no trail may not act."""
    if _connections.recorder is None:
        raise RuntimeError("accounts is not connected to an audit trail")
    _connections.recorder(actor=actor, verb=verb, subject=subject, at=at, changes=changes, because=because)


def post(
    *, to: str, subject: str, body: str, kind: str, about: models.Model | None, is_secret: bool = False, at: datetime
) -> None:
    """Hand one letter in; one that carries a key is forgotten once it is sent."""
    if _connections.post is None:
        raise RuntimeError("accounts is not connected to a post")
    _connections.post(to=to, subject=subject, body=body, kind=kind, about=about, is_secret=is_secret, at=at)
