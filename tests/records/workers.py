"""Worker processes of the tests: on the test database, really started and really killed."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from urllib.parse import quote

import pytest
from django.conf import settings as house
from django.db import connection

StartWorker = Callable[..., subprocess.Popen[bytes]]


def environment_of_a_worker(**changes: str) -> dict[str, str]:
    """Return what a process needs to work on the test database."""
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        url = f"sqlite:///{database['NAME']}"
    else:
        user, password, host = (quote(database[key], safe="") for key in ("USER", "PASSWORD", "HOST"))
        url = f"postgres://{user}:{password}@{host}:{database['PORT']}/{database['NAME']}"
    return os.environ | {"DATABASE_URL": url} | changes


def run_until_killed(step: str, work: str, subject: object, **environment: str) -> int:
    """Do one piece of work in a process of its own that is killed at a step of it; answer how it ended."""
    command = [sys.executable, "-m", "tests.records.killed", step, work, str(subject)]
    changed = environment_of_a_worker(**environment)
    return subprocess.run(command, cwd=house.BASE_DIR, env=changed, check=False, timeout=60).returncode


@pytest.fixture
def start_worker() -> Iterator[StartWorker]:
    """Start Celery workers; none outlives the test."""
    started: list[subprocess.Popen[bytes]] = []

    def start(**environment: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "celery", "-A", "config", "worker", "--pool", "solo", "--loglevel", "ERROR"]
        changed = environment_of_a_worker(**environment)
        started.append(subprocess.Popen(command, cwd=house.BASE_DIR, env=changed, start_new_session=True))
        return started[-1]

    yield start
    for worker in started:
        if worker.poll() is None:
            os.killpg(worker.pid, signal.SIGKILL)
        worker.wait()
