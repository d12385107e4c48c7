"""The results of a round: ranked, shared out and drawn from the frozen sheets at every look."""

from functools import cache

from bench.figures import Figure
from bench.process import figures_of

_FILES, _REVIEWERS, _FEW = 300, 5, 30


@cache
def _figures(count: int) -> tuple[float, int]:
    """Milliseconds of the results of `count` files, and their queries."""
    shown, _, queries = figures_of("screening_desk", f"{count}, {_REVIEWERS}")
    return shown, int(queries)


def measure_results_page() -> Figure:
    """Return how long the results of 300 files with five sheets each take."""
    return Figure("results of 300 files x 5 reviewers", _figures(_FILES)[0], "ms", limit=500)


def measure_results_queries() -> Figure:
    """Return how many queries more the results take at ten times as many files."""
    more = _figures(_FILES)[1] - _figures(_FEW)[1]
    return Figure("results_queries_growth", more, "queries", limit=0)
