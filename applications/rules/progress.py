"""How far a section is: nothing yet, begun, complete, or sent back for correction."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

from applications.rules.needs import is_blank
from applications.rules.points import Point, PointKind
from applications.rules.sections import SECTIONS, SectionKey


class Progress(StrEnum):
    """The state of a section on the task list."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    COMPLETE = "complete"
    NEEDS_CORRECTION = "needs_correction"


PROGRESS_LABELS: Mapping[Progress, str] = {
    Progress.NOT_STARTED: "未着手",
    Progress.IN_PROGRESS: "入力中",
    Progress.COMPLETE: "完了",
    Progress.NEEDS_CORRECTION: "要補正",
}
# What the applicant has still to do; a verdict against the application is nothing left to fill in.
_TO_DO = frozenset(
    {
        PointKind.MISSING,
        PointKind.UNUSABLE,
        PointKind.UNKNOWN,
        PointKind.DOCUMENT,
        PointKind.INFECTED,
        PointKind.UNPRINTABLE,
    }
)


def progress_of(
    answers: Mapping[str, Mapping[str, Any]],
    points: Sequence[Point],
    *,
    begun: frozenset[SectionKey] = frozenset(),
    corrections: frozenset[SectionKey] = frozenset(),
) -> dict[SectionKey, Progress]:
    """Each section's state. `begun` names sections that hold rows or files of their own."""
    return {
        section.key: _of_one(
            has_begun=section.key in begun or not is_blank(answers.get(section.key, {})),
            has_to_do=any(point.section == section.key and point.kind in _TO_DO for point in points),
            is_sent_back=section.key in corrections,
        )
        for section in SECTIONS
    }


def _of_one(*, has_begun: bool, has_to_do: bool, is_sent_back: bool) -> Progress:
    if is_sent_back:
        return Progress.NEEDS_CORRECTION
    if not has_to_do:
        return Progress.COMPLETE
    return Progress.IN_PROGRESS if has_begun else Progress.NOT_STARTED
