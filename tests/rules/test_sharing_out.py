"""What a budget gives: in the order of the ranking, save where a person departs from it and says why."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from applications.rules.terms import CallTerms
from screening.rules.ranking import Allocated, Edge, placed, rank
from screening.rules.scores import Candidate
from screening.rules.sharing_out import (
    TREATMENT_LABELS,
    TROUBLE_SENTENCES,
    Departure,
    Served,
    Shares,
    Treatment,
    Trouble,
    share_out,
)
from tests.rules.panels import file_of, panels
from tests.rules.worlds_of_facts import CALLS, terms_of_call
from tests.terms.worked_cases import terms_for

TERMS = terms_of_call(CALLS[0])
FLOOR = TERMS.amounts.floor
# Four files in this order, each asking for two floors.
FILES = [file_of(name, [total], TERMS, asked=2 * FLOOR) for name, total in zip("ABCD", (90, 80, 70, 65), strict=True)]
BELOW = file_of("E", [59], TERMS, asked=2 * FLOOR)


def shared(budget: int, *departures: Departure, edge: Edge = Edge.PART, terms: CallTerms = TERMS) -> Shares:
    return share_out(placed([*FILES, BELOW], terms), terms, budget, edge=edge, departures=departures)


def departure(name: str, treatment: Treatment, amount: int = 0, because: str = "理由") -> Departure:
    return Departure(name, treatment, amount, because)


def gives(shares: Shares) -> dict[str, tuple[str, int]]:
    return {s.file.candidate.application: (s.file.outcome.value, s.file.amount) for s in shares.files}


def test_the_line_stands_at_the_first_file_not_served_in_full() -> None:
    shares = shared(5 * FLOOR)
    assert [value for _, value in gives(shares).values()] == [2 * FLOOR, 2 * FLOOR, FLOOR, 0, 0]
    assert (shares.ends_at, shares.used, shares.left) == (3, 5 * FLOOR, 0)


def test_the_edge_may_be_left_to_the_reserve() -> None:
    shares = shared(5 * FLOOR, edge=Edge.RESERVE)
    assert gives(shares)["C"] == ("reserve", 0)
    assert (shares.ends_at, shares.left) == (3, FLOOR)


def test_a_budget_for_everybody_has_no_line() -> None:
    assert shared(8 * FLOOR).ends_at is None


def test_a_file_may_be_served_before_those_above_it() -> None:
    shares = shared(5 * FLOOR, departure("D", Treatment.FUND))
    assert gives(shares) == {
        "A": ("funded", 2 * FLOOR),
        "B": ("partly_funded", FLOOR),
        "C": ("reserve", 0),
        "D": ("funded", 2 * FLOOR),
        "E": ("below_cutoff", 0),
    }
    assert shares.ends_at == 2


def test_a_file_on_hold_leaves_its_money_to_the_next() -> None:
    shares = shared(4 * FLOOR, departure("A", Treatment.HOLD))
    assert gives(shares)["A"] == ("reserve", 0)
    assert [gives(shares)[name][1] for name in "BCD"] == [2 * FLOOR, 2 * FLOOR, 0]


@pytest.mark.parametrize(("amount", "outcome"), [(FLOOR, "partly_funded"), (2 * FLOOR, "funded")])
def test_an_amount_may_be_decided(amount: int, outcome: str) -> None:
    shares = shared(8 * FLOOR, departure("B", Treatment.AMOUNT, amount))
    assert gives(shares)["B"] == (outcome, amount)
    assert shares.troubles == ()


@pytest.mark.parametrize(
    ("wrong", "trouble"),
    [
        (departure("E", Treatment.FUND), Trouble.NOT_RANKED),
        (departure("X", Treatment.HOLD), Trouble.NOT_RANKED),
        (departure("A", Treatment.FUND, because="  "), Trouble.NO_REASON),
        (departure("A", Treatment.AMOUNT, 2 * FLOOR + 1000), Trouble.OVER_REQUEST),
        (departure("A", Treatment.AMOUNT, FLOOR + 1), Trouble.NOT_IN_UNITS),
        (departure("A", Treatment.AMOUNT, 0), Trouble.NOT_IN_UNITS),
        (departure("A", Treatment.AMOUNT, FLOOR - 1000), Trouble.BELOW_FLOOR),
    ],
)
def test_what_cannot_be_followed_is_told_and_left_out(wrong: Departure, trouble: Trouble) -> None:
    shares = shared(5 * FLOOR, wrong)
    assert shares.troubles == ((wrong, trouble),)
    assert gives(shares) == gives(shared(5 * FLOOR))


def test_a_second_departure_for_a_file_is_not_followed() -> None:
    first, second = departure("A", Treatment.HOLD), departure("A", Treatment.FUND)
    shares = shared(5 * FLOOR, first, second)
    assert shares.troubles == ((second, Trouble.TWICE),)
    assert gives(shares)["A"] == ("reserve", 0)


def test_departures_beyond_the_budget_are_followed_in_the_order_of_the_ranking() -> None:
    lower, upper = departure("D", Treatment.FUND), departure("B", Treatment.FUND)
    shares = shared(3 * FLOOR, lower, upper)
    assert shares.troubles == ((lower, Trouble.OVER_BUDGET),)
    assert gives(shares)["B"] == ("funded", 2 * FLOOR)
    assert gives(shares)["A"] == ("partly_funded", FLOOR)


def test_below_the_floor_is_in_order_where_the_call_says_so() -> None:
    """R-094, A13: the guide is silent, so the call decides."""
    low = departure("A", Treatment.AMOUNT, FLOOR - 1000)
    for reading in ("warned", "allowed"):
        lenient = terms_for(CALLS[0], {"readings.decision_below_floor": reading})
        assert shared(8 * FLOOR, low, terms=lenient).troubles == ()


def test_everything_has_its_words() -> None:
    assert set(TREATMENT_LABELS) == set(Treatment)
    assert set(TROUBLE_SENTENCES) == set(Trouble)


@st.composite
def departures(draw: st.DrawFn, files: list[Candidate], terms: CallTerms) -> list[Departure]:
    """A few departures, most of them sound."""
    unit, floor = terms.amounts.round_down_to, terms.amounts.floor
    found = []
    for candidate in draw(st.lists(st.sampled_from(files), max_size=3, unique_by=lambda each: each.application)):
        amount = draw(st.integers(floor // unit - 1, candidate.requested_amount // unit + 1)) * unit
        treatment = draw(st.sampled_from(list(Treatment)))
        found.append(Departure(candidate.application, treatment, amount, draw(st.sampled_from(["理由", ""]))))
    return found


@pytest.mark.parametrize("call", CALLS)
@settings(max_examples=120, deadline=None)
@given(data=st.data(), budget=st.integers(0, 2 * 10**7), edge=st.sampled_from(list(Edge)))
def test_the_laws_of_sharing_out(call: str, data: st.DataObject, budget: int, edge: Edge) -> None:
    terms = terms_of_call(call)
    files = data.draw(panels(terms))
    places, wished = placed(files, terms), data.draw(departures(files, terms))
    shares = share_out(places, terms, budget, edge=edge, departures=wished)
    assert shares.used == sum(each.file.amount for each in shares.files) <= budget
    assert {each.file.candidate.application for each in shares.files} == {each.application for each in files}
    told = [each for each, _ in shares.troubles]
    assert all((each in told) is not any(s.departure is each for s in shares.files) for each in wished)
    for served in shares.files:
        assert 0 <= served.file.amount <= served.file.candidate.requested_amount
        assert served.file.passes_cutoff or (served.file.amount == 0 and served.departure is None)
    _nobody_is_overtaken(shares, edge)


def _nobody_is_overtaken(shares: Shares, edge: Edge) -> None:
    in_order: list[Served] = [each for each in shares.files if each.departure is None and each.file.passes_cutoff]
    short = [place for place, each in enumerate(in_order) if each.file.outcome is not Allocated.FUNDED]
    for each in in_order[short[0] + 1 :] if short else ():
        assert each.file.outcome is Allocated.RESERVE
    assert shares.ends_at == (in_order[short[0]].file.rank if short else None)
    if edge is Edge.RESERVE:
        assert all(each.file.outcome is not Allocated.PARTLY_FUNDED for each in in_order)


@pytest.mark.parametrize("call", CALLS)
@settings(max_examples=80, deadline=None)
@given(data=st.data(), budget=st.integers(0, 2 * 10**7), more=st.integers(0, 5 * 10**6))
def test_a_larger_budget_takes_from_nobody(call: str, data: st.DataObject, budget: int, more: int) -> None:
    """As long as every departure can be followed: one that begins to be followed takes its money from the others."""
    terms = terms_of_call(call)
    files = data.draw(panels(terms))
    places, wished = placed(files, terms), data.draw(departures(files, terms))
    edge = data.draw(st.sampled_from(list(Edge)))
    small, large = (share_out(places, terms, yen, edge=edge, departures=wished) for yen in (budget, budget + more))
    if any(trouble is Trouble.OVER_BUDGET for _, trouble in small.troubles):
        return
    assert all(s.file.amount <= m.file.amount for s, m in zip(small.files, large.files, strict=True))


@pytest.mark.parametrize("call", CALLS)
@settings(max_examples=60, deadline=None)
@given(data=st.data(), budget=st.integers(0, 2 * 10**7))
def test_without_departures_it_is_the_ranking_of_the_contract(call: str, data: st.DataObject, budget: int) -> None:
    terms = terms_of_call(call)
    files = data.draw(panels(terms))
    shares, ranking = share_out(placed(files, terms), terms, budget), rank(files, terms, budget)
    assert tuple(each.file for each in shares.files) == ranking.files
    assert (shares.used, shares.left) == (ranking.used, ranking.left)
