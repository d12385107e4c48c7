"""Papers filled from a judgement say what was judged: the same verdicts, the same yen, under any call's terms."""

import json
import unicodedata
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from applications.papers.application_filling import application_paper
from applications.papers.precheck_filling import precheck_result_paper
from applications.rules.facts import Facts
from applications.rules.judgement import Judgement, judge
from applications.rules.terms import CallTerms
from applications.rules.terms.loading import load_terms
from kernel.calendar import TOKYO
from kernel.money import format_number, format_yen, format_yen_formal
from records.papers.registry import kind_named
from records.papers.rendering import render
from tests.papers.reading import page_texts

ROOT = Path(__file__).parents[2]
CALLS = {
    "real": ROOT / "applications" / "calls" / "fy2025_introduction" / "terms.toml",
    "made up": ROOT / "tests" / "terms" / "fy2099" / "terms.toml",
}
AT = datetime(2025, 5, 20, 21, 14, tzinfo=TOKYO)

COMPANY: dict[str, Any] = {
    "submitted_at": "2025-05-20T21:14:00+09:00",
    "channel": "web",
    "applicant": {
        "entity_type": "company",
        "industry_class": 1,
        "capital": 48_000_000,
        "regular_employees": 47,
        "base_in_prefecture": "head_office",
        "total_shares": 960,
        "shareholders": [{"name": "髙﨑 𠮷彦", "kind": "individual", "shares": 960}],
        "officers": [{"name": "髙﨑 𠮷彦", "concurrent": "none"}],
    },
    "project": {"kpi": [{"task": "受注の入力", "before": 120, "after": 48}]},
    "costs": [
        {
            "category": 5,
            "description": "在庫管理システム一式",
            "quantity": 1,
            "unit_price": 3_333_333,
            "amount_excluding_tax": 3_333_333,
            "amount_including_tax": 3_666_666,
            "vendor": "㈱日向ソフトウェア",
            "vendor_in_prefecture": True,
            "quotes": 2,
        },
        {
            "category": 6,
            "description": "事務用パソコン",
            "amount_excluding_tax": 200_000,
            "general_purpose_device": True,
        },
    ],
}
NOTHING: dict[str, Any] = {}


@pytest.fixture(params=CALLS)
def terms(request: pytest.FixtureRequest) -> CallTerms:
    return load_terms(CALLS[request.param])


@pytest.fixture(params=["company", "nothing"])
def facts(request: pytest.FixtureRequest) -> Facts:
    return Facts.model_validate_json(json.dumps(COMPANY if request.param == "company" else NOTHING))


@pytest.fixture
def judgement(facts: Facts, terms: CallTerms) -> Judgement:
    return judge(facts, terms)


def test_the_result_tells_every_verdict_once(facts: Facts, judgement: Judgement, terms: CallTerms) -> None:
    paper = precheck_result_paper(facts, judgement, terms, at=AT)
    told = sorted((each.because, each.clause) for group in paper.groups for each in group.findings)
    judged = sorted((verdict.because, str(verdict.clause)) for verdict in judgement.verdicts)
    assert [each for each in judged if each not in told] == []
    assert len(told) - len(judged) in (0, 1), "beside the verdicts stands at most the floor of the amount"


def test_the_result_prints_the_judged_yen(facts: Facts, judgement: Judgement, terms: CallTerms) -> None:
    paper = precheck_result_paper(facts, judgement, terms, at=AT)
    if judgement.costs:
        assert paper.amount == format_yen(judgement.amount.granted_at_most)
        assert paper.cost_allowed_total == format_number(judgement.amount.eligible_cost)
        assert [line.allowed for line in paper.costs] == [format_number(line.allowed) for line in judgement.costs]
    else:
        assert (paper.costs, paper.equation, paper.amount) == ((), (), "")


def test_page_one_asks_for_what_annex_two_computes(facts: Facts, judgement: Judgement, terms: CallTerms) -> None:
    paper = application_paper(facts, judgement, terms, at=AT)
    if judgement.costs:
        assert paper.amounts.requested_amount == format_yen_formal(judgement.amount.granted_at_most)
        assert paper.budget.requested_amount.value == format_yen(judgement.amount.granted_at_most)
        assert paper.amounts.eligible_cost == format_yen_formal(judgement.amount.eligible_cost)
        assert paper.budget.income_total.amount == paper.budget.total.amount_including_tax
    else:
        assert paper.amounts.requested_amount.strip("金円　") == ""


def test_names_of_papers_come_from_the_terms(facts: Facts, judgement: Judgement, terms: CallTerms) -> None:
    paper = application_paper(facts, judgement, terms, at=AT)
    assert (paper.number, paper.heading) == (terms.papers["application"].number, terms.papers["application"].title)
    assert paper.addressee.lines[0] == terms.grantor.name
    assert paper.mark.startswith("下書き")


def test_filled_papers_can_be_set(facts: Facts, judgement: Judgement, terms: CallTerms) -> None:
    for name, fill in (("precheck_result", precheck_result_paper), ("application", application_paper)):
        text = "".join(page_texts(render(kind_named(name), fill(facts, judgement, terms, at=AT)).data))
        assert "None" not in text
        assert "".join(unicodedata.normalize("NFKC", terms.title).split()) in text
