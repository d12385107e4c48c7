"""Who looks at which file: assigned by hand or all at once, taken off, and sheets set aside."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from accounts.services.refusals import Refused, insist
from applications.rules.workflow import Status
from applications.services.advance import advance
from records.audit.recording import record
from screening.models import Assignment, ScreeningCase, ScreeningRound
from screening.policies import may_run_screening
from screening.rules.refusals import Why
from screening.rules.workflow import TAKES_REVIEWERS, AssignmentMove, RoundStatus
from screening.selectors.conflicts import conflicts_of
from screening.selectors.panel import PanelMember, panel_of
from screening.selectors.proposals import Proposed, proposed_for

Pair = tuple[UUID, UUID]


@dataclass(frozen=True, slots=True)
class Unassigned:
    """A pair that was left out of an assignment in bulk, and why."""

    case_id: UUID
    reviewer_id: UUID
    why: Why


@transaction.atomic
def assign_reviewer(*, case_id: UUID, reviewer_id: UUID, actor: Actor, at: datetime) -> Assignment:
    """Give one file to one reviewer: one who serves, is free, has room, and has no tie to the file."""
    round_id = ScreeningCase.objects.values_list("round_id", flat=True).get(pk=case_id)
    if left_out := assign_pairs(round_id=round_id, pairs=[(case_id, reviewer_id)], actor=actor, at=at):
        raise Refused(left_out[0].why)
    return Assignment.objects.select_related("case", "reviewer").get(case_id=case_id, reviewer_id=reviewer_id)


@transaction.atomic
def assign_pairs(*, round_id: UUID, pairs: Iterable[Pair], actor: Actor, at: datetime) -> list[Unassigned]:
    """Assign each pair of case and reviewer that can be; answer those that could not, each with its reason."""
    insist(may_run_screening(actor))
    desk = _Desk(_locked(round_id), list(dict.fromkeys(pairs)))
    left_out = []
    for case_id, reviewer_id in desk.pairs:
        why = desk.objection(case_id, reviewer_id)
        if why is not None:
            left_out.append(Unassigned(case_id, reviewer_id, why))
            continue
        desk.count(case_id, reviewer_id)
        _assign(desk.cases[case_id], desk.panel[reviewer_id], actor=actor, at=at)
    return left_out


@transaction.atomic
def apply_proposal(*, round_id: UUID, token: str, actor: Actor, at: datetime) -> Proposed:
    """Assign exactly the pairs that were shown under this token; if they would be others by now, nobody is assigned."""
    insist(may_run_screening(actor))
    proposed = proposed_for(_locked(round_id))
    if proposed.token != token:
        raise Refused(Why.PROPOSAL_IS_STALE)
    for file, reviewer in proposed.proposal.pairs:
        _assign(proposed.cases[file], proposed.panel[reviewer], actor=actor, at=at)
    return proposed


@transaction.atomic
def remove_assignment(*, assignment_id: UUID, actor: Actor, at: datetime, because: str) -> Assignment:
    """Take a reviewer off a file before the sheet is in; what was typed stays, and counts for nothing."""
    assignment = _with_round_locked(assignment_id)
    return advance(assignment, AssignmentMove.REMOVE, actor=actor, at=at, because=because)


@transaction.atomic
def set_aside_sheet(*, assignment_id: UUID, actor: Actor, at: datetime, because: str) -> Assignment:
    """Leave a sheet out of every total, for a conflict found afterwards; the sheet itself stays as it was."""
    assignment = _with_round_locked(assignment_id)
    return advance(assignment, AssignmentMove.SET_ASIDE, actor=actor, at=at, because=because)


class _Desk:
    """What speaks against each pair, read for all pairs at once."""

    def __init__(self, screening: ScreeningRound, pairs: list[Pair]) -> None:
        self.pairs = pairs
        rows = ScreeningCase.objects.filter(round=screening, pk__in={case_id for case_id, _ in pairs})
        self.cases = {case.pk: case for case in rows.select_related("application__organisation").order_by("pk")}
        self.panel: dict[UUID, PanelMember] = {member.user.pk: member for member in panel_of(screening)}
        held = Assignment.objects.filter(case_id__in=list(self.cases)).order_by("pk")
        self._held = set(held.values_list("case_id", "reviewer_id"))
        self._taken: Counter[UUID] = Counter()
        known = [pair for pair in pairs if pair[0] in self.cases and pair[1] in self.panel]
        people = [self.panel[each].user for each in dict.fromkeys(person for _, person in known)]
        self._conflicts = conflicts_of(self.cases.values(), people, pairs=known)

    def count(self, case_id: UUID, reviewer_id: UUID) -> None:
        """Take note of a pair that is assigned."""
        self._held.add((case_id, reviewer_id))
        self._taken[reviewer_id] += 1

    def objection(self, case_id: UUID, reviewer_id: UUID) -> Why | None:
        """The first reason against a pair."""
        case, member = self.cases.get(case_id), self.panel.get(reviewer_id)
        if case is None or case.status not in TAKES_REVIEWERS:
            return Why.NOT_NOW
        if case.application.status != Status.ACCEPTED:
            return Why.NOT_COMPETING
        if (case_id, reviewer_id) in self._held:
            return Why.ASSIGNED_BEFORE
        if (case_id, reviewer_id) in self._conflicts:
            return Why.CONFLICT_FOUND
        return self._no_room(member)

    def _no_room(self, member: PanelMember | None) -> Why | None:
        if member is None or not member.serves:
            return Why.NOT_A_REVIEWER
        if member.profile is None:
            return Why.PROFILE_MISSING
        if not member.profile.is_available:
            return Why.NOT_AVAILABLE
        has_room = member.load + self._taken[member.user.pk] < member.profile.load_limit
        return None if has_room else Why.LOAD_LIMIT


def _locked(round_id: UUID) -> ScreeningRound:
    """The round, locked so that limits hold for two who assign at once; only while it is being scored."""
    screening = ScreeningRound.objects.select_for_update().get(pk=round_id)
    if screening.status != RoundStatus.SCORING:
        raise Refused(Why.NOT_NOW)
    return screening


def _with_round_locked(assignment_id: UUID) -> Assignment:
    """The assignment, its round locked: nothing is taken off while the ranking is being frozen."""
    assignment = Assignment.objects.select_related("case").get(pk=assignment_id)
    ScreeningRound.objects.select_for_update().get(pk=assignment.case.round_id)
    return assignment


def _assign(case: ScreeningCase, member: PanelMember, *, actor: Actor, at: datetime) -> None:
    made = Assignment.objects.create(case=case, reviewer=member.user, assigned_at=at, assigned_by_label=actor.label)
    record(actor=actor, verb="assign_reviewer", subject=made, at=at, changes={"reviewer": member.user.name})
