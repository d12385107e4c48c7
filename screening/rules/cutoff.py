"""The cutoff: the least share of the most points, compared in whole numbers. Exactly the share passes.

A rounded mean never decides: 179 of 300 is below six tenths although its mean reads 60.
"""

from collections.abc import Sequence
from fractions import Fraction
from statistics import median
from typing import TypeVar

from applications.rules.terms import CallTerms
from screening.rules.scores import Candidate

Points = TypeVar("Points", int, Fraction)


def passes_cutoff(candidate: Candidate, terms: CallTerms) -> bool:
    """Whether the file stays in the ranking under the call's reading of the cutoff and of a panel (A4)."""
    totals = [sheet.total for sheet in candidate.sheets]
    match terms.readings.cutoff_panel:
        case "pooled":
            return _passes(Fraction(sum(totals)), len(totals), candidate, terms)
        case "each_reviewer":
            return all(_passes(Fraction(total), 1, candidate, terms) for total in totals)
        case "median":
            return _passes(Fraction(median(Fraction(total) for total in totals)), 1, candidate, terms)
        case _:
            kept = _without_extremes(totals)
            return _passes(Fraction(sum(kept)), len(kept), candidate, terms)


def judged_share(candidate: Candidate, terms: CallTerms) -> Fraction:
    """What the cutoff compares, as a share of the most points: the file passes exactly from the cutoff's share on."""
    totals = [Fraction(sheet.total) for sheet in candidate.sheets]
    match terms.readings.cutoff_panel:
        case "pooled":
            points = sum(totals, Fraction(0)) / len(totals)
        case "each_reviewer":
            points = min(totals)
        case "median":
            points = Fraction(median(totals))
        case _:
            kept = _without_extremes(totals)
            points = sum(kept, Fraction(0)) / len(kept)
    with_bonus = 0 if terms.readings.cutoff == "base_points" else candidate.bonus_points
    return (points + with_bonus) / _most(terms)


def _without_extremes(totals: Sequence[Points]) -> Sequence[Points]:
    """Highest and lowest are left out where somebody remains between them."""
    return sorted(totals)[1:-1] if len(totals) > 2 else totals


def _most(terms: CallTerms) -> int:
    """The most points that the call's reading of the cutoff counts, of one sheet."""
    screening = terms.screening
    with_bonuses = terms.readings.cutoff == "base_and_bonus_of_all"
    return screening.maximum + (sum(bonus.points for bonus in screening.bonuses) if with_bonuses else 0)


def _passes(points: Fraction, sheets: int, candidate: Candidate, terms: CallTerms) -> bool:
    reached = points if terms.readings.cutoff == "base_points" else points + sheets * candidate.bonus_points
    ratio = terms.screening.cutoff.ratio
    return ratio.denominator * reached >= ratio.numerator * _most(terms) * sheets


def novelty_maximum(*, has_prior_award: bool, terms: CallTerms) -> int:
    """The most points of the novelty criterion: whole, or less the part a prior award costs (A5, R-116)."""
    screening = terms.screening
    whole = next(c.points for c in screening.criteria if c.key == screening.novelty_criterion)
    splits = terms.readings.novelty == "prior_award_costs_part"
    return whole - terms.readings.prior_award_points if splits and has_prior_award else whole
