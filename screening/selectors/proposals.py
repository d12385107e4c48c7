"""What the proposal of reviewers is made from: the files that compete, the panel, and what keeps one from the other."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from django.db.models import QuerySet

from applications.rules.workflow import Status
from screening.models import Assignment, ScreeningCase, ScreeningRound
from screening.rules.assignment import Bar, FreeReviewer, Proposal, WaitingFile, propose
from screening.rules.conflicts import Finding
from screening.rules.workflow import SERVING, TAKES_REVIEWERS, CaseStatus
from screening.selectors.conflicts import Pair, conflicts_of
from screening.selectors.panel import PanelMember, panel_of
from screening.selectors.parties import Filed, filed_of


@dataclass(frozen=True)
class Proposed:
    """A proposal with the rows that it speaks of; `token` is its hash, by which it is applied as it was shown."""

    proposal: Proposal
    cases: Mapping[str, ScreeningCase]
    panel: Mapping[str, PanelMember]
    conflicts: Mapping[Pair, tuple[Finding, ...]]

    @property
    def token(self) -> str:
        """The hash of every proposed pair."""
        return sha256(json.dumps(self.proposal.pairs).encode()).hexdigest()


def proposed_for(screening: ScreeningRound) -> Proposed:
    """The proposal as it stands now."""
    cases = list(open_cases(screening))
    panel = [member for member in panel_of(screening) if member.serves]
    filed = filed_of(case.application for case in cases)
    conflicts = conflicts_of(cases, [member.user for member in panel], filed=filed)
    held, wanted = _held(cases), screening.reviewers_per_file
    files = [
        _waiting(case, wanted, held=held, conflicts=conflicts, panel=panel, filed=filed.get(case.application_id))
        for case in cases
    ]
    reviewers = [_free(member) for member in panel]
    return Proposed(
        propose(files, reviewers),
        {_key(case): case for case in cases},
        {str(member.user.pk): member for member in panel},
        conflicts,
    )


def open_cases(screening: ScreeningRound) -> Iterable[ScreeningCase]:
    """Cases of a round that a proposal is made for: they compete and are being scored."""
    return cases_by_hand(screening).filter(status=CaseStatus.SCORING)


def cases_by_hand(screening: ScreeningRound) -> QuerySet[ScreeningCase]:
    """Cases of a round that reviewers can still be given, by hand also while the panel consolidates."""
    return ScreeningCase.objects.filter(
        round=screening, status__in=sorted(TAKES_REVIEWERS), application__status=Status.ACCEPTED
    ).select_related("application__organisation")


def division_of(filed: Filed | None) -> str:
    """The letter of the industry division that the applicant named, or nothing."""
    return str(filed.said("applicant", "industry_jsic") or "")[:1] if filed else ""


def _key(case: ScreeningCase) -> str:
    """Sorts as the files came in, so that the proposal reads in the order of the list."""
    return f"{case.application.receipt_sequence or 0:09d}:{case.pk}"


def _held(cases: Iterable[ScreeningCase]) -> dict[UUID, dict[UUID, bool]]:
    """Every reviewer who was ever given each case, and whether the person still serves on it."""
    held: dict[UUID, dict[UUID, bool]] = {}
    rows = Assignment.objects.filter(case_id__in=[case.pk for case in cases]).order_by("pk")
    for case_id, reviewer_id, status in rows.values_list("case_id", "reviewer_id", "status"):
        held.setdefault(case_id, {})[reviewer_id] = status in SERVING
    return held


def _waiting(
    case: ScreeningCase,
    wanted: int,
    *,
    held: Mapping[UUID, Mapping[UUID, bool]],
    conflicts: Mapping[Pair, tuple[Finding, ...]],
    panel: Iterable[PanelMember],
    filed: Filed | None,
) -> WaitingFile:
    here = held.get(case.pk, {})
    barred = {str(member.user.pk): Bar.UNREGISTERED for member in panel if member.profile is None}
    barred |= {str(person): Bar.CONFLICT for (case_id, person) in conflicts if case_id == case.pk}
    barred |= {str(person): Bar.LEFT for person, serves in here.items() if not serves}
    serving = frozenset(str(person) for person, serves in here.items() if serves)
    return WaitingFile(_key(case), wanted, division_of(filed), serving, barred)


def _free(member: PanelMember) -> FreeReviewer:
    profile = member.profile
    if profile is None:
        return FreeReviewer(str(member.user.pk), member.load, is_available=False)
    divisions = frozenset(profile.fields)
    return FreeReviewer(str(member.user.pk), member.load, profile.load_limit, divisions, profile.is_available)
