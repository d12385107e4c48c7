"""How reviewers compare, worked by hand; no figure is rounded on the way."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from screening.rules.calibration import (
    FAR,
    FiveNumbers,
    Shift,
    calibrated,
    five_numbers,
    left_out,
    outliers_among,
    root_in_tenths,
    variance_of,
)
from tests.rules.panels import file_of, panels
from tests.rules.worlds_of_facts import CALLS, terms_of_call

TERMS = terms_of_call(CALLS[0])
# Endo and Fujii share two files, Goto joins one of them and scores one alone.
FILES = [
    file_of("A", {"endo": 60, "fujii": 70}, TERMS),
    file_of("B", {"endo": 50, "fujii": 70, "goto": 75}, TERMS),
    file_of("C", {"goto": 90}, TERMS),
]


def test_severity_is_the_mean_distance_to_the_others_on_shared_files() -> None:
    endo, fujii, goto = calibrated(FILES)
    assert [endo.reviewer, fujii.reviewer, goto.reviewer] == ["endo", "fujii", "goto"]
    assert endo.severity == (Fraction(60 - 70) + 50 - Fraction(145, 2)) / 2 == Fraction(-65, 4)
    assert fujii.severity == (Fraction(70 - 60) + 70 - Fraction(125, 2)) / 2
    assert goto.severity == 75 - Fraction(120, 2)
    assert [each.shared for each in (endo, fujii, goto)] == [2, 2, 1]
    assert (goto.totals, goto.mean, goto.is_thin) == ((75, 90), Fraction(165, 2), True)


def test_who_shares_no_file_has_no_severity() -> None:
    only = calibrated([file_of("A", {"endo": 60}, TERMS)])[0]
    assert (only.severity, only.variance, only.shared) == (None, None, 0)


def test_nobody_to_compare() -> None:
    assert calibrated([]) == ()


def test_spread_in_five_numbers() -> None:
    assert five_numbers([70]) == FiveNumbers(*[Fraction(70)] * 5)
    assert five_numbers([50, 60, 80, 90]) == FiveNumbers(
        Fraction(50), Fraction(115, 2), Fraction(70), Fraction(165, 2), Fraction(90)
    )


def test_variance_and_its_root() -> None:
    assert variance_of([60, 70, 80]) == 100
    assert root_in_tenths(Fraction(100)) == 100
    assert root_in_tenths(Fraction(2)) == 14


def test_a_sheet_apart_is_told_with_its_distance_from_the_middle_of_its_file() -> None:
    far = int(FAR * TERMS.screening.maximum)
    lone = file_of("A", {"endo": 80 - far, "fujii": 80, "goto": 82}, TERMS)
    near = file_of("B", {"endo": 80 - far + 1, "fujii": 80, "goto": 82}, TERMS)
    (found,) = outliers_among([lone, near], TERMS)
    assert (found.application, found.reviewer, found.distance) == ("A", "endo", -far)


def test_of_two_sheets_both_lie_apart() -> None:
    far = int(FAR * TERMS.screening.maximum)
    found = outliers_among([file_of("A", {"endo": 30, "fujii": 30 + 2 * far}, TERMS)], TERMS)
    assert [(each.reviewer, each.distance, each.sheets) for each in found] == [("endo", -far, 2), ("fujii", far, 2)]


def test_without_a_reviewer_a_file_may_cross_the_cutoff() -> None:
    strict = file_of("A", {"endo": 40, "fujii": 70}, TERMS)
    other = file_of("B", {"fujii": 65}, TERMS)
    without = left_out([strict, other], TERMS, "endo")
    assert without.shifts == (Shift("B", 1, 2), Shift("A", None, 1))
    assert without.crossing == (Shift("A", None, 1),)
    assert without.alone == ()


def test_a_file_that_one_reviewer_alone_scored_keeps_its_sheet() -> None:
    without = left_out(FILES, TERMS, "goto")
    assert without.alone == ("C",)
    assert without.reviewer == "goto"


@pytest.mark.parametrize("call", CALLS)
@settings(max_examples=60, deadline=None)
@given(data=st.data(), more=st.integers(1, 3))
def test_severities_of_two_reviewers_who_share_everything_are_opposite(
    call: str, data: st.DataObject, more: int
) -> None:
    terms = terms_of_call(call)
    totals = st.integers(0, terms.screening.maximum)
    files = [
        file_of(f"F{number}", {"one": data.draw(totals), "two": data.draw(totals)}, terms) for number in range(more)
    ]
    one, two = calibrated(files)
    assert one.severity is not None
    assert two.severity == -one.severity


@pytest.mark.parametrize("call", CALLS)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_leaving_out_who_scored_nothing_changes_nothing(call: str, data: st.DataObject) -> None:
    terms = terms_of_call(call)
    files = data.draw(panels(terms))
    assert left_out(files, terms, "nobody").shifts == ()
    assert left_out(files, terms, "nobody").alone == ()
