"""Outcomes have one order of badness, and a verdict is a value."""

from dataclasses import FrozenInstanceError
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.verdict import Outcome, Verdict, worst

OUTCOMES = st.lists(st.sampled_from(Outcome))
BADNESS = [Outcome.MET, Outcome.REVIEW, Outcome.UNKNOWN, Outcome.UNMET]


def test_the_words_are_those_of_the_contract() -> None:
    assert [str(outcome) for outcome in Outcome] == ["met", "unmet", "unknown", "review", "warning"]


@pytest.mark.parametrize(("better", "worse"), list(pairwise(BADNESS)))
def test_the_order_of_badness(better: Outcome, worse: Outcome) -> None:
    assert worst([better, worse]) is worst([worse, better]) is worse


def test_warnings_do_not_count_and_nothing_is_met() -> None:
    assert worst([]) is worst([Outcome.WARNING]) is Outcome.MET
    assert worst([Outcome.WARNING, Outcome.REVIEW]) is Outcome.REVIEW


@given(OUTCOMES)
def test_the_worst_is_among_them_and_none_is_worse(outcomes: list[Outcome]) -> None:
    counted = [outcome for outcome in outcomes if outcome is not Outcome.WARNING]
    found = worst(iter(outcomes))
    assert found in counted or (not counted and found is Outcome.MET)
    assert all(BADNESS.index(outcome) <= BADNESS.index(found) for outcome in counted)


@given(OUTCOMES, OUTCOMES)
def test_the_worst_of_two_parts_is_the_worst_of_the_whole(one: list[Outcome], other: list[Outcome]) -> None:
    assert worst([worst(one), worst(other)]) is worst(one + other)


def test_a_verdict_cannot_be_changed_and_compares_by_value() -> None:
    facts = {"applicant.base_in_prefecture": "head_office"}
    verdict = Verdict("R-020", Outcome.MET, "§1(1)", "本社が県内にある", facts)
    assert verdict == Verdict("R-020", Outcome.MET, "§1(1)", "本社が県内にある", dict(facts))
    with pytest.raises(FrozenInstanceError):
        verdict.outcome = Outcome.UNMET  # type: ignore[misc]


def test_a_verdict_may_rest_on_no_fact() -> None:
    assert Verdict("R-003", Outcome.REVIEW, "P-①", "事務局が確かめる").facts == {}
