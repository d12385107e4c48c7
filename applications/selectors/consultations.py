"""Where a company was advised before it applied (事前相談): the floors above know, and tell the day and the place alone."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from accounts.actor import Actor
from accounts.rules.roles import Right
from applications.models import Application


@dataclass(frozen=True, slots=True)
class Consultation:
    """That it took place: when, and with whom. What was said stays where it was said."""

    held_at: datetime
    institution: str


Provider = Callable[[UUID], Iterable[Consultation]]

_providers: dict[str, Provider] = {}


def register_consultations(owner: str, provider: Provider) -> None:
    """Answer for the consultations that an app keeps, by company, from `AppConfig.ready`."""
    _providers[owner] = provider


def consultations_for(actor: Actor, application: Application, until: datetime) -> tuple[Consultation, ...]:
    """The consultations of the applicant before a moment, the newest first; for the company's own people alone."""
    if not actor.may(Right.VIEW, application.organisation_id):
        return ()
    told = [each for provider in _providers.values() for each in provider(application.organisation_id)]
    return tuple(sorted((each for each in told if each.held_at <= until), key=lambda each: each.held_at, reverse=True))
