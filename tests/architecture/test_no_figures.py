"""No figure, date or wording of a call stands in code: all of it is in the call's terms, with its clause."""

import ast
import re
import tomllib
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from kernel.wareki import format_wareki
from tests.architecture.tree import APPS, ROOT, docstrings, files, name_of, nodes

TERMS = sorted((ROOT / "applications" / "calls").glob("*/terms.toml"))
CODE = files("kernel", *APPS, suffix=".py")
PAGES = [path for suffix in (".html", ".txt") for path in files("templates", suffix=suffix)]
# Smaller figures are counts of days, pages and pixels as well.
A_FIGURE = 10_000
# Shorter words are everyday Japanese, which a page may share with a guide.
A_WORDING = 12


# The office's name is on the masthead of its own house, whichever call is open.
MASTHEAD = ("grantor", "name")


def _without_masthead(terms: dict[str, Any]) -> dict[str, Any]:
    section, key = MASTHEAD
    return terms | {section: {name: value for name, value in terms.get(section, {}).items() if name != key}}


def _leaves(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from _leaves(each)
    else:
        yield value


@cache
def _terms() -> list[Any]:
    every = (tomllib.loads(path.read_text(encoding="utf-8")) for path in TERMS)
    return [leaf for terms in every for leaf in _leaves(_without_masthead(terms))]


@cache
def _figures() -> set[int]:
    return {leaf for leaf in _terms() if isinstance(leaf, int) and not isinstance(leaf, bool) and leaf >= A_FIGURE}


@cache
def _spellings() -> set[str]:
    """Every way in which a page would spell a figure or a date of a call, and every label as it stands."""
    days = {leaf.date() if isinstance(leaf, datetime) else leaf for leaf in _terms() if isinstance(leaf, date)}
    wordings = {leaf for leaf in _terms() if isinstance(leaf, str) and len(leaf) >= A_WORDING and not leaf.isascii()}
    return {
        *(f"{figure:,}" for figure in _figures()),
        *(f"{figure // 10_000:,}万" for figure in _figures() if figure % 10_000 == 0),
        *(format_wareki(day) for day in days),
        *(day.isoformat() for day in days),
        *wordings,
    }


def _strings(path: Path) -> Iterator[tuple[int, str]]:
    prose = docstrings(path)
    for node in nodes(path, ast.Constant):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in prose:
            yield node.lineno, node.value


@cache
def _any_spelling() -> re.Pattern[str]:
    longest_first = sorted(_spellings(), key=len, reverse=True)
    return re.compile(rf"(?<![\d,])(?:{'|'.join(map(re.escape, longest_first))})")


def _spelled(text: str) -> list[str]:
    return _any_spelling().findall(text)


def _dates(path: Path) -> Iterator[tuple[int, str]]:
    """Calls of `date(2025, 6, 9)` and the like, as ISO text."""
    for node in nodes(path, ast.Call):
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in {"date", "datetime"}:
            parts = [arg.value for arg in node.args[:3] if isinstance(arg, ast.Constant)]
            if len(parts) == 3:
                yield node.lineno, "{:04d}-{:02d}-{:02d}".format(*parts)


def test_there_are_terms_to_look_for() -> None:
    assert _figures()
    assert _spellings()


def _of_a_call(path: Path) -> list[str]:
    figures = [
        f"{node.lineno}: {node.value}"
        for node in nodes(path, ast.Constant)
        if isinstance(node, ast.Constant) and type(node.value) is int and node.value in _figures()
    ]
    spelled = [f"{line}: {found}" for line, text in [*_strings(path), *_dates(path)] for found in _spelled(text)]
    return figures + spelled


def test_no_call_stands_in_code() -> None:
    assert {name_of(path): found for path in CODE if (found := _of_a_call(path))} == {}


def test_no_call_stands_in_a_template() -> None:
    pages = {name_of(path): path.read_text(encoding="utf-8") for path in PAGES}
    assert {name: found for name, text in pages.items() if (found := _spelled(text))} == {}
