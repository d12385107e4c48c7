"""Words and places that the reviewers' pages share."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.urls import reverse

from kernel.calendar import days_left
from kernel.parts import Chip, Crumb
from kernel.wareki import format_wareki
from screening.models import Assignment
from screening.rules.workflow import AssignmentStatus, CaseStatus

_CHIPS: Mapping[tuple[str, str], Chip] = {
    (AssignmentStatus.ASSIGNED, CaseStatus.SCORING): Chip("申告待ち", "key", "info"),
    (AssignmentStatus.OPEN, CaseStatus.SCORING): Chip("採点中", "key", "forward"),
    (AssignmentStatus.SUBMITTED, CaseStatus.SCORING): Chip("提出済み", "good", "good"),
    (AssignmentStatus.SUBMITTED, CaseStatus.CONSOLIDATION): Chip("合議中", "care", "care"),
    (AssignmentStatus.SUBMITTED, CaseStatus.SETTLED): Chip("採点を確定済み", "quiet", "good"),
}
_OTHER = Chip("採点中", "key", "forward")


def my_files_crumb() -> Crumb:
    """Where a reviewer begins."""
    return Crumb("担当する審査", reverse("screening:my_files"))


def chip_of(assignment: Assignment) -> Chip:
    """Where the reviewer stands with the file."""
    return _CHIPS.get((assignment.status, assignment.case.status), _OTHER)


def url_of(assignment_id: UUID) -> str:
    """The scoring page."""
    return reverse("screening:score_file", args=[assignment_id])


def due_word(due_on: date, on: date) -> str:
    """The due date and how many days are left."""
    left = days_left(due_on, on)
    said = f"あと{left}日" if left > 0 else "今日まで" if left == 0 else f"{-left}日過ぎています"
    return f"{format_wareki(due_on, weekday=True)}({said})"
