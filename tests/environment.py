"""Where the tests live: a folder, and on a Redis server a database, of their own for each test process.

pytest loads this before Django's settings are read (`-p tests.environment` in pyproject.toml).
"""

import atexit
import os
import shutil
import tempfile
from urllib.parse import urlsplit, urlunsplit

import pytest

_VARIABLES_OF_A_SITE = (
    "ALLOWED_HOSTS",
    "ATTACHMENTS_AT_MOST",
    "ATTACHMENTS_X_ACCEL",
    "ATTACHMENT_BYTES_AT_MOST",
    "CALLS_FOLDERS",
    "CLAMD_ADDRESS",
    "CSRF_TRUSTED_ORIGINS",
    "DEBUG",
    "DEMONSTRATION",
    "EMAIL_URL",
    "MAIL_FROM",
)


def _numbered(redis_url: str, number: int) -> str:
    """Return the same server's database `number`: two test processes must not take each other's tasks."""
    return urlunsplit(urlsplit(redis_url)._replace(path=f"/{number}"))


def _prepare() -> None:
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    for name in _VARIABLES_OF_A_SITE:
        os.environ.pop(name, None)
    folder = tempfile.mkdtemp(prefix=f"house-tests-{worker or 'main'}-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ["VAR_DIR"] = folder
    os.environ["SECRET_KEY"] = "only-for-tests-and-never-on-a-server"
    if os.environ.get("REDIS_URL"):
        number = int(worker.removeprefix("gw")) + 1 if worker else 0
        os.environ["REDIS_URL"] = _numbered(os.environ["REDIS_URL"], number)


_prepare()


def pytest_addoption(parser: pytest.Parser) -> None:
    """`pytest tests/papers --golden` writes the papers' pictures anew; the difference is for people to review."""
    parser.addoption("--golden", action="store_true", help="rewrite the pictures that papers are compared with")
