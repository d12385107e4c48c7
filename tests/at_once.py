"""Acts that happen in the same instant: each in a thread and on a connection of its own, from one signal."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connections

from accounts.services.refusals import Refused

Act = Callable[[], Any]


def at_once(*acts: Act) -> list[object]:
    """What each act answered; a refusal is answered as its reason."""
    signal = Barrier(len(acts))

    def run(act: Act) -> object:
        signal.wait(timeout=30)
        try:
            return act()
        except Refused as refusal:
            return refusal.why
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))
