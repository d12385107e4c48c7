"""Every move has a policy, a verb and a label; the diagrams of docs/ are those of the tables."""

import importlib
import re
from collections.abc import Mapping

import pytest

from applications.policies import POLICY_OF
from applications.rules.acts import ACTS
from applications.rules.workflow import APPLICATION_WORKFLOW, MOVE_LABELS, Move
from kernel.workflow import Workflow
from screening.rules.workflow import ASSIGNMENT_WORKFLOW, CASE_WORKFLOW, RELEASE_WORKFLOW, ROUND_WORKFLOW
from support_cases.rules.workflow import SUPPORT_CASE_WORKFLOW
from tests.architecture.tree import ROOT

WORKFLOWS: Mapping[str, Workflow] = {
    "application": APPLICATION_WORKFLOW,
    "round": ROUND_WORKFLOW,
    "case": CASE_WORKFLOW,
    "assignment": ASSIGNMENT_WORKFLOW,
    "release": RELEASE_WORKFLOW,
    "support_case": SUPPORT_CASE_WORKFLOW,
}
ROOMS_OF_VERBS = (
    "applications.services.submission",
    "applications.services.acceptance",
    "applications.services.decisions",
)
DOCUMENT = ROOT / "docs" / "workflows.md"
_MARKED = re.compile(r"(<!-- workflow: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


@pytest.mark.parametrize("move", list(Move))
def test_every_move_has_a_policy_a_verb_a_label_and_a_name_in_the_history(move: Move) -> None:
    verbs = [
        getattr(importlib.import_module(room), f"{move}_application")
        for room in ROOMS_OF_VERBS
        if hasattr(importlib.import_module(room), f"{move}_application")
    ]
    assert len(verbs) == 1
    assert verbs[0].__doc__
    assert move in POLICY_OF
    assert MOVE_LABELS[move]
    assert ACTS[move.value]


def test_the_diagrams_are_fresh(pytestconfig: pytest.Config) -> None:
    drawn = DOCUMENT.read_text(encoding="utf-8")
    fresh = _MARKED.sub(lambda match: f"{match[1]}```mermaid\n{WORKFLOWS[match[2]].mermaid()}\n```\n{match[3]}", drawn)
    if pytestconfig.getoption("--golden"):
        DOCUMENT.write_text(fresh, encoding="utf-8")
    assert pytestconfig.getoption("--golden") or fresh == drawn


def test_every_workflow_is_drawn() -> None:
    assert [match[2] for match in _MARKED.finditer(DOCUMENT.read_text(encoding="utf-8"))] == list(WORKFLOWS)
