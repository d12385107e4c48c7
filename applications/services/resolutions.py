"""Where a rule leaves the answer to a person: a named member of the secretariat decides, with a reason."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from accounts.actor import Actor
from accounts.services.refusals import Refused, insist
from applications.models import Application, Assessment, Resolution
from applications.policies import may_resolve
from applications.rules.refusals import Why
from kernel.verdict import Outcome
from records.audit.recording import record

DECIDED = (Outcome.MET, Outcome.UNMET)


@transaction.atomic
def resolve_review(
    *, application_id: UUID, rule: str, line: int = 0, outcome: Outcome, actor: Actor, at: datetime, because: str
) -> Resolution:
    """Decide a REVIEW of the newest submission, on the whole file (line 0) or on a cost line; the last word counts."""
    application = Application.objects.select_for_update().get(pk=application_id)
    insist(may_resolve(actor, application))
    if not because.strip():
        raise Refused(Why.REASON_MISSING)
    assessment = _newest(application)
    if outcome not in DECIDED or not _awaits_a_person(assessment, rule, line):
        raise Refused(Why.NOTHING_TO_RESOLVE)
    known = Resolution.objects.filter(submission_id=assessment.submission_id, rule=rule, line=line)
    resolution = Resolution.objects.create(
        submission_id=assessment.submission_id,
        rule=rule,
        line=line,
        number=(known.aggregate(last=Max("number"))["last"] or 0) + 1,
        outcome=outcome.value,
        because=because.strip(),
        resolved_by_id=actor.acting_id,
        resolved_by_label=actor.label,
        resolved_at=at,
    )
    changes = {"rule": rule, "line": line, "outcome": outcome.value}
    record(actor=actor, verb="resolve_review", subject=application, at=at, changes=changes, because=because.strip())
    return resolution


def _newest(application: Application) -> Assessment:
    found = Assessment.objects.filter(submission__application=application).order_by("-submission__number").first()
    if found is None:
        raise Refused(Why.NOT_NOW)
    return found


def _awaits_a_person(assessment: Assessment, rule: str, line: int) -> bool:
    verdicts: list[dict[str, Any]] = assessment.verdicts
    if line:
        verdicts = next((each["verdicts"] for each in assessment.costs if each["line"] == line), [])
    return any(each["rule"] == rule and each["outcome"] == Outcome.REVIEW.value for each in verdicts)
