"""The reserve of a round: who waits is promoted when money comes back, or told in the end that none came."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from accounts.services.refusals import Refused, insist
from records.audit.recording import record
from screening.models import GrantDecision, Release, ScreeningRound
from screening.policies import may_run_screening
from screening.rules.deciding import decide, trouble_with_amount
from screening.rules.refusals import Why
from screening.rules.workflow import ReleaseStatus
from screening.selectors.decided_files import decided_file
from screening.selectors.releases import money_left, reserve_of
from screening.services.decisions import grant_in, minutes_of, refuse_in


@transaction.atomic
def promote(
    *, round_id: UUID, case_id: UUID, amount: int | None, actor: Actor, at: datetime, because: str
) -> GrantDecision:
    """Draft a grant for a file of the reserve, out of the money that no decision binds (補欠からの繰上げ)."""
    insist(may_run_screening(actor))
    screening = _locked(round_id, because)
    row = next((each for each in reserve_of(screening) if UUID(each["case"]) == case_id), None)
    if row is None:
        raise Refused(Why.NOT_IN_RESERVE)
    file, left, applied = decided_file(UUID(row["application"])), money_left(screening), row["requested"]
    decided = decide(file.costs, file.resolved_cuts, applied=applied, amount=amount, terms=file.terms)
    if trouble := trouble_with_amount(decided, applied=applied, terms=file.terms):
        raise Refused(trouble)
    if decided.amount > left:
        raise Refused(Why.MONEY_MISSING)
    release = _open_release(screening, at=at)
    decision = grant_in(release, case_id=case_id, applied=applied, amount=decided.amount, file=file)
    changes = {"decided_amount": decided.amount, "left_before": left}
    record(actor=actor, verb="promote_reserve", subject=decision, at=at, changes=changes, because=because.strip())
    return decision


@transaction.atomic
def end_reserve(*, round_id: UUID, actor: Actor, at: datetime, because: str) -> Release:
    """Draft refusals for all who still wait: no money comes back any more."""
    insist(may_run_screening(actor))
    screening = _locked(round_id, because)
    rows = reserve_of(screening)
    if not rows:
        raise Refused(Why.NOT_IN_RESERVE)
    release = _open_release(screening, at=at)
    for row in rows:
        refuse_in(release, case_id=UUID(row["case"]), applied=row["requested"], reason="budget")
    changes = {"decisions": len(rows)}
    record(actor=actor, verb="end_reserve", subject=release, at=at, changes=changes, because=because.strip())
    return release


def _locked(round_id: UUID, because: str) -> ScreeningRound:
    """The round, locked so that two promotions never spend the same money."""
    screening = ScreeningRound.objects.select_for_update().get(pk=round_id)
    minutes_of(screening)
    if not because.strip():
        raise Refused(Why.REASON_MISSING)
    return screening


def _open_release(screening: ScreeningRound, *, at: datetime) -> Release:
    """The drafts that are still open, or a new set of them; a letter that is replaced goes out alone."""
    replacing = GrantDecision.objects.filter(case__round=screening, supersedes__isnull=False)
    drafted = Release.objects.select_for_update().filter(round=screening, status=ReleaseStatus.DRAFTED)
    others = drafted.exclude(pk__in=replacing.values("release_id")).order_by("-drafted_at", "-pk")
    return others.first() or Release.objects.create(round=screening, drafted_at=at)
