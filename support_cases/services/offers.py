"""Which moves of a case a person may make now: the table and the policies, for every button."""

from dataclasses import dataclass

from accounts.actor import Actor
from support_cases.models import SupportCase
from support_cases.policies import may_move
from support_cases.rules.workflow import (
    MOVE_LABELS,
    MOVES_WITH_A_REASON,
    SUPPORT_CASE_WORKFLOW,
    CaseMove,
    CaseStatus,
)


@dataclass(frozen=True, slots=True)
class CaseOffer:
    """A move that is open to this person."""

    move: CaseMove
    label: str
    needs_reason: bool


def case_offers(actor: Actor, case: SupportCase) -> tuple[CaseOffer, ...]:
    """The moves this person may make on this case now, in the order of the table."""
    moves = (CaseMove(move) for move in SUPPORT_CASE_WORKFLOW.moves_from(CaseStatus(case.status)))
    return tuple(
        CaseOffer(move, MOVE_LABELS[move], move in MOVES_WITH_A_REASON)
        for move in moves
        if may_move(actor, case, move).is_allowed
    )
