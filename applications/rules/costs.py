"""Judges the cost lines of a budget: what is claimed, what of it may be subsidised, and why not the rest.

Only what is not simply in order is said of a line. A fact that is missing leaves the amount as claimed ("at
most"); a rule that is broken takes the line out. Amounts are whole yen excluding tax.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from applications.rules.facts import CostLine
from applications.rules.periods import effective_end, has_free_period, prorate
from applications.rules.sentences import word_of
from applications.rules.terms import CallTerms
from applications.rules.terms.spending import CostCategory
from applications.rules.words import say
from kernel.money import round_down, with_tax, without_tax
from kernel.verdict import Outcome, Verdict


@dataclass(frozen=True, slots=True)
class Finding:
    """A verdict on a line and the share of the claimed amount it leaves."""

    verdict: Verdict
    leaves: Fraction = Fraction(1)


@dataclass(frozen=True, slots=True)
class LineJudgement:
    """`claimed` is None while no amount is known; `allowed` never exceeds it."""

    line: int
    claimed: int | None
    allowed: int
    verdicts: tuple[Verdict, ...] = field(default=())


def say_verdict(
    rule: str,
    situation: str,
    outcome: Outcome,
    terms: CallTerms,
    *,
    words: Mapping[str, str],
    facts: Mapping[str, object],
) -> Verdict:
    """A verdict of a coded rule with the sentence that the terms hold for the situation."""
    entry = terms.rules[rule]
    return Verdict(rule, outcome, entry.clause, say(entry.texts[situation], terms, words), dict(facts))


def claimed_amount(line: CostLine, terms: CallTerms) -> int | None:
    """Yen excluding tax: as invoiced, else from the amount including tax, else quantity × unit price (R-062)."""
    if line.amount_excluding_tax is not None:
        if is_untaxed(line) and terms.readings.untaxed_purchase == "divided_by_tax":
            return without_tax(line.amount_excluding_tax, terms.tax.rate)
        return line.amount_excluding_tax
    if line.amount_including_tax is not None:
        return without_tax(line.amount_including_tax, terms.tax.rate)
    if line.unit_price is not None:
        return round_down(line.unit_price * Fraction(line.quantity or 1))
    return None


def amount_with_tax(line: CostLine, terms: CallTerms) -> int | None:
    """Yen including tax, as invoiced or computed; the quote thresholds are judged on it."""
    if line.amount_including_tax is not None:
        return line.amount_including_tax
    claimed = claimed_amount(line, terms)
    return None if claimed is None else with_tax(claimed, terms.tax.rate)


def is_untaxed(line: CostLine) -> bool:
    """Whether the purchase carries no tax (免税・国外取引): both amounts are the same."""
    excluding, including = line.amount_excluding_tax, line.amount_including_tax
    return excluding is not None and excluding > 0 and excluding == including


def judge_lines(costs: tuple[CostLine, ...], terms: CallTerms, ends_on: date | None) -> tuple[LineJudgement, ...]:
    """All lines of a budget before the decision, in their order, numbered from 1."""
    suspects = split_orders(costs, terms)
    end = effective_end(ends_on, terms.period.ends_by)
    return tuple(
        judge_line(number, line, tuple(line_findings(line, terms, end, line_is_split=number in suspects)), terms)
        for number, line in enumerate(costs, start=1)
    )


def judge_line(number: int, line: CostLine, findings: tuple[Finding, ...], terms: CallTerms) -> LineJudgement:
    """The line's amounts after all findings: the least share any of them leaves, cut to whole yen."""
    claimed = claimed_amount(line, terms)
    left = min((finding.leaves for finding in findings), default=Fraction(1))
    allowed = round_down((claimed or 0) * left)
    return LineJudgement(number, claimed, allowed, tuple(finding.verdict for finding in findings))


def line_findings(line: CostLine, terms: CallTerms, end: date, *, line_is_split: bool) -> Iterator[Finding]:
    """What is to be said of a line before the decision (R-060–R-071)."""
    if line.category is None:
        yield Finding(say_verdict("R-060", "not_answered", Outcome.UNKNOWN, terms, words={}, facts={"category": None}))
    yield from _tax_findings(line, terms)
    yield from _device_findings(line, terms)
    yield from _prefecture_findings(line, terms)
    yield from _quote_findings(line, terms, line_is_split)
    yield from subscription_findings(line, terms, end)


def _tax_findings(line: CostLine, terms: CallTerms) -> Iterator[Finding]:
    facts = {"amount_excluding_tax": line.amount_excluding_tax, "amount_including_tax": line.amount_including_tax}
    excluding, including = line.amount_excluding_tax, line.amount_including_tax
    if claimed_amount(line, terms) is None:
        yield Finding(say_verdict("R-062", "no_amount", Outcome.UNKNOWN, terms, words={}, facts=facts))
    elif is_untaxed(line):
        yield Finding(say_verdict("R-062", "untaxed", Outcome.REVIEW, terms, words={}, facts=facts))
    elif excluding is not None and including is not None and including < excluding:
        yield Finding(say_verdict("R-062", "less_than_excluding", Outcome.REVIEW, terms, words={}, facts=facts))


def _device_findings(line: CostLine, terms: CallTerms) -> Iterator[Finding]:
    if not line.general_purpose_device or line.exclusive_use_stated:
        return
    facts = {"general_purpose_device": True, "exclusive_use_stated": line.exclusive_use_stated}
    if line.exclusive_use_stated is None:
        yield Finding(say_verdict("R-065", "not_answered", Outcome.UNKNOWN, terms, words={}, facts=facts))
    else:
        yield Finding(say_verdict("R-065", "not_stated", Outcome.UNMET, terms, words={}, facts=facts), Fraction(0))


def in_prefecture_rule(category: CostCategory, terms: CallTerms) -> str:
    """Whether the category's orders must stay in the prefecture: required, warning or none (A14)."""
    by_reading = category.in_prefecture == "by_reading"
    return terms.readings.usage_fee_in_prefecture if by_reading else category.in_prefecture


def _prefecture_findings(line: CostLine, terms: CallTerms) -> Iterator[Finding]:
    if line.category is None or line.vendor_in_prefecture:
        return
    rule = in_prefecture_rule(terms.category(line.category), terms)
    reason = line.answer("out_of_prefecture_reason")
    facts = {"vendor_in_prefecture": line.vendor_in_prefecture, "out_of_prefecture_reason": reason}
    if rule == "required" and line.vendor_in_prefecture is None:
        yield Finding(say_verdict("R-066", "not_answered", Outcome.UNKNOWN, terms, words={}, facts=facts))
    elif rule == "required":
        outcome, situation = _REASON_GIVEN[reason]
        leaves = Fraction(0) if outcome is Outcome.UNMET else Fraction(1)
        yield Finding(say_verdict("R-066", situation, outcome, terms, words={}, facts=facts), leaves)
    elif rule == "warning" and line.vendor_in_prefecture is False:
        yield Finding(say_verdict("R-066", "outside_allowed", Outcome.WARNING, terms, words={}, facts=facts))


_REASON_GIVEN: Mapping[bool | None, tuple[Outcome, str]] = {
    True: (Outcome.REVIEW, "reason_given"),
    False: (Outcome.UNMET, "no_reason"),
    None: (Outcome.UNKNOWN, "reason_not_answered"),
}


def quotes_required(line: CostLine, terms: CallTerms) -> int:
    """How many vendors must quote for this line; fewer below the threshold, which includes tax (R-068)."""
    including = amount_with_tax(line, terms)
    is_small = including is not None and including < terms.quotes.single_below
    return terms.quotes.single_required if is_small else terms.quotes.required


def _quote_findings(line: CostLine, terms: CallTerms, line_is_split: bool) -> Iterator[Finding]:
    required = quotes_required(line, terms)
    facts = {"quotes": line.quotes, "amount_including_tax": amount_with_tax(line, terms)}
    words = {"required": f"{required}社", "quotes": f"{line.quotes or 0}社"}
    if line.quotes is None:
        yield Finding(say_verdict("R-067", "not_answered", Outcome.UNKNOWN, terms, words=words, facts=facts))
    elif line.quotes >= required:
        if line_is_split and line.quotes < terms.quotes.required:
            yield Finding(say_verdict("R-068", "split", Outcome.WARNING, terms, words=words, facts=facts))
    elif line.quotes < terms.quotes.single_required:
        yield Finding(say_verdict("R-067", "too_few", Outcome.UNMET, terms, words=words, facts=facts), Fraction(0))
    elif facts["amount_including_tax"] is not None:
        # While the amount is open the order may still prove small: R-062 asks for it, nothing is held against it.
        yield from _single_quote_findings(line, terms, words, facts)


def _single_quote_findings(
    line: CostLine, terms: CallTerms, words: Mapping[str, str], facts: Mapping[str, object]
) -> Iterator[Finding]:
    reason = line.answer("single_quote_reason")
    seen = {**facts, "single_quote_reason": reason}
    if reason:
        yield Finding(say_verdict("R-069", "reason_given", Outcome.REVIEW, terms, words=words, facts=seen))
    elif reason is None:
        yield Finding(say_verdict("R-069", "reason_not_answered", Outcome.UNKNOWN, terms, words=words, facts=seen))
    else:
        yield Finding(say_verdict("R-067", "too_few", Outcome.UNMET, terms, words=words, facts=facts), Fraction(0))
        yield Finding(say_verdict("R-069", "no_reason", Outcome.UNMET, terms, words=words, facts=seen), Fraction(0))


def split_orders(costs: tuple[CostLine, ...], terms: CallTerms) -> frozenset[int]:
    """Lines that look like one order cut in pieces: same vendor and item, together at or above the threshold."""
    groups: dict[tuple[str, str], list[int]] = {}
    for number, line in enumerate(costs, start=1):
        if line.vendor.strip() and line.description.strip():
            groups.setdefault((line.vendor.strip(), line.description.strip()), []).append(number)
    return frozenset(number for group in groups.values() if _is_split(group, costs, terms) for number in group)


def _is_split(group: list[int], costs: tuple[CostLine, ...], terms: CallTerms) -> bool:
    amounts = [amount_with_tax(costs[number - 1], terms) or 0 for number in group]
    small = all(amount < terms.quotes.single_below for amount in amounts)
    return len(group) > 1 and small and sum(amounts) >= terms.quotes.single_below


def subscription_findings(line: CostLine, terms: CallTerms, end: date) -> Iterator[Finding]:
    """The part of a subscription or maintenance term that lies between its contract and the project's end."""
    subscription = line.subscription
    if subscription is None:
        return
    proration = prorate(subscription, end, terms.readings.proration)
    facts = {"subscription": subscription.model_dump(mode="json", by_alias=True), "ends_on": end.isoformat()}
    words = {
        "counted": f"{proration.counted}{proration.unit}",
        "term": f"{proration.term}{proration.unit}",
        "end": word_of(end),
    }
    if proration.counted == 0:
        yield Finding(say_verdict("R-070", "outside", Outcome.UNMET, terms, words=words, facts=facts), Fraction(0))
    elif proration.part < 1:
        yield Finding(
            say_verdict("R-070", "prorated", Outcome.WARNING, terms, words=words, facts=facts), proration.part
        )
    if has_free_period(subscription):
        yield Finding(say_verdict("R-070", "free_period", Outcome.REVIEW, terms, words=words, facts=facts))


def asset_register_lines(costs: tuple[CostLine, ...], terms: CallTerms) -> tuple[int, ...]:
    """Lines whose unit price reaches the threshold of the asset register, by number (R-078)."""
    return tuple(number for number, line in enumerate(costs, start=1) if _enters_register(line, terms))


def _enters_register(line: CostLine, terms: CallTerms) -> bool:
    if line.category is None or not terms.category(line.category).asset_register:
        return False
    price = unit_price(line, terms)
    return price is not None and price >= terms.assets.unit_price_from


def unit_price(line: CostLine, terms: CallTerms) -> Fraction | None:
    """The price of one piece in yen, excluding or including tax as the call reads its threshold (A7)."""
    quantity = Fraction(line.quantity or 1)
    if terms.readings.asset_threshold == "tax_included":
        including = amount_with_tax(line, terms)
        return None if including is None else including / quantity
    if line.unit_price is not None:
        return Fraction(line.unit_price)
    claimed = claimed_amount(line, terms)
    return None if claimed is None else claimed / quantity
