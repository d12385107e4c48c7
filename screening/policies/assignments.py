"""A reviewer and one file."""

from collections.abc import Mapping

from accounts.actor import Actor
from accounts.rules.roles import Role
from applications.rules.workflow import Status
from kernel.ruling import ALLOWED, Ruling, first_refusal, refused
from screening.models import Assignment
from screening.policies.office import may_look_into_screening, may_run_screening
from screening.rules.refusals import Why
from screening.rules.workflow import SERVING, AssignmentStatus, CaseStatus, RoundStatus

# An assignment at which nobody scores says why; a handed-in sheet is changed while the panel consolidates.
_ENDED: Mapping[str, Why] = {
    AssignmentStatus.RECUSED: Why.RECUSED,
    AssignmentStatus.REMOVED: Why.TAKEN_OFF,
    AssignmentStatus.SET_ASIDE: Why.SHEET_SET_ASIDE,
}
_HANDED_IN: Mapping[str, Why] = {
    CaseStatus.SCORING: Why.SHEET_HANDED_IN,
    CaseStatus.SETTLED: Why.CASE_SETTLED,
}


def may_view_assignment(actor: Actor, assignment: Assignment) -> Ruling:
    """The office and the auditor always; the reviewer while the assignment stands and the file competes."""
    if may_look_into_screening(actor).is_allowed:
        return ALLOWED
    if actor.is_nobody:
        return refused(Why.NOT_SIGNED_IN)
    is_own = actor.has(Role.REVIEWER) and assignment.reviewer_id == actor.user_id
    return ALLOWED if is_own and assignment.status in SERVING and _competes(assignment) else refused(Why.NOT_YOURS)


def may_recuse(actor: Actor, assignment: Assignment) -> Ruling:
    """The reviewer declares, clear or in conflict, before and after the file opens."""
    return first_refusal(may_view_assignment(actor, assignment), _is_the_reviewer(actor, assignment))


def may_score(actor: Actor, assignment: Assignment) -> Ruling:
    """The reviewer scores while the sheet is open, and changes a handed-in one while the panel consolidates.

    The reviewer of a file that was closed meanwhile is told so: the page may still be open before that person.
    """
    return first_refusal(_is_the_reviewer(actor, assignment), _takes_scores(assignment))


def may_submit_sheet(actor: Actor, assignment: Assignment) -> Ruling:
    """The reviewer hands the own sheet in."""
    return first_refusal(may_view_assignment(actor, assignment), _is_the_reviewer(actor, assignment))


def may_take_off(actor: Actor, assignment: Assignment) -> Ruling:
    """The office takes a reviewer off, or leaves a sheet out, until the ranking is frozen: minutes never change."""
    is_frozen = assignment.case.round.status == RoundStatus.FROZEN
    return first_refusal(may_run_screening(actor), refused(Why.ROUND_FROZEN) if is_frozen else ALLOWED)


def _is_the_reviewer(actor: Actor, assignment: Assignment) -> Ruling:
    if actor.is_nobody:
        return refused(Why.NOT_SIGNED_IN)
    if actor.has(Role.REVIEWER):
        return ALLOWED if assignment.reviewer_id == actor.user_id else refused(Why.NOT_YOURS)
    return refused(Why.FOR_REVIEWER if may_look_into_screening(actor).is_allowed else Why.NOT_YOURS)


def _takes_scores(assignment: Assignment) -> Ruling:
    case, status = assignment.case, assignment.status
    if status in _ENDED:
        return refused(_ENDED[status])
    if not _competes(assignment):
        return refused(Why.FILE_CLOSED)
    if case.round.status == RoundStatus.FROZEN:
        return refused(Why.ROUND_FROZEN)
    if status == AssignmentStatus.ASSIGNED:
        return refused(Why.DECLARE_FIRST)
    is_handed_in = status == AssignmentStatus.SUBMITTED
    return refused(_HANDED_IN[case.status]) if is_handed_in and case.status in _HANDED_IN else ALLOWED


def _competes(assignment: Assignment) -> bool:
    """A file that was withdrawn or dismissed is closed to its reviewers; a decided one stays readable."""
    return assignment.case.application.status in (Status.ACCEPTED, Status.GRANTED, Status.REFUSED)
