"""Rounds, assignments and conflicts, through the verbs of the office and of the reviewers."""

import pytest

from accounts.services.refusals import Refused
from screening.models import Assignment
from screening.rules.refusals import Why
from screening.rules.workflow import AssignmentStatus
from screening.services.assignments import assign_reviewer
from tests import screening_worlds as worlds
from tests.people import People


def test_a_round_takes_in_every_accepted_file_once(people: People) -> None:
    panel = worlds.opened_round(people)
    assert panel.round.cases.count() == 2


def test_reviewers_are_assigned_and_open_their_files(people: People) -> None:
    assignments = worlds.assigned(people)
    assert Assignment.objects.count() == 4
    assert worlds.opened(assignments["endo"]).status == AssignmentStatus.OPEN


def test_whoever_works_for_a_vendor_is_not_assigned(people: People) -> None:
    panel = worlds.opened_round(people)
    with pytest.raises(Refused) as refusal:
        assign_reviewer(
            case_id=panel.case.pk, reviewer_id=people.fujii.pk, actor=people.actor("doi"), at=worlds.OPENED_AT
        )
    assert refusal.value.why is Why.CONFLICT_FOUND
