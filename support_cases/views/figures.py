"""Measured figures in words: groups of three digits, no idle zeros, the unit behind; shares exact or marked as not."""

from decimal import Decimal
from fractions import Fraction

_HUNDREDTHS = 10_000


def amount_word(value: Decimal, unit: str) -> str:
    """1,234.5時間/年."""
    whole = value.normalize()
    text = f"{whole:,f}"
    return f"{text.replace('-', '△')}{unit}"


def share_word(share: Fraction) -> str:
    """33.28%, or 約33.33% where two decimals do not tell it exactly; rounded towards zero, never upwards."""
    hundredths = abs(share) * _HUNDREDTHS
    whole = int(hundredths)
    text = f"{Decimal(whole) / 100:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return f"{'' if hundredths == whole else '約'}{text}%"
