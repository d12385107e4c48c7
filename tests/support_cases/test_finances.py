"""The six indicators: exact, and never a number where there is none."""

from dataclasses import fields, replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support_cases.rules.finances import Year, indicators_of

YEAR = Year(
    sales=120_000_000,
    operating_profit=6_000_000,
    depreciation=2_000_000,
    cash=10_000_000,
    notes_receivable=1_000_000,
    accounts_receivable=14_000_000,
    inventories=5_000_000,
    notes_payable=2_000_000,
    accounts_payable=8_000_000,
    borrowings=34_000_000,
    net_assets=20_000_000,
    total_assets=80_000_000,
    employees=12,
    sales_before=100_000_000,
)


def _value(year: Year, key: str) -> Fraction | None:
    return next(each.value for each in indicators_of(year) if each.key == key)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("sales_growth", Fraction(20)),
        ("operating_margin", Fraction(5)),
        ("labour_productivity", Fraction(500)),
        ("debt_ratio", Fraction(3)),
        ("working_capital", Fraction(1)),
        ("equity_ratio", Fraction(25)),
    ],
)
def test_the_formulas(key: str, value: Fraction) -> None:
    assert _value(YEAR, key) == value


@pytest.mark.parametrize(
    ("key", "change"),
    [
        ("sales_growth", {"sales_before": 0}),
        ("operating_margin", {"sales": 0}),
        ("labour_productivity", {"employees": 0}),
        ("debt_ratio", {"operating_profit": -2_000_000}),
        ("working_capital", {"sales": 0}),
        ("equity_ratio", {"total_assets": 0}),
    ],
)
def test_a_zero_divisor_has_no_value_and_says_why(key: str, change: dict[str, int]) -> None:
    found = next(each for each in indicators_of(replace(YEAR, **change)) if each.key == key)
    assert found.value is None
    assert "計算できません" in found.because


def test_more_cash_than_debt_is_told_as_such() -> None:
    found = next(each for each in indicators_of(replace(YEAR, cash=50_000_000)) if each.key == "debt_ratio")
    assert found.value == Fraction(-2)
    assert "実質無借金" in found.because


def test_negative_equity_is_told_as_such() -> None:
    found = next(each for each in indicators_of(replace(YEAR, net_assets=-1)) if each.key == "equity_ratio")
    assert found.value is not None
    assert "債務超過" in found.because


FIGURES = st.none() | st.integers(min_value=-(10**12), max_value=10**12)


@given(st.builds(Year, **{field.name: FIGURES for field in fields(Year)}))
def test_every_indicator_has_a_value_or_a_reason(year: Year) -> None:
    for each in indicators_of(year):
        assert each.value is not None or each.because


@given(st.sampled_from([field.name for field in fields(Year)]))
def test_a_missing_figure_never_counts_as_zero(name: str) -> None:
    before = {each.key: each.value for each in indicators_of(YEAR)}
    for each in indicators_of(replace(YEAR, **{name: None})):
        assert each.value is None or each.value == before[each.key]
