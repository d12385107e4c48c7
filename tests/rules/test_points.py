"""Open points, progress, documents, amounts in words, the window and the receipt's number."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from applications.rules.answers import Filing, facts_of_answers, known_facts
from applications.rules.costs import in_prefecture_rule
from applications.rules.enclosing import HeldFile, documents_for
from applications.rules.explaining import amounts_of
from applications.rules.judgement import judge
from applications.rules.needs import is_blank, needed_keys, needed_keys_of_line
from applications.rules.points import Looked, Point, PointKind, open_points
from applications.rules.progress import PROGRESS_LABELS, Progress, progress_of
from applications.rules.receipts import receipt_number
from applications.rules.refusals import Why
from applications.rules.section_shapes.cost_line import CostLineAnswers
from applications.rules.sections import SectionKey, section_named
from applications.rules.terms.loading import load_terms
from applications.rules.windows import may_arrive
from applications.rules.workflow import MOVE_LABELS, STATUS_LABELS, TURN_LABELS, TURN_OF, Move, Status, Turn
from tests import filled
from tests.architecture.tree import ROOT
from tests.terms.worked_cases import terms_for

TERMS = load_terms(ROOT / "applications/calls/fy2025_introduction/terms.toml")
AT = datetime(2025, 5, 20, 1, tzinfo=UTC)


def _looked(
    change: dict[str, dict[str, Any]] | None = None, lines: tuple[dict[str, Any], ...] = filled.LINES
) -> Looked:
    answers = {key: {**given, **(change or {}).get(key, {})} for key, given in filled.answers(TERMS).items()}
    typed = [CostLineAnswers.model_validate(line) for line in lines]
    known = known_facts(facts_of_answers(answers, typed, Filing("web", AT)), TERMS)
    parts = [f"line-{number}" for number, _ in enumerate(typed, start=1)]
    documents = documents_for(known.facts, TERMS, parts)
    return Looked(
        terms=TERMS,
        answers=answers,
        lines=typed,
        parts=parts,
        facts=known.facts,
        unusable=known.problems,
        judgement=judge(known.facts, TERMS),
        documents=documents,
        enclosed=frozenset((each.key, each.part) for each in documents if each.is_required),
    )


def _points(change: dict[str, dict[str, Any]] | None = None, **options: Any) -> list[tuple[Any, ...]]:
    looked = replace(_looked(change), **options)
    return [(point.kind, point.section, point.field, point.rule, point.blocks) for point in open_points(looked)]


def test_a_full_application_has_no_open_point() -> None:
    assert _points() == []


@pytest.mark.parametrize(
    ("change", "point"),
    [
        ({"applicant": {"name": ""}}, (PointKind.MISSING, "applicant", "name", "", True)),
        ({"applicant": {"corporate_number": ""}}, (PointKind.MISSING, "applicant", "corporate_number", "", True)),
        (
            {"applicant": {"pref_base": "siting_certification", "siting_certified_on": "2024-01-01"}},
            (PointKind.MISSING, "applicant", "siting_certified_by", "", True),
        ),
        (
            {"requirements_bonus": {"insolvency": None}},
            (PointKind.UNKNOWN, "requirements_bonus", "insolvency", "R-022", True),
        ),
        (
            {"requirements_bonus": {"insolvency": "special_liquidation"}},
            (PointKind.REVIEW, "requirements_bonus", "insolvency", "R-022", False),
        ),
        (
            {"requirements_bonus": {"prefectural_tax_arrears": True}},
            (PointKind.UNMET, "requirements_bonus", "prefectural_tax_arrears", "R-021", False),
        ),
        (
            {"requirements_bonus": {"has_consulted": False, "consult_at": None}},
            (PointKind.UNMET, "requirements_bonus", "consult_at", "R-007", False),
        ),
        (
            {"requirements_bonus": {"sa_level": 1, "sa_date": "2025-01-01"}},
            (PointKind.MISSING, "requirements_bonus", "sa_id", "", True),
        ),
        (
            {"requirements_bonus": {"prior_type_award": True}},
            (PointKind.MISSING, "requirements_bonus", "prior_type_award_no", "", True),
        ),
        (
            {"requirements_bonus": {"extra": {"publication_consent": False}}},
            (PointKind.UNMET, "requirements_bonus", "extra.publication_consent", "R-012", False),
        ),
        ({"costs": {"income": [{"source": "loan", "amount": 1}]}}, (PointKind.UNUSABLE, "costs", "income", "", True)),
        ({"costs": {"request_amount": 1_000_500}}, (PointKind.UNMET, "costs", "request_amount", "", False)),
        ({"pledges": {"pledged": ["去年の文"]}}, (PointKind.MISSING, "pledges", "pledged", "", True)),
        ({"applicant": {"sme_class": 77}}, (PointKind.UNUSABLE, "applicant", "sme_class", "", True)),
    ],
)
def test_each_open_point_names_its_place(change: dict[str, dict[str, Any]], point: tuple[Any, ...]) -> None:
    assert point in _points(change)


def test_what_the_office_types_in_never_blocks() -> None:
    assert {point[-1] for point in _points({"applicant": {"name": ""}}, is_typed_by_applicant=False)} == {False}


def test_a_line_is_told_with_its_number_and_its_key() -> None:
    outside = {**filled.LINES[0], "vendor_in_prefecture": False, "vendor": ""}
    found = open_points(_looked(lines=(filled.LINES[1], outside)))
    told = [(point.field, point.rule, point.line, point.part) for point in found if point.line]
    assert ("out_of_prefecture_reason", "R-066", 2, "line-2") in told
    assert ("vendor", "", 2, "line-2") in told


def test_a_line_without_a_category_is_told_once() -> None:
    found = open_points(_looked(lines=({**filled.LINES[0], "category": None}, filled.LINES[1])))
    told = [(point.kind, point.rule) for point in found if point.line == 1 and point.field == "category"]
    assert told == [(PointKind.UNKNOWN, "R-060")]
    assert "description" not in {point.field for point in found if point.line == 1}


@pytest.mark.parametrize(
    ("line", "needed", "not_needed"),
    [
        ({}, {"category", "description", "vendor", "amount_excluding_tax", "quotes"}, {"amount_including_tax"}),
        ({"quantity": "2", "unit_price": 1000}, {"quotes"}, {"amount_excluding_tax", "quantity"}),
        ({"category": 6}, {"vendor_in_prefecture"}, {"out_of_prefecture_reason"}),
        ({"category": 2}, set(), {"vendor_in_prefecture"}),
        ({"category": 6, "vendor_in_prefecture": False}, {"out_of_prefecture_reason"}, set()),
        (
            {"amount_excluding_tax": 500_000, "quotes": 1},
            {"amount_excluding_tax", "quotes", "single_quote_reason"},
            set(),
        ),
        ({"amount_excluding_tax": 50_000, "quotes": 1}, set(), {"single_quote_reason"}),
        ({"general_purpose_device": True}, {"exclusive_use"}, set()),
        ({"category": 77}, {"category"}, {"vendor_in_prefecture"}),
    ],
)
def test_a_line_needs_what_the_rules_cannot_do_without(
    line: dict[str, Any], needed: set[str], not_needed: set[str]
) -> None:
    found = set(needed_keys_of_line(CostLineAnswers.model_validate(line), TERMS))
    assert needed <= found
    assert not not_needed & found


def test_another_year_needs_other_keys_of_a_line() -> None:
    terms = terms_for("fy2099")
    none = {each.number for each in terms.offered_categories if in_prefecture_rule(each, terms) == "none"}
    for category in terms.offered_categories:
        line = CostLineAnswers.model_validate({"category": category.number})
        is_needed = "vendor_in_prefecture" in needed_keys_of_line(line, terms)
        assert is_needed == (in_prefecture_rule(category, terms) == "required")
    assert none != {each.number for each in TERMS.offered_categories if in_prefecture_rule(each, TERMS) == "none"}


def test_a_budget_below_the_floor_is_told() -> None:
    found = open_points(_looked(lines=(filled.LINES[1],)))
    because = [point.because for point in found if point.field == "request_amount"]
    assert because == ["対象経費に補助率を掛けた額が下限の1,000,000円に届きません。"]


def test_documents_follow_their_conditions() -> None:
    keys = {each.key for each in _looked().documents}
    assert "registry_certificate" in keys
    assert "sole_proprietor_proof" not in keys
    nobody = known_facts({}, TERMS).facts
    found = {each.key: each.is_required for each in documents_for(nobody, TERMS, [])}
    assert found["registry_certificate"] is None
    assert found["tax_certificate"] is True
    assert found["catalogue"] is False
    assert "quotes" not in found


def test_a_blank_application_asks_for_its_lines() -> None:
    found = open_points(_looked(lines=()))
    assert ("lines", True) in [(point.field, point.blocks) for point in found]
    assert "income" not in [point.field for point in found]


def test_what_no_field_can_mend_has_no_place() -> None:
    looked = _looked()
    late = known_facts(facts_of_answers(looked.answers, looked.lines, Filing("web", AT + timedelta(days=60))), TERMS)
    found = open_points(replace(looked, facts=late.facts, judgement=judge(late.facts, TERMS)))
    assert {(point.rule, point.section, point.blocks) for point in found} == {
        ("R-001", None, False),
        ("R-003", None, False),
    }


def test_a_missing_document_is_told_for_its_line() -> None:
    found = [point for point in open_points(replace(_looked(), enclosed=frozenset())) if point.field == "quotes"]
    assert [(point.line, point.part, point.blocks) for point in found] == [(1, "line-1", False), (2, "line-2", False)]
    assert found[0].because.startswith("明細1の「見積書")


def test_a_second_application_of_the_company_is_a_warning() -> None:
    assert _points(is_second_of_company=True) == [
        (PointKind.WARNING, SectionKey.APPLICANT, "corporate_number", "R-010", False)
    ]


def test_unusable_lines_are_told_at_the_lines() -> None:
    assert (PointKind.UNUSABLE, SectionKey.COSTS, "lines", "", True) in _points(unusable={"costs": "行が多すぎます"})


@pytest.mark.parametrize(
    ("has_begun", "points", "corrections", "state"),
    [
        (False, [PointKind.MISSING], False, Progress.NOT_STARTED),
        (True, [PointKind.UNKNOWN], False, Progress.IN_PROGRESS),
        (True, [PointKind.UNMET, PointKind.REVIEW, PointKind.WARNING], False, Progress.COMPLETE),
        (True, [], True, Progress.NEEDS_CORRECTION),
        (False, [], False, Progress.COMPLETE),
    ],
)
def test_progress_counts_what_is_left_to_do(
    has_begun: bool, points: list[PointKind], corrections: bool, state: Progress
) -> None:
    key = SectionKey.COSTS
    told = [Point(kind, key, "income", "", "") for kind in points]
    states = progress_of(
        {"costs": {"bridging": "自己資金"}} if has_begun else {},
        told,
        corrections=frozenset({key}) if corrections else frozenset(),
    )
    assert states[key] is state
    assert set(PROGRESS_LABELS) == set(Progress)


@pytest.mark.parametrize(
    ("value", "blank"),
    [(None, True), ("", True), ((), True), ([{"a": ""}, {}], True), (0, False), (False, False), ([{"a": 0}], False)],
)
def test_no_and_zero_are_answers(value: object, blank: bool) -> None:
    assert is_blank(value) is blank


def test_nobody_who_has_not_been_there_is_asked_when_it_was() -> None:
    section = section_named("requirements_bonus")
    looked = _looked({"requirements_bonus": {"has_consulted": False}})
    assert "consult_at" not in needed_keys(section, looked.answers, looked.facts, TERMS)


@pytest.mark.parametrize(
    ("line", "first", "amounts"),
    [
        ({"amount_excluding_tax": 100, "amount_including_tax": 110}, "税抜の金額 100円", (100, 10, 110)),
        ({"amount_including_tax": 109}, "税込 109円 から消費税(10%)を除いて 99円(円未満切捨て)", (99, 10, 109)),
        ({"unit_price": 40, "quantity": "2.5"}, "単価 40円 × 数量 2.5 = 100円", (100, 10, 110)),
        (
            {"unit_price": 40, "amount_including_tax": 44},
            "税込 44円 から消費税(10%)を除いて 40円(円未満切捨て)",
            (40, 4, 44),
        ),
        ({"vendor": "甲"}, None, (None, None, None)),
    ],
)
def test_amounts_explain_themselves(line: dict[str, Any], first: str | None, amounts: tuple[Any, ...]) -> None:
    facts = known_facts(facts_of_answers({}, [CostLineAnswers.model_validate(line)], Filing("web")), TERMS).facts
    assert facts.costs is not None
    told = amounts_of(facts.costs[0], judge(facts, TERMS).costs[0], TERMS)
    assert (told.excluding_tax, told.tax, told.including_tax) == amounts
    assert (told.steps[0] if told.steps else None) == first


def test_a_part_that_counts_is_told() -> None:
    line = {
        "category": 3,
        "amount_excluding_tax": 120_000,
        "quotes": 2,
        "subscription_from": "2025-08-01",
        "subscription_to": "2026-07-31",
    }
    facts = known_facts(facts_of_answers({}, [CostLineAnswers.model_validate(line)], Filing("web")), TERMS).facts
    assert facts.costs is not None
    told = amounts_of(facts.costs[0], judge(facts, TERMS).costs[0], TERMS)
    assert told.eligible == 60_493
    assert told.steps[-1] == "補助の対象は 60,493円(税抜の金額の50.41%)"


def test_the_window_holds_for_the_whole_of_its_last_second() -> None:
    last = TERMS.closes_at
    assert may_arrive(TERMS.opens_at - timedelta(microseconds=1), TERMS).refused is Why.WINDOW_NOT_OPEN
    assert may_arrive(last + timedelta(microseconds=999_999), TERMS).is_allowed
    assert may_arrive(last + timedelta(seconds=1), TERMS).refused is Why.WINDOW_CLOSED


def test_a_demonstration_takes_no_number_of_the_real_call() -> None:
    assert receipt_number(TERMS, 7) == "R7-DX-007"
    assert receipt_number(TERMS, 1_234) == "R7-DX-1234"
    assert receipt_number(TERMS.model_copy(update={"demonstration": True}), 7) == "DEMO-R7-DX-007"
    assert receipt_number(TERMS.model_copy(update={"receipt_prefix": None}), 7) == "FY2025_INTRODUCTION-007"


def test_every_status_move_and_turn_has_a_word() -> None:
    assert set(STATUS_LABELS) == set(TURN_OF) == set(Status)
    assert set(MOVE_LABELS) == set(Move)
    assert set(TURN_LABELS) == set(Turn)


def test_a_virus_keeps_an_application_back_and_a_scan_to_come_does_not() -> None:
    held = (HeldFile("quotes", "line-2", "見積.pdf", True), HeldFile("catalogue", "", "案内.pdf", False))
    told = [
        (point.kind, point.field, point.line, point.part, point.blocks)
        for point in open_points(replace(_looked(), held=held))
    ]
    assert told == [
        (PointKind.SCANNING, "catalogue", 0, "", False),
        (PointKind.INFECTED, "quotes", 2, "line-2", True),
    ]
    assert [point.blocks for point in open_points(replace(_looked(), held=held, is_typed_by_applicant=False))] == [
        False,
        True,
    ]
