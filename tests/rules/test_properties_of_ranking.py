"""Laws of the ranking: a total order that the input's order never moves, and a budget that is never exceeded."""

import random
from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from applications.rules.terms import CallTerms
from kernel.calendar import TOKYO
from screening.rules.cutoff import passes_cutoff
from screening.rules.ranking import Allocated, Ranking, rank
from screening.rules.scores import Candidate, Sheet
from tests.rules.worlds_of_facts import CALLS, terms_of_call
from tests.terms.worked_cases import terms_for


@st.composite
def candidates(draw: st.DrawFn, terms: CallTerms) -> list[Candidate]:
    chance = draw(st.randoms(use_true_random=False))
    points = [criterion.points for criterion in terms.screening.criteria]
    files = []
    for number in range(draw(st.integers(1, 6))):
        sheets = tuple(
            Sheet(f"r{reviewer}", tuple(chance.randint(most // 2, most) for most in points))
            for reviewer in range(chance.randint(1, 3))
        )
        received = datetime(2025, 5, 1, tzinfo=TOKYO) + timedelta(hours=chance.randint(0, 3))
        bonuses = {bonus.key: chance.choice((0, bonus.points)) for bonus in terms.screening.bonuses}
        files.append(Candidate(f"A{number}", chance.randint(1, 30) * 100_000, received, sheets, bonuses))
    return files


def ranked(files: list[Candidate], call: str, budget: int) -> Ranking:
    return rank(files, terms_of_call(call), budget)


@pytest.mark.parametrize("call", CALLS)
@settings(max_examples=60, deadline=None)
@given(data=st.data(), budget=st.integers(0, 10**7), seed=st.integers(0, 99))
def test_the_order_of_the_input_never_matters(call: str, data: st.DataObject, budget: int, seed: int) -> None:
    files = data.draw(candidates(terms_of_call(call)))
    turned = random.Random(seed).sample(files, len(files))
    assert ranked(turned, call, budget) == ranked(files, call, budget)


@pytest.mark.parametrize("call", CALLS)
@settings(max_examples=60, deadline=None)
@given(data=st.data(), budget=st.integers(0, 10**7))
def test_every_file_that_passes_has_a_place_of_its_own(call: str, data: st.DataObject, budget: int) -> None:
    terms = terms_of_call(call)
    files = data.draw(candidates(terms))
    ranking = ranked(files, call, budget)
    places = [file.rank for file in ranking.files if file.rank is not None]
    assert places == list(range(1, len(places) + 1))
    assert {file.candidate.application for file in ranking.files} == {file.application for file in files}
    assert all(file.passes_cutoff is (file.rank is not None) for file in ranking.files)
    assert all(passes_cutoff(file.candidate, terms) is file.passes_cutoff for file in ranking.files)
    totals = [Decimal(file.total) for file in ranking.files if file.rank is not None]
    assert totals == sorted(totals, reverse=True)


@pytest.mark.parametrize("call", CALLS)
@settings(max_examples=80, deadline=None)
@given(data=st.data(), budget=st.integers(0, 10**7))
def test_the_budget_is_never_exceeded_and_nobody_is_overtaken(call: str, data: st.DataObject, budget: int) -> None:
    terms = terms_of_call(call)
    ranking = ranked(data.draw(candidates(terms)), call, budget)
    assert ranking.used == sum(file.amount for file in ranking.files) <= budget
    assert ranking.left == budget - ranking.used
    outcomes = [file.outcome for file in ranking.files if file.rank is not None]
    first = next((place for place, outcome in enumerate(outcomes) if outcome is not Allocated.FUNDED), len(outcomes))
    assert set(outcomes[first + 1 :]) <= {Allocated.RESERVE}
    for file in ranking.files:
        assert 0 <= file.amount <= file.candidate.requested_amount
        if file.outcome is Allocated.PARTLY_FUNDED:
            assert file.amount >= terms.amounts.floor
            assert file.amount % terms.amounts.round_down_to == 0


def test_nobody_to_rank_leaves_the_budget() -> None:
    ranking = ranked([], CALLS[0], 5)
    assert (ranking.files, ranking.left) == ((), 5)


@given(totals=st.lists(st.integers(0, 100), min_size=1, max_size=7))
def test_the_pooled_cutoff_is_judged_in_whole_numbers(totals: list[int]) -> None:
    """10 × points against 6 × the most: no mean is rounded on the way."""
    terms = terms_for(CALLS[0])
    most = [criterion.points for criterion in terms.screening.criteria]
    sheets = []
    for total in totals:
        left, points = total, []
        for top in most:
            points.append(min(top, left))
            left -= points[-1]
        sheets.append(Sheet("r", tuple(points)))
    candidate = Candidate("A", 0, datetime(2025, 5, 1, tzinfo=TOKYO), tuple(sheets), {})
    assert passes_cutoff(candidate, terms) is (10 * sum(totals) >= 6 * 100 * len(totals))
