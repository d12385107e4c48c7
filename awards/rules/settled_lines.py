"""Judges what was really bought: ordered after the decision, paid within the period, in an allowed way, proven.

A day that is missing proves nothing, so here (unlike in a draft) an unpaid or undated line leaves nothing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from applications.rules.costs import Finding, LineJudgement, judge_line, line_findings, say_verdict, split_orders
from applications.rules.periods import effective_end
from applications.rules.sentences import word_of
from applications.rules.terms import CallTerms
from applications.rules.terms.spending import PaymentMethod
from awards.rules.evidence import BANKBOOK, missing_evidence
from awards.rules.facts import SettledLine, SettlementFacts
from kernel.verdict import Outcome

_NOTHING = Fraction(0)


@dataclass(frozen=True, slots=True)
class SettledLineJudgement:
    """A line's amounts and verdicts, and the kinds of evidence it lacks."""

    judgement: LineJudgement
    missing_evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bounds:
    """The days a line is judged against: the decision, and the effective end of the project."""

    decided_on: date | None
    end: date


def judge_settled_lines(facts: SettlementFacts, terms: CallTerms) -> tuple[SettledLineJudgement, ...]:
    """Every line of the report, in order, numbered from 1."""
    costs = facts.costs or ()
    suspects = split_orders(costs, terms)
    bounds = Bounds(facts.decision.decided_on, effective_end(facts.decision.application_ends_on, terms.period.ends_by))
    return tuple(
        _judge(number, line, facts, terms, bounds, line_is_split=number in suspects)
        for number, line in enumerate(costs, start=1)
    )


def _judge(
    number: int, line: SettledLine, facts: SettlementFacts, terms: CallTerms, bounds: Bounds, *, line_is_split: bool
) -> SettledLineJudgement:
    findings = (
        *line_findings(line, terms, bounds.end, line_is_split=line_is_split),
        *_order_findings(line, terms, bounds),
        *_payment_day_findings(line, terms, bounds),
        *_method_findings(line, facts, terms),
        *_evidence_findings(line, terms),
    )
    return SettledLineJudgement(judge_line(number, line, findings, terms), missing_evidence(line, terms))


def settled_on(line: SettledLine, terms: CallTerms) -> date | None:
    """The day a line was finally paid: the transfer, or for cards and instalments the (last) debit."""
    method = terms.payment_method(line.payment_method)
    if method is None:
        return line.debited_on or line.paid_on
    return line.debited_on if method.settled_by == "debited_on" else line.paid_on


def is_travel(line: SettledLine, terms: CallTerms) -> bool:
    """Whether the line is travel, which needs neither order nor transfer (R-077)."""
    return line.category is not None and terms.category(line.category).is_travel


def _order_findings(line: SettledLine, terms: CallTerms, bounds: Bounds) -> Iterator[Finding]:
    decided = bounds.decided_on
    contracted = line.subscription.contracted_on if line.subscription else None
    facts = _days(ordered_on=line.ordered_on, contracted_on=contracted, paid_on=line.paid_on, decided_on=decided)
    if decided is None or (line.ordered_on is None and not is_travel(line, terms)):
        yield Finding(say_verdict("R-055", "not_answered", Outcome.UNKNOWN, terms, words={}, facts=facts), _NOTHING)
        return
    yield from _against_decision(line, terms, decided, facts)
    if line.ordered_on and line.accepted_on and line.accepted_on < line.ordered_on:
        words = {"earlier": f"発注の{word_of(line.ordered_on)}", "later": f"検収の{word_of(line.accepted_on)}"}
        days = _days(ordered_on=line.ordered_on, accepted_on=line.accepted_on)
        yield Finding(say_verdict("R-079", "out_of_order", Outcome.UNMET, terms, words=words, facts=days), _NOTHING)


def _against_decision(
    line: SettledLine, terms: CallTerms, decided: date, facts: Mapping[str, object]
) -> Iterator[Finding]:
    first = min((day for day in (line.ordered_on, line.paid_on, line.debited_on) if day), default=None)
    contracted = line.subscription.contracted_on if line.subscription else None
    words = {"decided": word_of(decided), "day": word_of(first)}
    if first is not None and first < decided:
        yield Finding(say_verdict("R-055", "before_decision", Outcome.UNMET, terms, words=words, facts=facts), _NOTHING)
    elif contracted is not None and contracted < decided:
        told = {**words, "day": word_of(contracted)}
        yield Finding(
            say_verdict("R-055", "contract_before_decision", Outcome.UNMET, terms, words=told, facts=facts), _NOTHING
        )
    elif decided in (first, contracted):
        yield from _on_decision_day(terms, words, facts)


def _on_decision_day(terms: CallTerms, words: Mapping[str, str], facts: Mapping[str, object]) -> Iterator[Finding]:
    """The guide says both 以前 and 以降 of the same day (A3): held back for a person, out, or in."""
    reading = terms.readings.order_on_decision_day
    if reading == "allowed":
        return
    outcome = Outcome.REVIEW if reading == "hold" else Outcome.UNMET
    yield Finding(say_verdict("R-055", "on_decision_day", outcome, terms, words=words, facts=facts), _NOTHING)


def _payment_day_findings(line: SettledLine, terms: CallTerms, bounds: Bounds) -> Iterator[Finding]:
    method = terms.payment_method(line.payment_method)
    rule = method.rule if method is not None and method.settled_by == "debited_on" else "R-056"
    paid = settled_on(line, terms)
    facts = _days(paid_on=line.paid_on, debited_on=line.debited_on, ends_on=bounds.end)
    if line.accepted_on is not None and line.accepted_on > bounds.end:
        words = {"day": word_of(line.accepted_on), "end": word_of(bounds.end)}
        days = _days(accepted_on=line.accepted_on, ends_on=bounds.end)
        yield Finding(say_verdict("R-054", "accepted_late", Outcome.UNMET, terms, words=words, facts=days), _NOTHING)
    # No debit precedes the use of the card: a use after the end is late before the debit is known.
    day = paid or line.paid_on
    if day is not None and day > bounds.end:
        words = {"day": word_of(day), "end": word_of(bounds.end)}
        late = ("R-054", "after_stated_end") if day <= terms.period.ends_by else (rule, _LATE[rule])
        yield Finding(say_verdict(*late, Outcome.UNMET, terms, words=words, facts=facts), _NOTHING)
    elif paid is None:
        situation = "not_paid" if rule == "R-056" else "not_debited"
        yield Finding(say_verdict(rule, situation, Outcome.UNKNOWN, terms, words={}, facts=facts), _NOTHING)


_LATE: Mapping[str, str] = {"R-056": "paid_late", "R-074": "debited_late", "R-075": "debited_late"}


def _method_findings(line: SettledLine, facts: SettlementFacts, terms: CallTerms) -> Iterator[Finding]:
    method = terms.payment_method(line.payment_method)
    seen = {"payment_method": line.payment_method}
    if method is None:
        yield Finding(say_verdict("R-072", "not_answered", Outcome.UNKNOWN, terms, words={}, facts=seen))
        return
    words = {"method": method.label}
    match method.treatment:
        case "refused":
            yield Finding(say_verdict(method.rule, "refused", Outcome.UNMET, terms, words=words, facts=seen), _NOTHING)
        case "review":
            yield Finding(say_verdict(method.rule, "unclear", Outcome.REVIEW, terms, words=words, facts=seen))
        case "owner_card" if facts.entity_type != "sole_proprietor":
            yield Finding(say_verdict(method.rule, "owner_card", Outcome.REVIEW, terms, words=words, facts=seen))
        case "needs_certificate":
            yield from _certificate_findings(line, method, terms)
        case "cash_exception" if not is_travel(line, terms):
            yield from _cash_findings(line, terms)


def _certificate_findings(line: SettledLine, method: PaymentMethod, terms: CallTerms) -> Iterator[Finding]:
    facts = {"payment_method": line.payment_method, "third_party_certificate": line.third_party_certificate}
    if line.third_party_certificate is None:
        told = say_verdict(method.rule, "certificate_not_answered", Outcome.UNKNOWN, terms, words={}, facts=facts)
        yield Finding(told, _NOTHING)
    elif not line.third_party_certificate:
        yield Finding(say_verdict(method.rule, "no_certificate", Outcome.UNMET, terms, words={}, facts=facts), _NOTHING)


def _cash_findings(line: SettledLine, terms: CallTerms) -> Iterator[Finding]:
    """Cash only where nothing else is possible; then books and receipt stand in for the account (A16)."""
    facts = {"payment_method": line.payment_method, "cash_only_trade": line.cash_only_trade}
    reading = terms.readings.cash_only_trade
    if line.cash_only_trade is None:
        yield Finding(
            say_verdict("R-072", "cash_not_answered", Outcome.UNKNOWN, terms, words={}, facts=facts), _NOTHING
        )
    elif not line.cash_only_trade or reading == "excluded":
        yield Finding(say_verdict("R-072", "cash_refused", Outcome.UNMET, terms, words={}, facts=facts), _NOTHING)
    elif reading == "substitute_evidence":
        yield Finding(say_verdict("R-063", "cash_substitute", Outcome.REVIEW, terms, words={}, facts=facts))


def _evidence_findings(line: SettledLine, terms: CallTerms) -> Iterator[Finding]:
    missing = missing_evidence(line, terms)
    if not missing:
        return
    outcome = Outcome.UNKNOWN if line.evidence is None else Outcome.UNMET
    leaves = Fraction(1) if line.evidence is None else _NOTHING
    labels = {kind.key: kind.label for kind in terms.evidence_kinds}
    facts = {"evidence": None if line.evidence is None else list(line.evidence)}
    of_category = [labels[key] for key in missing if key != BANKBOOK]
    if of_category:
        words = {"kinds": "、".join(of_category)}
        yield Finding(say_verdict("R-135", "missing", outcome, terms, words=words, facts=facts), leaves)
    if BANKBOOK in missing:
        held = Outcome.UNKNOWN if line.evidence is None else Outcome.REVIEW
        yield Finding(say_verdict("R-136", "missing", held, terms, words={}, facts=facts), leaves)


def _days(**days: date | None) -> Mapping[str, object]:
    return {name: day.isoformat() if day else None for name, day in days.items()}
