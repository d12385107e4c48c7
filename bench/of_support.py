"""Writing down a contact: what it costs beside a page that only knows who asks."""

import os
import subprocess
import sys
import tempfile

from bench.figures import Figure

_DESK = "import django; django.setup(); from bench.support_desk import main; main()"


def measure_record_save() -> Figure:
    """Return how many times as long saving a support record takes as the session-and-user view."""
    with tempfile.TemporaryDirectory(prefix="house-bench-") as folder:
        settings = {"DJANGO_SETTINGS_MODULE": "config.settings", "DATABASE_URL": "", "REDIS_URL": "", "DEBUG": "false"}
        done = subprocess.run(
            [sys.executable, "-c", _DESK],
            env={**os.environ, **settings, "VAR_DIR": folder},
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
    saved, known = map(float, done.stdout.split()[-2:])
    return Figure("record_save_to_person", saved / known, "times", limit=8)
