"""Which tie-break decided, and the ranking under another reading of the cutoff."""

from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from applications.rules.terms.readings import Readings
from screening.rules.cutoff import judged_share, passes_cutoff
from screening.rules.ranking import placed
from screening.rules.ties import Tie, tie_break_label, ties_among
from screening.rules.what_if import CUTOFF_READINGS, PANEL_READINGS, cutoff_in_words, is_own_reading, read_as
from tests.rules.panels import file_of, panels
from tests.rules.worlds_of_facts import CALLS, terms_of_call

TERMS = terms_of_call(CALLS[0])


def test_each_tie_is_explained_by_the_first_tie_break_that_differs() -> None:
    files = [
        file_of("A", [80], TERMS),
        file_of("B", [75], TERMS, bonus=5),
        file_of("C", [75], TERMS, bonus=5, hours=1),
        file_of("D", [75], TERMS, bonus=5, hours=1),
        file_of("E", [70], TERMS),
    ]
    ordered = placed(files, TERMS).passing
    assert [each.application for each in ordered] == list("ABCDE")
    assert ties_among(ordered, TERMS) == {
        "B": Tie("A", "base"),
        "C": Tie("B", "received"),
        "D": Tie("C", "application"),
    }


def test_a_criterion_of_the_rubric_may_decide() -> None:
    one = file_of("A", [80, 60], TERMS)
    other = file_of("B", [70, 70], TERMS)
    ties = ties_among(placed([one, other], TERMS).passing, TERMS)
    assert {tie.decided_by for tie in ties.values()} == {"2-3"}


@pytest.mark.parametrize("call", CALLS)
def test_every_tie_break_has_its_words(call: str) -> None:
    terms = terms_of_call(call)
    assert all(tie_break_label(name, terms) for name in (*terms.screening.tie_break, "application"))


def test_every_reading_has_its_words() -> None:
    fields = Readings.model_fields
    assert tuple(CUTOFF_READINGS) == get_args(fields["cutoff"].annotation)
    assert tuple(PANEL_READINGS) == get_args(fields["cutoff_panel"].annotation)


@pytest.mark.parametrize(
    ("base", "bonus", "passed"),
    [(58, 5, (False, True, False)), (60, 0, (True, True, False)), (65, 10, (True, True, True))],
)
def test_the_worked_examples_of_the_three_readings(base: int, bonus: int, passed: tuple[bool, ...]) -> None:
    """R-112."""
    file = file_of("A", [base], TERMS, bonus=bonus)
    assert tuple(passes_cutoff(file, read_as(TERMS, cutoff=reading)) for reading in CUTOFF_READINGS) == passed


@pytest.mark.parametrize("call", CALLS)
def test_the_own_reading_is_known_and_nothing_else_changes(call: str) -> None:
    terms = terms_of_call(call)
    assert read_as(terms) == terms
    assert read_as(terms, cutoff="unheard of", panel="unheard of") == terms
    tried = [read_as(terms, cutoff=cutoff, panel=panel) for cutoff in CUTOFF_READINGS for panel in PANEL_READINGS]
    assert [is_own_reading(each, terms) for each in tried].count(True) == 1
    assert len({cutoff_in_words(each) for each in tried}) == len(tried)


@pytest.mark.parametrize("call", CALLS)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_file_passes_exactly_from_the_share_of_the_cutoff_on(call: str, data: st.DataObject) -> None:
    """The share is what a page draws; the judgement itself stays in whole numbers."""
    own = terms_of_call(call)
    files = data.draw(panels(own))
    for cutoff in CUTOFF_READINGS:
        for panel in PANEL_READINGS:
            terms = read_as(own, cutoff=cutoff, panel=panel)
            for file in files:
                assert passes_cutoff(file, terms) is (judged_share(file, terms) >= terms.screening.cutoff.ratio)
