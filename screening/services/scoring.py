"""A score sheet from its first point: kept score by score, handed in whole, changed afterwards only with a reason."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from accounts.services.refusals import Refused, insist
from applications.rules.terms import CallTerms
from applications.rules.terms.spending import Criterion
from applications.selectors.calls import terms_in_force
from applications.services.advance import advance
from kernel.entry import clean_prose
from records.audit.recording import record
from screening.models import Assignment, Score, ScoreSheet, ScreeningRound
from screening.policies import may_score
from screening.rules.refusals import Why
from screening.rules.scoring import (
    criterion_named,
    missing_criteria,
    most_points,
    objection_to_comment,
    objection_to_points,
)
from screening.rules.workflow import AssignmentMove, AssignmentStatus
from screening.selectors.conflicts import conflicts_of
from screening.selectors.reading import has_prior_award


@dataclass(frozen=True, slots=True)
class SavedScore:
    """One score as it is kept now."""

    score: Score


@dataclass(frozen=True, slots=True)
class ScoreConflict:
    """The same criterion was scored in another window meanwhile. Nothing was written; both values are handed back.

    Calling again with `version` keeps yours.
    """

    version: int
    theirs: tuple[int | None, str]
    yours: tuple[int | None, str]


class IncompleteSheet(Refused):
    """A sheet cannot be handed in; `missing` are the criteria without points."""

    def __init__(self, missing: tuple[Criterion, ...]) -> None:
        super().__init__(Why.SCORES_MISSING)
        self.missing = missing


@transaction.atomic
def save_score(
    *,
    assignment_id: UUID,
    criterion: str,
    points: int | None,
    comment: str,
    version: int,
    actor: Actor,
    at: datetime,
) -> SavedScore | ScoreConflict:
    """Keep one criterion's points and comment. `version` is the one the reviewer saw; 0 is a criterion not scored yet.

    The trail says that a score was kept, never which: points stand in the sheet alone.
    """
    assignment = _scored_by(assignment_id, actor)
    terms = terms_in_force(assignment.case.application.revision)
    _check(assignment, terms, criterion, points, comment)
    yours = (points, clean_prose(comment))
    row = assignment.scores.filter(criterion=criterion).first()
    theirs = (row.points, row.comment) if row else (None, "")
    if row is not None and theirs == yours:
        return SavedScore(row)
    if row is not None and row.version != version:
        return ScoreConflict(row.version, theirs, yours)
    kept = row or Score(assignment=assignment, criterion=criterion, version=0)
    kept.points, kept.comment = yours
    kept.version, kept.saved_at = kept.version + 1, at
    kept.save()
    changes = {"criterion": criterion, "version": kept.version}
    record(actor=actor, verb="save_score", subject=assignment, at=at, changes=changes)
    return SavedScore(kept)


@transaction.atomic
def submit_sheet(*, assignment_id: UUID, actor: Actor, at: datetime, because: str = "") -> ScoreSheet:
    """Hand the sheet in, frozen. Once the panel consolidates, a changed sheet is a new version with its reason."""
    assignment = _scored_by(assignment_id, actor, "case", "case__round")
    # What our data says may have changed since the reviewer declared.
    if conflicts_of([assignment.case], [assignment.reviewer]):
        raise Refused(Why.CONFLICT_FOUND)
    scores = _complete(assignment)
    former = assignment.sheets.order_by("-number").first()
    if former is not None and former.scores == scores:
        raise Refused(Why.NOTHING_CHANGED)
    if former is not None and not because.strip():
        raise Refused(Why.REASON_MISSING)
    sheet = ScoreSheet.objects.create(
        assignment=assignment,
        number=former.number + 1 if former else 1,
        scores=scores,
        total=sum(each["points"] for each in scores),
        because=because.strip() if former else "",
        submitted_at=at,
    )
    if assignment.status == AssignmentStatus.OPEN:
        advance(assignment, AssignmentMove.SUBMIT_SHEET, actor=actor, at=at)
    else:
        changes = {"number": sheet.number}
        record(actor=actor, verb="change_sheet", subject=assignment, at=at, changes=changes, because=because.strip())
    return sheet


def _scored_by(assignment_id: UUID, actor: Actor, *also: str) -> Assignment:
    """The assignment, locked against a second window, if this person may score it now.

    Whoever hands in locks `also` the case and the round: nothing is settled or frozen around a sheet on its way.
    """
    if also:
        # In a statement of its own and first, as whoever freezes takes it: crosswise, two would wait for each other.
        ScreeningRound.objects.select_for_update().get(cases__assignments=assignment_id)
    assignment = (
        Assignment.objects.select_for_update(of=("self", *also))
        .select_related("case__round", "case__application__revision")
        .get(pk=assignment_id)
    )
    insist(may_score(actor, assignment))
    return assignment


def _check(assignment: Assignment, terms: CallTerms, key: str, points: int | None, comment: str) -> None:
    criterion = criterion_named(key, terms)
    if criterion is None:
        raise Refused(Why.NO_SUCH_CRITERION)
    has_award = _asks_for_prior_award(criterion, terms) and has_prior_award(assignment.case.application_id)
    most = most_points(criterion, has_prior_award=has_award, terms=terms)
    why = objection_to_points(points, most) or objection_to_comment(comment)
    if why is not None:
        raise Refused(why)


def _asks_for_prior_award(criterion: Criterion, terms: CallTerms) -> bool:
    """Only one criterion depends on the file, so that all others are kept without opening it."""
    return criterion.key == terms.screening.novelty_criterion


def _complete(assignment: Assignment) -> list[dict[str, Any]]:
    """Every criterion with its points and comment in the order of the rubric, or a refusal that names what lacks."""
    criteria = terms_in_force(assignment.case.application.revision).screening.criteria
    kept: Mapping[str, Score] = {score.criterion: score for score in assignment.scores.order_by("criterion")}
    if missing := missing_criteria({key: score.points for key, score in kept.items()}, criteria):
        raise IncompleteSheet(missing)
    return [
        {"criterion": each.key, "points": kept[each.key].points, "comment": kept[each.key].comment} for each in criteria
    ]
