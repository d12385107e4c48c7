"""The way of an application from draft to the decision on it, as a table: moves, statuses, and whose turn each status is."""

from collections.abc import Mapping
from enum import StrEnum

from kernel.workflow import Transition, Workflow


class Status(StrEnum):
    """Where an application stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    DISMISSED = "dismissed"
    WITHDRAWN = "withdrawn"
    GRANTED = "granted"
    REFUSED = "refused"


class Move(StrEnum):
    """What moves an application on. Each is one verb of a service, one policy, and one button."""

    SUBMIT = "submit"
    ACCEPT = "accept"
    DISMISS = "dismiss"
    WITHDRAW = "withdraw"
    GRANT = "grant"
    REFUSE = "refuse"


class Turn(StrEnum):
    """Whose move it is."""

    APPLICANT = "applicant"
    SECRETARIAT = "secretariat"
    NOBODY = "nobody"


TURN_OF: Mapping[Status, Turn] = {
    Status.DRAFT: Turn.APPLICANT,
    Status.SUBMITTED: Turn.SECRETARIAT,
    Status.ACCEPTED: Turn.SECRETARIAT,
    Status.DISMISSED: Turn.NOBODY,
    Status.WITHDRAWN: Turn.NOBODY,
    Status.GRANTED: Turn.APPLICANT,
    Status.REFUSED: Turn.NOBODY,
}

APPLICATION_WORKFLOW = Workflow(
    Status.DRAFT,
    (
        Transition(Move.SUBMIT, (Status.DRAFT,), Status.SUBMITTED),
        Transition(Move.ACCEPT, (Status.SUBMITTED,), Status.ACCEPTED),
        Transition(Move.DISMISS, (Status.SUBMITTED,), Status.DISMISSED),
        Transition(Move.WITHDRAW, (Status.SUBMITTED, Status.ACCEPTED), Status.WITHDRAWN),
        Transition(Move.GRANT, (Status.ACCEPTED,), Status.GRANTED),
        Transition(Move.REFUSE, (Status.ACCEPTED,), Status.REFUSED),
    ),
    TURN_OF,
)

STATUS_LABELS: Mapping[Status, str] = {
    Status.DRAFT: "下書き",
    Status.SUBMITTED: "提出済み",
    Status.ACCEPTED: "受理",
    Status.DISMISSED: "却下",
    Status.WITHDRAWN: "取下げ",
    Status.GRANTED: "交付決定",
    Status.REFUSED: "不交付決定",
}
MOVE_LABELS: Mapping[Move, str] = {
    Move.SUBMIT: "提出する",
    Move.ACCEPT: "受理する",
    Move.DISMISS: "却下する",
    Move.WITHDRAW: "取り下げる",
    Move.GRANT: "交付を決定する",
    Move.REFUSE: "不交付を決定する",
}
TURN_LABELS: Mapping[Turn, str] = {
    Turn.APPLICANT: "申請者",
    Turn.SECRETARIAT: "事務局",
    Turn.NOBODY: "手続きは終わりました",
}
# Taking something away from an applicant, or giving up what was sent, is never done without a word.
MOVES_WITH_A_REASON = frozenset({Move.DISMISS, Move.WITHDRAW})
# Decisions are released for many files in one act: no page of a single file offers them.
MOVES_OF_A_RELEASE = frozenset({Move.GRANT, Move.REFUSE})
