"""Random people make random moves: whatever they try, the table, the policies and the trail agree."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from accounts.services.refusals import Refused
from applications.models import Application, Submission
from applications.policies import may_move
from applications.rules.letters import KINDS_TO_APPLICANT
from applications.rules.workflow import (
    APPLICATION_WORKFLOW,
    MOVES_OF_A_RELEASE,
    MOVES_WITH_A_REASON,
    TURN_OF,
    Move,
    Status,
)
from applications.services.acceptance import accept_application, dismiss_application, withdraw_application
from applications.services.decisions import grant_application, refuse_application
from applications.services.drafts import start_draft
from applications.services.submission import submit_application
from records.models import AuditEvent, Message
from tests import worlds
from tests.people import NAMES, People
from tests.worlds import AT


class Machine(RuleBasedStateMachine):
    """One application and everybody who might touch it."""

    people: People

    @initialize()
    def begin(self) -> None:
        draft = start_draft(
            call_id=worlds.CALL,
            organisation_id=self.people.company.pk,
            actor=self.people.actor("aoki"),
            at=AT,
        )
        if not draft.title:
            worlds.fill(draft.pk, self.people)
        self.application = Application.objects.get(pk=draft.pk)
        self.status, self.moves, self.mails, self.minute = Status.DRAFT, 0, 0, 0

    @rule(
        move=st.sampled_from(list(Move)),
        name=st.sampled_from((*NAMES, "nobody")),
        because=st.sampled_from(("", "理由")),
    )
    def try_to(self, move: Move, name: str, because: str) -> None:
        self.application.refresh_from_db()
        actor = self.people.actor(name)
        is_allowed = may_move(actor, self.application, move).is_allowed
        is_reasoned = move not in MOVES_WITH_A_REASON or bool(because)
        self.minute += 1
        common: dict[str, Any] = {
            "application_id": self.application.pk,
            "actor": actor,
            "at": AT + timedelta(minutes=self.minute),
        }
        try:
            self._do(move, common, because)
        except Refused:
            assert not (is_allowed and is_reasoned)
            return
        if move is Move.SUBMIT and self.status is not Status.DRAFT:
            return  # the same key again hands back what was sent
        assert is_allowed
        assert is_reasoned
        target = APPLICATION_WORKFLOW.target_of(self.status, move)
        assert target is not None
        self.status, self.moves = Status(target), self.moves + 1
        # The mail of a decision is the release's, which sends many in one act.
        self.mails += move not in MOVES_OF_A_RELEASE

    def _do(self, move: Move, common: dict[str, Any], because: str) -> None:
        if move is Move.SUBMIT:
            submit_application(**common, submission_key=self.application.submission_key)
        elif move is Move.ACCEPT:
            accept_application(**common, because=because)
        elif move is Move.DISMISS:
            dismiss_application(**common, because=because)
        elif move is Move.WITHDRAW:
            withdraw_application(**common, because=because)
        elif move is Move.GRANT:
            grant_application(**common)
        else:
            refuse_application(**common)

    @invariant()
    def the_row_stands_where_the_moves_led(self) -> None:
        if hasattr(self, "application"):
            assert Application.objects.get(pk=self.application.pk).status == self.status
            assert self.status in TURN_OF

    @invariant()
    def the_trail_holds_one_line_per_move(self) -> None:
        if hasattr(self, "application"):
            lines = AuditEvent.objects.filter(
                subject_id=str(self.application.pk), verb__in=[move.value for move in Move]
            )
            assert lines.count() == self.moves
            mails = Message.objects.filter(subject_id=str(self.application.pk), kind__in=KINDS_TO_APPLICANT)
            assert mails.count() == self.mails
            assert Submission.objects.filter(application=self.application).count() == (self.status is not Status.DRAFT)


@pytest.mark.django_db
def test_any_sequence_of_moves_keeps_the_law(people: People) -> None:
    worlds.published_call()
    machine = type("MachineOfThesePeople", (Machine,), {"people": people})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=12,
            stateful_step_count=14,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            database=None,
        ),
    )
