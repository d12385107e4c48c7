"""gunicorn's configuration: two processes with four threads each, and a log without addresses or query strings."""

import os
import sys
from typing import Any

_PORT = os.environ.get("PORT", "8000")

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{_PORT}"
workers = 2
threads = 4
worker_class = "gthread"
timeout = 60
graceful_timeout = 4
# It would stand in the home folder, one for all houses of this user.
control_socket_disable = True
loglevel = "warning"
accesslog = "-"
access_log_format = '{"at": "%(t)s", "method": "%(m)s", "path": "%(U)s", "status": "%(s)s", "microseconds": "%(D)s"}'


def when_ready(_server: Any) -> None:
    """Tell the person at the keyboard where to look."""
    sys.stderr.write(f"ブラウザで http://127.0.0.1:{_PORT}/ を開いてください(終了: Ctrl-C)。\n")
