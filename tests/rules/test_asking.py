"""Nothing is asked without a clause, and everything that a verdict needs is asked."""

from pathlib import Path

import pytest

from applications.rules.asking import reasons_of_rules, reasons_to_ask
from applications.rules.facts import Facts
from applications.rules.terms import CallTerms
from applications.rules.terms.loading import load_terms
from tests.architecture.tree import ROOT

FILE: Path = ROOT / "applications" / "calls" / "fy2025_introduction" / "terms.toml"


@pytest.fixture(scope="module")
def terms() -> CallTerms:
    return load_terms(FILE)


def _asked(terms: CallTerms, **applicant: object) -> set[str]:
    return set(reasons_to_ask(Facts.model_validate({"applicant": applicant}), terms))


def test_before_anything_is_known_every_rule_may_apply(terms: CallTerms) -> None:
    asked = _asked(terms)
    assert {"applicant.capital", "applicant.shareholders", "applicant.officers", "project.kpi"} <= asked


def test_a_sole_proprietor_has_no_shares_and_no_capital(terms: CallTerms) -> None:
    asked = _asked(terms, entity_type="sole_proprietor")
    assert asked.isdisjoint({"applicant.capital", "applicant.shareholders", "applicant.officers"})
    assert {"applicant.regular_employees", "applicant.industry_class"} <= asked


def test_a_kind_with_a_limit_of_its_own_is_not_asked_for_its_trade(terms: CallTerms) -> None:
    asked = _asked(terms, entity_type="medical_corporation")
    assert asked.isdisjoint({"applicant.industry_class", "applicant.small_business_class"})
    assert "applicant.regular_employees" in asked


def test_an_answer_never_takes_its_own_question_away(terms: CallTerms) -> None:
    for entity in terms.entities:
        assert "applicant.entity_type" in _asked(terms, entity_type=entity.type)
    for way in terms.channels:
        facts = Facts.model_validate({"channel": way.key})
        assert ("channel" in reasons_to_ask(facts, terms)) == ("channel" in reasons_to_ask(Facts(), terms))


def test_what_only_a_breach_would_bring_up_waits_for_the_application(terms: CallTerms) -> None:
    assert "extra.publication_consent" not in _asked(terms)


def test_every_reason_names_a_clause_of_the_call_and_is_said_without_gaps(terms: CallTerms) -> None:
    reasons = [reason for each in reasons_to_ask(Facts(), terms).values() for reason in each]
    assert {reason.clause for reason in reasons} <= set(terms.clauses)
    assert not any("{" in reason.label for reason in reasons)


def test_rules_that_a_call_does_not_have_give_no_reason(terms: CallTerms) -> None:
    assert [reason.rule for reason in reasons_of_rules(("R-066", "R-999"), terms)] == ["R-066"]
