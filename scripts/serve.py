"""Web, worker and beat under one roof: one Ctrl-C, or one SIGTERM, stops all three and leaves nobody behind."""

import os
import signal
import sys
from typing import Any

from honcho import manager
from honcho.manager import Manager

# The kernel ends a child whose supervisor was killed outright; `exec` leaves no shell between them.
_BOUND_TO_US = "exec setpriv --pdeathsig TERM"
# A paper that is half made may be finished.
_PATIENCE = 15
_CELERY = f"{_BOUND_TO_US} {sys.executable} -m celery --quiet -A config"


class House(Manager):  # type: ignore[misc]
    """honcho's manager, patient with a signal that arrives before every process has told its number."""

    stop_wanted = False

    def terminate(self) -> None:
        """Stop every process, at once or as soon as all of them can be told."""
        self.stop_wanted = True
        if super()._all_started():
            super().terminate()

    def _all_started(self) -> bool:
        started = bool(super()._all_started())
        if started and self.stop_wanted:
            super().terminate()
        return started


def _worker_pool() -> str:
    """On Redis one process a core; over files one process alone, which also takes its tasks fastest."""
    return "prefork --concurrency 2" if os.environ.get("REDIS_URL") else "solo"


def _hang_up(*_: Any) -> None:
    """A closed terminal is a Ctrl-C by other means."""
    os.kill(os.getpid(), signal.SIGTERM)


def main() -> int:
    """Serve until told to stop; a stop that was asked for is a success."""
    manager.KILL_WAIT = _PATIENCE
    house = House()
    signal.signal(signal.SIGHUP, _hang_up)
    house.add_process("web", f"{_BOUND_TO_US} {sys.executable} -m gunicorn --config config/gunicorn.py config.wsgi")
    house.add_process(
        "worker",
        f"{_CELERY} worker --loglevel WARNING --pool {_worker_pool()}"
        " --without-gossip --without-mingle --without-heartbeat",
    )
    house.add_process("beat", f"{_CELERY} beat --loglevel WARNING --pidfile=")
    house.loop()
    asked_to_stop = house.returncode in {128 + signal.SIGINT, 128 + signal.SIGTERM}
    return 0 if asked_to_stop else int(house.returncode or 0)


if __name__ == "__main__":
    sys.exit(main())
