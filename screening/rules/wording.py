"""Figures of a ranking in words: nothing is rounded up on the way, so that no file looks better than it stands."""

from collections.abc import Mapping
from fractions import Fraction

from screening.rules.ranking import Allocated

OUTCOME_LABELS: Mapping[Allocated, str] = {
    Allocated.FUNDED: "全額",
    Allocated.PARTLY_FUNDED: "一部",
    Allocated.RESERVE: "補欠",
    Allocated.BELOW_CUTOFF: "基準点未満",
}
_DECIMALS = 3


def short_total(total: str) -> str:
    """A total of six places without zeros at its end; one that goes on is cut and says so (76.333…)."""
    whole, _, decimals = total.partition(".")
    kept = decimals.rstrip("0")
    if not kept:
        return whole
    return f"{whole}.{kept}" if len(kept) <= _DECIMALS else f"{whole}.{kept[:_DECIMALS]}…"


def share_in_percent(points: int, maximum: int) -> str:
    """Points of the most as a percentage of two places, always cut: 179 of 300 is 59.66%, never 60%."""
    hundredths = 10_000 * points // maximum
    return f"{hundredths // 100}.{hundredths % 100:02d}%"


def in_tenths(value: Fraction) -> str:
    """A figure for comparison, rounded to one decimal."""
    tenths = round(value * 10)
    sign = "−" if tenths < 0 else ""
    return f"{sign}{abs(tenths) // 10}.{abs(tenths) % 10}"


def signed(value: Fraction) -> str:
    """The same with its sign, so that more and less are told apart."""
    words = in_tenths(value)
    return words if words.startswith("−") or words == "0.0" else f"+{words}"
