"""The KPI of the call: by what share effort falls, in exact fractions. 33.28 % is never shown as 33.3 %."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Literal

from applications.rules.facts import Kpi

Aggregate = Literal["pooled", "mean_of_rates", "every_task"]


def reduction(tasks: Sequence[Kpi] | None, aggregate: Aggregate) -> Fraction | None:
    """The share by which effort falls; None while no task is named.

    pooled: of the sum of all tasks (a small task cannot carry a big one). mean_of_rates: the mean of the tasks'
    own shares. every_task: the least of them. A negative share says that effort grows.
    """
    if not tasks:
        return None
    if aggregate == "pooled":
        before = sum((Fraction(task.before) for task in tasks), Fraction(0))
        after = sum((Fraction(task.after) for task in tasks), Fraction(0))
        return (before - after) / before
    rates = [(Fraction(task.before) - Fraction(task.after)) / Fraction(task.before) for task in tasks]
    return min(rates) if aggregate == "every_task" else sum(rates, Fraction(0)) / len(rates)
