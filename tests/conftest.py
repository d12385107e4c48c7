"""A hostile house: what would only go wrong on somebody else's machine goes wrong here.

Warnings are errors and unknown template variables fail (both in pyproject.toml); an order nobody asked for is
turned round; no test reaches the network; tasks run only when a test says so, taken from the real broker.
"""

import socket
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection
from django.db.models import query

from applications.selectors import calls as shown_calls
from records.audit import append_only, lasting
from tests.frozen import keepers
from tests.people import people
from tests.queue import Broker

__all__ = ["people"]

_ITERABLES = (
    query.ModelIterable,
    query.ValuesIterable,
    query.ValuesListIterable,
    query.NamedValuesListIterable,
    query.FlatValuesListIterable,
)
_LOOPBACK = ("127.", "::1", "localhost")


def _turned_round(natural: Callable[[Any], Iterator[Any]]) -> Callable[[Any], Iterator[Any]]:
    def iterate(iterable: Any) -> Iterator[Any]:
        rows = natural(iterable)
        # Both databases tend to answer in the order of insertion, which neither promises.
        return rows if iterable.queryset.ordered else iter(list(rows)[::-1])

    return iterate


@pytest.fixture(autouse=True, scope="session")
def _unordered_rows_come_backwards() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for iterable in _ITERABLES:
            patch.setattr(iterable, "__iter__", _turned_round(iterable.__iter__))
        yield


def _is_near(address: object) -> bool:
    host = address[0] if isinstance(address, tuple) else address
    return not isinstance(address, tuple) or str(host).startswith(_LOOPBACK)


@pytest.fixture(autouse=True, scope="session")
def _calls_are_looked_up_each_time() -> Iterator[None]:
    """What one test published is undone in the next, and no process is told."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shown_calls, "LOOK_AGAIN_AFTER", -1.0)
        yield


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Iterator[None]:
    natural = socket.socket.connect

    def connect(self: socket.socket, address: Any) -> None:
        if not _is_near(address):
            raise AssertionError(f"A test tried to reach {address!r}.")
        natural(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect)
        yield


@pytest.fixture(autouse=True, scope="session")
def _lasting_rows_yield_to_the_end_of_a_test() -> Iterator[None]:
    """Between two tests that commit, and only there, what lasts may be emptied like every other table."""
    natural = connection.ops.execute_sql_flush
    vendor = connection.vendor
    lift = [
        *append_only.LIFTING_STATEMENTS[vendor],
        *lasting.LIFTING_STATEMENTS[vendor],
        *(line for each in keepers() for line in each.lifting_statements(vendor)),
    ]
    install = [
        *append_only.STATEMENTS[vendor],
        *lasting.STATEMENTS[vendor],
        *(line for each in keepers() for line in each.statements(vendor)),
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connection.ops, "execute_sql_flush", lambda emptying: natural([*lift, *emptying, *install]))
        yield


def pytest_make_parametrize_id(val: object) -> str | None:
    """Name a case in Japanese where it can be printed; bytes and control characters are told by their numbers."""
    if isinstance(val, bytes) or (isinstance(val, str) and not val.isprintable()):
        return ascii(val)
    return None


@pytest.fixture
def broker() -> Iterator[Broker]:
    """The real broker of this test process, empty at first and left empty."""
    real = Broker()
    real.purge()
    yield real
    real.purge()


@pytest.fixture
def run_queue(transactional_db: None, broker: Broker) -> Callable[[], list[str]]:
    """Take every waiting task from the broker and run it as a worker would; answer the names in the order they ran.

    Transactions commit in such a test, so that "after commit" means what it says.
    """
    return broker.drain
