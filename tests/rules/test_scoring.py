"""Points of one criterion: whole, within the terms, and less where a prior award costs a part of the novelty."""

import pytest

from screening.rules.refusals import Why
from screening.rules.scoring import (
    NotWholeError,
    criterion_named,
    missing_criteria,
    most_points,
    objection_to_comment,
    objection_to_points,
    points_of,
    total_of,
)
from tests.terms.worked_cases import terms_for

TERMS = terms_for("fy2025_introduction")
SPLIT = TERMS.model_copy(update={"readings": TERMS.readings.model_copy(update={"novelty": "prior_award_costs_part"})})
CRITERIA = TERMS.screening.criteria


@pytest.mark.parametrize(("text", "points"), [("8", 8), ("８", 8), (" 10 ", 10), ("", None), ("　", None), ("-1", -1)])
def test_points_are_read_in_either_width(text: str, points: int | None) -> None:
    assert points_of(text) == points


@pytest.mark.parametrize("text", ["八", "3.5", "1e2", "99999", "--1", "²"])
def test_what_is_no_whole_number_is_refused(text: str) -> None:
    with pytest.raises(NotWholeError):
        points_of(text)


@pytest.mark.parametrize(
    ("points", "why"), [(0, None), (10, None), (None, None), (11, Why.SCORE_OUT_OF_RANGE), (-1, Why.SCORE_OUT_OF_RANGE)]
)
def test_points_stay_within_the_terms(points: int | None, why: Why | None) -> None:
    assert objection_to_points(points, 10) is why


def test_a_prior_award_lowers_the_novelty_only_where_the_call_reads_it_so() -> None:
    novelty, other = criterion_named("4", TERMS), criterion_named("5", TERMS)
    assert novelty is not None
    assert other is not None
    assert most_points(novelty, has_prior_award=True, terms=TERMS) == 15
    assert most_points(novelty, has_prior_award=True, terms=SPLIT) == 10
    assert most_points(novelty, has_prior_award=False, terms=SPLIT) == 15
    assert most_points(other, has_prior_award=True, terms=SPLIT) == other.points
    assert criterion_named("C-1", TERMS) is None


def test_a_sheet_names_what_it_lacks() -> None:
    points: dict[str, int | None] = {criterion.key: 1 for criterion in CRITERIA} | {"2-1": None}
    assert [criterion.key for criterion in missing_criteria(points, CRITERIA)] == ["2-1"]
    assert total_of(points) == len(CRITERIA) - 1


def test_comments_are_prose() -> None:
    assert objection_to_comment("よい\n髙﨑") is None
    assert objection_to_comment("\u202e") is Why.COMMENT_UNFIT
    assert objection_to_comment("あ" * 4_001) is Why.COMMENT_TOO_LONG
