"""Every address of the house, and the table that says what each person finds there: addresses.toml."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.urls import URLPattern, URLResolver

from config.urls import urlpatterns
from tests.people import NAMES

TABLE = Path(__file__).with_name("addresses.toml")
# Kubo, a colleague of Aoki's who fills in and may not send, is at home in this walk alone.
EVERYBODY = (*NAMES, "kubo", "nobody")
METHODS = ("get", "post")
# Whatever does not hang on a file is walked once.
ALWAYS = "always"
OTHERS = "others"


@dataclass(frozen=True, slots=True)
class Address:
    """One entry of the address book: its name, and what has to be named to come to it."""

    name: str
    asks_for: frozenset[str]


@dataclass(frozen=True)
class Row:
    """What everybody finds at one address: by method, subject and person.

    `writes` are the tables that looking touches, `changed_by` whose empty post changes anything, and `is_download`
    tells that a browser is handed a file.
    """

    name: str
    answers: Mapping[str, Mapping[str, Mapping[str, str]]]
    changed_by: Mapping[str, frozenset[str]]
    writes: frozenset[str]
    is_download: bool


def addresses() -> dict[str, Address]:
    """Every view that has an address, by its full name."""
    return {address.name: address for address in _found(urlpatterns)}


def _found(patterns: list[Any], namespace: str = "", asked: frozenset[str] = frozenset()) -> Iterator[Address]:
    for pattern in patterns:
        asks_for = asked | frozenset(pattern.pattern.regex.groupindex)
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _found(pattern.url_patterns, inner, asks_for)
        else:
            assert isinstance(pattern, URLPattern)
            assert pattern.name, f"{pattern.pattern} has no name: nobody could link to it, and no row could name it"
            yield Address(f"{namespace}{pattern.name}", asks_for)


@cache
def table() -> dict[str, Row]:
    """The rows of addresses.toml."""
    written = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    return {name: _row(name, row) for name, row in written.items()}


def _row(name: str, row: dict[str, Any]) -> Row:
    answers = {
        method: {subject: _by_person(f"{name} {method} {subject}", cell) for subject, cell in row[method].items()}
        for method in METHODS
    }
    changed_by = {subject: frozenset(people.split()) for subject, people in row.get("changed_by", {}).items()}
    return Row(name, answers, changed_by, frozenset(row.get("writes", ())), bool(row.get("download", False)))


def _by_person(place: str, cell: Mapping[str, str]) -> dict[str, str]:
    """Spread `404 = "others"` out over everybody whom the cell does not name."""
    named = {person: answer for answer, people in cell.items() for person in people.split() if person != OTHERS}
    rest = [answer for answer, people in cell.items() if people == OTHERS]
    assert set(named) <= set(EVERYBODY), f"{place}: {set(named) - set(EVERYBODY)}"
    assert sum(len(people.split()) for people in cell.values()) == len(named) + len(rest), f"{place}: named twice"
    assert len(rest) == (len(named) < len(EVERYBODY)), f"{place}: somebody is missing, or there are no others"
    return {person: named.get(person, rest[0] if rest else "") for person in EVERYBODY}
