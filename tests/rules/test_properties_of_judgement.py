"""Laws of the judgement before the decision, whatever the facts and whichever call."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from applications.rules.amounts import judge_amount, limit_of
from applications.rules.judgement import Judgement, judge
from applications.rules.reading import facts_of
from kernel.verdict import Outcome
from tests.rules.worlds_of_facts import CALLS, complete_facts, less_known, terms_of_call

DECIDED = {Outcome.MET, Outcome.UNMET}


def judged(data: dict[str, Any], call: str) -> Judgement:
    terms = terms_of_call(call)
    return judge(facts_of(data, terms), terms)


def decided(judgement: Judgement) -> dict[tuple[int, str], Outcome]:
    """What is decided of the whole (line 0) and of each line."""
    every = [(0, judgement.verdicts), *((line.line, line.verdicts) for line in judgement.costs)]
    return {(line, v.rule): v.outcome for line, verdicts in every for v in verdicts if v.outcome in DECIDED}


@pytest.mark.parametrize("call", CALLS)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_adding_a_fact_never_overturns_a_decided_verdict(call: str, data: st.DataObject) -> None:
    """Facts that come from one document are added together: a line's amounts, a filing's way and day."""
    facts = data.draw(complete_facts(terms_of_call(call)))
    earlier, later = decided(judged(data.draw(less_known(facts)), call)), decided(judged(facts, call))
    if "costs" not in facts:
        earlier = {place: outcome for place, outcome in earlier.items() if place[0] == 0}
    assert {place: later.get(place) for place in earlier} == earlier


@pytest.mark.parametrize("call", CALLS)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_with_all_facts_known_nothing_is_unknown(call: str, data: st.DataObject) -> None:
    judgement = judged(data.draw(complete_facts(terms_of_call(call))), call)
    every = [*judgement.verdicts, *(verdict for line in judgement.costs for verdict in line.verdicts)]
    assert [verdict.rule for verdict in every if verdict.outcome is Outcome.UNKNOWN] == []
    assert judgement.amount.outcome is not Outcome.UNKNOWN


@pytest.mark.parametrize("call", CALLS)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_nothing_is_allowed_beyond_what_is_claimed(call: str, data: st.DataObject) -> None:
    judgement = judged(data.draw(complete_facts(terms_of_call(call))), call)
    assert all(0 <= line.allowed <= (line.claimed or 0) for line in judgement.costs)
    assert judgement.amount.eligible_cost == sum(line.allowed for line in judgement.costs)


@pytest.mark.parametrize("call", CALLS)
@given(cost=st.integers(0, 10**10))
def test_the_grant_is_within_rate_and_cap_and_a_multiple_of_the_unit(call: str, cost: int) -> None:
    amounts = terms_of_call(call).amounts
    granted = judge_amount(cost, None, amounts).granted_at_most
    assert granted <= amounts.cap
    assert granted <= cost * amounts.rate
    assert granted % amounts.round_down_to == 0
    assert granted == 0 or granted >= amounts.floor


@pytest.mark.parametrize("call", CALLS)
@given(cost=st.integers(0, 10**8), more=st.integers(0, 10**8))
def test_more_cost_never_means_less_grant(call: str, cost: int, more: int) -> None:
    amounts = terms_of_call(call).amounts
    assert limit_of(cost, amounts) <= limit_of(cost + more, amounts)
    assert judge_amount(cost, None, amounts).granted_at_most <= judge_amount(cost + more, None, amounts).granted_at_most


@pytest.mark.parametrize("call", CALLS)
@given(cost=st.integers(0, 10**8), requested=st.integers(0, 10**8))
def test_a_request_is_never_exceeded(call: str, cost: int, requested: int) -> None:
    amounts = terms_of_call(call).amounts
    amount = judge_amount(cost, requested, amounts)
    assert amount.granted_at_most <= min(requested, amount.limit)


@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_the_same_facts_give_the_same_judgement(data: st.DataObject) -> None:
    facts = data.draw(complete_facts(terms_of_call(CALLS[0])))
    assert judged(facts, CALLS[0]) == judged(facts, CALLS[0])
