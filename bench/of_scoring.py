"""Keeping one score: what it costs beside a page that only knows who asks."""

import os
import subprocess
import sys
import tempfile

from bench.figures import Figure

_DESK = "import django; django.setup(); from bench.scoring_desk import main; main()"


def measure_scoring_post() -> Figure:
    """Return how many times as long keeping one score takes as the session-and-user view."""
    with tempfile.TemporaryDirectory(prefix="house-bench-") as folder:
        settings = {"DJANGO_SETTINGS_MODULE": "config.settings", "DATABASE_URL": "", "REDIS_URL": "", "DEBUG": "false"}
        done = subprocess.run(
            [sys.executable, "-c", _DESK],
            env={**os.environ, **settings, "VAR_DIR": folder},
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
    scored, known = done.stdout.split()[-2:]
    return Figure("scoring_post_to_person", float(scored) / float(known), "times", limit=8)
