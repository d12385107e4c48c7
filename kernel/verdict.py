"""A judgement as a value: what was decided, under which clause, from which facts, and why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Outcome(StrEnum):
    """How a rule answers.

    UNKNOWN says that a fact is missing, so a draft can be judged from its first answer. REVIEW says that a
    person decides (要確認) and is never an automatic refusal. WARNING never counts against the applicant.
    """

    MET = "met"
    UNMET = "unmet"
    UNKNOWN = "unknown"
    REVIEW = "review"
    WARNING = "warning"


_FROM_WORST = (Outcome.UNMET, Outcome.UNKNOWN, Outcome.REVIEW, Outcome.MET)


def worst(outcomes: Iterable[Outcome]) -> Outcome:
    """The worst outcome in the order unmet > unknown > review > met; warnings do not count, nothing is met."""
    seen = set(outcomes)
    return next((outcome for outcome in _FROM_WORST if outcome in seen), Outcome.MET)


@dataclass(frozen=True, slots=True)
class Verdict:
    """One rule's answer: `rule` is its id (R-020), `clause` the number in the guide, `because` a Japanese sentence.

    `facts` holds the facts the rule looked at, by name, as JSON values; a missing one is None.
    """

    rule: str
    outcome: Outcome
    clause: str
    because: str
    facts: Mapping[str, object] = field(default_factory=dict)
