"""How the reviewers of a round compare: who is strict, who uses how much of the scale, which sheets lie apart.

The figures are for the office to look at; they change no score and no rank. All are exact fractions.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import isqrt
from statistics import median, quantiles

from applications.rules.terms import CallTerms
from screening.rules.ranking import Places, placed
from screening.rules.scores import Candidate, Sheet

# A sheet lies apart when it is this share of the most points, or more, away from the middle of its file's sheets.
FAR = Fraction(1, 5)
# Below so many shared files a mean says more about the files than about the reviewer.
FEW_SHARED = 5


@dataclass(frozen=True, slots=True)
class FiveNumbers:
    """Least, lower quartile, median, upper quartile, most of a reviewer's totals."""

    least: Fraction
    lower: Fraction
    middle: Fraction
    upper: Fraction
    most: Fraction


@dataclass(frozen=True, slots=True)
class Calibration:
    """One reviewer. `severity` is the mean of own total less the mean of the others' on files that others scored too.

    Negative is stricter than the others; None where no file was shared. `variance` is that of the own totals.
    """

    reviewer: str
    totals: tuple[int, ...]
    shared: int
    severity: Fraction | None
    variance: Fraction | None
    spread: FiveNumbers

    @property
    def mean(self) -> Fraction:
        """Mean of the own totals."""
        return Fraction(sum(self.totals), len(self.totals))

    @property
    def is_thin(self) -> bool:
        """Whether too few files were shared for the severity to say much."""
        return self.shared < FEW_SHARED


@dataclass(frozen=True, slots=True)
class Outlier:
    """A sheet far from the middle of its file's sheets. Of two sheets both lie equally far: which one, nobody knows."""

    application: str
    reviewer: str
    total: int
    middle: Fraction
    sheets: int

    @property
    def distance(self) -> Fraction:
        """Points above the middle, negative below."""
        return self.total - self.middle


@dataclass(frozen=True, slots=True)
class Shift:
    """A file whose rank is another without one reviewer; None is below the cutoff."""

    application: str
    before: int | None
    after: int | None

    @property
    def crosses(self) -> bool:
        """Whether the file changes sides of the cutoff."""
        return (self.before is None) is not (self.after is None)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """The ranking without one reviewer. Files that only this one scored keep the sheet, and are named in `alone`."""

    reviewer: str
    alone: tuple[str, ...]
    shifts: tuple[Shift, ...]

    @property
    def crossing(self) -> tuple[Shift, ...]:
        """Files that change sides of the cutoff."""
        return tuple(shift for shift in self.shifts if shift.crosses)


def calibrated(candidates: Sequence[Candidate]) -> tuple[Calibration, ...]:
    """Every reviewer who handed in a sheet, by name."""
    totals: dict[str, list[int]] = defaultdict(list)
    apart: dict[str, list[Fraction]] = defaultdict(list)
    for candidate in candidates:
        whole, count = candidate.base_points, len(candidate.sheets)
        for sheet in candidate.sheets:
            totals[sheet.reviewer].append(sheet.total)
            if count > 1:
                apart[sheet.reviewer].append(sheet.total - Fraction(whole - sheet.total, count - 1))
    return tuple(_calibration(reviewer, totals[reviewer], apart[reviewer]) for reviewer in sorted(totals))


def _calibration(reviewer: str, totals: Sequence[int], apart: Sequence[Fraction]) -> Calibration:
    return Calibration(
        reviewer=reviewer,
        totals=tuple(totals),
        shared=len(apart),
        severity=sum(apart, Fraction(0)) / len(apart) if apart else None,
        variance=variance_of(totals),
        spread=five_numbers(totals),
    )


def five_numbers(totals: Sequence[int]) -> FiveNumbers:
    """Least, quartiles and most, the quartiles interpolated between the points that are there."""
    exact = sorted(Fraction(total) for total in totals)
    if len(exact) == 1:
        lower = middle = upper = exact[0]
    else:
        lower, middle, upper = quantiles(exact, n=4, method="inclusive")
    return FiveNumbers(exact[0], lower, middle, upper, exact[-1])


def variance_of(totals: Sequence[int]) -> Fraction | None:
    """Variance with one degree of freedom spent on the mean; none of a single total."""
    if len(totals) == 1:
        return None
    mean = Fraction(sum(totals), len(totals))
    return sum(((total - mean) ** 2 for total in totals), Fraction(0)) / (len(totals) - 1)


def root_in_tenths(square: Fraction) -> int:
    """The square root in tenths, rounded down, without leaving whole numbers."""
    return isqrt(100 * square.numerator // square.denominator)


def outliers_among(candidates: Sequence[Candidate], terms: CallTerms) -> tuple[Outlier, ...]:
    """Sheets that lie apart, the farthest first."""
    limit = FAR * terms.screening.maximum
    found = [
        Outlier(candidate.application, sheet.reviewer, sheet.total, middle, len(candidate.sheets))
        for candidate in candidates
        for middle in [median([Fraction(sheet.total) for sheet in candidate.sheets])]
        for sheet in candidate.sheets
        if abs(sheet.total - middle) >= limit
    ]
    return tuple(sorted(found, key=lambda each: (-abs(each.distance), each.application, each.reviewer)))


def left_out(candidates: Sequence[Candidate], terms: CallTerms, reviewer: str) -> LeftOut:
    """What the ranking would be had this reviewer handed in nothing, where anybody else did."""
    kept = [(candidate, _others(candidate, reviewer)) for candidate in candidates]
    alone = tuple(candidate.application for candidate, others in kept if not others)
    fewer = [
        Candidate(
            candidate.application,
            candidate.requested_amount,
            candidate.received_at,
            others or candidate.sheets,
            candidate.bonuses,
        )
        for candidate, others in kept
    ]
    before, after = _ranks(placed(candidates, terms)), _ranks(placed(fewer, terms))
    shifts = tuple(Shift(name, before[name], after[name]) for name in before if before[name] != after[name])
    return LeftOut(reviewer, alone, shifts)


def _others(candidate: Candidate, reviewer: str) -> tuple[Sheet, ...]:
    return tuple(sheet for sheet in candidate.sheets if sheet.reviewer != reviewer)


def _ranks(places: Places) -> Mapping[str, int | None]:
    passing: dict[str, int | None] = {each.application: rank for rank, each in enumerate(places.passing, start=1)}
    return passing | {each.application: None for each in places.below}
