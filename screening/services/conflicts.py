"""What a reviewer declares before a file opens, and what the head of the secretariat lets pass."""

from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from accounts.models import User
from accounts.services.refusals import Refused, insist
from applications.services.advance import advance
from records.audit.recording import record
from screening.models import Assignment, ConflictDeclaration, ConflictOverride, ScreeningCase
from screening.models.assignment import CLEAR
from screening.policies import may_lead_screening, may_recuse
from screening.rules.refusals import Why
from screening.rules.workflow import AssignmentMove
from screening.selectors.conflicts import conflicts_of


@transaction.atomic
def declare(*, assignment_id: UUID, kind: str, because: str = "", actor: Actor, at: datetime) -> Assignment:
    """Open the file to a reviewer who declares no conflict and has none in our data; any other kind recuses."""
    assignment = Assignment.objects.select_related("case__application__organisation", "reviewer").get(pk=assignment_id)
    insist(may_recuse(actor, assignment))
    is_clear = kind == CLEAR
    if not is_clear and not because.strip():
        raise Refused(Why.REASON_MISSING)
    if is_clear and conflicts_of([assignment.case], [assignment.reviewer]):
        raise Refused(Why.CONFLICT_FOUND)
    move = AssignmentMove.DECLARE_CLEAR if is_clear else AssignmentMove.RECUSE
    moved = advance(assignment, move, actor=actor, at=at, because=because)
    ConflictDeclaration.objects.create(assignment=moved, kind=kind, because=because.strip(), declared_at=at)
    return moved


@transaction.atomic
def override_conflict(
    *, case_id: UUID, reviewer_id: UUID, actor: Actor, at: datetime, because: str
) -> ConflictOverride:
    """Let a reviewer look at a file in spite of what was found so far; what turns up later is not let pass by it."""
    insist(may_lead_screening(actor))
    if not because.strip():
        raise Refused(Why.REASON_MISSING)
    case = ScreeningCase.objects.select_related("application__organisation").get(pk=case_id)
    reviewer = User.objects.get(pk=reviewer_id)
    findings = conflicts_of([case], [reviewer]).get((case.pk, reviewer.pk))
    if not findings:
        raise Refused(Why.NOTHING_TO_OVERRIDE)
    kept = ConflictOverride.objects.create(
        case=case,
        reviewer=reviewer,
        findings=[asdict(each) for each in findings],
        because=because.strip(),
        overridden_by_label=actor.label,
        overridden_at=at,
    )
    changes = {"reviewer": reviewer.name, "findings": [each.because for each in findings]}
    record(actor=actor, verb="override_conflict", subject=case, at=at, changes=changes, because=because.strip())
    return kept
