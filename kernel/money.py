"""Whole yen, exact shares, named rounding. No float ever touches an amount."""

import re
from fractions import Fraction

Yen = int

_SHARE = re.compile(r"[0-9]+(?:/[1-9][0-9]*)?")


def share(text: str) -> Fraction:
    """A share written as "1/2" or "1". Decimals are refused: a quarter is written 1/4, so that it stays exact."""
    if not _SHARE.fullmatch(text):
        raise ValueError(f"割合は 1/2 のように分数で書きます: {text}")
    return Fraction(text)


def round_down(amount: Fraction | int, to: int = 1) -> Yen:
    """The largest multiple of `to` yen that is not above `amount` (端数切捨て)."""
    if to < 1:
        raise ValueError("切捨ての単位は1円以上です")
    return int(Fraction(amount) // to) * to


def without_tax(including: Yen, rate: Fraction) -> Yen:
    """Yen excluding tax from yen including tax at `rate`, whole yen rounded down."""
    return round_down(including / (1 + rate))


def with_tax(excluding: Yen, rate: Fraction) -> Yen:
    """Yen including tax from yen excluding tax at `rate`; the tax itself is rounded down to whole yen."""
    return excluding + round_down(excluding * rate)


def format_number(number: int) -> str:
    """Groups of three digits; a negative number carries △ as Japanese accounts do."""
    return f"△{-number:,}" if number < 0 else f"{number:,}"


def format_yen(amount: Yen) -> str:
    """1,000,000円, for screens and tables."""
    return f"{format_number(amount)}円"


def format_yen_formal(amount: Yen) -> str:
    """金1,000,000円, for the body of a paper."""
    return f"金{format_yen(amount)}"


def format_exact_yen(amount: Fraction | int) -> str:
    """Yen with as many decimals as the exact amount has (1,666,666.5円); a repeating one is shown as 整数と分数."""
    exact = Fraction(amount)
    if exact.denominator == 1:
        return format_yen(int(exact))
    sign, size = ("△", -exact) if exact < 0 else ("", exact)
    for digits in range(1, 7):
        scaled = size * 10**digits
        if scaled.denominator == 1:
            return f"{sign}{int(size):,}.{int(scaled) % 10**digits:0{digits}d}円"
    whole, rest = divmod(size, 1)
    return f"{sign}{int(whole):,}と{rest.numerator}/{rest.denominator}円"
