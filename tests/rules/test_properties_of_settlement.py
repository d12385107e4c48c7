"""Laws of the settlement after the decision, whatever the facts and whichever call."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from awards.rules.reading import settlement_facts_of
from awards.rules.settlement import Settlement, settle
from kernel.verdict import Outcome
from tests.rules.worlds_of_facts import CALLS, complete_settlements, less_known, terms_of_call

DECIDED = {Outcome.MET, Outcome.UNMET}


def settled(data: dict[str, Any], call: str) -> Settlement:
    terms = terms_of_call(call)
    return settle(settlement_facts_of(data, terms), terms)


def refused_lines(settlement: Settlement) -> set[int]:
    judgements = (line.judgement for line in settlement.lines)
    return {line.line for line in judgements if any(v.outcome is Outcome.UNMET for v in line.verdicts)}


@pytest.mark.parametrize("call", CALLS)
@settings(max_examples=80, deadline=None)
@given(data=st.data())
def test_adding_a_fact_never_overturns_what_is_decided(call: str, data: st.DataObject) -> None:
    """A line that is out stays out, for the same reason or another; a decided verdict of the whole stands."""
    facts = data.draw(complete_settlements(terms_of_call(call)))
    earlier, later = settled(data.draw(less_known(facts)), call), settled(facts, call)
    assert refused_lines(earlier) <= refused_lines(later)
    outcomes = {verdict.rule: verdict.outcome for verdict in later.verdicts}
    stands = {verdict.rule: verdict.outcome for verdict in earlier.verdicts if verdict.outcome in DECIDED}
    assert {rule: outcomes.get(rule) for rule in stands} == stands


@pytest.mark.parametrize("call", CALLS)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_with_all_facts_known_nothing_is_unknown(call: str, data: st.DataObject) -> None:
    settlement = settled(data.draw(complete_settlements(terms_of_call(call))), call)
    every = [*settlement.verdicts, *(v for line in settlement.lines for v in line.judgement.verdicts)]
    assert [verdict.rule for verdict in every if verdict.outcome is Outcome.UNKNOWN] == []


@pytest.mark.parametrize("call", CALLS)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_the_grant_never_rises_through_settlement(call: str, data: st.DataObject) -> None:
    terms = terms_of_call(call)
    facts = data.draw(complete_settlements(terms))
    settlement = settled(facts, call)
    finalized = settlement.finalized_amount
    assert finalized is not None
    assert 0 <= finalized <= min(facts["decision"]["decided_amount"], terms.amounts.cap)
    assert finalized <= settlement.actual_eligible_cost * terms.amounts.rate
    assert all(0 <= line.judgement.allowed <= (line.judgement.claimed or 0) for line in settlement.lines)


@pytest.mark.parametrize("call", CALLS)
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_days_follow_completion(call: str, data: st.DataObject) -> None:
    settlement = settled(data.draw(complete_settlements(terms_of_call(call))), call)
    assert settlement.completed_on is not None
    assert settlement.retain_until is not None
    assert settlement.retain_until > settlement.completed_on
