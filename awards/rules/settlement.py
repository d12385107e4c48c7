"""`settle`: what a finished project's facts give: completion, deadlines, each line, the finalized amount."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from applications.rules.amounts import limit_of, reaches_floor
from applications.rules.costs import asset_register_lines, say_verdict
from applications.rules.kpi import reduction
from applications.rules.sentences import percent, word_of
from applications.rules.terms import CallTerms
from awards.rules.amounts import judge_decided_amount
from awards.rules.deadlines import report_due_on, retain_until
from awards.rules.facts import Decision, SettlementFacts
from awards.rules.settled_lines import SettledLineJudgement, judge_settled_lines, settled_on
from kernel.money import format_yen, round_down
from kernel.verdict import Outcome, Verdict


@dataclass(frozen=True, slots=True)
class Settlement:
    """Days follow from what is dated so far, None while nothing is; `finalized_amount` is None while undecided."""

    completed_on: date | None
    report_due_on: date | None
    retain_until: date | None
    lines: tuple[SettledLineJudgement, ...]
    actual_eligible_cost: int
    finalized_amount: int | None
    asset_register_lines: tuple[int, ...]
    verdicts: tuple[Verdict, ...]


def settle(facts: SettlementFacts, terms: CallTerms) -> Settlement:
    """Settles `facts` under `terms`: pure, in whole yen."""
    lines = judge_settled_lines(facts, terms)
    actual = sum(line.judgement.allowed for line in lines)
    completed_on = completion_day(facts, terms)
    is_forfeited = forfeits_all(facts, terms)
    finalized = finalized_amount(actual, facts.decision, terms) if facts.costs is not None else None
    finalized = 0 if finalized is not None and is_forfeited else finalized
    return Settlement(
        completed_on=completed_on,
        report_due_on=completed_on and report_due_on(completed_on, terms),
        retain_until=completed_on and retain_until(completed_on, terms),
        lines=lines,
        actual_eligible_cost=actual,
        finalized_amount=finalized,
        asset_register_lines=asset_register_lines(facts.costs or (), terms),
        verdicts=tuple(_verdicts(facts, terms, lines, completed_on, finalized)),
    )


def completion_day(facts: SettlementFacts, terms: CallTerms) -> date | None:
    """The later of the last acceptance and the last payment or debit, as far as they are known.

    A debit that is still open comes after the use of the card, so completion is never put earlier than that.
    """
    paid = [settled_on(line, terms) or line.paid_on for line in facts.costs or ()]
    days = [day for day in (*paid, *(line.accepted_on for line in facts.costs or ())) if day]
    return max(days, default=None)


def finalized_amount(actual: int, decision: Decision, terms: CallTerms) -> int | None:
    """The lowest of cost × rate, the decided amount and the cap; 0 where the floor is not reached (§6, §9).

    The floor is judged on the cost after all cuts, before rounding. None while nothing is decided.
    """
    if decision.decided_amount is None:
        return None
    if not reaches_floor(actual, terms.amounts):
        return 0
    by_cost = limit_of(actual, terms.amounts)
    return min(by_cost, decision.decided_amount, _by_decided_ratio(actual, decision, terms))


def _by_decided_ratio(actual: int, decision: Decision, terms: CallTerms) -> int:
    """The amount under the ratio of the decision, where the call reads it so; else no further bound."""
    amount, cost = decision.decided_amount or 0, decision.decided_eligible_cost
    if terms.readings.finalization_rate == "call_rate" or cost is None:
        return amount
    rate = min(terms.amounts.rate, Fraction(amount, cost))
    return round_down(actual * rate, terms.amounts.round_down_to)


def forfeits_all(facts: SettlementFacts, terms: CallTerms) -> bool:
    """Whether running over the period costs the whole grant, as the call reads P-⑨ against §4 (A8)."""
    reading = terms.readings.overrun
    if reading == "late_part_only":
        return False
    return is_unfinished(facts, terms) or (reading == "all_if_any_late" and _pays_late(facts, terms))


def is_unfinished(facts: SettlementFacts, terms: CallTerms) -> bool:
    """Whether something was delivered only after the call's last day."""
    end = terms.period.ends_by
    return any(line.accepted_on is not None and line.accepted_on > end for line in facts.costs or ())


def _pays_late(facts: SettlementFacts, terms: CallTerms) -> bool:
    days = (settled_on(line, terms) for line in facts.costs or ())
    return any(day is not None and day > terms.period.ends_by for day in days)


def _verdicts(
    facts: SettlementFacts,
    terms: CallTerms,
    lines: tuple[SettledLineJudgement, ...],
    completed_on: date | None,
    finalized: int | None,
) -> Iterator[Verdict]:
    yield _security_action(facts, terms, completed_on)
    yield _kpi(facts, terms)
    yield _period(facts, terms, completed_on)
    decided = facts.decision.decided_amount
    if decided is not None and (reduced := judge_decided_amount(decided, terms)) is not None:
        yield reduced
    if not forfeits_all(facts, terms):
        yield _amount(facts, terms, lines, finalized)


def _security_action(facts: SettlementFacts, terms: CallTerms, completed_on: date | None) -> Verdict:
    completed, required = facts.completed, terms.security_action
    by_notice = terms.readings.security_action_date == "id_notified_on"
    day = completed.security_action_id_notified_on if by_notice else completed.security_action_declared_on
    stars = completed.security_action_stars
    words = {"day": word_of(day), "end": word_of(completed_on), "stars": str(stars)}
    seen = {"stars": stars, "day": day and day.isoformat(), "completed_on": completed_on and completed_on.isoformat()}
    if stars is not None and stars < required.stars:
        outcome, situation = Outcome.UNMET, "too_few_stars"
    elif stars is not None and day is not None and completed_on is not None and day <= completed_on:
        outcome, situation = Outcome.MET, "declared"
    elif stars is None or day is None or _lacks_day(facts, terms):
        # A later line may still move the day of completion behind the declaration.
        outcome, situation = Outcome.UNKNOWN, "not_answered"
    else:
        outcome, situation = Outcome.UNMET, "too_late"
    return say_verdict(required.rule, situation, outcome, terms, words=words, facts=seen)


def _kpi(facts: SettlementFacts, terms: CallTerms) -> Verdict:
    achieved = reduction(facts.kpi, terms.readings.kpi_aggregate)
    if achieved is None:
        return say_verdict(terms.kpi.rule, "not_answered", Outcome.UNKNOWN, terms, words={}, facts={"kpi": None})
    is_reached = achieved >= terms.kpi.reduction
    outcome = Outcome.MET if is_reached else Outcome(terms.readings.kpi_shortfall)
    words = {"rate": percent(achieved)}
    seen = {"kpi_reduction": str(achieved)}
    return say_verdict(terms.kpi.rule, "reached" if is_reached else "short", outcome, terms, words=words, facts=seen)


def _period(facts: SettlementFacts, terms: CallTerms, completed_on: date | None) -> Verdict:
    end = terms.period.ends_by
    words = {"day": word_of(completed_on), "end": word_of(end)}
    seen = {"completed_on": completed_on and completed_on.isoformat(), "ends_by": end.isoformat()}
    if is_unfinished(facts, terms) or forfeits_all(facts, terms):
        outcome = Outcome.REVIEW if forfeits_all(facts, terms) else Outcome.WARNING
        return say_verdict("R-057", "unfinished", outcome, terms, words=words, facts=seen)
    if completed_on is None or _lacks_day(facts, terms):
        return say_verdict("R-057", "not_answered", Outcome.UNKNOWN, terms, words=words, facts=seen)
    situation, outcome = ("completed", Outcome.MET) if completed_on <= end else ("partly_late", Outcome.WARNING)
    return say_verdict("R-057", situation, outcome, terms, words=words, facts=seen)


def _lacks_day(facts: SettlementFacts, terms: CallTerms) -> bool:
    """Whether a line is still unpaid, or a delivered one not accepted, as far as the facts say."""
    return not facts.costs or any(
        terms.payment_method(line.payment_method) is None
        or settled_on(line, terms) is None
        or (line.accepted_on is None and line.category is not None and terms.category(line.category).delivered)
        for line in facts.costs
    )


def _amount(
    facts: SettlementFacts, terms: CallTerms, lines: tuple[SettledLineJudgement, ...], finalized: int | None
) -> Verdict:
    actual = sum(line.judgement.allowed for line in lines)
    words = {"amount": format_yen(finalized or 0), "actual": format_yen(actual)}
    seen = {"actual_eligible_cost": actual, "decided_amount": facts.decision.decided_amount}
    most = _most_still_possible(lines)
    if finalized is not None and most is not None and not reaches_floor(most, terms.amounts):
        return say_verdict("R-097", "below_floor", Outcome.UNMET, terms, words=words, facts=seen)
    if finalized is None or any(_is_open(line) for line in lines):
        return say_verdict("R-096", "not_answered", Outcome.UNKNOWN, terms, words=words, facts=seen)
    return say_verdict("R-096", "finalized", Outcome.MET, terms, words=words, facts=seen)


def _is_open(line: SettledLineJudgement) -> bool:
    """Whether an answer that is missing may still change what the line leaves."""
    outcomes = {verdict.outcome for verdict in line.judgement.verdicts}
    return Outcome.UNKNOWN in outcomes and Outcome.UNMET not in outcomes


def _most_still_possible(lines: tuple[SettledLineJudgement, ...]) -> int | None:
    """The highest eligible cost once all is answered; None while a line has no amount."""
    sums = [line.judgement.claimed if _is_open(line) else line.judgement.allowed for line in lines]
    return None if None in sums else sum(amount or 0 for amount in sums)
