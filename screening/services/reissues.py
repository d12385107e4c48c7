"""Re-issuing a released decision: a new one under a new number and day replaces it, and says why."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from accounts.services.refusals import Refused, insist
from records.audit.recording import record
from screening.models import GrantDecision, Release
from screening.policies import may_lead_screening
from screening.rules.refusals import Why
from screening.rules.workflow import ReleaseStatus

_CARRIED = (
    "case_id",
    "outcome",
    "applied_amount",
    "decided_amount",
    "decided_cost",
    "reduction",
    "reduction_note",
    "reason",
    "cuts",
    "extra_conditions",
    "floor_lifted_because",
)


@transaction.atomic
def reissue(*, decision_id: UUID, actor: Actor, at: datetime, because: str) -> GrantDecision:
    """Draft a decision that replaces a released one, in a release of its own. The old letter stands until it goes out.

    The reason is told to the applicant with the new letter.
    """
    insist(may_lead_screening(actor))
    if not because.strip():
        raise Refused(Why.REASON_MISSING)
    rows = GrantDecision.objects.select_for_update(of=("self",)).select_related("release")
    former = rows.get(pk=decision_id)
    if former.release.status != ReleaseStatus.RELEASED or hasattr(former, "successor"):
        raise Refused(Why.NOT_IN_FORCE)
    release = Release.objects.create(round_id=former.release.round_id, drafted_at=at)
    carried = {name: getattr(former, name) for name in _CARRIED}
    decision = GrantDecision.objects.create(
        release=release, supersedes=former, because=because.strip()[:400], **carried
    )
    changes = {"supersedes": former.document_number}
    record(actor=actor, verb="reissue_decision", subject=decision, at=at, changes=changes, because=because.strip())
    return decision
