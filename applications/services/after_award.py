"""Telling the floors above that an award was decided or its days moved, so that they can plan with it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID


@dataclass(frozen=True, slots=True)
class PromisedMeasure:
    """A figure that the applicant has promised, in the unit of the application."""

    task: str
    unit: str
    before: Decimal
    after: Decimal


@dataclass(frozen=True, slots=True)
class AwardDays:
    """What follows from an award: until when the project is done, until when it is reported, and what was promised."""

    application_id: UUID
    number: str
    completed_by: date
    report_due_on: date
    measures: Sequence[PromisedMeasure] = ()


Listener = Callable[[AwardDays, datetime], None]

_listeners: dict[str, Listener] = {}


def register_award_listener(owner: str, listener: Listener) -> None:
    """Hear of awards, from `AppConfig.ready`. A listener is safe to call again with the same award."""
    _listeners[owner] = listener


def tell_of_award(days: AwardDays, at: datetime) -> None:
    """Called by awards in the transaction that decides an award or moves its days."""
    for owner in sorted(_listeners):
        _listeners[owner](days, at)
