"""Why of two files with the same total one stands before the other: which of the call's tie-breaks decided (R-121)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from applications.rules.terms import CallTerms
from screening.rules.ranking import Order
from screening.rules.scores import Candidate

# What decides when all tie-breaks of the call are level too, so that an order is always total.
BY_NUMBER = "application"


@dataclass(frozen=True, slots=True)
class Tie:
    """A file stands level on the total with the one before it. `decided_by` is a tie-break of the call's terms."""

    above: str
    decided_by: str


def ties_among(ordered: Sequence[Candidate], terms: CallTerms) -> Mapping[str, Tie]:
    """For each file that has the same total as the one before it in this order: what put it behind."""
    order = Order(ordered, terms)
    keys = [order.key(candidate) for candidate in ordered]
    names = (*terms.screening.tie_break, BY_NUMBER)
    found: dict[str, Tie] = {}
    for above, here, upper, lower in zip(ordered, ordered[1:], keys, keys[1:], strict=False):
        if upper[0] == lower[0]:
            pairs = zip(names, upper[1:], lower[1:], strict=True)
            decided = next(name for name, one, other in pairs if one != other)
            found[here.application] = Tie(above.application, decided)
    return found


def tie_break_label(name: str, terms: CallTerms) -> str:
    """What people call a tie-break."""
    general = {"base": "基礎点", "received": "受付の早い順", BY_NUMBER: "受付番号の順"}
    of_rubric = {criterion.key: f"{criterion.key} {criterion.label}" for criterion in terms.screening.criteria}
    return general.get(name) or of_rubric[name]
