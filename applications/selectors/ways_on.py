"""Where a file or a call leads on: the apps of the floors above say so, each for its own pages."""

from collections.abc import Callable
from dataclasses import dataclass

from accounts.actor import Actor
from applications.models import Application
from kernel.parts import Offer

FromFile = Callable[[Actor, Application], tuple[Offer, ...]]
FromCall = Callable[[str], tuple[Offer, ...]]


@dataclass(frozen=True, slots=True)
class _Ways:
    from_file: FromFile
    from_call: FromCall


_ways: dict[str, _Ways] = {}


def register_ways_on(owner: str, *, from_file: FromFile, from_call: FromCall) -> None:
    """Answer for the pages of an app that a file or a call leads to, from `AppConfig.ready`."""
    _ways[owner] = _Ways(from_file, from_call)


def ways_on_from_file(actor: Actor, application: Application) -> tuple[Offer, ...]:
    """The pages that this person may go on to from a file."""
    return tuple(offer for owner in sorted(_ways) for offer in _ways[owner].from_file(actor, application))


def ways_on_from_call(call_id: str) -> tuple[Offer, ...]:
    """The pages that everybody may go on to from a call."""
    return tuple(offer for owner in sorted(_ways) for offer in _ways[owner].from_call(call_id))
