"""One criterion's points: whole, from 0 to what the call's terms give, and what a sheet still lacks."""

from collections.abc import Iterable, Mapping

from applications.rules.terms import CallTerms
from applications.rules.terms.spending import Criterion
from kernel.entry import EntryError, clean_prose
from kernel.width import NumberError, fold_code
from screening.rules.cutoff import novelty_maximum
from screening.rules.refusals import Why

LONGEST_COMMENT = 4_000
_MOST_DIGITS = 4


def criterion_named(key: str, terms: CallTerms) -> Criterion | None:
    """The criterion of that key in this call; None where the call has none."""
    return next((criterion for criterion in terms.screening.criteria if criterion.key == key), None)


def most_points(criterion: Criterion, *, has_prior_award: bool, terms: CallTerms) -> int:
    """The most points of a criterion for this file: a prior award may cost a part of the novelty (A5, R-116)."""
    if criterion.key == terms.screening.novelty_criterion:
        return novelty_maximum(has_prior_award=has_prior_award, terms=terms)
    return criterion.points


def objection_to_points(points: int | None, most: int) -> Why | None:
    """Why these points cannot stand; no points at all are a criterion that waits."""
    return None if points is None or 0 <= points <= most else Why.SCORE_OUT_OF_RANGE


def objection_to_comment(comment: str) -> Why | None:
    """Why this comment cannot be kept."""
    try:
        clean_prose(comment)
    except EntryError:
        return Why.COMMENT_UNFIT
    return Why.COMMENT_TOO_LONG if len(comment) > LONGEST_COMMENT else None


class NotWholeError(ValueError):
    """Typed points are not a whole number."""


def points_of(text: str) -> int | None:
    """Typed points, in digits of either width; nothing typed is no points."""
    try:
        folded = fold_code(text)
    except NumberError as error:
        raise NotWholeError(text) from error
    if not folded:
        return None
    digits = folded.removeprefix("-")
    if not (digits.isascii() and digits.isdigit()) or len(digits) > _MOST_DIGITS:
        raise NotWholeError(text)
    return int(folded)


def missing_criteria(points: Mapping[str, int | None], criteria: Iterable[Criterion]) -> tuple[Criterion, ...]:
    """The criteria without points, in the order of the rubric."""
    return tuple(criterion for criterion in criteria if points.get(criterion.key) is None)


def total_of(points: Mapping[str, int | None]) -> int:
    """The running total; a criterion that waits adds nothing."""
    return sum(each for each in points.values() if each is not None)
