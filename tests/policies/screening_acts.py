"""What the screening's matrix asks of every person: subjects at every status, by the verbs that lead there, and acts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

from accounts.actor import Actor
from applications.services.acceptance import withdraw_application
from kernel.ruling import Ruling
from screening.models import Assignment, Release, ScreeningCase, ScreeningRound
from screening.policies import (
    may_edit_profile,
    may_look_into_screening,
    may_move,
    may_score,
    may_view_assignment,
    may_view_profile,
)
from screening.rules.workflow import AssignmentMove, CaseMove, ReleaseMove, RoundMove
from screening.services.assignments import remove_assignment, set_aside_sheet
from screening.services.conflicts import declare
from screening.services.consolidation import open_consolidation
from screening.services.releases import cancel_release
from tests import screening_worlds as worlds
from tests.people import People
from tests.screening_worlds import OPENED_AT

Policy = Callable[[Actor, Any], Ruling]
LATER = OPENED_AT + timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Subject:
    """Something at a status: how it came there, and what is asked about it."""

    made: Callable[[People], Any]
    acts: Mapping[str, Policy]


def _look(actor: Actor, _subject: Any) -> Ruling:
    return may_look_into_screening(actor)


_OF_ASSIGNMENTS: Mapping[str, Policy] = {
    "view": may_view_assignment,
    "score": may_score,
    **{move.value: partial(may_move, move=move) for move in AssignmentMove},
}
_OF_CASES: Mapping[str, Policy] = {
    "view": _look,
    **{move.value: partial(may_move, move=move) for move in CaseMove},
}
_OF_ROUNDS: Mapping[str, Policy] = {"view": _look, **{move.value: partial(may_move, move=move) for move in RoundMove}}
_OF_RELEASES: Mapping[str, Policy] = {
    "view": _look,
    **{move.value: partial(may_move, move=move) for move in ReleaseMove},
}
_OF_PROFILES: Mapping[str, Policy] = {"view": may_view_profile, "edit": may_edit_profile}


def _assigned(people: People) -> Assignment:
    return worlds.assigned(people)["endo"]


def _open(people: People) -> Assignment:
    return worlds.opened(_assigned(people))


def _withdrawn(people: People) -> Assignment:
    assignment = _open(people)
    withdraw_application(
        application_id=assignment.case.application_id, actor=people.actor("aoki"), at=LATER, because="計画を見直すため"
    )
    return assignment


def _recused(people: People) -> Assignment:
    actor = people.actor("endo")
    return declare(assignment_id=_assigned(people).pk, kind="family", because="親族がいるため", actor=actor, at=LATER)


def _set_aside(people: People) -> Assignment:
    sheet = worlds.scored(_assigned(people))
    return set_aside_sheet(assignment_id=sheet.pk, actor=people.actor("doi"), at=LATER, because="後で分かったため")


def _removed(people: People) -> Assignment:
    return remove_assignment(
        assignment_id=_assigned(people).pk, actor=people.actor("doi"), at=LATER, because="体調不良のため"
    )


def _shared(people: People) -> Assignment:
    assignments = worlds.assigned(people)
    for name in ("endo", "kanda"):
        worlds.scored(assignments[name])
    open_consolidation(case_id=assignments["endo"].case_id, actor=people.actor("doi"), at=LATER)
    return assignments["endo"]


def _frozen(people: People) -> Assignment:
    minutes = worlds.frozen(people)
    return Assignment.objects.filter(case__round_id=minutes.round_id, reviewer=people.endo).earliest("assigned_at")


def _settled_case(people: People) -> ScreeningCase:
    return worlds.settled(people).case


def _frozen_case(people: People) -> ScreeningCase:
    return ScreeningCase.objects.get(application__organisation=people.company, round=worlds.frozen(people).round)


def _frozen_round(people: People) -> ScreeningRound:
    return worlds.frozen(people).round


def _cancelled(people: People) -> Release:
    return cancel_release(release_id=worlds.drafted(people).pk, actor=people.actor("doi"), at=LATER)


SUBJECTS: Mapping[str, Subject] = {
    "profile": Subject(lambda people: people.endo, _OF_PROFILES),
    "assignment_assigned": Subject(_assigned, _OF_ASSIGNMENTS),
    "assignment_open": Subject(_open, _OF_ASSIGNMENTS),
    "assignment_of_a_withdrawn_file": Subject(_withdrawn, _OF_ASSIGNMENTS),
    "assignment_submitted": Subject(lambda people: worlds.scored(_assigned(people)), _OF_ASSIGNMENTS),
    "assignment_in_consolidation": Subject(_shared, _OF_ASSIGNMENTS),
    "assignment_frozen": Subject(_frozen, _OF_ASSIGNMENTS),
    "assignment_recused": Subject(_recused, _OF_ASSIGNMENTS),
    "assignment_set_aside": Subject(_set_aside, _OF_ASSIGNMENTS),
    "assignment_removed": Subject(_removed, _OF_ASSIGNMENTS),
    "case_scoring": Subject(lambda people: worlds.opened_round(people).case, _OF_CASES),
    "case_consolidation": Subject(lambda people: _shared(people).case, _OF_CASES),
    "case_settled": Subject(_settled_case, _OF_CASES),
    "case_frozen": Subject(_frozen_case, _OF_CASES),
    "round_scoring": Subject(lambda people: worlds.opened_round(people).round, _OF_ROUNDS),
    "round_frozen": Subject(_frozen_round, _OF_ROUNDS),
    "release_drafted": Subject(worlds.drafted, _OF_RELEASES),
    "release_prepared": Subject(worlds.prepared, _OF_RELEASES),
    "release_released": Subject(worlds.released, _OF_RELEASES),
    "release_cancelled": Subject(_cancelled, _OF_RELEASES),
}


def fresh(subject: Any) -> Any:
    """The subject as it stands in the database: policies ask rows, not what a verb handed back."""
    return type(subject)._default_manager.get(pk=subject.pk)
