"""Decisions as drafts: made from the frozen allocation, changed within the law, dropped before they go out."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from accounts.services.refusals import Refused, insist
from applications.rules.workflow import Status
from records.audit.recording import record
from screening.models import GrantDecision, Minutes, Release, ScreeningRound
from screening.policies import may_lead_screening, may_run_screening
from screening.rules.deciding import (
    GRANTED,
    REASONS_OF_A_CHANGE,
    REFUSED,
    Cut,
    Decided,
    DecisionEntry,
    decide,
    is_held_by_floor,
    trouble_with_amount,
    trouble_with_cuts,
)
from screening.rules.ranking import Allocated
from screening.rules.refusals import Why
from screening.rules.workflow import ReleaseStatus
from screening.selectors.decided_files import DecidedFile, decided_file, decided_files
from screening.selectors.releases import decided_case_ids, money_left

FUNDED = (Allocated.FUNDED, Allocated.PARTLY_FUNDED)


@transaction.atomic
def draft_decisions(*, round_id: UUID, actor: Actor, at: datetime) -> Release:
    """Draft a decision for every file of the minutes that has none yet; the reserve waits."""
    insist(may_run_screening(actor))
    screening = ScreeningRound.objects.select_for_update().get(pk=round_id)
    rows = _undecided_rows(screening)
    if not rows:
        raise Refused(Why.NOTHING_TO_DECIDE)
    release = Release.objects.create(round=screening, drafted_at=at)
    files = decided_files(UUID(row["application"]) for row in rows)
    for row in rows:
        _draft(release, row, files[UUID(row["application"])])
    changes = {"release": str(release.pk), "decisions": len(rows)}
    record(actor=actor, verb="draft_decision", subject=release, at=at, changes=changes)
    return release


def minutes_of(screening: ScreeningRound) -> Minutes:
    """The frozen allocation of a round; without it nothing is decided."""
    minutes = Minutes.objects.filter(round=screening).first()
    if minutes is None:
        raise Refused(Why.NO_MINUTES)
    return minutes


def _undecided_rows(screening: ScreeningRound) -> list[Mapping[str, Any]]:
    rows: Sequence[Mapping[str, Any]] = minutes_of(screening).allocation["rows"]
    known = decided_case_ids(screening)
    competing = set(
        screening.cases.filter(application__status=Status.ACCEPTED).values_list("application_id", flat=True)
    )
    return [
        row
        for row in rows
        if row["outcome"] != Allocated.RESERVE
        and UUID(row["case"]) not in known
        and UUID(row["application"]) in competing
    ]


def _draft(release: Release, row: Mapping[str, Any], file: DecidedFile) -> GrantDecision:
    if row["outcome"] not in FUNDED:
        return refuse_in(release, case_id=UUID(row["case"]), applied=row["requested"], reason="below_cutoff")
    return grant_in(release, case_id=UUID(row["case"]), applied=row["requested"], amount=row["amount"], file=file)


def grant_in(release: Release, *, case_id: UUID, applied: int, amount: int, file: DecidedFile) -> GrantDecision:
    """A draft that grants what the minutes gave, or less where lines were found not to be eligible."""
    most = decide(file.costs, file.resolved_cuts, applied=applied, amount=None, terms=file.terms)
    decided = decide(file.costs, file.resolved_cuts, applied=applied, amount=min(amount, most.limit), terms=file.terms)
    return GrantDecision.objects.create(
        release=release,
        case_id=case_id,
        outcome=GRANTED,
        applied_amount=applied,
        **_amounts(decided),
        cuts=_cut_rows(file.resolved_cuts),
    )


def refuse_in(release: Release, *, case_id: UUID, applied: int, reason: str) -> GrantDecision:
    """A draft that refuses, with the reason that stays in the house."""
    return GrantDecision.objects.create(
        release=release,
        case_id=case_id,
        outcome=REFUSED,
        applied_amount=applied,
        decided_amount=0,
        decided_cost=0,
        reason=reason,
    )


@transaction.atomic
def change_decision(
    *, decision_id: UUID, entry: DecisionEntry, version: int, actor: Actor, at: datetime, because: str
) -> GrantDecision:
    """Change a draft: its amount, its cuts, its conditions, or refuse what cannot be granted. The server computes."""
    insist(may_run_screening(actor))
    decision = locked_draft(decision_id)
    if decision.version != version:
        raise Refused(Why.CHANGED_MEANWHILE)
    if not because.strip():
        raise Refused(Why.REASON_MISSING)
    file = decided_file(decision.case.application_id)
    before = _told(decision)
    for name, value in _entered(decision, entry, file, actor).items():
        setattr(decision, name, value)
    decision.version += 1
    decision.save()
    if decision.decided_amount > before["decided_amount"] and money_left(decision.release.round) < 0:
        raise Refused(Why.MONEY_MISSING)
    changes = {name: [value, _told(decision)[name]] for name, value in before.items() if value != _told(decision)[name]}
    record(actor=actor, verb="change_decision", subject=decision, at=at, changes=changes, because=because.strip())
    return decision


def locked_draft(decision_id: UUID) -> GrantDecision:
    """A decision of a release that nobody has begun to send out.

    The round is locked first, so that two changes never spend the same money, and the release as by who prepares it.
    """
    ids = GrantDecision.objects.values_list("release_id", "release__round_id")
    release_id, round_id = ids.get(pk=decision_id)
    ScreeningRound.objects.select_for_update().get(pk=round_id)
    release = Release.objects.select_for_update(of=("self",)).select_related("round").get(pk=release_id)
    if release.status != ReleaseStatus.DRAFTED:
        raise Refused(Why.NOT_NOW)
    rows = GrantDecision.objects.select_for_update(of=("self",)).select_related("case__application")
    decision = rows.filter(pk=decision_id).first()
    if decision is None:
        raise Refused(Why.NOT_NOW)
    decision.release = release
    return decision


def _entered(decision: GrantDecision, entry: DecisionEntry, file: DecidedFile, actor: Actor) -> dict[str, Any]:
    if entry.outcome == REFUSED:
        return _refusal(decision, entry)
    if decision.outcome == REFUSED and decision.reason not in REASONS_OF_A_CHANGE:
        raise Refused(Why.NOT_NOW)
    if trouble := trouble_with_cuts(file.costs, entry.cuts):
        raise Refused(trouble)
    decided = decide(file.costs, entry.cuts, applied=decision.applied_amount, amount=entry.amount, terms=file.terms)
    if trouble := trouble_with_amount(decided, applied=decision.applied_amount, terms=file.terms):
        raise Refused(trouble)
    return {
        "outcome": GRANTED,
        "reason": "",
        **_amounts(decided),
        "cuts": _cut_rows(entry.cuts),
        "reduction_note": entry.reduction_note.strip() if decided.reduction else "",
        "extra_conditions": [each.strip() for each in entry.extra_conditions if each.strip()],
        "floor_lifted_because": _lifted(decision, entry, decided, file, actor),
    }


def _refusal(decision: GrantDecision, entry: DecisionEntry) -> dict[str, Any]:
    if entry.reason not in (*REASONS_OF_A_CHANGE, decision.reason) or not entry.reason:
        raise Refused(Why.REASON_MISSING)
    nothing = {"decided_amount": 0, "decided_cost": 0, "reduction": "", "reduction_note": ""}
    return {
        "outcome": REFUSED,
        "reason": entry.reason,
        **nothing,
        "cuts": [],
        "extra_conditions": [],
        "floor_lifted_because": "",
    }


def _lifted(decision: GrantDecision, entry: DecisionEntry, decided: Decided, file: DecidedFile, actor: Actor) -> str:
    """R-094: below the floor only with the head's word, which stands while the amount does not change."""
    if not is_held_by_floor(decided.amount, file.terms):
        return ""
    said = entry.floor_lifted_because.strip()
    if said and said == decision.floor_lifted_because and decided.amount == decision.decided_amount:
        return said
    if not said:
        raise Refused(Why.FLOOR_HOLDS)
    insist(may_lead_screening(actor))
    return said


def _amounts(decided: Decided) -> dict[str, Any]:
    return {"decided_amount": decided.amount, "decided_cost": decided.cost, "reduction": decided.reduction}


def _cut_rows(cuts: Iterable[Cut]) -> list[dict[str, Any]]:
    return [{"line": cut.line, "allowed": cut.allowed, "because": cut.because.strip()} for cut in cuts]


def _told(decision: GrantDecision) -> dict[str, Any]:
    names = ("outcome", "decided_amount", "decided_cost", "reduction", "reason", "cuts", "extra_conditions")
    return {name: getattr(decision, name) for name in (*names, "reduction_note", "floor_lifted_because")}


@transaction.atomic
def drop_decision(*, decision_id: UUID, actor: Actor, at: datetime, because: str) -> None:
    """Take a draft out of its release: its file was withdrawn, or its turn comes later."""
    insist(may_run_screening(actor))
    decision = locked_draft(decision_id)
    if not because.strip():
        raise Refused(Why.REASON_MISSING)
    record(
        actor=actor,
        verb="drop_decision",
        subject=decision.release,
        at=at,
        changes={"case": str(decision.case_id), **_told(decision)},
        because=because.strip(),
    )
    decision.delete()
