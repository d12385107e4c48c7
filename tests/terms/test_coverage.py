"""Which rules have worked cases: every rule of the call, in every way it can answer and every sentence it can say."""

import re
from collections import defaultdict
from functools import cache
from typing import Any

import pytest

from applications.rules.terms.coded import SITUATIONS
from applications.rules.terms.sections import EligibilityRule
from applications.rules.words import say
from kernel.verdict import Outcome
from tests.terms.answers import answer_to
from tests.terms.worked_cases import Case, all_cases, terms_for

CALL = "fy2025_introduction"
TERMS = terms_for(CALL)
ABSENT = "absent"

# Answers that are told by an amount, a day or a place in the ranking instead of a verdict.
TOLD_BY_VALUES = {"R-078", "R-090", "R-092", "R-093", "R-111", "R-112", "R-113", "R-115", "R-121", "R-133", "R-140"}
# Where the guide leaves the refusal to a person, or only informs, no answer refuses.
NEVER_UNMET = {"R-004", "R-025", "R-033", "R-116", "R-117"}


@cache
def answers() -> tuple[tuple[Case, dict[str, Any]], ...]:
    judged = (case for case in all_cases() if case.call == CALL and case.command != "rank")
    return tuple((case, answer_to(case)) for case in judged)


@cache
def heard() -> dict[str, set[str]]:
    """Every outcome asked for by a case, per rule."""
    told: dict[str, set[str]] = defaultdict(set)
    for case in all_cases():
        if case.call == CALL:
            told[case.rule].add(case.expected.get("outcome", "value"))
    return told


@cache
def sentences() -> dict[str, set[str]]:
    """Every sentence that any case made a rule say."""
    told: dict[str, set[str]] = defaultdict(set)
    for _, document in answers():
        lines = document.get("lines") or document.get("costs") or []
        every = [*document.get("verdicts", []), *(verdict for line in lines for verdict in line["verdicts"])]
        for verdict in every:
            told[verdict["rule"]].add(verdict["because"])
    return told


def expected_of(rule: EligibilityRule) -> set[str]:
    is_always_shown = rule.shown in {"always", "when_applicable", "when_met"}
    expected = {Outcome.MET.value if is_always_shown else ABSENT}
    expected |= {Outcome.REVIEW.value} if rule.review_if is not None else set()
    expected |= {Outcome.WARNING.value} if rule.warning_if is not None else set()
    expected |= {Outcome.UNMET.value} if rule.id not in NEVER_UNMET else set()
    return expected | ({Outcome.UNKNOWN.value} if rule.shown in {"always", "when_applicable"} else set())


@pytest.mark.parametrize("rule", TERMS.eligibility, ids=lambda rule: rule.id)
def test_a_rule_is_worked_in_every_way_it_answers(rule: EligibilityRule) -> None:
    assert expected_of(rule) - heard()[rule.id] == set()


@pytest.mark.parametrize("rule", [rule for rule, situations in SITUATIONS.items() if situations])
def test_every_sentence_of_a_coded_rule_is_said_in_a_case(rule: str) -> None:
    for situation, sentence in TERMS.rules[rule].texts.items():
        places = set(SITUATIONS[rule][situation])
        template = say(sentence, TERMS, {place: f"<{place}>" for place in places})
        pattern = re.sub(r"<[a-z_]+>", ".+", re.escape(template))
        assert any(re.fullmatch(pattern, said) for said in sentences()[rule]), situation


def test_every_rule_that_is_judged_has_cases() -> None:
    judged = {rule.id for rule in TERMS.eligibility} | SITUATIONS.keys() | TOLD_BY_VALUES
    assert sorted(judged - heard().keys()) == []


def test_no_case_names_a_rule_that_the_call_does_not_judge() -> None:
    judged = {rule.id for rule in TERMS.eligibility} | SITUATIONS.keys() | TOLD_BY_VALUES
    assert sorted(heard().keys() - judged) == []


def test_every_reading_is_worked_or_tested_elsewhere() -> None:
    """Readings that only a later step uses are tested as functions in tests/rules."""
    later = {"correction", "novelty", "prior_award_points", "minor_change"}
    named = {name.removeprefix("readings.") for case in all_cases() for name in case.terms}
    assert sorted(set(TERMS.readings.model_fields_set) - named - later) == []


def test_no_case_is_told_twice() -> None:
    names = [(case.file, case.rule, case.name) for case in all_cases()]
    assert len(names) == len(set(names))
