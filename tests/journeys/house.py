"""The house as it is run: web, worker and beat as processes, on a database, a broker and a port of their own."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg2
from psycopg2 import sql

from tests.architecture.tree import ROOT

_PATIENCE = 180
# Redis has sixteen databases; the tests of each process use the lower ones.
_ABOVE_THE_TESTS = 8


def _free_port() -> int:
    """One that the system gives away now: houses that open at the same moment never share a door."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _own_redis(url: str) -> str:
    """The same server's database further up: a worker of this house must not take the tests' tasks."""
    number = int(urlsplit(url).path.lstrip("/") or 0)
    return urlunsplit(urlsplit(url)._replace(path=f"/{number + _ABOVE_THE_TESTS}"))


def _administer(statement: str, *names: str) -> None:
    connection = psycopg2.connect(os.environ["DATABASE_URL"])
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
    connection.close()


class House:
    """A house that is opened, then served. `stop` leaves nothing behind.

    A house `like` another begins as that one was opened: its calls and people are copied, not made once more.
    """

    def __init__(self, folder: Path, *, like: "House | None" = None) -> None:
        self.port = _free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self._folder = folder
        self._database = ""
        self._like = like
        if like:
            shutil.copytree(like._folder, folder, dirs_exist_ok=True)
        self._environment = {
            **os.environ,
            "VAR_DIR": str(folder),
            "PORT": str(self.port),
            "DEMONSTRATION": "true",
            **self._servers(),
        }

    def _servers(self) -> dict[str, str]:
        servers = {}
        if os.environ.get("REDIS_URL"):
            servers["REDIS_URL"] = _own_redis(os.environ["REDIS_URL"])
        if os.environ.get("DATABASE_URL"):
            self._database = f"journeys_{os.getpid()}_{self.port}"
            if self._like:
                _administer("CREATE DATABASE {} TEMPLATE {}", self._database, self._like._database)
            else:
                _administer("CREATE DATABASE {}", self._database)
            servers["DATABASE_URL"] = urlunsplit(
                urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{self._database}")
            )
        return servers

    def open(self) -> None:
        """Migrate, open the calls and settle the people of the demonstration."""
        subprocess.run(
            [sys.executable, "manage.py", "open_house"],
            cwd=ROOT,
            env=self._environment,
            check=True,
            stdout=subprocess.DEVNULL,
        )

    def start(self) -> None:
        """Open the house where it is not a copy of an open one, and serve until the first page answers."""
        if not self._like:
            self.open()
        self._log = (self._folder / "log").open("w")
        self._supervisor = subprocess.Popen(
            [sys.executable, "scripts/serve.py"],
            cwd=ROOT,
            env=self._environment,
            stdout=self._log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            self._wait_until_it_answers()
        except AssertionError:
            self.stop()
            raise

    def _wait_until_it_answers(self) -> None:
        end = time.monotonic() + _PATIENCE
        while not self._answers():
            assert self._supervisor.poll() is None, (self._folder / "log").read_text(encoding="utf-8")
            assert time.monotonic() < end, (self._folder / "log").read_text(encoding="utf-8")
            time.sleep(0.2)

    def call(self, function: str) -> str:
        """Run a function of ours (`module:name`) beside the running house, on its database; return what it printed."""
        module, name = function.split(":")
        done = subprocess.run(
            [sys.executable, "-c", f"import django; django.setup(); from {module} import {name}; {name}()"],
            cwd=ROOT,
            env={**self._environment, "DJANGO_SETTINGS_MODULE": "config.settings"},
            check=False,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(self.address, timeout=2) as response:
                return bool(response.status == 200)
        except OSError:
            return False

    def stop(self) -> None:
        """Stop every process, by the same signal as a person would."""
        if self._supervisor.poll() is None:
            os.killpg(self._supervisor.pid, signal.SIGTERM)
        try:
            self._supervisor.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            os.killpg(self._supervisor.pid, signal.SIGKILL)
            self._supervisor.wait()
        self._log.close()
        self.clear()

    def clear(self) -> None:
        """Give the database back."""
        if self._database:
            _administer("DROP DATABASE {} WITH (FORCE)", self._database)
