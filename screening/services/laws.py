"""The screening's workflows under the one door."""

from applications.services.advance import Law, govern
from screening.models import Assignment, Release, ScreeningCase, ScreeningRound
from screening.policies.moves import POLICIES
from screening.rules.workflow import (
    ASSIGNMENT_MOVES_WITH_A_REASON,
    ASSIGNMENT_WORKFLOW,
    CASE_WORKFLOW,
    RELEASE_WORKFLOW,
    ROUND_WORKFLOW,
    CaseMove,
)

_LAWS = {
    ScreeningRound: Law(ROUND_WORKFLOW, POLICIES),
    ScreeningCase: Law(CASE_WORKFLOW, POLICIES, frozenset({CaseMove.REOPEN})),
    Assignment: Law(ASSIGNMENT_WORKFLOW, POLICIES, ASSIGNMENT_MOVES_WITH_A_REASON),
    Release: Law(RELEASE_WORKFLOW, POLICIES),
}


def govern_all() -> None:
    """Put every subject of the screening under its law, once, when Django is ready."""
    for model, law in _LAWS.items():
        govern(model, law)
