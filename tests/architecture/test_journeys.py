"""Browser stories wait for what they pressed: whoever looks at once may be looking at the page that is being left."""

import ast
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from tests.architecture.tree import files, name_of, parsed

_LOOKS = {"inspect", "_look"}
_READS = {"evaluate", "content", "inner_text", "count", "all"}


def _presses(statement: ast.stmt) -> bool:
    call = statement.value if isinstance(statement, ast.Expr) else None
    return isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "click"


def _looks_at_once(statement: ast.stmt) -> bool:
    called = [node.func for node in ast.walk(statement) if isinstance(node, ast.Call)]
    names = {each.id for each in called if isinstance(each, ast.Name)}
    verbs = {each.attr for each in called if isinstance(each, ast.Attribute)}
    return "expect" not in names and bool(isinstance(statement, ast.Assert) or names & _LOOKS or verbs & _READS)


def _bodies(path: Path) -> Iterator[list[ast.stmt]]:
    for node in ast.walk(parsed(path)):
        if isinstance(body := getattr(node, "body", None), list):
            yield body


@pytest.mark.parametrize("path", files("tests/journeys", suffix=".py"), ids=name_of)
def test_nobody_presses_and_looks_at_once(path: Path) -> None:
    """Press by `follow`, or expect what the pressing brings before anything is read off the page."""
    hasty = [
        f"{name_of(path)}:{second.lineno}"
        for body in _bodies(path)
        for first, second in pairwise(body)
        if _presses(first) and _looks_at_once(second)
    ]
    assert hasty == []
