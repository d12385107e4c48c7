"""Where a company stands among others that nobody can recognise."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

# Fewer companies of one version could be guessed from their figures.
FEWEST_COMPANIES = 10


@dataclass(frozen=True, slots=True)
class Spread:
    """Median and quartiles of so many companies."""

    companies: int
    lower: Fraction
    median: Fraction
    upper: Fraction


def spread_of(values: Sequence[Fraction]) -> Spread | None:
    """The spread, or None where there are too few companies to stay unknown among."""
    if len(values) < FEWEST_COMPANIES:
        return None
    ordered = sorted(values)
    return Spread(len(ordered), *(_quantile(ordered, Fraction(quarter, 4)) for quarter in (1, 2, 3)))


def _quantile(ordered: Sequence[Fraction], share: Fraction) -> Fraction:
    """Between the two nearest values, in proportion."""
    place = share * (len(ordered) - 1)
    below = place.numerator // place.denominator
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)
