"""Opening the screening of a call, and taking its accepted files in."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from accounts.services.refusals import Refused, insist
from applications.models import Application, Call
from applications.rules.workflow import Status
from kernel.calendar import tokyo_day
from records.audit.recording import record
from screening.models import ScreeningCase, ScreeningRound
from screening.policies import may_run_screening
from screening.rules.refusals import Why
from screening.rules.workflow import RoundStatus


@transaction.atomic
def open_round(*, call_id: str, due_on: date, reviewers_per_file: int, actor: Actor, at: datetime) -> ScreeningRound:
    """Open the screening of a call, once, and take in every file accepted so far."""
    insist(may_run_screening(actor))
    call = Call.objects.select_for_update().get(pk=call_id)
    if ScreeningRound.objects.filter(call=call).exists():
        raise Refused(Why.ROUND_IS_OPEN)
    _insist_on_a_coming_day(due_on, at)
    opened = ScreeningRound.objects.create(
        call=call, due_on=due_on, reviewers_per_file=reviewers_per_file, opened_at=at
    )
    changes = {"due_on": due_on.isoformat(), "reviewers_per_file": reviewers_per_file}
    record(actor=actor, verb="open_round", subject=opened, at=at, changes=changes)
    take_in_files(round_id=opened.pk, actor=actor, at=at)
    return opened


@transaction.atomic
def change_round(
    *, round_id: UUID, due_on: date, reviewers_per_file: int, actor: Actor, at: datetime
) -> ScreeningRound:
    """Move the due day or the number of sheets a file should get, while the round is being scored."""
    insist(may_run_screening(actor))
    kept = _scoring_round(round_id)
    before = {"due_on": kept.due_on.isoformat(), "reviewers_per_file": kept.reviewers_per_file}
    after = {"due_on": due_on.isoformat(), "reviewers_per_file": reviewers_per_file}
    if before["due_on"] != after["due_on"]:
        _insist_on_a_coming_day(due_on, at)
    if before == after:
        return kept
    kept.due_on, kept.reviewers_per_file = due_on, reviewers_per_file
    kept.save(update_fields=["due_on", "reviewers_per_file"])
    changes = {name: [before[name], after[name]] for name in after if before[name] != after[name]}
    record(actor=actor, verb="change_round", subject=kept, at=at, changes=changes)
    return kept


@transaction.atomic
def take_in_files(*, round_id: UUID, actor: Actor, at: datetime) -> int:
    """Give every accepted file of the call a case, and answer how many were new; repeating it adds nothing."""
    insist(may_run_screening(actor))
    kept = _scoring_round(round_id)
    waiting = Application.objects.filter(call_id=kept.call_id, status=Status.ACCEPTED, screening_case=None)
    cases = [ScreeningCase(round=kept, application=file, opened_at=at) for file in waiting.order_by("receipt_sequence")]
    ScreeningCase.objects.bulk_create(cases)
    for case in cases:
        record(actor=actor, verb="take_in_file", subject=case, at=at)
    return len(cases)


def _scoring_round(round_id: UUID) -> ScreeningRound:
    kept = ScreeningRound.objects.select_for_update().get(pk=round_id)
    if kept.status != RoundStatus.SCORING:
        raise Refused(Why.NOT_NOW)
    return kept


def _insist_on_a_coming_day(due_on: date, at: datetime) -> None:
    if due_on < tokyo_day(at):
        raise Refused(Why.DUE_DAY_IS_PAST)
