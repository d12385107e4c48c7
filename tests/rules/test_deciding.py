"""What a decision gives: cuts, the call's one calculator, the kind of reduction, the floor, and the days that follow."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applications.rules.numbers import book_of, number_at, place_after
from applications.rules.terms import CallTerms
from awards.rules.due_days import due_days
from screening.rules.deciding import (
    Cut,
    JudgedCost,
    after_cuts,
    completion_limit,
    decide,
    is_held_by_floor,
    trouble_with_amount,
    trouble_with_cuts,
    warning_of_floor,
)
from screening.rules.refusals import SENTENCES, Why
from tests.terms.worked_cases import terms_as_written

REAL, MADE_UP = "fy2025_introduction", "fy2099"
COSTS = (JudgedCost(1, 3_000_000, 3_000_000), JudgedCost(2, 500_000, 400_000, "期間の外の分を除きました。"))


@pytest.fixture(scope="module")
def terms() -> CallTerms:
    return terms_as_written(REAL)


def test_a_cut_lowers_what_was_allowed_and_replaces_the_reason() -> None:
    cut = after_cuts(COSTS, (Cut(1, 2_500_000, "一部を除く。"),))
    assert cut == (JudgedCost(1, 3_000_000, 2_500_000, "一部を除く。"), COSTS[1])


@pytest.mark.parametrize(
    ("cuts", "amount", "expected"),
    [
        ((), None, (3_400_000, 1_700_000, 1_700_000, "")),
        ((), 1_500_000, (3_400_000, 1_700_000, 1_500_000, "budget")),
        ((Cut(1, 2_500_001, "一部"),), None, (2_900_001, 1_450_000, 1_450_000, "cost_assessment")),
        ((Cut(1, 2_500_001, "一部"),), 1_400_000, (2_900_001, 1_450_000, 1_400_000, "both")),
        ((Cut(2, 0, "全部"),), None, (3_000_000, 1_500_000, 1_500_000, "cost_assessment")),
    ],
)
def test_cost_limit_amount_and_reduction(
    terms: CallTerms, cuts: tuple[Cut, ...], amount: int | None, expected: tuple[int, int, int, str]
) -> None:
    decided = decide(COSTS, cuts, applied=1_700_000, amount=amount, terms=terms)
    assert (decided.cost, decided.limit, decided.amount, decided.reduction) == expected


@given(
    applied=st.integers(1_000, 2_500).map(lambda thousands: thousands * 1_000),
    left=st.integers(0, 3_000_000),
    share=st.fractions(0, 1),
)
def test_no_decision_exceeds_request_limit_or_rate(applied: int, left: int, share: Fraction) -> None:
    terms = terms_as_written(REAL)
    decided = decide(COSTS, (Cut(1, left, "一部"),), applied=applied, amount=None, terms=terms)
    assert decided.amount <= applied
    assert decided.amount <= decided.cost * terms.amounts.rate
    assert decided.amount % terms.amounts.round_down_to == 0
    less = decide(COSTS, (Cut(1, int(left * share), "一部"),), applied=applied, amount=None, terms=terms)
    assert less.amount <= decided.amount


@pytest.mark.parametrize(
    ("cuts", "why"),
    [
        ((Cut(1, 3_000_000, "そのまま"),), None),
        ((Cut(1, 3_000_001, "多い"),), Why.CUT_UNFIT),
        ((Cut(1, -1, "少ない"),), Why.CUT_UNFIT),
        ((Cut(3, 0, "ない"),), Why.CUT_UNFIT),
        ((Cut(1, 0, "一"), Cut(1, 0, "二")), Why.CUT_UNFIT),
        ((Cut(1, 0, "　"),), Why.REASON_MISSING),
    ],
)
def test_cuts_that_cannot_be_made(cuts: tuple[Cut, ...], why: Why | None) -> None:
    assert trouble_with_cuts(COSTS, cuts) is why


@pytest.mark.parametrize(
    ("amount", "applied", "why"),
    [
        (1_700_000, 1_700_000, None),
        (1_701_000, 1_700_000, Why.AMOUNT_OVER_REQUEST),
        (1_750_000, 1_800_000, Why.AMOUNT_OVER_COST),
        (1_699_999, 1_700_000, Why.AMOUNT_NOT_IN_UNITS),
        (0, 1_700_000, Why.AMOUNT_MISSING),
    ],
)
def test_amounts_that_cannot_be_granted(terms: CallTerms, amount: int, applied: int, why: Why | None) -> None:
    decided = decide(COSTS, (), applied=applied, amount=amount, terms=terms)
    assert trouble_with_amount(decided, applied=applied, terms=terms) is why


def test_the_floor_holds_where_the_call_blocks_and_warns_where_it_warns(terms: CallTerms) -> None:
    assert not is_held_by_floor(1_000_000, terms)
    assert is_held_by_floor(999_000, terms)
    assert warning_of_floor(1_000_000, terms) == ""
    warned = terms_as_written(MADE_UP)
    assert not is_held_by_floor(590_000, warned)
    assert "590,000円" in warning_of_floor(590_000, warned)


def test_the_project_ends_by_the_earlier_day(terms: CallTerms) -> None:
    assert completion_limit(date(2025, 12, 31), terms) == date(2025, 12, 31)
    assert completion_limit(date(2026, 3, 31), terms) == date(2026, 1, 31)
    assert completion_limit(None, terms) == date(2026, 1, 31)


def test_the_days_that_follow_from_a_grant(terms: CallTerms) -> None:
    days = due_days(decided_on=date(2025, 7, 9), completion_limit=date(2026, 1, 31), terms=terms)
    assert {each.key: each.on for each in days} == {
        "withdrawal": date(2025, 7, 19),
        "completion": date(2026, 1, 31),
        "report": date(2026, 2, 14),
        "retention": date(2031, 3, 31),
    }
    assert [each.key for each in days if each.is_at_latest] == ["report", "retention"]
    dream = due_days(decided_on=date(2099, 10, 1), completion_limit=date(2100, 1, 10), terms=terms_as_written(MADE_UP))
    assert dream[0].on == date(2099, 10, 22)
    assert dream[2].on == date(2100, 2, 8)


def test_numbers_follow_the_call_s_pattern_from_its_first_place(terms: CallTerms) -> None:
    granted, refused = terms.decisions.granted.number, terms.decisions.refused.number
    assert book_of(granted, terms) == book_of(refused, terms)
    assert number_at(granted, place_after(0, granted), terms) == "宮情協第1号"
    assert number_at(terms.decisions.award_number, 7, terms) == "R7-DX-K007"
    dream = terms_as_written(MADE_UP)
    granted, refused = dream.decisions.granted.number, dream.decisions.refused.number
    assert book_of(granted, dream) != book_of(refused, dream)
    assert number_at(granted, place_after(0, granted), dream) == "夢連合・交・0007"
    assert number_at(refused, place_after(3, refused), dream) == "夢連合・否・04"


def test_a_demonstration_takes_no_number_of_the_office_s_book(terms: CallTerms) -> None:
    shown = terms.model_copy(update={"demonstration": True})
    pattern = terms.decisions.granted.number
    assert book_of(pattern, shown) == f"DEMO-{book_of(pattern, terms)}"
    assert number_at(pattern, 1, shown) == "DEMO-宮情協第1号"


def test_every_reason_has_a_sentence() -> None:
    assert set(SENTENCES) == set(Why)
