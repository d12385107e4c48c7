"""Whole yen, exact shares, rounding that is named and never generous."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.money import (
    format_exact_yen,
    format_number,
    format_yen,
    format_yen_formal,
    round_down,
    share,
    with_tax,
    without_tax,
)

TENTH = Fraction(1, 10)
AMOUNTS = st.one_of(st.integers(-(10**15), 10**15), st.fractions(-(10**12), 10**12, max_denominator=10**6))
UNITS = st.integers(1, 100_000)
YEN = st.integers(0, 10**13)


@pytest.mark.parametrize(
    ("text", "value"),
    [("1/2", Fraction(1, 2)), ("2/3", Fraction(2, 3)), ("1", Fraction(1)), ("0", Fraction(0)), ("4/8", Fraction(1, 2))],
)
def test_a_share_is_written_as_a_fraction(text: str, value: Fraction) -> None:
    assert share(text) == value


@pytest.mark.parametrize(
    "text", ["", "0.5", "50%", "1/0", "1/-2", "-1/2", "+1", " 1/2", "1/2\n", "1 / 2", "1e3", "1_0", "１/２", "1/2/3"]
)
def test_what_is_no_exact_share_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="割合"):
        share(text)


@given(st.integers(0, 10**9), st.integers(1, 10**9))
def test_every_fraction_can_be_written(numerator: int, denominator: int) -> None:
    assert share(f"{numerator}/{denominator}") == Fraction(numerator, denominator)


@pytest.mark.parametrize(
    ("amount", "to", "rounded"),
    [
        (Fraction(3_333_333, 2), 1000, 1_666_000),
        (1_999_999, 1000, 1_999_000),
        (2_000_000, 1000, 2_000_000),
        (Fraction(19, 10), 1, 1),
        (999, 1000, 0),
        (-1, 1000, -1000),
        (Fraction(-1, 2), 1, -1),
    ],
)
def test_rounding_down_goes_to_the_multiple_below(amount: Fraction | int, to: int, rounded: int) -> None:
    assert round_down(amount, to) == rounded


@given(AMOUNTS, UNITS)
def test_rounding_down_takes_less_than_one_unit_and_never_gives(amount: Fraction | int, to: int) -> None:
    rounded = round_down(amount, to)
    assert type(rounded) is int
    assert rounded % to == 0
    assert rounded <= amount < rounded + to


@given(AMOUNTS, UNITS)
def test_rounding_down_twice_is_rounding_down(amount: Fraction | int, to: int) -> None:
    assert round_down(round_down(amount, to), to) == round_down(amount, to)


@given(AMOUNTS, AMOUNTS, UNITS)
def test_more_never_rounds_to_less(one: Fraction | int, other: Fraction | int, to: int) -> None:
    smaller, larger = sorted([Fraction(one), Fraction(other)])
    assert round_down(smaller, to) <= round_down(larger, to)


@given(AMOUNTS, UNITS, UNITS)
def test_rounding_in_two_steps_is_rounding_once_when_units_nest(amount: Fraction | int, to: int, by: int) -> None:
    assert round_down(round_down(amount, to), to * by) == round_down(amount, to * by)


@pytest.mark.parametrize("to", [0, -1000])
def test_a_unit_below_one_yen_is_refused(to: int) -> None:
    with pytest.raises(ValueError, match="単位"):
        round_down(1, to)


def test_tax_is_taken_out_and_put_on_in_whole_yen() -> None:
    assert without_tax(1_100_000, TENTH) == 1_000_000
    assert without_tax(1_000, TENTH) == 909
    assert with_tax(1_000_000, TENTH) == 1_100_000
    assert with_tax(909, TENTH) == 999


@given(YEN, st.sampled_from([Fraction(0), Fraction(8, 100), TENTH]))
def test_putting_tax_on_and_taking_it_out_loses_one_yen_at_most(excluding: int, rate: Fraction) -> None:
    assert excluding - without_tax(with_tax(excluding, rate), rate) in (0, 1)
    assert without_tax(with_tax(excluding, rate), rate) <= excluding <= with_tax(excluding, rate)


@pytest.mark.parametrize(
    ("amount", "shown"),
    [(0, "0円"), (999, "999円"), (1_000_000, "1,000,000円"), (-1, "△1円"), (-1_234_567, "△1,234,567円")],
)
def test_yen_are_grouped_and_a_loss_carries_its_triangle(amount: int, shown: str) -> None:
    assert format_yen(amount) == shown
    assert format_yen_formal(amount) == f"金{shown}"
    assert format_number(amount) == shown.removesuffix("円")


@pytest.mark.parametrize(
    ("amount", "shown"),
    [
        (1_666_666, "1,666,666円"),
        (Fraction(4, 2), "2円"),
        (Fraction(3_333_333, 2), "1,666,666.5円"),
        (Fraction(1, 16), "0.0625円"),
        (Fraction(5_000_001, 100), "50,000.01円"),
        (Fraction(5_000_000, 3), "1,666,666と2/3円"),
        (Fraction(1, 10**7), "0と1/10000000円"),
        (Fraction(-3, 2), "△1.5円"),
        (Fraction(-4, 3), "△1と1/3円"),
        (Fraction(-4), "△4円"),
    ],
)
def test_an_exact_amount_is_shown_without_rounding(amount: Fraction | int, shown: str) -> None:
    assert format_exact_yen(amount) == shown


@given(AMOUNTS)
def test_what_is_shown_is_the_amount_itself(amount: Fraction | int) -> None:
    shown = format_exact_yen(amount).removesuffix("円").replace(",", "")
    sign = -1 if shown.startswith("△") else 1
    whole, _, rest = shown.removeprefix("△").partition("と")
    assert sign * (Fraction(whole) + Fraction(rest or "0")) == amount
