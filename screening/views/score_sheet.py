"""One score sheet at the moment of a request: what was typed, what was kept of it, and what speaks against the rest."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.http import QueryDict

from accounts.actor import Actor
from accounts.services.refusals import Refused
from applications.rules.terms.spending import Criterion
from screening.models import Score
from screening.rules.refusals import SENTENCES, Why
from screening.rules.scoring import NotWholeError, points_of
from screening.services.scoring import SavedScore, ScoreConflict, save_score

# These are about one row; every other refusal is about the sheet and ends the request.
_OF_A_ROW = frozenset(
    {Why.SCORE_OUT_OF_RANGE, Why.SCORE_NOT_WHOLE, Why.COMMENT_TOO_LONG, Why.COMMENT_UNFIT, Why.NO_SUCH_CRITERION}
)
_MOST_DIGITS = 9


@dataclass(frozen=True, slots=True)
class TypedScore:
    """One row as it came: the text of the points, the comment, and the version the reviewer saw."""

    points: str
    comment: str
    version: int

    @classmethod
    def read(cls, posted: QueryDict, suffix: str = "") -> "TypedScore | None":
        """The row of that suffix; None where the request holds none."""
        if f"points{suffix}" not in posted:
            return None
        version = posted.get(f"version{suffix}", "")
        is_number = version.isascii() and version.isdigit() and len(version) <= _MOST_DIGITS
        points, comment = posted.get(f"points{suffix}", ""), posted.get(f"comment{suffix}", "")
        return cls(points, comment, int(version) if is_number else 0)

    @classmethod
    def of(cls, kept: Score | None) -> "TypedScore":
        """The row as it is kept."""
        return cls(_text(kept.points), kept.comment, kept.version) if kept else cls("", "", 0)

    def differs_from(self, kept: Score | None) -> bool:
        """Whether there is anything to keep."""
        before = TypedScore.of(kept)
        said = (self.points.strip(), self.comment.replace("\r\n", "\n").strip())
        return said != (before.points, before.comment)


@dataclass(slots=True)
class Kept:
    """What came of a sheet that was posted whole, row by row."""

    problems: dict[str, str] = field(default_factory=dict)
    conflicts: dict[str, ScoreConflict] = field(default_factory=dict)

    @property
    def is_whole(self) -> bool:
        """Whether every row was kept."""
        return not self.problems and not self.conflicts


def keep_row(
    assignment_id: UUID, criterion: str, typed: TypedScore, *, actor: Actor, at: datetime
) -> SavedScore | ScoreConflict | Why:
    """Keep one row, or say what speaks against it; a refusal of the whole sheet is raised."""
    try:
        points = points_of(typed.points)
    except NotWholeError:
        return Why.SCORE_NOT_WHOLE
    try:
        return save_score(
            assignment_id=assignment_id,
            criterion=criterion,
            points=points,
            comment=typed.comment,
            version=typed.version,
            actor=actor,
            at=at,
        )
    except Refused as refusal:
        if refusal.why not in _OF_A_ROW:
            raise
        return Why(refusal.why)


def keep_sheet(
    assignment_id: UUID,
    criteria: tuple[Criterion, ...],
    posted: QueryDict,
    known: Mapping[str, Score],
    *,
    actor: Actor,
    at: datetime,
) -> Kept:
    """Keep every row that was changed; one that cannot be kept costs no other."""
    kept = Kept()
    for criterion in criteria:
        typed = TypedScore.read(posted, f"-{criterion.key}")
        if typed is None or not typed.differs_from(known.get(criterion.key)):
            continue
        match keep_row(assignment_id, criterion.key, typed, actor=actor, at=at):
            case ScoreConflict() as conflict:
                kept.conflicts[criterion.key] = conflict
            case Why() as why:
                kept.problems[criterion.key] = SENTENCES[why]
    return kept


def _text(points: int | None) -> str:
    return "" if points is None else str(points)


def theirs_in_words(conflict: ScoreConflict) -> str:
    """What another window has kept meanwhile."""
    points, comment = conflict.theirs
    said = "点数なし" if points is None else f"{points}点"
    return f"{said}・コメント「{comment}」" if comment else said
