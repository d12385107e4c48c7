"""Measuring what came of it. A value is never edited: a wrong one is followed by the right one of the same day."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from accounts.services.refusals import Refused
from kernel.calendar import tokyo_day
from records.audit.recording import record
from support_cases.models import Goal, Measurement
from support_cases.rules.refusals import Why
from support_cases.services.path import locked_case


@transaction.atomic
def measure(
    *, goal_id: UUID, value: Decimal, measured_on: date, actor: Actor, at: datetime, note: str = ""
) -> Measurement:
    """Keep a value of a goal on a day that has come."""
    goal = Goal.objects.get(pk=goal_id)
    case = locked_case(goal.case_id, actor, at)
    if measured_on > tokyo_day(at):
        raise Refused(Why.DATES_IN_WRONG_ORDER)
    row = Measurement.objects.create(
        goal=goal, value=value, measured_on=measured_on, note=note.strip(), noted_at=at, noted_by_label=actor.label
    )
    changes = {"goal": str(goal.pk), "value": str(value), "measured_on": str(measured_on)}
    record(actor=actor, verb="measure", subject=case, at=at, changes=changes)
    return row
