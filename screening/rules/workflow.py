"""The ways of the screening, as tables: a round, a file's case, a reviewer's assignment, and a release of letters."""

from collections.abc import Mapping
from enum import StrEnum

from kernel.workflow import Transition, Workflow


class Turn(StrEnum):
    """Whose move it is."""

    REVIEWERS = "reviewers"
    SECRETARIAT = "secretariat"
    NOBODY = "nobody"


class RoundStatus(StrEnum):
    """Where a call's screening stands."""

    SCORING = "scoring"
    FROZEN = "frozen"


class RoundMove(StrEnum):
    """What moves a round on."""

    FREEZE = "freeze"


ROUND_TURNS: Mapping[RoundStatus, Turn] = {
    RoundStatus.SCORING: Turn.REVIEWERS,
    RoundStatus.FROZEN: Turn.SECRETARIAT,
}
ROUND_WORKFLOW = Workflow(
    RoundStatus.SCORING,
    (Transition(RoundMove.FREEZE, (RoundStatus.SCORING,), RoundStatus.FROZEN),),
    ROUND_TURNS,
)
ROUND_STATUS_LABELS: Mapping[RoundStatus, str] = {
    RoundStatus.SCORING: "審査中",
    RoundStatus.FROZEN: "順位を確定済み",
}


class CaseStatus(StrEnum):
    """Where the screening of one file stands: each for oneself, then together, then settled."""

    SCORING = "scoring"
    CONSOLIDATION = "consolidation"
    SETTLED = "settled"


class CaseMove(StrEnum):
    """What moves a case on."""

    OPEN_CONSOLIDATION = "open_consolidation"
    SETTLE = "settle"
    REOPEN = "reopen"


CASE_TURNS: Mapping[CaseStatus, Turn] = {
    CaseStatus.SCORING: Turn.REVIEWERS,
    CaseStatus.CONSOLIDATION: Turn.SECRETARIAT,
    CaseStatus.SETTLED: Turn.NOBODY,
}
CASE_WORKFLOW = Workflow(
    CaseStatus.SCORING,
    (
        Transition(CaseMove.OPEN_CONSOLIDATION, (CaseStatus.SCORING,), CaseStatus.CONSOLIDATION),
        Transition(CaseMove.SETTLE, (CaseStatus.CONSOLIDATION,), CaseStatus.SETTLED),
        Transition(CaseMove.REOPEN, (CaseStatus.SETTLED,), CaseStatus.CONSOLIDATION),
    ),
    CASE_TURNS,
)
# A file that loses its sheets while the panel consolidates gets other reviewers, who see nothing before they hand in.
TAKES_REVIEWERS = frozenset({CaseStatus.SCORING, CaseStatus.CONSOLIDATION})
CASE_STATUS_LABELS: Mapping[CaseStatus, str] = {
    CaseStatus.SCORING: "採点中",
    CaseStatus.CONSOLIDATION: "合議中",
    CaseStatus.SETTLED: "採点を確定済み",
}


class AssignmentStatus(StrEnum):
    """Where one reviewer stands with one file."""

    ASSIGNED = "assigned"
    OPEN = "open"
    SUBMITTED = "submitted"
    RECUSED = "recused"
    SET_ASIDE = "set_aside"
    REMOVED = "removed"


class AssignmentMove(StrEnum):
    """What moves an assignment on."""

    DECLARE_CLEAR = "declare_clear"
    RECUSE = "recuse"
    SUBMIT_SHEET = "submit_sheet"
    SET_ASIDE = "set_aside"
    REMOVE = "remove"


ASSIGNMENT_TURNS: Mapping[AssignmentStatus, Turn] = {
    AssignmentStatus.ASSIGNED: Turn.REVIEWERS,
    AssignmentStatus.OPEN: Turn.REVIEWERS,
    AssignmentStatus.SUBMITTED: Turn.SECRETARIAT,
    AssignmentStatus.RECUSED: Turn.NOBODY,
    AssignmentStatus.SET_ASIDE: Turn.NOBODY,
    AssignmentStatus.REMOVED: Turn.NOBODY,
}
_UNSUBMITTED = (AssignmentStatus.ASSIGNED, AssignmentStatus.OPEN)
ASSIGNMENT_WORKFLOW = Workflow(
    AssignmentStatus.ASSIGNED,
    (
        Transition(AssignmentMove.DECLARE_CLEAR, (AssignmentStatus.ASSIGNED,), AssignmentStatus.OPEN),
        Transition(AssignmentMove.RECUSE, _UNSUBMITTED, AssignmentStatus.RECUSED),
        Transition(AssignmentMove.SUBMIT_SHEET, (AssignmentStatus.OPEN,), AssignmentStatus.SUBMITTED),
        Transition(
            AssignmentMove.SET_ASIDE, (AssignmentStatus.OPEN, AssignmentStatus.SUBMITTED), AssignmentStatus.SET_ASIDE
        ),
        Transition(AssignmentMove.REMOVE, _UNSUBMITTED, AssignmentStatus.REMOVED),
    ),
    ASSIGNMENT_TURNS,
)
ASSIGNMENT_STATUS_LABELS: Mapping[AssignmentStatus, str] = {
    AssignmentStatus.ASSIGNED: "利益相反の申告待ち",
    AssignmentStatus.OPEN: "採点中",
    AssignmentStatus.SUBMITTED: "採点票を提出済み",
    AssignmentStatus.RECUSED: "回避",
    AssignmentStatus.SET_ASIDE: "採点票を除外",
    AssignmentStatus.REMOVED: "割当を解除",
}
# A reviewer who still belongs to the file: it counts in "n of n" and against the load.
SERVING = frozenset({AssignmentStatus.ASSIGNED, AssignmentStatus.OPEN, AssignmentStatus.SUBMITTED})
ASSIGNMENT_MOVES_WITH_A_REASON = frozenset({AssignmentMove.RECUSE, AssignmentMove.SET_ASIDE, AssignmentMove.REMOVE})


class ReleaseStatus(StrEnum):
    """Where a set of decisions stands on its way to the applicants."""

    DRAFTED = "drafted"
    PREPARED = "prepared"
    RELEASED = "released"
    CANCELLED = "cancelled"


class ReleaseMove(StrEnum):
    """What moves a release on."""

    PREPARE = "prepare"
    UNDO = "undo"
    RELEASE = "release"
    CANCEL = "cancel"


RELEASE_TURNS: Mapping[ReleaseStatus, Turn] = {
    ReleaseStatus.DRAFTED: Turn.SECRETARIAT,
    ReleaseStatus.PREPARED: Turn.SECRETARIAT,
    ReleaseStatus.RELEASED: Turn.NOBODY,
    ReleaseStatus.CANCELLED: Turn.NOBODY,
}
RELEASE_WORKFLOW = Workflow(
    ReleaseStatus.DRAFTED,
    (
        Transition(ReleaseMove.PREPARE, (ReleaseStatus.DRAFTED,), ReleaseStatus.PREPARED),
        Transition(ReleaseMove.UNDO, (ReleaseStatus.PREPARED,), ReleaseStatus.DRAFTED),
        Transition(ReleaseMove.RELEASE, (ReleaseStatus.PREPARED,), ReleaseStatus.RELEASED),
        Transition(ReleaseMove.CANCEL, (ReleaseStatus.DRAFTED,), ReleaseStatus.CANCELLED),
    ),
    RELEASE_TURNS,
)
RELEASE_STATUS_LABELS: Mapping[ReleaseStatus, str] = {
    ReleaseStatus.DRAFTED: "決定の案",
    ReleaseStatus.PREPARED: "通知書を確認中",
    ReleaseStatus.RELEASED: "通知済み",
    ReleaseStatus.CANCELLED: "取りやめ",
}
