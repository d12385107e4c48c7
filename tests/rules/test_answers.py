"""From what is typed to what is kept, and from what is kept to facts."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from applications.rules.answers import Filing, facts_of_answers, known_facts, read_answers
from applications.rules.carrying import answers_carried, lines_carried
from applications.rules.section_shapes.applicant import ApplicantAnswers
from applications.rules.section_shapes.cost_line import CostLineAnswers, line_of_fact
from applications.rules.section_shapes.plan import PlanAnswers
from applications.rules.sections import SECTIONS, SectionKey, place_of_fact, section_named
from applications.rules.terms import CallTerms
from applications.rules.terms.loading import load_terms
from tests import filled
from tests.architecture.tree import ROOT

TERMS: CallTerms = load_terms(ROOT / "applications/calls/fy2025_introduction/terms.toml")
WEB = Filing("web", datetime(2025, 5, 20, 1, tzinfo=UTC))


def _line(**values: Any) -> CostLineAnswers:
    return CostLineAnswers.model_validate(values)


def test_every_key_of_every_section_has_a_label_and_may_be_left_out() -> None:
    for section in SECTIONS:
        assert section.shape.model_validate({}) is not None
        assert all(asked.label for asked in section.asked.values())


def test_full_answers_are_kept_as_they_are_typed() -> None:
    for key, answers in filled.answers(TERMS).items():
        typed = read_answers(section_named(key).shape, answers)
        assert typed.problems == {}
        assert read_answers(section_named(key).shape, typed.answers) == typed


@pytest.mark.parametrize(
    ("typed", "key", "words"),
    [
        ({"corporate_number": "1234567890123"}, "corporate_number", "打ち間違い"),
        ({"invoice_no": "1234567890123"}, "invoice_no", "「T」"),
        ({"hq_postal": "88003"}, "hq_postal", "7桁"),
        ({"contact_tel": "12"}, "contact_tel", "電話番号"),
        ({"contact_email": "aoki"}, "contact_email", "name@example.jp"),
        ({"name": "髙\u202e﨑"}, "name", "使えない文字"),
        ({"capital": -1}, "capital", "0 以上"),
        ({"unknown": 1}, "unknown", "知らないキー"),
        ({"financial_years": [{}, {"sales": "x"}]}, "financial_years", "2行目: 整数"),
    ],
)
def test_what_cannot_be_kept_is_told_at_its_key(typed: dict[str, Any], key: str, words: str) -> None:
    read = read_answers(ApplicantAnswers, {**typed, "rep_name": "髙﨑"})
    assert list(read.problems) == [key]
    assert words in read.problems[key]
    assert read.answers["rep_name"] == "髙﨑"


@pytest.mark.parametrize("value", [True, "a", "NaN", "Infinity", 1.5, -1, "1.23456"])
def test_a_quantity_is_an_exact_number(value: Any) -> None:
    assert "quantity" in read_answers(CostLineAnswers, {"quantity": value}).problems


@settings(deadline=None)
@given(st.decimals(min_value="0.0001", max_value=9_999_999, places=4))
def test_quantities_stay_exact(number: Any) -> None:
    kept = read_answers(CostLineAnswers, {"quantity": str(number)}).answers["quantity"]
    assert CostLineAnswers.model_validate({"quantity": kept}).quantity == number


def test_a_line_that_contradicts_itself_keeps_the_rest() -> None:
    read = read_answers(
        CostLineAnswers, {"vendor": "甲", "subscription_from": "2025-09-01", "subscription_to": "2025-08-01"}
    )
    assert read.problems == {"subscription_to": "利用の終了日が開始日より前です"}
    assert read.answers == {"vendor": "甲", "subscription_from": "2025-09-01"}


def test_a_line_speaks_the_words_of_the_contract() -> None:
    line = _line(
        category=3,
        exclusive_use="受発注",
        subscription_contracted_on="2025-08-01",
        subscription_from="2025-08-01",
        subscription_to="2026-07-31",
    )
    term = {"contracted_on": "2025-08-01", "from": "2025-08-01", "to": "2026-07-31"}
    assert line.fact() == {"category": 3, "exclusive_use_stated": True, "subscription": term}
    assert _line(category=3, subscription_from="2025-08-01").fact() == {"category": 3}


def test_a_rough_line_of_the_pre_check_is_carried() -> None:
    fact = {
        "category": 3,
        "quantity": "1",
        "vendor": None,
        "out_of_prefecture_reason": True,
        "single_quote_reason": "独占",
        "subscription": {"from": "2025-08-01", "to": "2026-07-31", "contracted_on": None},
    }
    assert line_of_fact(fact) == {
        "category": 3,
        "quantity": "1",
        "single_quote_reason": "独占",
        "subscription_from": "2025-08-01",
        "subscription_to": "2026-07-31",
    }
    assert lines_carried({"costs": [{}, fact]})[0].category == 3
    assert lines_carried({}) == ()


def test_what_a_section_cannot_hold_is_left_out() -> None:
    carried = answers_carried(
        {
            "applicant.capital": -5,
            "applicant.entity_type": "company",
            "channel": "web",
            "extra.a": None,
            "extra.b": True,
        }
    )
    assert carried == {
        SectionKey.APPLICANT: {"entity_type": "company"},
        SectionKey.REQUIREMENTS_BONUS: {"extra": {"b": True}},
    }
    assert answers_carried({"project.consulted_at": "2025-05-01T10:00:00+09:00"}) == {
        SectionKey.REQUIREMENTS_BONUS: {"has_consulted": True, "consult_at": "2025-05-01T10:00:00+09:00"}
    }


def test_every_fact_that_is_asked_has_one_place() -> None:
    facts = [asked.fact for section in SECTIONS for asked in section.asked.values() if asked.fact]
    assert len(facts) == len(set(facts)) == len(place_of_fact())


def test_full_answers_make_facts_that_leave_nothing_unknown() -> None:
    lines = [_line(**line) for line in filled.LINES]
    known = known_facts(facts_of_answers(filled.answers(TERMS), lines, WEB), TERMS)
    assert known.problems == {}
    assert known.facts.project.kpi is not None
    assert str(known.facts.project.kpi[0].after) == "240.5"
    assert known.facts.costs is not None
    assert len(known.facts.costs) == 2


def test_a_row_begun_is_no_fact_yet() -> None:
    answers = {"shareholders_officers": {"shareholders": [{"name": "甲", "kind": "large"}], "total_shares": 10}}
    document = facts_of_answers(answers, [], Filing("postal", None, date(2025, 6, 9)))
    assert document == {"channel": "postal", "received_on": "2025-06-09", "applicant": {"total_shares": 10}}


def test_what_does_not_fit_together_is_left_out_and_told() -> None:
    answers = {
        "shareholders_officers": {"total_shares": 1, "shareholders": [{"kind": "large", "shares": 2}]},
        "applicant": {"sme_class": 77, "capital": 5},
        "requirements_bonus": {"extra": {"publication_consent": True, "of_last_year": True}},
    }
    known = known_facts(facts_of_answers(answers, [_line(category=88, vendor="甲")], WEB), TERMS)
    assert set(known.problems) == {"applicant.shareholders", "applicant.industry_class"}
    assert known.facts.applicant.capital == 5
    assert known.facts.extra == {"publication_consent": True}
    assert known.facts.costs is not None
    assert known.facts.costs[0].category is None


def test_prose_keeps_its_lines_and_names_their_letters() -> None:
    typed = read_answers(PlanAnswers, {"novelty": "一\r\n二 ", "project_title": " 髙﨑 "}).answers
    assert typed == {"novelty": "一\n二", "project_title": "髙﨑"}
