"""The office's list of files: what it costs beside a page that only knows who asks, and how it grows."""

import statistics
from functools import cache

from bench.figures import Figure
from bench.process import desk

_MANY, _FEW = 10_000, 1_000
_ROUNDS = 9


@cache
def _rounds() -> tuple[tuple[list[float], list[float]], ...]:
    """Rounds at two desks that stand open side by side and are asked in turns, so that a slow moment strikes both.

    A round is the list's time and that of the session-and-user view beside it, in milliseconds.
    """
    with desk("office_desk", str(_MANY)) as many, desk("office_desk", str(_FEW)) as few:
        return tuple((many(), few()) for _ in range(_ROUNDS))


def measure_office_list() -> Figure:
    """Return how many times as long the list of 10,000 files takes as the session-and-user view."""
    value = statistics.median(listed / known for (listed, known, _), _ in _rounds())
    return Figure("office_list_to_person", value, "times", limit=8)


def measure_office_list_growth() -> Figure:
    """Return how many times as long the list takes at ten times as many files."""
    value = statistics.median(many[0] / few[0] for many, few in _rounds())
    return Figure("office_list_growth", value, "times", limit=1.25)


def measure_office_list_queries() -> Figure:
    """Return how many more queries the list makes at ten times as many files."""
    many, few = _rounds()[0]
    return Figure("office_list_more_queries", many[2] - few[2], "queries", limit=0)
