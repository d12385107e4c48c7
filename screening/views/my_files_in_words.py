"""A reviewer's files in words: what waits, until when, and how far each sheet is."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from accounts.actor import Actor
from applications.selectors.calls import terms_in_force
from kernel.parts import Chip
from screening.models import Assignment
from screening.rules.workflow import AssignmentStatus, CaseStatus
from screening.selectors.sheets import own_assignments
from screening.views.review_words import chip_of, due_word, url_of


@dataclass(frozen=True, slots=True)
class ShownFile:
    """One file on the desk."""

    url: str
    number: str
    title: str
    company: str
    chip: Chip
    due: str
    scored: int
    criteria: int
    act: str


def my_files_page(actor: Actor, *, on: date) -> dict[str, Any]:
    """The desk: files that wait for this reviewer first, then those that are in."""
    rows = list(own_assignments(actor))
    waiting = [row for row in rows if row.status != AssignmentStatus.SUBMITTED or _is_discussed(row)]
    done = [row for row in rows if row not in waiting]
    return {
        "waiting": [_file(row, on) for row in waiting],
        "done": [_file(row, on) for row in done],
        "has_files": bool(rows),
    }


def _is_discussed(row: Assignment) -> bool:
    return row.case.status == CaseStatus.CONSOLIDATION


def _file(row: Assignment, on: date) -> ShownFile:
    application = row.case.application
    is_waiting = row.status != AssignmentStatus.SUBMITTED
    return ShownFile(
        url=url_of(row.pk),
        number=application.receipt_number,
        title=application.title,
        company=application.organisation.name,
        chip=chip_of(row),
        due=due_word(row.case.round.due_on, on) if is_waiting else "",
        scored=row.scored,  # type: ignore[attr-defined]
        criteria=len(terms_in_force(application.revision).screening.criteria),
        act=_act(row),
    )


def _act(row: Assignment) -> str:
    if row.status == AssignmentStatus.ASSIGNED:
        return "利益相反を申告して開く"
    if row.status == AssignmentStatus.OPEN:
        return "採点する"
    return "合議の採点票を見る" if _is_discussed(row) else "提出した採点票を見る"
