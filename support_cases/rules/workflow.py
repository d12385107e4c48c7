"""The way of a support case, as a table. Going back is allowed; ending needs a reason."""

from collections.abc import Mapping
from enum import StrEnum

from kernel.workflow import Transition, Workflow


class CaseStatus(StrEnum):
    """Where the accompaniment stands, apart from every scale."""

    CONSULTATION = "consultation"
    ASSESSMENT = "assessment"
    SUPPORTING = "supporting"
    FOLLOW_UP = "follow_up"
    SELF_RELIANT = "self_reliant"
    SUSPENDED = "suspended"
    TRANSFERRED = "transferred"
    CLOSED = "closed"


class CaseMove(StrEnum):
    """What moves a case on."""

    ASSESS = "assess"
    BEGIN_SUPPORT = "begin_support"
    FOLLOW_UP = "follow_up"
    GRADUATE = "graduate"
    RETURN = "return_to_support"
    SUSPEND = "suspend"
    RESUME = "resume"
    TRANSFER = "transfer"
    CLOSE = "close_case"


class Turn(StrEnum):
    """Whose move it is."""

    INSTITUTION = "institution"
    COMPANY = "company"
    NOBODY = "nobody"


TURN_OF: Mapping[CaseStatus, Turn] = {
    CaseStatus.CONSULTATION: Turn.INSTITUTION,
    CaseStatus.ASSESSMENT: Turn.INSTITUTION,
    CaseStatus.SUPPORTING: Turn.INSTITUTION,
    CaseStatus.FOLLOW_UP: Turn.INSTITUTION,
    CaseStatus.SELF_RELIANT: Turn.COMPANY,
    CaseStatus.SUSPENDED: Turn.COMPANY,
    CaseStatus.TRANSFERRED: Turn.NOBODY,
    CaseStatus.CLOSED: Turn.NOBODY,
}
_AT_WORK = (CaseStatus.CONSULTATION, CaseStatus.ASSESSMENT, CaseStatus.SUPPORTING, CaseStatus.FOLLOW_UP)
_OPEN = (*_AT_WORK, CaseStatus.SELF_RELIANT, CaseStatus.SUSPENDED)
SUPPORT_CASE_WORKFLOW = Workflow(
    CaseStatus.CONSULTATION,
    (
        Transition(CaseMove.ASSESS, (CaseStatus.CONSULTATION,), CaseStatus.ASSESSMENT),
        Transition(CaseMove.BEGIN_SUPPORT, (CaseStatus.CONSULTATION, CaseStatus.ASSESSMENT), CaseStatus.SUPPORTING),
        Transition(CaseMove.FOLLOW_UP, (CaseStatus.SUPPORTING,), CaseStatus.FOLLOW_UP),
        Transition(CaseMove.GRADUATE, (CaseStatus.SUPPORTING, CaseStatus.FOLLOW_UP), CaseStatus.SELF_RELIANT),
        Transition(CaseMove.RETURN, (CaseStatus.FOLLOW_UP, CaseStatus.SELF_RELIANT), CaseStatus.SUPPORTING),
        Transition(CaseMove.SUSPEND, _AT_WORK, CaseStatus.SUSPENDED),
        Transition(CaseMove.RESUME, (CaseStatus.SUSPENDED,), CaseStatus.SUPPORTING),
        Transition(CaseMove.TRANSFER, _OPEN, CaseStatus.TRANSFERRED),
        Transition(CaseMove.CLOSE, _OPEN, CaseStatus.CLOSED),
    ),
    TURN_OF,
)
OPEN_STATUSES = frozenset(_OPEN)
STATUS_LABELS: Mapping[CaseStatus, str] = {
    CaseStatus.CONSULTATION: "相談",
    CaseStatus.ASSESSMENT: "見極め",
    CaseStatus.SUPPORTING: "支援中",
    CaseStatus.FOLLOW_UP: "フォロー",
    CaseStatus.SELF_RELIANT: "自走",
    CaseStatus.SUSPENDED: "中断",
    CaseStatus.TRANSFERRED: "紹介・移管",
    CaseStatus.CLOSED: "終結",
}
MOVE_LABELS: Mapping[CaseMove, str] = {
    CaseMove.ASSESS: "見極めに進む",
    CaseMove.BEGIN_SUPPORT: "支援を始める",
    CaseMove.FOLLOW_UP: "フォローに移る",
    CaseMove.GRADUATE: "自走とする",
    CaseMove.RETURN: "支援に戻す",
    CaseMove.SUSPEND: "中断する",
    CaseMove.RESUME: "再開する",
    CaseMove.TRANSFER: "ほかの機関へ移す",
    CaseMove.CLOSE: "支援を終える",
}
MOVES_WITH_A_REASON = frozenset({CaseMove.RETURN, CaseMove.SUSPEND, CaseMove.TRANSFER, CaseMove.CLOSE})
