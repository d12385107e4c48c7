"""`judge`: everything the call's rules say of one application before the decision."""

from dataclasses import dataclass, replace

from applications.rules.amounts import AmountJudgement, judge_amount
from applications.rules.costs import LineJudgement, asset_register_lines, judge_lines
from applications.rules.eligibility import judge_eligibility
from applications.rules.facts import Facts
from applications.rules.terms import CallTerms
from kernel.verdict import Outcome, Verdict, worst


@dataclass(frozen=True, slots=True)
class Judgement:
    """Verdicts in the order of the terms, the worst of them, each cost line, the amount, the register's lines."""

    call: str
    revision_sha256: str
    verdicts: tuple[Verdict, ...]
    eligible: Outcome
    costs: tuple[LineJudgement, ...]
    amount: AmountJudgement
    asset_register_lines: tuple[int, ...]


def judge(facts: Facts, terms: CallTerms) -> Judgement:
    """Judges `facts` under `terms`. Pure: the same facts and terms give the same judgement at any time."""
    verdicts = judge_eligibility(facts, terms)
    costs = facts.costs or ()
    lines = judge_lines(costs, terms, facts.project.ends_on)
    is_known = facts.costs is not None and all(line.claimed is not None for line in lines)
    total = sum(line.allowed for line in lines)
    amount = judge_amount(total, facts.requested_amount, terms.amounts)
    return Judgement(
        call=terms.id,
        revision_sha256=terms.revision_sha256,
        verdicts=verdicts,
        eligible=worst(verdict.outcome for verdict in verdicts),
        costs=lines,
        # A line without an amount leaves the outcome open; what is known so far is shown all the same.
        amount=amount if is_known else replace(amount, outcome=Outcome.UNKNOWN),
        asset_register_lines=asset_register_lines(costs, terms),
    )
