"""The sheets a person may look at: a reviewer the own, and those of the others once the panel consolidates."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from accounts.actor import Actor
from screening.models import Assignment, Score, ScoreSheet
from screening.rules.blinding import alias_of, sees_sheets_of_others, sheets_in_sight
from screening.rules.workflow import AssignmentStatus, CaseStatus
from screening.selectors.sight import assignments_visible_to


@dataclass(frozen=True, slots=True)
class SharedSheet:
    """The newest sheet of a reviewer of the same file, under a letter: names stay with the office."""

    alias: str
    is_own: bool
    sheet: ScoreSheet


def own_assignments(actor: Actor) -> QuerySet[Assignment]:
    """A reviewer's files as they stand, those due first, with how many criteria have points."""
    own = assignments_visible_to(actor).filter(reviewer_id=actor.user_id)
    return own.annotate(scored=Count("scores", filter=Q(scores__points__isnull=False))).order_by(
        "case__round__due_on", "case__application__receipt_sequence", "id"
    )


def assignments_ever(actor: Actor) -> QuerySet[Assignment]:
    """Every assignment this person ever had: who presses a button on a page of a closed file is told why."""
    return Assignment.objects.filter(reviewer_id=actor.user_id)


def scores_of(assignment: Assignment) -> dict[str, Score]:
    """The working scores by criterion."""
    return {score.criterion: score for score in assignment.scores.order_by("criterion")}


def newest_sheets(assignments: Iterable[Assignment]) -> Mapping[object, ScoreSheet]:
    """The newest sheet of each assignment that has one, in one query."""
    found = ScoreSheet.objects.filter(assignment__in=[each.pk for each in assignments]).order_by("number")
    return {sheet.assignment_id: sheet for sheet in found}


def sheets_shared_with(assignment: Assignment) -> tuple[SharedSheet, ...]:
    """The sheets of the panel that this reviewer may read by now; none in the independent phase, not even counted."""
    case_status, own_status = CaseStatus(assignment.case.status), AssignmentStatus(assignment.status)
    if not sees_sheets_of_others(case_status, own_status):
        return ()
    panel = list(Assignment.objects.filter(case_id=assignment.case_id).order_by("assigned_at", "id"))
    statuses = {each.pk: AssignmentStatus(each.status) for each in panel}
    seen = sheets_in_sight(case_status, assignment.pk, statuses)
    sheets = newest_sheets(each for each in panel if each.pk in seen)
    # A letter stays whoever leaves: it counts the panel as it was assigned.
    named = ((alias_of(place), each) for place, each in enumerate(panel))
    return tuple(
        SharedSheet(alias, each.pk == assignment.pk, sheets[each.pk]) for alias, each in named if each.pk in sheets
    )
