"""Worked cases as data: a situation, what differs, what the call must answer. See cases/README.md for the words.

Everything is strict: a misspelt word in a case fails its test instead of testing nothing.
"""

import copy
import functools
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from applications.rules.terms import CallTerms
from applications.rules.terms.loading import read_terms, terms_of

CASES = Path(__file__).parent / "cases"
CALLS = Path(__file__).parents[2] / "applications" / "calls"
MADE_UP = Path(__file__).parent

_SITUATION_KEYS = {"like", "facts", "change", "without", "none"}


@dataclass(frozen=True, slots=True)
class Case:
    """One worked case. `file` and `number` say where it stands; `expected` holds what the answer must be."""

    file: str
    number: int
    call: str
    command: str
    name: str
    rule: str
    situation: str = ""
    change: Mapping[str, Any] = field(default_factory=dict)
    without: tuple[str, ...] = ()
    none: tuple[str, ...] = ()
    terms: Mapping[str, Any] = field(default_factory=dict)
    files: tuple[Mapping[str, Any], ...] = ()
    budget: int = 0
    line: int | None = None
    expected: Mapping[str, Any] = field(default_factory=dict)


_PLAIN = {"name", "rule", "situation", "change", "terms", "budget", "line"}
_LISTS = {"without", "none", "files"}
EXPECTED = {
    "judge": {"outcome", "clause", "claimed", "allowed", "eligible", "amount", "register", "refused", "says"},
    "settle": {"outcome", "clause", "claimed", "allowed", "lacks", "answers", "register", "refused", "says"},
    "rank": {"order", "outcomes", "amounts", "totals", "points", "left"},
}


def cases_of(path: Path) -> Iterator[Case]:
    """The cases of one file, in order."""
    with path.open("rb") as file:
        sheet = tomllib.load(file)
    call, command = sheet["call"], sheet["command"]
    for number, raw in enumerate(sheet["case"], start=1):
        if unknown := raw.keys() - _PLAIN - _LISTS - EXPECTED[command]:
            raise ValueError(f"{path.name} {number}番目「{raw.get('name')}」: 知らない言葉です: {sorted(unknown)}")
        plain = {key: raw[key] for key in _PLAIN & raw.keys()}
        lists = {key: tuple(raw[key]) for key in _LISTS & raw.keys()}
        expected = {key: raw[key] for key in EXPECTED[command] & raw.keys()}
        yield Case(path.stem, number, call, command, **plain, **lists, expected=expected)


@functools.cache
def all_cases() -> tuple[Case, ...]:
    """Every case of the folder."""
    return tuple(case for path in sorted(CASES.glob("*.toml")) if path.stem != "situations" for case in cases_of(path))


@functools.cache
def _situations() -> Mapping[str, Mapping[str, Any]]:
    with (CASES / "situations.toml").open("rb") as file:
        return tomllib.load(file)


def document_of(case: Case) -> dict[str, Any]:
    """The facts of a case as the JSON document of the contract."""
    facts = _facts(case.situation)
    return as_json(_changed(facts, case.change, case.without, case.none))


def _facts(situation: str) -> dict[str, Any]:
    raw = _situations()[situation]
    if unknown := raw.keys() - _SITUATION_KEYS:
        raise ValueError(f"situations.toml「{situation}」: 知らない言葉です: {sorted(unknown)}")
    facts = _facts(raw["like"]) if "like" in raw else copy.deepcopy(dict(raw.get("facts", {})))
    return _changed(facts, raw.get("change", {}), raw.get("without", ()), raw.get("none", ()))


def _changed(facts: dict[str, Any], change: Mapping[str, Any], without: Any, none: Any) -> dict[str, Any]:
    for name, value in change.items():
        place, key = _place(facts, name)
        place[key] = copy.deepcopy(value)
    for name in none:
        place, key = _place(facts, name)
        place[key] = None
    for name in without:
        place, key = _place(facts, name)
        del place[key]
    return facts


def _place(facts: Any, name: str) -> tuple[Any, Any]:
    """Where `costs.1.quotes` stands: lines are counted from 1, as people count them."""
    *path, last = name.split(".")
    for part in path:
        facts = facts[int(part) - 1] if part.isdigit() else facts.setdefault(part, {})
    return facts, int(last) - 1 if last.isdigit() else last


def as_json(value: Any) -> Any:
    """TOML's days and moments as the ISO text of the contract."""
    match value:
        case dict():
            return {key: as_json(item) for key, item in value.items()}
        case list():
            return [as_json(item) for item in value]
        case datetime() | date() | time():
            return value.isoformat()
        case _:
            return value


@functools.cache
def raw_terms(call: str) -> Mapping[str, Any]:
    """A call's terms as they stand in its file."""
    folder = CALLS if (CALLS / call).is_dir() else MADE_UP
    return read_terms(folder / call / "terms.toml")


@functools.cache
def terms_as_written(call: str) -> CallTerms:
    return terms_of(raw_terms(call), call)


def terms_for(call: str, change: Mapping[str, Any] | None = None) -> CallTerms:
    """The call's terms, or the same with some entries changed: `readings.kpi_aggregate`, `channels.1.accepted`."""
    if not change:
        return terms_as_written(call)
    raw = copy.deepcopy(dict(raw_terms(call)))
    for name, value in change.items():
        place, key = _place(raw, name)
        if key not in place:
            raise ValueError(f"公募の条件にない項目です: {name}")
        place[key] = as_json(value)
    return terms_of(raw, call)
