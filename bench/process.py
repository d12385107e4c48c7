"""A desk in a process and a database of its own, asked for rounds of figures as often as somebody wishes."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Round = Callable[[], list[float]]
_SETTINGS = {"DJANGO_SETTINGS_MODULE": "config.settings", "DATABASE_URL": "", "REDIS_URL": "", "DEBUG": "false"}
_DESK = "import django; django.setup(); from bench.{module} import main; main({asked})"


@contextmanager
def desk(module: str, asked: str = "") -> Iterator[Round]:
    """Open the desk of `bench.<module>`; yield what asks it for one more round."""
    with tempfile.TemporaryDirectory(prefix="house-bench-") as folder:
        process = subprocess.Popen(
            [sys.executable, "-c", _DESK.format(module=module, asked=asked)],
            env={**os.environ, **_SETTINGS, "VAR_DIR": folder},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            yield lambda: _one_more(process)
        finally:
            process.terminate()
            process.communicate()


def told_by(module: str, asked: str = "") -> str:
    """Open the desk of `bench.<module>` once; return the last line that it prints."""
    with tempfile.TemporaryDirectory(prefix="house-bench-") as folder:
        done = subprocess.run(
            [sys.executable, "-c", _DESK.format(module=module, asked=asked)],
            env={**os.environ, **_SETTINGS, "VAR_DIR": folder},
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
    return done.stdout.splitlines()[-1]


def figures_of(module: str, asked: str = "") -> list[float]:
    """The same where that line is figures."""
    return [float(each) for each in told_by(module, asked).split()]


def answer_rounds(measure: Callable[[], tuple[float, ...]]) -> None:
    """Inside the desk: measure once for every line that comes in, and print what was found."""
    for _ in sys.stdin:
        print("figures", *measure(), flush=True)


def _one_more(process: "subprocess.Popen[str]") -> list[float]:
    if process.stdin is None or process.stdout is None:
        raise RuntimeError("the desk has no ear")
    process.stdin.write("\n")
    process.stdin.flush()
    for line in process.stdout:
        if line.startswith("figures "):
            return [float(each) for each in line.split()[1:]]
    raise RuntimeError("the desk is closed")
