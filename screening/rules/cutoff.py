"""The cutoff: the least share of the most points, compared in whole numbers. Exactly the share passes.

A rounded mean never decides: 179 of 300 is below six tenths although its mean reads 60.
"""

from fractions import Fraction
from statistics import median

from applications.rules.terms import CallTerms
from screening.rules.scores import Candidate


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
            # Highest and lowest are left out where somebody remains between them.
            kept = sorted(totals)[1:-1] if len(totals) > 2 else totals
            return _passes(Fraction(sum(kept)), len(kept), candidate, terms)


def _passes(points: Fraction, sheets: int, candidate: Candidate, terms: CallTerms) -> bool:
    screening, reading = terms.screening, terms.readings.cutoff
    reached = points if reading == "base_points" else points + sheets * candidate.bonus_points
    bonuses = sum(bonus.points for bonus in screening.bonuses) if reading == "base_and_bonus_of_all" else 0
    most = screening.maximum + bonuses
    ratio = screening.cutoff.ratio
    return ratio.denominator * reached >= ratio.numerator * most * sheets


def novelty_maximum(*, has_prior_award: bool, terms: CallTerms) -> int:
    """The most points of the novelty criterion: whole, or less the part a prior award costs (A5, R-116)."""
    screening = terms.screening
    whole = next(c.points for c in screening.criteria if c.key == screening.novelty_criterion)
    splits = terms.readings.novelty == "prior_award_costs_part"
    return whole - terms.readings.prior_award_points if splits and has_prior_award else whole
