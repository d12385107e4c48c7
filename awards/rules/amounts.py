"""Amounts after the decision: what may be decided, and when a change needs approval."""

from fractions import Fraction

from applications.rules.costs import say_verdict
from applications.rules.terms import CallTerms
from kernel.money import format_yen
from kernel.verdict import Outcome, Verdict


def judge_decided_amount(decided: int, terms: CallTerms) -> Verdict | None:
    """What is to be said of a reduced decision (R-094); None when it is in order.

    Below the floor the guide is silent (A13): blocked until the head of the secretariat lifts it, warned, or in order.
    """
    reading = terms.readings.decision_below_floor
    if decided >= terms.amounts.floor or reading == "allowed":
        return None
    outcome = Outcome.UNMET if reading == "blocked" else Outcome.WARNING
    words, facts = {"amount": format_yen(decided)}, {"decided_amount": decided}
    return say_verdict("R-094", "below_floor", outcome, terms, words=words, facts=facts)


def needs_approval(moved: int, category_total: int, terms: CallTerms) -> bool:
    """Whether moving `moved` yen out of or into a category of `category_total` yen needs a change request (A20)."""
    if terms.readings.minor_change == "all_need_approval" or category_total == 0:
        return True
    return Fraction(abs(moved), category_total) > terms.changes.minor_share
