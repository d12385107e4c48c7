"""What a decision gives: cost after the cuts, the amount by the call's one calculator, and why it is less than asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from applications.rules.amounts import limit_of
from applications.rules.terms import CallTerms
from awards.rules.amounts import judge_decided_amount
from kernel.verdict import Outcome
from screening.rules.refusals import Why

GRANTED, REFUSED = "granted", "refused"
# A grant that the minutes settled falls only for what the file itself lacks; money is the minutes' affair.
REASONS_OF_A_CHANGE = ("requirement", "documents")


@dataclass(frozen=True, slots=True)
class JudgedCost:
    """A cost line as it was judged at submission: `claimed` and `allowed` in yen excluding tax, `because` in words."""

    line: int
    claimed: int
    allowed: int
    because: str = ""


@dataclass(frozen=True, slots=True)
class Cut:
    """What the office leaves of a line, in yen excluding tax, and why the grantee is told it does."""

    line: int
    allowed: int
    because: str


@dataclass(frozen=True, slots=True)
class DecisionEntry:
    """A decision as a person types it. `amount` None gives the most that request and cost allow."""

    outcome: str = GRANTED
    amount: int | None = None
    cuts: tuple[Cut, ...] = ()
    reason: str = ""
    reduction_note: str = ""
    extra_conditions: tuple[str, ...] = ()
    floor_lifted_because: str = ""


@dataclass(frozen=True, slots=True)
class Decided:
    """A grant in yen: the cost that counts, the most it allows, the amount, and the kind of its reduction."""

    cost: int
    limit: int
    amount: int
    reduction: str


def after_cuts(costs: Sequence[JudgedCost], cuts: Sequence[Cut]) -> tuple[JudgedCost, ...]:
    """The lines as decided: a cut lowers what was allowed and replaces the reason."""
    by_line = {cut.line: cut for cut in cuts}
    return tuple(_cut(cost, by_line.get(cost.line)) for cost in costs)


def _cut(cost: JudgedCost, cut: Cut | None) -> JudgedCost:
    if cut is None:
        return cost
    return JudgedCost(cost.line, cost.claimed, min(cost.allowed, cut.allowed), cut.because)


def trouble_with_cuts(costs: Sequence[JudgedCost], cuts: Sequence[Cut]) -> Why | None:
    """Why these cuts cannot be made: a line that is not there or twice, more than was allowed, or no reason."""
    allowed: Mapping[int, int] = {cost.line: cost.allowed for cost in costs}
    if len({cut.line for cut in cuts}) < len(cuts):
        return Why.CUT_UNFIT
    if any(not 0 <= cut.allowed <= allowed.get(cut.line, -1) for cut in cuts):
        return Why.CUT_UNFIT
    return Why.REASON_MISSING if any(not cut.because.strip() for cut in cuts) else None


def decide(
    costs: Sequence[JudgedCost], cuts: Sequence[Cut], *, applied: int, amount: int | None, terms: CallTerms
) -> Decided:
    """The grant over the lines after their cuts. `amount` None gives the most that request and cost allow."""
    cost = sum(line.allowed for line in after_cuts(costs, cuts))
    limit = min(limit_of(cost, terms.amounts), applied)
    given = limit if amount is None else amount
    return Decided(cost, limit, given, _reduction(given, limit, applied))


def _reduction(given: int, limit: int, applied: int) -> str:
    if given >= applied:
        return ""
    if limit >= applied:
        return "budget"
    return "cost_assessment" if given == limit else "both"


def trouble_with_amount(decided: Decided, *, applied: int, terms: CallTerms) -> Why | None:
    """Why this amount cannot be granted; the floor is asked about apart, since the head may lift it."""
    if decided.amount <= 0:
        return Why.AMOUNT_MISSING
    if decided.amount > applied:
        return Why.AMOUNT_OVER_REQUEST
    if decided.amount > decided.limit:
        return Why.AMOUNT_OVER_COST
    return Why.AMOUNT_NOT_IN_UNITS if decided.amount % terms.amounts.round_down_to else None


def is_held_by_floor(amount: int, terms: CallTerms) -> bool:
    """Whether the call blocks this amount until the head of the secretariat lifts it (R-094)."""
    said = judge_decided_amount(amount, terms)
    return said is not None and said.outcome is Outcome.UNMET


def warning_of_floor(amount: int, terms: CallTerms) -> str:
    """What the call says of an amount below its floor; blank above it."""
    said = judge_decided_amount(amount, terms)
    return said.because if said else ""


def completion_limit(ends_on: date | None, terms: CallTerms) -> date:
    """The day by which the project ends: the applicant's own, at the latest the call's."""
    return min(ends_on, terms.period.ends_by) if ends_on else terms.period.ends_by
