"""What a page may offer a person to do next: open moves that policy allows. Templates hold no `if status`."""

from dataclasses import dataclass

from accounts.actor import Actor
from applications.models import Application
from applications.policies import may_move
from applications.rules.workflow import (
    APPLICATION_WORKFLOW,
    MOVE_LABELS,
    MOVES_OF_A_RELEASE,
    MOVES_WITH_A_REASON,
    Move,
    Status,
)


@dataclass(frozen=True, slots=True)
class Offer:
    """One button: the move, what it says, and whether it asks for a reason first."""

    move: Move
    label: str
    needs_reason: bool


def offers_for(actor: Actor, subject: Application) -> tuple[Offer, ...]:
    """The moves this person may make on this file now, in the order of the table."""
    open_moves = (Move(move) for move in APPLICATION_WORKFLOW.moves_from(Status(subject.status)))
    return tuple(
        Offer(move, MOVE_LABELS[move], move in MOVES_WITH_A_REASON)
        for move in open_moves
        if move not in MOVES_OF_A_RELEASE and may_move(actor, subject, move).is_allowed
    )
