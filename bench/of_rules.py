"""The rules in process: one judgement, one settlement, and the ranking of a large call."""

import copy
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from applications.rules.judgement import judge
from applications.rules.reading import facts_of
from applications.rules.terms import CallTerms
from applications.rules.terms.loading import load_terms
from awards.rules.reading import settlement_facts_of
from awards.rules.settlement import settle
from bench.figures import Figure, median_seconds
from kernel.calendar import TOKYO
from screening.rules.ranking import rank
from screening.rules.scores import Candidate, Sheet

_ROOT = Path(__file__).parents[1]
_FILES = 10_000
_REVIEWERS = 5


def _terms() -> CallTerms:
    return load_terms(next(iter(sorted(_ROOT.glob("applications/calls/*/terms.toml")))))


def _application(terms: CallTerms) -> dict[str, Any]:
    """An application of which everything a first judgement looks at is known, with ten cost lines."""
    sent = terms.opens_at + timedelta(days=1)
    line = {
        "category": terms.offered_categories[-1].number,
        "description": "導入支援",
        "amount_excluding_tax": 1_000_000,
        "amount_including_tax": 1_100_000,
        "vendor": "ベンダー",
        "vendor_in_prefecture": True,
        "quotes": 2,
    }
    applicant = {
        "entity_type": "company",
        "industry_class": terms.sizes[0].number,
        "small_business_class": terms.small_scale[0].key,
        "capital": terms.sizes[0].capital,
        "regular_employees": terms.sizes[0].regular_employees,
        "base_in_prefecture": "head_office",
        "continues_in_prefecture": True,
        "prefectural_tax_arrears": False,
        "antisocial_forces": False,
        "adult_entertainment_business": False,
        "productive_activity": True,
        "insolvency": "none",
        "total_shares": 1000,
        "shareholders": [{"name": f"株主{n}", "kind": "individual", "shares": 100} for n in range(10)],
        "officers": [{"name": f"役員{n}", "concurrent": "none"} for n in range(5)],
        "taxable_income": [1_000_000] * terms.income.years,
    }
    project = {
        "ends_on": terms.period.ends_by.isoformat(),
        "consulted_at": (sent - timedelta(hours=1)).isoformat(),
        "same_project_subsidy": "none",
        "applied_to_expansion_type": False,
        "prior_type_award": False,
        "kpi": [{"task": "照合", "before": 480, "after": 240}],
    }
    filing = {"submitted_at": sent.isoformat(), "channel": "web"}
    return {**filing, "applicant": applicant, "project": project, "costs": [dict(line) for _ in range(10)]}


def measure_judgement() -> Figure:
    """A judgement from raw facts: read, judged, sentences and all."""
    terms = _terms()
    raw = _application(terms)
    took = median_seconds(lambda: judge(facts_of(copy.copy(raw), terms), terms), times=100, warm_up=10)
    return Figure("judge, in process", took * 1000, "ms", 5)


def measure_settlement() -> Figure:
    """A settlement of ten lines from raw facts."""
    terms = _terms()
    decided = terms.period.decision_expected_on
    dated = {
        "ordered_on": (decided + timedelta(days=1)).isoformat(),
        "accepted_on": (decided + timedelta(days=30)).isoformat(),
        "paid_on": (decided + timedelta(days=40)).isoformat(),
        "payment_method": terms.payment_methods[0].key,
        "evidence": [kind.key for kind in terms.evidence_kinds],
    }
    lines = [{**line, **dated} for line in _application(terms)["costs"]]
    decision = {"decided_on": decided.isoformat(), "decided_amount": terms.amounts.cap}
    raw = {"decision": decision, "costs": lines, "kpi": [{"before": 480, "after": 240}]}
    took = median_seconds(lambda: settle(settlement_facts_of(raw, terms), terms), times=100, warm_up=10)
    return Figure("settle, in process", took * 1000, "ms", 5)


def measure_ranking() -> Figure:
    """Ten thousand files, each scored by five reviewers, ranked and served from one budget."""
    terms = _terms()
    files = [_candidate(number, terms) for number in range(_FILES)]
    budget = _FILES * terms.amounts.floor
    took = median_seconds(lambda: rank(files, terms, budget), times=5)
    return Figure("rank 10,000 files x 5 reviewers, in process", took, "s", 0.5)


def _candidate(number: int, terms: CallTerms) -> Candidate:
    criteria = terms.screening.criteria
    sheets = tuple(
        Sheet(
            f"r{reviewer}",
            tuple((number * 7 + reviewer * 3 + place) % (c.points + 1) for place, c in enumerate(criteria)),
        )
        for reviewer in range(_REVIEWERS)
    )
    received = datetime(terms.window.opens_on.year, 1, 1, tzinfo=TOKYO) + timedelta(minutes=number)
    bonuses = {bonus.key: 0 for bonus in terms.screening.bonuses}
    return Candidate(f"A{number:05}", terms.amounts.floor, received, sheets, bonuses)
