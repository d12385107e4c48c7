"""A person's decision counts where a rule left it to a person, and nowhere else."""

from applications.rules.standing import standing_of, standing_outcome, undecided
from kernel.verdict import Outcome


def _verdict(rule: str, outcome: Outcome) -> dict[str, str]:
    return {"rule": rule, "outcome": outcome.value}


def test_a_decision_settles_a_review_alone() -> None:
    decided = {("R-1", 0): Outcome.MET, ("R-2", 0): Outcome.MET}
    assert standing_of(_verdict("R-1", Outcome.REVIEW), decided) is Outcome.MET
    assert standing_of(_verdict("R-2", Outcome.UNMET), decided) is Outcome.UNMET
    assert standing_of(_verdict("R-1", Outcome.REVIEW), decided, line=1) is Outcome.REVIEW


def test_the_file_stands_as_its_worst_verdict() -> None:
    verdicts = [_verdict("R-1", Outcome.REVIEW), _verdict("R-2", Outcome.MET)]
    assert standing_outcome(verdicts, {}) is Outcome.REVIEW
    assert standing_outcome(verdicts, {("R-1", 0): Outcome.UNMET}) is Outcome.UNMET


def test_what_waits_for_a_person_is_named_with_its_line() -> None:
    verdicts = [_verdict("R-1", Outcome.REVIEW), _verdict("R-2", Outcome.MET)]
    costs = [{"line": 1, "verdicts": [_verdict("R-66", Outcome.REVIEW)]}, {"line": 2, "verdicts": []}]
    assert undecided(verdicts, costs, {}) == (("R-1", 0), ("R-66", 1))
    assert undecided(verdicts, costs, {("R-66", 1): Outcome.UNMET}) == (("R-1", 0),)
