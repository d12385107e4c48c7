"""Person × status × act: every cell is written down in matrix.toml, and the code says the same."""

import tomllib
from pathlib import Path

import pytest

from applications.models import Application
from applications.policies import may_view
from applications.rules.refusals import SENTENCES, Why
from applications.rules.workflow import APPLICATION_WORKFLOW, MOVE_LABELS, MOVES_OF_A_RELEASE, Move, Status
from applications.selectors import applications_visible_to
from applications.services.offers import offers_for
from tests import worlds
from tests.people import NAMES, People, signed_in
from tests.policies.acts import ACTS, BY_POST, SUBJECTS, said

MATRIX = tomllib.loads(Path(__file__).with_name("matrix.toml").read_text(encoding="utf-8"))
PEOPLE = (*NAMES, "nobody")


def _subject(name: str, people: People) -> Application:
    return worlds.postal_draft(people) if name == BY_POST else worlds.application_at(Status(name), people)


def test_no_cell_is_missing_and_none_too_many() -> None:
    wanted = {(subject, person, act) for subject in SUBJECTS for person in PEOPLE for act in ACTS}
    written = {
        (subject, person, act) for subject, rows in MATRIX.items() for person, row in rows.items() for act in row
    }
    assert wanted == written


def test_every_answer_is_a_known_reason_with_a_sentence() -> None:
    answers = {answer for rows in MATRIX.values() for row in rows.values() for answer in row.values()}
    assert answers - {"allowed"} <= {why.value for why in Why}
    assert set(SENTENCES) == set(Why)


@pytest.mark.parametrize("subject", SUBJECTS)
def test_the_matrix_holds(subject: str, people: People) -> None:
    application = _subject(subject, people)
    found = {
        person: {act: said(may(people.actor(person), application)) for act, may in ACTS.items()} for person in PEOPLE
    }
    assert found == MATRIX[subject]


@pytest.mark.parametrize("subject", SUBJECTS)
def test_whoever_may_view_finds_it_and_its_page_and_nobody_else(subject: str, people: People) -> None:
    application = _subject(subject, people)
    for person in PEOPLE:
        actor = people.actor(person)
        is_found = applications_visible_to(actor).filter(pk=application.pk).exists()
        assert is_found is may_view(actor, application).is_allowed, person
        page = signed_in(people.user(person)).get(f"/applications/{application.pk}/")
        assert (page.status_code == 200) is is_found, person


@pytest.mark.parametrize("subject", SUBJECTS)
def test_offers_are_the_open_moves_that_policy_allows(subject: str, people: People) -> None:
    application = _subject(subject, people)
    for person in PEOPLE:
        offered = [offer.move.value for offer in offers_for(people.actor(person), application)]
        assert offered == [
            move.value
            for move in Move
            if move not in MOVES_OF_A_RELEASE and MATRIX[subject][person][move.value] == "allowed"
        ], person


def test_every_move_has_a_label_and_every_status_an_owner() -> None:
    assert set(MOVE_LABELS) == set(Move)
    assert set(APPLICATION_WORKFLOW.turn_of) == set(Status)
