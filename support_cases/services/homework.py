"""What was promised is done: said once, by the side that did it or by an advisor who saw it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from accounts.services.refusals import Refused, insist
from kernel.calendar import tokyo_day
from records.audit.recording import record
from support_cases.models import Homework
from support_cases.policies import may_finish_homework
from support_cases.rules.refusals import Why


@transaction.atomic
def finish_homework(*, homework_id: UUID, actor: Actor, at: datetime) -> Homework:
    """Say that it is done today. A second click finds it done and is refused calmly."""
    rows = Homework.objects.select_for_update(of=("self",)).select_related("case", "record")
    homework = rows.get(pk=homework_id)
    insist(may_finish_homework(actor, homework, tokyo_day(at)))
    if homework.done_on is not None:
        raise Refused(Why.NOT_NOW)
    homework.done_on = tokyo_day(at)
    homework.save(update_fields=["done_on"])
    changes = {"what": homework.what, "side": homework.side}
    record(actor=actor, verb="finish_homework", subject=homework.case, at=at, changes=changes)
    return homework
