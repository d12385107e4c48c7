"""Person × subject at its status × act of the screening: every cell is written down, and the code says the same."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from accounts.actor import Actor
from accounts.models import User
from screening.models import Assignment, Release, ScreeningCase, ScreeningRound
from screening.policies import may_look_into_screening, may_view_assignment, may_view_profile
from screening.rules.acts import ACTS, MOVE_LABELS
from screening.rules.refusals import SENTENCES, Why
from screening.rules.workflow import (
    AssignmentMove,
    AssignmentStatus,
    CaseMove,
    CaseStatus,
    ReleaseMove,
    ReleaseStatus,
    RoundMove,
    RoundStatus,
)
from screening.selectors import assignments_visible_to, cases_visible_to, rounds_visible_to
from screening.selectors.releases import releases_visible_to
from screening.selectors.reviewers import reviewers_visible_to
from tests.people import NAMES, People, signed_in
from tests.policies.acts import said
from tests.policies.screening_acts import SUBJECTS, fresh

MATRIX = tomllib.loads(Path(__file__).with_name("screening_matrix.toml").read_text(encoding="utf-8"))
PEOPLE = (*NAMES, "nobody")
_STATUSES = {"assignment": AssignmentStatus, "case": CaseStatus, "round": RoundStatus, "release": ReleaseStatus}


def test_no_cell_is_missing_and_none_too_many() -> None:
    wanted = {(name, person, act) for name, each in SUBJECTS.items() for person in PEOPLE for act in each.acts}
    written = {
        (subject, person, act) for subject, rows in MATRIX.items() for person, row in rows.items() for act in row
    }
    assert wanted == written


def test_every_status_is_asked_about() -> None:
    wanted = {f"{kind}_{status.value}" for kind, statuses in _STATUSES.items() for status in statuses}
    assert wanted <= set(SUBJECTS)


def test_every_answer_is_a_known_reason_with_a_sentence() -> None:
    answers = {answer for rows in MATRIX.values() for row in rows.values() for answer in row.values()}
    assert answers - {"allowed"} <= {why.value for why in Why}
    assert set(SENTENCES) == set(Why)


def test_every_move_has_a_label_and_a_word_for_the_history() -> None:
    moves = {move.value for moves in (AssignmentMove, CaseMove, ReleaseMove, RoundMove) for move in moves}
    assert moves <= set(MOVE_LABELS)
    assert moves <= set(ACTS)


@pytest.mark.parametrize("name", SUBJECTS)
def test_the_matrix_holds_and_sight_says_the_same(name: str, people: People) -> None:
    subject = fresh(SUBJECTS[name].made(people))
    acts = SUBJECTS[name].acts
    found = {person: {act: said(may(people.actor(person), subject)) for act, may in acts.items()} for person in PEOPLE}
    assert found == MATRIX[name]
    for person in PEOPLE:
        actor = people.actor(person)
        assert _is_in_sight(actor, subject) is _may_view(actor, subject), person
        expected = 200 if _may_view(actor, subject) else 302 if person == "nobody" else 404
        assert signed_in(people.user(person)).get(_page(actor, subject), follow=False).status_code == expected, person


def _may_view(actor: Actor, subject: Any) -> bool:
    if isinstance(subject, Assignment):
        return may_view_assignment(actor, subject).is_allowed
    if isinstance(subject, User):
        return may_view_profile(actor, subject).is_allowed
    return may_look_into_screening(actor).is_allowed


def _is_in_sight(actor: Actor, subject: Any) -> bool:
    sight = {
        Assignment: assignments_visible_to,
        ScreeningCase: cases_visible_to,
        ScreeningRound: rounds_visible_to,
        Release: releases_visible_to,
        User: reviewers_visible_to,
    }[type(subject)]
    return sight(actor).filter(pk=subject.pk).exists()


def _page(actor: Actor, subject: Any) -> str:
    """The page of the subject for this person: reviewers come by their own addresses, everybody else by the office's."""
    is_reviewer = actor.is_nobody or not may_look_into_screening(actor).is_allowed
    match subject:
        case Assignment():
            return f"/review/{subject.pk}/conflict/" if is_reviewer else f"/office/screening/cases/{subject.case_id}/"
        case ScreeningCase():
            return f"/office/screening/cases/{subject.pk}/"
        case ScreeningRound():
            return f"/office/screening/{subject.call_id}/"
        case Release():
            return f"/office/screening/{subject.round.call_id}/releases/{subject.pk}/"
        case _ if actor.user_id == subject.pk:
            return "/review/profile/"
        case _:
            return f"/office/screening/reviewers/{subject.pk}/"
