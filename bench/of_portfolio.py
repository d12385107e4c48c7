"""The first page of an institution and its statistics over many cases, beside a page that only knows who asks."""

import os
import subprocess
import sys
import tempfile
from functools import cache

from bench.figures import Figure

_MANY = 5_000
_DESK = "import django; django.setup(); from bench.portfolio_desk import main; main({count})"


@cache
def _times() -> tuple[float, float, float]:
    """Milliseconds of the first page, of the statistics and of the session-and-user view, in a process of its own."""
    with tempfile.TemporaryDirectory(prefix="house-bench-") as folder:
        settings = {"DJANGO_SETTINGS_MODULE": "config.settings", "DATABASE_URL": "", "REDIS_URL": "", "DEBUG": "false"}
        done = subprocess.run(
            [sys.executable, "-c", _DESK.format(count=_MANY)],
            env={**os.environ, **settings, "VAR_DIR": folder},
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
    first, statistics, known = map(float, done.stdout.split()[-3:])
    return first, statistics, known


def measure_portfolio() -> Figure:
    """Return how many times as long the first page over 5,000 cases takes as the session-and-user view."""
    first, _, known = _times()
    return Figure("portfolio_to_person", first / known, "times", limit=12)


def measure_portfolio_statistics() -> Figure:
    """Return the same of the year's statistics over 20 records a case, a page that is opened now and then."""
    _, statistics, known = _times()
    return Figure("portfolio_statistics_to_person", statistics / known, "times", limit=200)
