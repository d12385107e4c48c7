"""The panel speaks with one another: opened when every sheet is in, settled, and opened again with a reason."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from accounts.services.refusals import Refused, insist
from applications.rules.workflow import Status
from applications.services.advance import advance
from screening.models import ScreeningCase, ScreeningRound
from screening.policies import may_run_screening
from screening.rules.refusals import Why
from screening.rules.workflow import SERVING, AssignmentStatus, CaseMove, RoundStatus


class SheetsOutstanding(Refused):
    """The consolidation cannot begin; `missing` are the reviewers whose sheet is not in."""

    def __init__(self, missing: tuple[str, ...]) -> None:
        super().__init__(Why.SHEETS_OUTSTANDING)
        self.missing = missing


@transaction.atomic
def open_consolidation(*, case_id: UUID, actor: Actor, at: datetime) -> ScreeningCase:
    """Let the reviewers of a file see one another's sheets; refused while a sheet is out, naming whose."""
    case = _locked(case_id, actor)
    _insist_on_every_sheet(case)
    return advance(case, CaseMove.OPEN_CONSOLIDATION, actor=actor, at=at)


@transaction.atomic
def settle_case(*, case_id: UUID, actor: Actor, at: datetime) -> ScreeningCase:
    """End the consolidation of a file: its sheets stand as they were last handed in, and at least one counts."""
    case = _locked(case_id, actor)
    _insist_on_every_sheet(case)
    return advance(case, CaseMove.SETTLE, actor=actor, at=at)


@transaction.atomic
def reopen_case(*, case_id: UUID, actor: Actor, at: datetime, because: str) -> ScreeningCase:
    """Consolidate once more, for a reason, while the ranking is not frozen."""
    case = _locked(case_id, actor)
    return advance(case, CaseMove.REOPEN, actor=actor, at=at, because=because)


def _insist_on_every_sheet(case: ScreeningCase) -> None:
    serving = case.assignments.filter(status__in=SERVING).select_related("reviewer").order_by("assigned_at", "id")
    sheets = list(serving)
    outstanding = tuple(each.reviewer.name for each in sheets if each.status != AssignmentStatus.SUBMITTED)
    if outstanding:
        raise SheetsOutstanding(outstanding)
    if not sheets:
        raise Refused(Why.NOBODY_SCORED)


def _locked(case_id: UUID, actor: Actor) -> ScreeningCase:
    """The case and its round, locked against whoever assigns, hands in or freezes meanwhile."""
    # The round first, as everybody who freezes or assigns does, and in a statement of its own: what is read after the
    # lock is then what the others left.
    ScreeningRound.objects.select_for_update().get(cases=case_id)
    case = ScreeningCase.objects.select_for_update(of=("self",)).select_related("round", "application").get(pk=case_id)
    insist(may_run_screening(actor))
    if case.round.status == RoundStatus.FROZEN:
        raise Refused(Why.ROUND_FROZEN)
    if case.application.status != Status.ACCEPTED:
        raise Refused(Why.FILE_CLOSED)
    return case
