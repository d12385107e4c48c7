"""A real server for the length of a figure, and a visitor who remembers cookies."""

import http.client
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.cookies import SimpleCookie

from bench.figures import ratio

EMPTY = "/bench/empty/"
_PATIENCE = 30


class Visitor:
    """Asks one server for pages over one connection, as a browser does."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
        self._cookies: dict[str, str] = {}

    def get(self, path: str) -> str:
        """Return the page at `path`, which must be there."""
        return self._ask("GET", path, None)

    def post(self, path: str, fields: Mapping[str, str]) -> str:
        """Send a form; answer the page it leads to, with the token the site asks for."""
        token = {"csrfmiddlewaretoken": self._cookies.get("csrftoken", "")}
        return self._ask("POST", path, urllib.parse.urlencode({**fields, **token}))

    def _ask(self, method: str, path: str, body: str | None) -> str:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self._connection.request(method, path, body, headers)
        answer = self._connection.getresponse()
        page = answer.read().decode()
        for line in answer.headers.get_all("Set-Cookie", []):
            self._cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        if answer.status in {302, 303}:
            return self.get(urllib.parse.urljoin(path, answer.headers["Location"]))
        if answer.status != 200:
            raise RuntimeError(f"{method} {path} answered {answer.status}")
        return page


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int) -> None:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError("the server did not start")


@contextmanager
def served() -> Iterator[Visitor]:
    """Open the house on a free port, in a folder of its own, with the calls loaded; yield a visitor."""
    with tempfile.TemporaryDirectory(prefix="house-bench-") as folder:
        port = _free_port()
        environment = {**os.environ, "VAR_DIR": folder, "DATABASE_URL": "", "REDIS_URL": ""}
        subprocess.run([sys.executable, "manage.py", "open_house"], env=environment, check=True, stdout=sys.stderr)
        command = [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}", "--log-level", "error"]
        server = subprocess.Popen(
            [*command, "--no-control-socket", "--threads", "4", "bench.site"],
            env=environment,
            stderr=subprocess.DEVNULL,
        )
        try:
            _wait_for(port)
            yield Visitor(port)
        finally:
            server.terminate()
            server.wait()


def ratio_to_empty(visitor: Visitor, path: str, *, times: int = 200) -> float:
    """Return how many times as long `path` takes as an empty Django view under the same server."""
    return ratio(lambda: visitor.get(path), against=lambda: visitor.get(EMPTY), times=times, warm_up=20)
