"""The judgement as the JSON document of the contract; the page and the papers print the same verdicts."""

from typing import Any

from applications.rules.amounts import AmountJudgement
from applications.rules.costs import LineJudgement
from applications.rules.judgement import Judgement
from kernel.verdict import Verdict


def verdict_document(verdict: Verdict) -> dict[str, Any]:
    """One verdict with the keys of the contract."""
    return {
        "rule": verdict.rule,
        "outcome": verdict.outcome.value,
        "clause": verdict.clause,
        "because": verdict.because,
        "facts": dict(verdict.facts),
    }


def line_document(line: LineJudgement) -> dict[str, Any]:
    """One cost line; `claimed` is null while no amount is known."""
    return {
        "line": line.line,
        "claimed": line.claimed,
        "allowed": line.allowed,
        "verdicts": [verdict_document(verdict) for verdict in line.verdicts],
    }


def amount_document(amount: AmountJudgement) -> dict[str, Any]:
    """The amounts in whole yen."""
    return {
        "eligible_cost": amount.eligible_cost,
        "computed": amount.computed,
        "limit": amount.limit,
        "granted_at_most": amount.granted_at_most,
        "outcome": amount.outcome.value,
        "clause": amount.clause,
    }


def judgement_document(judgement: Judgement) -> dict[str, Any]:
    """The whole answer of `manage.py judge`."""
    return {
        "call": judgement.call,
        "revision_sha256": judgement.revision_sha256,
        "verdicts": [verdict_document(verdict) for verdict in judgement.verdicts],
        "eligible": judgement.eligible.value,
        "costs": [line_document(line) for line in judgement.costs],
        "amount": amount_document(judgement.amount),
        "asset_register_lines": list(judgement.asset_register_lines),
    }
