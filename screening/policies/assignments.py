"""A reviewer and one file."""

from accounts.actor import Actor
from accounts.rules.roles import Role
from applications.rules.workflow import Status
from kernel.ruling import ALLOWED, Ruling, first_refusal, refused
from screening.models import Assignment
from screening.policies.office import may_look_into_screening
from screening.rules.refusals import Why
from screening.rules.workflow import SERVING, AssignmentStatus, CaseStatus


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
    """The reviewer scores while the sheet is open, and changes a handed-in one while the panel consolidates."""
    is_open = assignment.status == AssignmentStatus.OPEN
    is_shared = assignment.status == AssignmentStatus.SUBMITTED and assignment.case.status == CaseStatus.CONSOLIDATION
    return first_refusal(
        may_view_assignment(actor, assignment),
        _is_the_reviewer(actor, assignment),
        ALLOWED if is_open or is_shared else refused(Why.NOT_NOW),
    )


def may_submit_sheet(actor: Actor, assignment: Assignment) -> Ruling:
    """The reviewer hands the own sheet in."""
    return first_refusal(may_view_assignment(actor, assignment), _is_the_reviewer(actor, assignment))


def _is_the_reviewer(actor: Actor, assignment: Assignment) -> Ruling:
    is_own = actor.has(Role.REVIEWER) and assignment.reviewer_id == actor.user_id
    return ALLOWED if is_own else refused(Why.FOR_REVIEWER)


def _competes(assignment: Assignment) -> bool:
    """A file that was withdrawn or dismissed is closed to its reviewers; a decided one stays readable."""
    return assignment.case.application.status in (Status.ACCEPTED, Status.GRANTED, Status.REFUSED)
