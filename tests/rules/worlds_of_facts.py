"""Facts as Hypothesis draws them: complete ones, and the same with answers taken away again."""

from datetime import date, timedelta
from functools import cache
from typing import Any

from hypothesis import strategies as st

from applications.rules.terms import CallTerms
from tests.terms.worked_cases import terms_for

CALLS = ("fy2025_introduction", "fy2099")

# Answers that are given together: a line's amounts come from one invoice, a filing has one way of arriving.
AMOUNTS = ("quantity", "unit_price", "amount_excluding_tax", "amount_including_tax")
NATURE = ("general_purpose_device", "exclusive_use_stated", "subscription", "public_transport", *AMOUNTS)
FILING = ("channel", "submitted_at", "received_on")


@cache
def terms_of_call(call: str) -> CallTerms:
    return terms_for(call)


def _yes_or_no() -> st.SearchStrategy[bool]:
    return st.booleans()


def _day(first: date, days: int) -> st.SearchStrategy[str]:
    return st.integers(0, days).map(lambda number: (first + timedelta(days=number)).isoformat())


def filings(terms: CallTerms) -> st.SearchStrategy[dict[str, Any]]:
    around = terms.window.opens_on - timedelta(days=5)
    span = (terms.window.closes_on - terms.window.opens_on).days + 10
    times = st.sampled_from(["00:00:00", "12:30:00", "17:00:00", "23:59:59"])
    sent = st.tuples(_day(around, span), times).map(lambda pair: f"{pair[0]}T{pair[1]}+09:00")
    by_wire = st.fixed_dictionaries({"channel": st.sampled_from(["web", "jgrants"]), "submitted_at": sent})
    return by_wire | st.fixed_dictionaries({"channel": st.just("postal"), "received_on": _day(around, span)})


def _holders() -> st.SearchStrategy[list[dict[str, Any]]]:
    kinds = ["large", "deemed_large", "deemed_large_indirect", "sme", "individual", "investment_lps", "other"]
    holder = st.fixed_dictionaries(
        {"name": st.sampled_from("甲乙丙"), "kind": st.sampled_from(kinds), "shares": st.integers(0, 300)}
    )
    return st.lists(holder, min_size=1, max_size=3)


def _officers() -> st.SearchStrategy[list[dict[str, Any]]]:
    officer = st.fixed_dictionaries(
        {
            "concurrent": st.sampled_from(["none", "large", "deemed_large", "deemed_large_indirect"]),
            "post": st.sampled_from(["director", "outside_director", "auditor"]),
        }
    )
    return st.lists(officer, min_size=1, max_size=4)


def applicants(terms: CallTerms) -> st.SearchStrategy[dict[str, Any]]:
    near = st.sampled_from([limit + step for size in terms.sizes for limit in (size.capital,) for step in (0, 1)])
    staff = st.sampled_from([size.regular_employees + step for size in terms.sizes for step in (0, 1)])
    return st.fixed_dictionaries(
        {
            "entity_type": st.sampled_from([entity.type for entity in terms.entities]),
            "industry_class": st.sampled_from([size.number for size in terms.sizes]),
            "small_business_class": st.sampled_from([row.key for row in terms.small_scale]),
            "capital": near | st.integers(0, 10**9),
            "regular_employees": staff | st.integers(0, 1000),
            "base_in_prefecture": st.sampled_from(["head_office", "principal_office", "siting_certification", "none"]),
            "continues_in_prefecture": _yes_or_no(),
            "prefectural_tax_arrears": _yes_or_no(),
            "antisocial_forces": _yes_or_no(),
            "adult_entertainment_business": _yes_or_no(),
            "productive_activity": _yes_or_no(),
            "insolvency": st.sampled_from(["none", "rehabilitation_filed", "special_liquidation"]),
            "total_shares": st.just(900),
            "shareholders": _holders(),
            "officers": _officers(),
            "taxable_income": st.lists(st.integers(-(10**9), 3 * 10**9), min_size=1, max_size=4),
        }
    )


def kpis() -> st.SearchStrategy[list[dict[str, int]]]:
    task = st.fixed_dictionaries({"before": st.integers(1, 1000), "after": st.integers(0, 1000)})
    return st.lists(task, min_size=1, max_size=3)


def projects(terms: CallTerms) -> st.SearchStrategy[dict[str, Any]]:
    consulted = _day(terms.window.opens_on, 60).map(lambda day: f"{day}T10:00:00+09:00")
    return st.fixed_dictionaries(
        {
            "ends_on": _day(terms.period.ends_by - timedelta(days=5), 10),
            "consulted_at": consulted | st.none(),
            "same_project_subsidy": st.sampled_from(["none", "applied", "decided", "received"]),
            "applied_to_expansion_type": _yes_or_no(),
            "prior_type_award": _yes_or_no(),
            "kpi": kpis(),
        }
    )


@st.composite
def lines(draw: st.DrawFn, terms: CallTerms) -> dict[str, Any]:
    """A cost line of which everything is known."""
    excluding = draw(st.integers(0, 6_000_000) | st.sampled_from([90_909, 90_910, 2_000_000, 1_999_999]))
    line: dict[str, Any] = {
        "category": draw(st.sampled_from([category.number for category in terms.offered_categories])),
        "description": draw(st.sampled_from(["甲", "乙"])),
        "vendor": draw(st.sampled_from(["A", "B"])),
        "quantity": draw(st.integers(1, 3)),
        "amount_excluding_tax": excluding,
        "amount_including_tax": excluding + excluding * draw(st.sampled_from([0, 10, 15])) // 100,
        "vendor_in_prefecture": draw(st.booleans()),
        "out_of_prefecture_reason": draw(st.sampled_from(["", "理由"])),
        "quotes": draw(st.integers(0, 3)),
        "single_quote_reason": draw(st.sampled_from(["", "理由"])),
        "general_purpose_device": draw(st.booleans()),
        "exclusive_use_stated": draw(st.booleans()),
    }
    if draw(st.booleans()):
        first = terms.period.decision_expected_on + timedelta(days=draw(st.integers(0, 250)))
        last = first + timedelta(days=draw(st.integers(0, 400)))
        contracted = first - timedelta(days=draw(st.integers(-20, 20)))
        line["subscription"] = {
            k: v.isoformat() for k, v in (("contracted_on", contracted), ("from", first), ("to", last))
        }
    return line


def _extra(terms: CallTerms) -> st.SearchStrategy[dict[str, Any]]:
    answers: dict[str, st.SearchStrategy[Any]] = {"flag": st.booleans(), "number": st.integers(0, 120)}
    return st.fixed_dictionaries(
        {
            question.key: answers[question.kind] if question.kind in answers else st.sampled_from([*question.choices])
            for question in terms.questions
        }
    )


@st.composite
def complete_facts(draw: st.DrawFn, terms: CallTerms) -> dict[str, Any]:
    """An application of which everything is known."""
    return {
        **draw(filings(terms)),
        "applicant": draw(applicants(terms)),
        "project": draw(projects(terms)),
        "costs": draw(st.lists(lines(terms), min_size=1, max_size=3)),
        "extra": draw(_extra(terms)),
    }


@st.composite
def settled_lines(draw: st.DrawFn, terms: CallTerms) -> dict[str, Any]:
    """A line after the event: paid in a way of the call, dated as that way is dated."""
    decided, ends = terms.period.decision_expected_on, terms.period.ends_by
    line = {**draw(lines(terms)), "general_purpose_device": False, "public_transport": True}
    line.pop("subscription", None)
    method = draw(st.sampled_from(terms.payment_methods))
    paid = draw(_day(decided + timedelta(days=1), (ends - decided).days + 4))
    line |= {
        "ordered_on": draw(_day(decided - timedelta(days=1), 60)),
        "payment_method": method.key,
        "paid_on": paid,
        "cash_only_trade": draw(st.booleans()),
        "third_party_certificate": draw(st.booleans()),
        "evidence": draw(st.sampled_from([[kind.key for kind in terms.evidence_kinds], []])),
    }
    if method.settled_by == "debited_on":
        line["debited_on"] = (date.fromisoformat(paid) + timedelta(days=draw(st.integers(0, 30)))).isoformat()
    if terms.category(line["category"]).delivered:
        line["accepted_on"] = draw(_day(decided + timedelta(days=1), (ends - decided).days + 2))
    return line


@st.composite
def complete_settlements(draw: st.DrawFn, terms: CallTerms) -> dict[str, Any]:
    """A finished project of which everything is known."""
    decided, ends = terms.period.decision_expected_on, terms.period.ends_by
    declared = _day(decided, (ends - decided).days + 10)
    return {
        "entity_type": "company",
        "decision": {
            "decided_on": decided.isoformat(),
            "decided_amount": draw(st.integers(0, 4_000).map(lambda thousands: thousands * 1000)),
            "decided_eligible_cost": draw(st.integers(1, 9_000_000)),
            "application_ends_on": draw(_day(ends - timedelta(days=40), 50)),
        },
        "completed": {
            "security_action_stars": draw(st.integers(0, 3)),
            "security_action_declared_on": draw(declared),
            "security_action_id_notified_on": draw(declared),
        },
        "kpi": draw(kpis()),
        "costs": draw(st.lists(settled_lines(terms), min_size=1, max_size=3)),
    }


@st.composite
def less_known(draw: st.DrawFn, facts: dict[str, Any]) -> dict[str, Any]:
    """The same facts with some answers taken away; what is given together goes together."""
    share = draw(st.sampled_from([0.1, 0.4, 0.8]))
    chance = draw(st.randoms(use_true_random=False))
    known = {key: value for key, value in facts.items() if key in FILING or chance.random() > share}
    if chance.random() < share:
        known = {key: value for key, value in known.items() if key not in FILING}
    for part in known.keys() & {"applicant", "project", "extra", "decision", "completed"}:
        known[part] = {key: value for key, value in known[part].items() if chance.random() > share}
    if "costs" in known:
        known["costs"] = [_less_of_line(line, chance, share) for line in known["costs"]]
    return known


def _less_of_line(line: dict[str, Any], chance: Any, share: float) -> dict[str, Any]:
    known = {key: value for key, value in line.items() if key in NATURE or chance.random() > share}
    if chance.random() < share:
        known = {key: value for key, value in known.items() if key not in AMOUNTS}
    return known
