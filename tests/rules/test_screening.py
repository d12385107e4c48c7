"""What screening needs beside the ranking: the points of novelty under the two readings."""

from screening.rules.cutoff import novelty_maximum
from tests.terms.worked_cases import terms_for


def test_novelty_is_one_criterion_whatever_came_before() -> None:
    terms = terms_for("fy2025_introduction")
    assert [novelty_maximum(has_prior_award=prior, terms=terms) for prior in (False, True)] == [15, 15]


def test_a_prior_award_costs_its_part_where_the_points_are_split() -> None:
    terms = terms_for("fy2025_introduction", {"readings.novelty": "prior_award_costs_part"})
    assert [novelty_maximum(has_prior_award=prior, terms=terms) for prior in (False, True)] == [15, 10]
    made_up = terms_for("fy2099")
    assert [novelty_maximum(has_prior_award=prior, terms=made_up) for prior in (False, True)] == [25, 22]
