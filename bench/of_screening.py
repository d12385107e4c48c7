"""The results of a round: ranked, shared out and drawn from the frozen sheets at every look."""

import os
import subprocess
import sys
import tempfile
from functools import cache

from bench.figures import Figure

_FILES, _REVIEWERS, _FEW = 300, 5, 30
_DESK = "import django; django.setup(); from bench.screening_desk import main; main({count}, {panel})"


@cache
def _figures(count: int) -> tuple[float, float, int]:
    """Milliseconds of the results of `count` files and of the session-and-user view, and the results' queries."""
    with tempfile.TemporaryDirectory(prefix="house-bench-") as folder:
        settings = {"DJANGO_SETTINGS_MODULE": "config.settings", "DATABASE_URL": "", "REDIS_URL": "", "DEBUG": "false"}
        done = subprocess.run(
            [sys.executable, "-c", _DESK.format(count=count, panel=_REVIEWERS)],
            env={**os.environ, **settings, "VAR_DIR": folder},
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
    shown, known, queries = done.stdout.split()[-3:]
    return float(shown), float(known), int(queries)


def measure_results_page() -> Figure:
    """Return how long the results of 300 files with five sheets each take."""
    return Figure("results of 300 files x 5 reviewers", _figures(_FILES)[0], "ms", limit=500)


def measure_results_queries() -> Figure:
    """Return how many queries more the results take at ten times as many files."""
    more = _figures(_FILES)[2] - _figures(_FEW)[2]
    return Figure("results_queries_growth", more, "queries", limit=0)
