"""The made-up year fy2099: it differs from the real call in every section and figure, and it needs no code."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from applications.rules.terms.loading import load_terms, terms_of
from applications.rules.terms.shifting import demonstration_of
from tests.terms.worked_cases import CALLS, MADE_UP, all_cases, raw_terms, terms_for

REAL = raw_terms("fy2025_introduction")
MADE = raw_terms("fy2099")

# What names things for the program or counts rows; the words and figures beside them are what a year decides.
NAMES = {"key", "type", "kind", "number", "mark", "rule", "treatment", "settled_by", "required", "in_prefecture"}
_A_FIGURE = re.compile(r"\d{4}-\d{2}-\d{2}|\d{2}:\d{2}:\d{2}|\d+/\d+")


def leaves(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else None
    if items is None:
        yield path, value
        return
    for key, item in items:
        yield from leaves(item, (*path, str(key)))


def is_decided_by_a_year(path: tuple[str, ...], value: Any) -> bool:
    if isinstance(value, bool) or path[-1] in NAMES or "any_of" in path or "holds" in path or "applies" in path:
        return False
    return isinstance(value, int | str)


def shared() -> dict[tuple[str, ...], tuple[Any, Any]]:
    real, made = dict(leaves(REAL)), dict(leaves(MADE))
    return {path: (real[path], made[path]) for path in real.keys() & made.keys()}


def test_it_has_every_section_of_the_real_call() -> None:
    assert MADE.keys() == REAL.keys()


@pytest.mark.parametrize("section", sorted(REAL))
def test_every_word_and_figure_of_a_section_differs(section: str) -> None:
    same = {
        ".".join(path): real
        for path, (real, made) in shared().items()
        if path[0] == section and real == made and is_decided_by_a_year(path, real)
    }
    assert same == {}


def test_every_figure_and_day_differs() -> None:
    figures = {
        path: pair
        for path, pair in shared().items()
        if is_decided_by_a_year(path, pair[0])
        and (isinstance(pair[0], int) or _A_FIGURE.fullmatch(str(pair[0])) is not None)
    }
    assert len(figures) > 30
    assert {path for path, (real, made) in figures.items() if real == made} == set()


def test_every_reading_is_another() -> None:
    assert {name for name, reading in REAL["readings"].items() if MADE["readings"][name] == reading} == set()


def test_it_loads_from_its_folder_like_any_call() -> None:
    terms = load_terms(MADE_UP / "fy2099" / "terms.toml")
    assert (terms.id, len(terms.revision_sha256)) == ("fy2099", 64)


@pytest.mark.parametrize("path", sorted(CALLS.glob("*/terms.toml")), ids=lambda path: path.parent.name)
def test_every_real_call_loads(path: Any) -> None:
    assert load_terms(path).id == path.parent.name


def test_it_is_judged_settled_and_ranked() -> None:
    assert {case.command for case in all_cases() if case.call == "fy2099"} == {"judge", "settle", "rank"}


def test_a_demonstration_of_it_stands_around_today() -> None:
    today = date(2026, 11, 21)
    raw = demonstration_of(MADE, call_id="demo", mark="【見本】", today=today)
    terms = terms_of(raw, "demo")
    assert terms.demonstration
    assert terms.title.startswith("【見本】")
    assert terms.window.opens_on <= today <= terms.window.closes_on
    span = terms_for("fy2099").window
    assert terms.window.closes_on - terms.window.opens_on == span.closes_on - span.opens_on
    assert terms.window.opens_on.weekday() == span.opens_on.weekday()
    assert terms.amounts == terms_for("fy2099").amounts
