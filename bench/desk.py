"""What every desk has: a house of its own that somebody has signed in to, and times that are taken in turns."""

import statistics
from collections.abc import Callable, Sequence
from datetime import datetime

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from accounts.services.demonstration import Settled, settle_people
from accounts.services.second_factor import SHOWN_BY
from bench.figures import seconds

# A page that only knows who asks: what the session, the user and the memberships cost.
PERSON = "/bench/person/"


def opened_house(at: datetime) -> Settled:
    """The tables are there and the people of the demonstration have moved in; the bench's own addresses too."""
    settings.ROOT_URLCONF, settings.ALLOWED_HOSTS = "bench.urls", ["testserver"]
    call_command("migrate", verbosity=0, interactive=False)
    return settle_people(password=None, at=at, domain="bench.test")


def at_the_desk(user: User) -> Client:
    """The browser of somebody who has signed in, with the second factor where the role asks for one."""
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
    session = client.session
    session[SHOWN_BY] = str(user.pk)
    session.save()
    return client


def looking(client: Client, path: str) -> Callable[[], object]:
    """Looking at a page that must be there."""

    def look() -> None:
        if (status := client.get(path).status_code) != 200:
            raise RuntimeError(f"{path} answered {status}")

    return look


def questions(action: Callable[[], object]) -> int:
    """How many questions the database is asked."""
    with CaptureQueriesContext(connection) as asked:
        action()
    return len(asked)


def medians(
    actions: Sequence[Callable[[], object]],
    *,
    times: int,
    warm_up: int,
    before: Callable[[], object] = lambda: None,
) -> list[float]:
    """Median milliseconds of each. They are taken in turns, so that a slow moment strikes all; `before` is not timed."""
    for _ in range(warm_up):
        for action in actions:
            before()
            action()
    rounds = [[_timed(action, before) for action in actions] for _ in range(times)]
    return [1000 * statistics.median(each) for each in zip(*rounds, strict=True)]


def _timed(action: Callable[[], object], before: Callable[[], object]) -> float:
    before()
    return seconds(action)
