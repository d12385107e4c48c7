"""gunicorn's configuration: two processes with four threads each, and a log without addresses, keys or query strings."""

import os
import sys
from typing import Any

from gunicorn.glogging import Logger

from config.logs import without_keys

_PORT = os.environ.get("PORT", "8000")

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{_PORT}"
workers = 2
threads = 4
# Loaded once and shared: the second process costs neither time nor memory of its own. No connection is open by then.
preload_app = True
worker_class = "gthread"
timeout = 60
graceful_timeout = 4
# It would stand in the home folder, one for all houses of this user.
control_socket_disable = True
loglevel = "warning"
accesslog = "-"
access_log_format = '{"at": "%(t)s", "method": "%(m)s", "path": "%(U)s", "status": "%(s)s", "microseconds": "%(D)s"}'


class KeylessLog(Logger):
    """Writes the path of a request without the key that a letter carried in it."""

    def atoms(self, resp: Any, req: Any, environ: dict[str, Any], request_time: Any) -> dict[str, Any]:
        """What a line may tell of a request."""
        told: dict[str, Any] = super().atoms(resp, req, environ, request_time)
        return told | {"U": without_keys(str(told["U"]))}


logger_class = KeylessLog


def when_ready(_server: Any) -> None:
    """Tell the person at the keyboard where to look."""
    sys.stderr.write(f"ブラウザで http://127.0.0.1:{_PORT}/ を開いてください(終了: Ctrl-C)。\n")
