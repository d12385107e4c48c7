"""The first page of an institution and its statistics over many cases, beside a page that only knows who asks."""

from functools import cache
from typing import NamedTuple

from bench.figures import Figure
from bench.process import figures_of

_MANY = 5_000


class _Times(NamedTuple):
    """Milliseconds of each page, with the figures that were kept and with none, and of the session-and-user view."""

    first: float
    statistics: float
    known: float
    first_counted: float
    statistics_counted: float
    still_known: float


@cache
def _times() -> _Times:
    return _Times(*figures_of("portfolio_desk", str(_MANY)))


def measure_portfolio() -> Figure:
    """Return how many times as long the first page over 5,000 cases takes as the session-and-user view."""
    return Figure("portfolio_to_person", _times().first / _times().known, "times", limit=12)


def measure_portfolio_statistics() -> Figure:
    """Return the same of the year's statistics over 20 records a case, for everybody but the first within minutes."""
    return Figure("portfolio_statistics_to_person", _times().statistics / _times().known, "times", limit=12)


def measure_portfolio_counted() -> Figure:
    """Return the same of the first page where the stages are counted anew, as after each new reading."""
    return Figure("portfolio_counted_to_person", _times().first_counted / _times().still_known, "times", limit=20)


def measure_portfolio_statistics_counted() -> Figure:
    """Return the same of the statistics where all is counted anew: 100,000 records, ten readings a second look."""
    value = _times().statistics_counted / _times().still_known
    return Figure("portfolio_statistics_counted_to_person", value, "times", limit=60)
