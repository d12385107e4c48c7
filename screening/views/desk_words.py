"""Words and places that the office's pages of the screening share."""

from collections.abc import Mapping
from uuid import UUID

from django.urls import reverse

from kernel.parts import Chip, Crumb
from screening.models import ScreeningRound
from screening.rules.workflow import (
    ASSIGNMENT_STATUS_LABELS,
    CASE_STATUS_LABELS,
    ROUND_STATUS_LABELS,
    AssignmentStatus,
    CaseStatus,
    RoundStatus,
)
from screening.selectors.rounds import terms_of_call

ROUND_CHIPS: Mapping[RoundStatus, Chip] = {
    RoundStatus.SCORING: Chip(ROUND_STATUS_LABELS[RoundStatus.SCORING], "key", "forward"),
    RoundStatus.FROZEN: Chip(ROUND_STATUS_LABELS[RoundStatus.FROZEN], "good", "good"),
}
CASE_CHIPS: Mapping[CaseStatus, Chip] = {
    CaseStatus.SCORING: Chip(CASE_STATUS_LABELS[CaseStatus.SCORING], "key", "forward"),
    CaseStatus.CONSOLIDATION: Chip(CASE_STATUS_LABELS[CaseStatus.CONSOLIDATION], "care", "care"),
    CaseStatus.SETTLED: Chip(CASE_STATUS_LABELS[CaseStatus.SETTLED], "good", "good"),
}
ASSIGNMENT_CHIPS: Mapping[AssignmentStatus, Chip] = {
    AssignmentStatus.ASSIGNED: Chip(ASSIGNMENT_STATUS_LABELS[AssignmentStatus.ASSIGNED], "key", "info"),
    AssignmentStatus.OPEN: Chip(ASSIGNMENT_STATUS_LABELS[AssignmentStatus.OPEN], "key", "forward"),
    AssignmentStatus.SUBMITTED: Chip(ASSIGNMENT_STATUS_LABELS[AssignmentStatus.SUBMITTED], "good", "good"),
    AssignmentStatus.RECUSED: Chip(ASSIGNMENT_STATUS_LABELS[AssignmentStatus.RECUSED], "quiet", "open"),
    AssignmentStatus.SET_ASIDE: Chip(ASSIGNMENT_STATUS_LABELS[AssignmentStatus.SET_ASIDE], "care", "care"),
    AssignmentStatus.REMOVED: Chip(ASSIGNMENT_STATUS_LABELS[AssignmentStatus.REMOVED], "quiet", "open"),
}


def rounds_crumb() -> Crumb:
    """Where the screening begins."""
    return Crumb("審査", reverse("screening:rounds"))


def desk_crumb(screening: ScreeningRound) -> Crumb:
    """The desk of a round."""
    return Crumb(title_of(screening), desk_url(screening))


def title_of(screening: ScreeningRound) -> str:
    """What the round's call is called."""
    return terms_of_call(screening.call_id).title


def desk_url(screening: ScreeningRound) -> str:
    """The desk of a round."""
    return reverse("screening:desk", args=[screening.call_id])


def case_url(case_id: UUID) -> str:
    """The page of one file in the screening."""
    return reverse("screening:case", args=[case_id])
