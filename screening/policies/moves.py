"""Which policy answers for each move of the screening's tables."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any

from accounts.actor import Actor
from kernel.ruling import ALLOWED, Ruling, first_refusal, refused
from screening.models import ScreeningCase
from screening.policies.assignments import may_recuse, may_submit_sheet, may_take_off
from screening.policies.office import may_lead_screening, may_run_screening
from screening.rules.refusals import Why
from screening.rules.workflow import (
    ASSIGNMENT_WORKFLOW,
    CASE_WORKFLOW,
    RELEASE_WORKFLOW,
    ROUND_WORKFLOW,
    AssignmentMove,
    CaseMove,
    ReleaseMove,
    RoundMove,
    RoundStatus,
)

Policy = Callable[[Actor, Any], Ruling]


def _run(actor: Actor, _subject: Any) -> Ruling:
    return may_run_screening(actor)


def _run_case(actor: Actor, case: ScreeningCase) -> Ruling:
    is_frozen = case.round.status == RoundStatus.FROZEN
    return first_refusal(may_run_screening(actor), refused(Why.ROUND_FROZEN) if is_frozen else ALLOWED)


def _lead(actor: Actor, _subject: Any) -> Ruling:
    return may_lead_screening(actor)


POLICIES: Mapping[StrEnum, Policy] = {
    RoundMove.FREEZE: _lead,
    CaseMove.OPEN_CONSOLIDATION: _run_case,
    CaseMove.SETTLE: _run_case,
    CaseMove.REOPEN: _run_case,
    AssignmentMove.DECLARE_CLEAR: may_recuse,
    AssignmentMove.RECUSE: may_recuse,
    AssignmentMove.SUBMIT_SHEET: may_submit_sheet,
    AssignmentMove.SET_ASIDE: may_take_off,
    AssignmentMove.REMOVE: may_take_off,
    ReleaseMove.PREPARE: _run,
    ReleaseMove.UNDO: _run,
    ReleaseMove.RELEASE: _lead,
    ReleaseMove.CANCEL: _run,
}
_WORKFLOW_OF = {
    RoundMove: ROUND_WORKFLOW,
    CaseMove: CASE_WORKFLOW,
    AssignmentMove: ASSIGNMENT_WORKFLOW,
    ReleaseMove: RELEASE_WORKFLOW,
}


def may_move(actor: Actor, subject: Any, move: StrEnum) -> Ruling:
    """Whether this person may make this move on this subject now."""
    is_open = _WORKFLOW_OF[type(move)].target_of(subject.status, move) is not None
    return first_refusal(POLICIES[move](actor, subject), ALLOWED if is_open else refused(Why.NOT_NOW))
