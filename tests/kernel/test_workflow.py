"""A workflow is a table that contradicts itself nowhere, or is refused at import."""

from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.workflow import Transition, Workflow, WorkflowError


class Status(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"


class Move(StrEnum):
    SUBMIT = "submit"
    RETURN = "return"
    ACCEPT = "accept"


class Turn(StrEnum):
    APPLICANT = "applicant"
    SECRETARIAT = "secretariat"
    NOBODY = "nobody"


TURN_OF: dict[StrEnum, StrEnum] = {
    Status.DRAFT: Turn.APPLICANT,
    Status.SUBMITTED: Turn.SECRETARIAT,
    Status.RETURNED: Turn.APPLICANT,
    Status.ACCEPTED: Turn.NOBODY,
}
TABLE = (
    Transition(Move.SUBMIT, (Status.DRAFT, Status.RETURNED), Status.SUBMITTED),
    Transition(Move.RETURN, (Status.SUBMITTED,), Status.RETURNED),
    Transition(Move.ACCEPT, (Status.SUBMITTED,), Status.ACCEPTED),
)
TRANSITIONS = st.lists(
    st.builds(
        Transition,
        st.sampled_from(Move),
        st.lists(st.sampled_from(Status), min_size=1, max_size=3, unique=True).map(tuple),
        st.sampled_from(Status),
    ),
    max_size=5,
)


@pytest.fixture
def workflow() -> Workflow:
    return Workflow(Status.DRAFT, TABLE, TURN_OF)


def test_a_move_leads_where_the_table_says(workflow: Workflow) -> None:
    assert workflow.target_of(Status.DRAFT, Move.SUBMIT) is Status.SUBMITTED
    assert workflow.target_of(Status.RETURNED, Move.SUBMIT) is Status.SUBMITTED
    assert workflow.target_of(Status.SUBMITTED, Move.ACCEPT) is Status.ACCEPTED


def test_a_move_that_is_not_open_leads_nowhere(workflow: Workflow) -> None:
    assert workflow.target_of(Status.DRAFT, Move.ACCEPT) is None
    assert workflow.target_of(Status.ACCEPTED, Move.SUBMIT) is None


def test_open_moves_come_in_the_order_of_the_table(workflow: Workflow) -> None:
    assert workflow.moves_from(Status.SUBMITTED) == (Move.RETURN, Move.ACCEPT)
    assert workflow.moves_from(Status.ACCEPTED) == ()


def test_every_status_is_listed_once_and_has_one_owner(workflow: Workflow) -> None:
    assert workflow.statuses == (Status.DRAFT, Status.RETURNED, Status.SUBMITTED, Status.ACCEPTED)
    assert {status: workflow.turn_of[status] for status in workflow.statuses} == TURN_OF


def test_the_table_draws_itself(workflow: Workflow) -> None:
    assert workflow.mermaid().splitlines() == [
        "stateDiagram-v2",
        "    [*] --> draft",
        "    draft --> submitted: submit",
        "    returned --> submitted: submit",
        "    submitted --> returned: return",
        "    submitted --> accepted: accept",
        "    note right of draft: applicant",
        "    note right of returned: applicant",
        "    note right of submitted: secretariat",
        "    note right of accepted: nobody",
    ]


@pytest.mark.parametrize(
    "second",
    [
        Transition(Move.SUBMIT, (Status.DRAFT,), Status.ACCEPTED),
        Transition(Move.SUBMIT, (Status.DRAFT,), Status.SUBMITTED),
        Transition(Move.RETURN, (Status.ACCEPTED, Status.SUBMITTED), Status.DRAFT),
    ],
)
def test_two_targets_for_one_move_are_refused(second: Transition) -> None:
    with pytest.raises(WorkflowError, match=f"{second.sources[-1]} の {second.move}"):
        Workflow(Status.DRAFT, (*TABLE, second), TURN_OF)


@pytest.mark.parametrize("status", Status)
def test_a_status_that_is_nobodys_business_is_refused(status: Status) -> None:
    owners = {key: turn for key, turn in TURN_OF.items() if key is not status}
    with pytest.raises(WorkflowError, match=f"担当.*{status}"):
        Workflow(Status.DRAFT, TABLE, owners)


@pytest.mark.parametrize(
    ("transitions", "stranded"),
    [
        (TABLE[:2], "accepted"),  # owned, but no move leads there
        ((TABLE[0], TABLE[2]), "returned"),  # a source that nothing reaches
        (TABLE[1:], "submitted"),
        ((), "accepted"),
    ],
)
def test_a_status_that_no_move_reaches_is_refused(transitions: tuple[Transition, ...], stranded: str) -> None:
    with pytest.raises(WorkflowError, match=f"たどり着けない.*{stranded}"):
        Workflow(Status.DRAFT, transitions, TURN_OF)


def test_a_circle_apart_is_not_reached_by_itself() -> None:
    circle = (
        Transition(Move.SUBMIT, (Status.RETURNED,), Status.SUBMITTED),
        Transition(Move.RETURN, (Status.SUBMITTED,), Status.RETURNED),
    )
    owners = {status: turn for status, turn in TURN_OF.items() if status is not Status.ACCEPTED}
    with pytest.raises(WorkflowError, match="たどり着けない"):
        Workflow(Status.DRAFT, circle, owners)


def test_the_table_is_its_own_and_not_the_callers() -> None:
    owners, transitions = dict(TURN_OF), list(TABLE)
    workflow = Workflow(Status.DRAFT, transitions, owners)
    owners.clear()
    transitions.clear()
    assert workflow.turn_of == TURN_OF
    assert workflow.transitions == TABLE


def test_a_single_status_is_a_workflow_too() -> None:
    workflow = Workflow(Status.ACCEPTED, (), {Status.ACCEPTED: Turn.NOBODY})
    assert workflow.statuses == (Status.ACCEPTED,)


@given(TRANSITIONS)
def test_a_table_is_refused_or_walkable(transitions: list[Transition]) -> None:
    mentioned = {status for t in transitions for status in (*t.sources, t.target)} | {Status.DRAFT}
    steps = [(source, t.move, t.target) for t in transitions for source in t.sources]
    is_deterministic = len({(source, move) for source, move, _ in steps}) == len(steps)
    is_connected = reached_from(Status.DRAFT, steps) == mentioned
    owners = {status: TURN_OF[status] for status in mentioned}
    if not (is_deterministic and is_connected):
        with pytest.raises(WorkflowError):
            Workflow(Status.DRAFT, transitions, owners)
        return
    workflow = Workflow(Status.DRAFT, transitions, owners)
    for status in workflow.statuses:
        assert workflow.turn_of[status]
        open_moves = workflow.moves_from(status)
        assert len(set(open_moves)) == len(open_moves)
        assert {move for move in Move if workflow.target_of(status, move)} == set(open_moves)


def reached_from(start: StrEnum, steps: list[tuple[StrEnum, StrEnum, StrEnum]]) -> set[StrEnum]:
    reached = [start]
    for status in reached:
        reached += [target for source, _, target in steps if source == status and target not in reached]
    return set(reached)
