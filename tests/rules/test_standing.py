"""A person's decision counts where a rule left it to a person, and nowhere else."""

import pytest

from applications.rules.standing import standing_of
from kernel.verdict import Outcome


@pytest.mark.parametrize("decided", [Outcome.MET, Outcome.UNMET])
def test_a_decision_settles_a_review(decided: Outcome) -> None:
    assert standing_of(Outcome.REVIEW, decided) is decided
    assert standing_of(Outcome.REVIEW, None) is Outcome.REVIEW


@pytest.mark.parametrize("judged", [each for each in Outcome if each is not Outcome.REVIEW])
def test_a_decision_settles_nothing_else(judged: Outcome) -> None:
    assert standing_of(judged, Outcome.MET) is judged
    assert standing_of(judged, Outcome.UNMET) is judged
