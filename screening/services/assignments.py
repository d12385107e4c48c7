"""Who looks at which file: assigned by hand or all at once, taken off, and sheets set aside."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from accounts.models import Membership, User
from accounts.rules.roles import Role
from accounts.services.refusals import Refused, insist
from applications.rules.workflow import Status
from applications.services.advance import advance
from records.audit.recording import record
from screening.models import Assignment, ReviewerProfile, ScreeningCase, ScreeningRound
from screening.policies import may_run_screening
from screening.rules.refusals import Why
from screening.rules.workflow import SERVING, AssignmentMove, CaseStatus, RoundStatus
from screening.selectors.conflicts import conflicts_of


@dataclass(frozen=True, slots=True)
class Unassigned:
    """A pair that was left out of an assignment in bulk, and why."""

    case_id: UUID
    reviewer_id: UUID
    why: Why


@transaction.atomic
def assign_reviewer(*, case_id: UUID, reviewer_id: UUID, actor: Actor, at: datetime) -> Assignment:
    """Give one file to one reviewer: one who serves, is free, has room, and has no tie to the file."""
    insist(may_run_screening(actor))
    case = _open_case(case_id)
    reviewer = User.objects.get(pk=reviewer_id)
    _insist_on_room(reviewer, case.round)
    if case.assignments.filter(reviewer=reviewer).exists():
        raise Refused(Why.ASSIGNED_BEFORE)
    if conflicts_of([case], [reviewer]):
        raise Refused(Why.CONFLICT_FOUND)
    made = Assignment.objects.create(case=case, reviewer=reviewer, assigned_at=at, assigned_by_label=actor.label)
    record(actor=actor, verb="assign_reviewer", subject=made, at=at, changes={"reviewer": reviewer.name})
    return made


@transaction.atomic
def assign_pairs(*, pairs: Iterable[tuple[UUID, UUID]], actor: Actor, at: datetime) -> list[Unassigned]:
    """Assign each pair of case and reviewer that can be; answer those that could not, each with its reason."""
    insist(may_run_screening(actor))
    left_out = []
    for case_id, reviewer_id in pairs:
        try:
            assign_reviewer(case_id=case_id, reviewer_id=reviewer_id, actor=actor, at=at)
        except Refused as refusal:
            left_out.append(Unassigned(case_id, reviewer_id, Why(refusal.why)))
    return left_out


@transaction.atomic
def remove_assignment(*, assignment_id: UUID, actor: Actor, at: datetime, because: str) -> Assignment:
    """Take a reviewer off a file before the sheet is in; what was typed stays, and counts for nothing."""
    assignment = Assignment.objects.get(pk=assignment_id)
    return advance(assignment, AssignmentMove.REMOVE, actor=actor, at=at, because=because)


@transaction.atomic
def set_aside_sheet(*, assignment_id: UUID, actor: Actor, at: datetime, because: str) -> Assignment:
    """Leave a sheet out of every total, for a conflict found afterwards; the sheet itself stays as it was."""
    assignment = Assignment.objects.get(pk=assignment_id)
    return advance(assignment, AssignmentMove.SET_ASIDE, actor=actor, at=at, because=because)


def _open_case(case_id: UUID) -> ScreeningCase:
    """The case, its round locked so that limits hold for two who assign at once."""
    case = ScreeningCase.objects.select_related("application__organisation", "round").get(pk=case_id)
    locked = ScreeningRound.objects.select_for_update().get(pk=case.round_id)
    case.refresh_from_db(fields=["status"])
    if locked.status != RoundStatus.SCORING or case.status != CaseStatus.SCORING:
        raise Refused(Why.NOT_NOW)
    if case.application.status != Status.ACCEPTED:
        raise Refused(Why.NOT_COMPETING)
    return case


def _insist_on_room(reviewer: User, screening: ScreeningRound) -> None:
    serves = Membership.objects.filter(user=reviewer, role=Role.REVIEWER, ended_at=None, user__is_active=True)
    if not serves.exists():
        raise Refused(Why.NOT_A_REVIEWER)
    profile = ReviewerProfile.objects.filter(user=reviewer).first()
    if profile is None:
        raise Refused(Why.PROFILE_MISSING)
    if not profile.is_available:
        raise Refused(Why.NOT_AVAILABLE)
    load = Assignment.objects.filter(case__round=screening, reviewer=reviewer, status__in=SERVING).count()
    if load >= profile.load_limit:
        raise Refused(Why.LOAD_LIMIT)
