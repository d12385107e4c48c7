"""The office's list of files: what it costs beside a page that only knows who asks, and how it grows."""

import os
import subprocess
import sys
import tempfile
from functools import cache

from bench.figures import Figure

_MANY, _FEW = 10_000, 1_000
_DESK = "import django; django.setup(); from bench.office_desk import main; main({count})"


@cache
def _times(count: int) -> tuple[float, float]:
    """Milliseconds of the list of `count` files, and of the session-and-user view, in a process of its own."""
    with tempfile.TemporaryDirectory(prefix="house-bench-") as folder:
        settings = {"DJANGO_SETTINGS_MODULE": "config.settings", "DATABASE_URL": "", "REDIS_URL": "", "DEBUG": "false"}
        done = subprocess.run(
            [sys.executable, "-c", _DESK.format(count=count)],
            env={**os.environ, **settings, "VAR_DIR": folder},
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
    listed, known = done.stdout.split()[-2:]
    return float(listed), float(known)


def measure_office_list() -> Figure:
    """Return how many times as long the list of 10,000 files takes as the session-and-user view."""
    return Figure("office_list_to_person", _ratio(_MANY), "times", limit=8)


def measure_office_list_growth() -> Figure:
    """Return how many times as long the list takes at ten times as many files.

    Each is first held against the session-and-user view beside it, which costs the same at both: the two desks are
    laid out one after the other, and a machine that is busier the second time would count as growth.
    """
    return Figure("office_list_growth", _ratio(_MANY) / _ratio(_FEW), "times", limit=1.25)


def _ratio(count: int) -> float:
    listed, known = _times(count)
    return listed / known
