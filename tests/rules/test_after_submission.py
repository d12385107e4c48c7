"""Corrections, the company's cap, and what can change after the decision."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from applications.rules.companies import left_for_company
from applications.rules.corrections import WhyNoCorrection, correction_due_at, may_correct
from applications.rules.facts import Facts
from applications.rules.judgement import judge
from applications.rules.terms import CallTerms
from applications.rules.terms.loading import load_terms
from awards.rules.afterwards import lost_requirements, may_discard, must_claim_anew
from awards.rules.amounts import judge_decided_amount, needs_approval
from kernel.calendar import TOKYO
from kernel.verdict import Outcome

TERMS = load_terms(Path(__file__).parents[2] / "applications/calls/fy2025_introduction/terms.toml")
ASKED_UNTIL = datetime(2025, 6, 20, 17, tzinfo=TOKYO)


def reading(**readings: str) -> CallTerms:
    return TERMS.model_copy(update={"readings": TERMS.readings.model_copy(update=readings)})


def at(month: int, day: int, hour: int = 12, minute: int = 0, second: int = 0) -> datetime:
    return datetime(2025, month, day, hour, minute, second, tzinfo=TOKYO)


def test_a_correction_comes_back_within_the_window() -> None:
    assert may_correct(at(5, 28), ASKED_UNTIL, TERMS).is_allowed
    assert may_correct(at(6, 9, 23, 59, 59), ASKED_UNTIL, TERMS).is_allowed
    assert may_correct(at(6, 10), ASKED_UNTIL, TERMS).refused is WhyNoCorrection.WINDOW_CLOSED
    assert correction_due_at(ASKED_UNTIL, TERMS) == TERMS.closes_at


def test_an_earlier_due_date_of_a_correction_stands() -> None:
    asked_until = at(5, 30, 17)
    assert correction_due_at(asked_until, TERMS) == asked_until
    assert may_correct(at(5, 30, 17), asked_until, TERMS).is_allowed
    assert may_correct(at(5, 30, 17, 0, 1), asked_until, TERMS).refused is WhyNoCorrection.DUE_DATE_PASSED


def test_the_other_readings_of_correction() -> None:
    until_due = reading(correction="until_due_date")
    assert may_correct(at(6, 20, 17), ASKED_UNTIL, until_due).is_allowed
    assert may_correct(at(6, 20, 18), ASKED_UNTIL, until_due).refused is WhyNoCorrection.DUE_DATE_PASSED
    assert may_correct(at(5, 1), ASKED_UNTIL, reading(correction="none")).refused is WhyNoCorrection.NOT_OFFERED


def test_the_cap_holds_per_company() -> None:
    assert left_for_company([], TERMS) == TERMS.amounts.cap
    assert left_for_company([1_500_000], TERMS) == TERMS.amounts.cap - 1_500_000
    assert left_for_company([1_500_000, 1_500_000], TERMS) == 0


def test_a_lost_requirement_is_a_case_for_a_person() -> None:
    facts = {"applicant": {"base_in_prefecture": "head_office", "continues_in_prefecture": True}}
    moved = {"applicant": {"base_in_prefecture": "none", "continues_in_prefecture": True}}
    before, after = (judge(Facts.model_validate(each), TERMS) for each in (facts, moved))
    (lost,) = lost_requirements(before, after)
    assert (lost.rule, lost.outcome) == ("R-020", Outcome.REVIEW)
    assert not list(lost_requirements(before, before))


def test_a_claim_of_another_amount_is_void() -> None:
    assert not must_claim_anew(2_000_000, 2_000_000)
    assert must_claim_anew(2_000_000, 1_950_000)


def test_books_are_kept_through_their_last_day() -> None:
    last = date(2031, 3, 31)
    assert not may_discard(last, last)
    assert may_discard(last, last + timedelta(days=1))


@pytest.mark.parametrize(
    ("how", "outcome"), [("blocked", Outcome.UNMET), ("warned", Outcome.WARNING), ("allowed", None)]
)
def test_a_decision_below_the_floor(how: str, outcome: Outcome | None) -> None:
    terms = reading(decision_below_floor=how)
    verdict = judge_decided_amount(terms.amounts.floor - 1_000, terms)
    assert (verdict and verdict.outcome) == outcome
    assert judge_decided_amount(terms.amounts.floor, terms) is None


def test_every_change_needs_approval_unless_the_call_reads_otherwise() -> None:
    assert needs_approval(1, 1_000_000, TERMS)
    by_notice = reading(minor_change="small_shift_by_notice")
    assert not needs_approval(-200_000, 1_000_000, by_notice)
    assert needs_approval(200_001, 1_000_000, by_notice)
    assert needs_approval(1, 0, by_notice)
