"""Whoever writes into a file is somebody: rows name a person, never a visitor."""

from uuid import UUID

from accounts.actor import Actor
from accounts.services.refusals import Refused
from applications.rules.refusals import Why


def person(actor: Actor) -> UUID:
    """The acting person's key."""
    if actor.user_id is None:
        raise Refused(Why.NOT_SIGNED_IN)
    return actor.user_id
