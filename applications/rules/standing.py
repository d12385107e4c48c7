"""How a file stands once people have decided what the rules left to them."""

from collections.abc import Iterable, Mapping
from typing import Any

from kernel.verdict import Outcome, worst

Decided = Mapping[tuple[str, int], Outcome]


def standing_of(verdict: Mapping[str, Any], decided: Decided, *, line: int = 0) -> Outcome:
    """The outcome of one frozen verdict: the decision where the rule left it to a person, else as judged."""
    outcome = Outcome(verdict["outcome"])
    return decided.get((verdict["rule"], line), outcome) if outcome is Outcome.REVIEW else outcome


def standing_outcome(verdicts: Iterable[Mapping[str, Any]], decided: Decided) -> Outcome:
    """The worst of all verdicts on the file as a whole, decisions counted."""
    return worst(standing_of(verdict, decided) for verdict in verdicts)


def undecided(
    verdicts: Iterable[Mapping[str, Any]], costs: Iterable[Mapping[str, Any]], decided: Decided
) -> tuple[tuple[str, int], ...]:
    """What still waits for a person: rule and line (0 for the whole file), in the order of the judgement."""
    waiting = [(verdict["rule"], 0) for verdict in verdicts if standing_of(verdict, decided) is Outcome.REVIEW]
    for cost in costs:
        line = cost["line"]
        waiting += [
            (verdict["rule"], line)
            for verdict in cost["verdicts"]
            if standing_of(verdict, decided, line=line) is Outcome.REVIEW
        ]
    return tuple(waiting)
