"""The grant: rate, rounding, cap and floor over the eligible cost, in exact arithmetic.

The floor is judged on cost × rate before rounding; the result is rounded down and then capped (§6).
"""

from dataclasses import dataclass
from fractions import Fraction

from applications.rules.terms.sections import Amounts
from kernel.money import round_down
from kernel.verdict import Outcome


@dataclass(frozen=True, slots=True)
class AmountJudgement:
    """Yen. `computed` is cost × rate rounded down, `limit` that under the cap, `granted_at_most` what may be granted.

    `product` is the exact cost × rate, for the equation on the page.
    """

    eligible_cost: int
    product: Fraction
    computed: int
    limit: int
    granted_at_most: int
    outcome: Outcome
    clause: str


def reaches_floor(eligible_cost: int, amounts: Amounts) -> bool:
    """Whether cost × rate, before any rounding, is at least the floor (R-093, R-097)."""
    return eligible_cost * amounts.rate >= amounts.floor


def limit_of(eligible_cost: int, amounts: Amounts) -> int:
    """The most that cost allows: rounded down to the call's unit and capped."""
    return min(round_down(eligible_cost * amounts.rate, amounts.round_down_to), amounts.cap)


def is_askable(requested: int, limit: int, amounts: Amounts) -> bool:
    """Whether an applicant may ask for `requested`: in whole units, from the floor up to the limit."""
    return amounts.floor <= requested <= limit and requested % amounts.request_unit == 0


def judge_amount(eligible_cost: int, requested: int | None, amounts: Amounts) -> AmountJudgement:
    """The amount for an eligible cost; `requested` None asks for the most allowed."""
    limit = limit_of(eligible_cost, amounts)
    asked = limit if requested is None else min(limit, round_down(requested, amounts.round_down_to))
    is_enough = reaches_floor(eligible_cost, amounts)
    met = is_enough and (requested is None or is_askable(requested, limit, amounts))
    return AmountJudgement(
        eligible_cost=eligible_cost,
        product=eligible_cost * amounts.rate,
        computed=round_down(eligible_cost * amounts.rate, amounts.round_down_to),
        limit=limit,
        granted_at_most=asked if is_enough and asked >= amounts.floor else 0,
        outcome=Outcome.MET if met else Outcome.UNMET,
        clause=amounts.clause,
    )
