"""A figure, and the ways to take one that a busy machine disturbs least."""

import json
import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One measurement with the limit it is held against."""

    name: str
    value: float
    unit: str
    limit: float

    def as_line(self) -> str:
        """Return the figure as one line of JSON."""
        told = asdict(self) | {"value": float(f"{self.value:.4g}"), "holds": self.value <= self.limit}
        return json.dumps(told, ensure_ascii=False)


def seconds(action: Callable[[], object]) -> float:
    """Return how long `action` takes, once."""
    started = time.perf_counter()
    action()
    return time.perf_counter() - started


def median_seconds(action: Callable[[], object], *, times: int, warm_up: int = 1) -> float:
    """Return the median duration, after runs that only fill caches."""
    for _ in range(warm_up):
        action()
    return statistics.median(seconds(action) for _ in range(times))


def ratio(measured: Callable[[], object], *, against: Callable[[], object], times: int, warm_up: int = 1) -> float:
    """Return how many times as long `measured` takes; the two alternate, so that a slow moment strikes both."""
    return ratio_of_each(lambda: measured, against=against, times=times, warm_up=warm_up)


def ratio_of_each(
    prepared: Callable[[], Callable[[], object]], *, against: Callable[[], object], times: int, warm_up: int = 1
) -> float:
    """Return the same for what can be done once only: each is made ready first, and that is not measured."""
    for _ in range(warm_up):
        prepared()()
        against()
    return statistics.median(_held_against(prepared(), against) for _ in range(times))


def _held_against(measured: Callable[[], object], against: Callable[[], object]) -> float:
    # What stands beside is taken on both sides of it: neither the first nor the second place is the warmer one.
    before = seconds(against)
    took = seconds(measured)
    return took / statistics.mean((before, seconds(against)))
