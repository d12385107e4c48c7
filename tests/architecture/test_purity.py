"""Rules take values and a date: no clock, no float, and `status` has one door."""

import ast
from pathlib import Path

import pytest

from tests.architecture.tree import APPS, FLOORS, files, name_of, nodes

PURE = files("kernel", *(f"{app}/rules" for app in APPS), suffix=".py")
# Only these rooms may ask what time it is; all others are told.
ROOMS_WITH_A_CLOCK = {"views", "tasks", "management", "migrations"}
CLOCKS = {"now", "utcnow", "today", "localdate", "localtime", "time_ns"}
OWNERS_OF_CLOCKS = {"datetime", "date", "timezone", "time"}
# The one code that assigns a status, for every workflow.
DOORS_OF_STATUS = {"applications/services/advance.py"}


def _reads_clock(node: ast.AST) -> bool:
    """A clock is `timezone.now()` as well as `timezone.now` handed over as a default."""
    return (
        isinstance(node, ast.Attribute)
        and node.attr in CLOCKS
        and ast.unparse(node.value).split(".")[-1] in OWNERS_OF_CLOCKS
    )


def _rooms(path: Path) -> set[str]:
    return {*path.parts, path.stem}


def test_only_views_tasks_and_commands_read_the_clock() -> None:
    clocks = [
        f"{name_of(path)}:{node.lineno}"
        for path in files("kernel", *APPS, suffix=".py")
        if not _rooms(path) & ROOMS_WITH_A_CLOCK
        for node in nodes(path, ast.Attribute)
        if _reads_clock(node) and isinstance(node, ast.Attribute)
    ]
    assert clocks == []


def _is_float(node: ast.AST) -> bool:
    if isinstance(node, ast.Constant):
        return isinstance(node.value, float)
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "float"


def test_no_float_touches_money_or_a_threshold() -> None:
    floats = [
        f"{name_of(path)}: {ast.unparse(node)}"
        for path in PURE
        for node in nodes(path, ast.Constant, ast.Call)
        if _is_float(node)
    ]
    assert floats == []


def _targets(node: ast.AST) -> list[ast.expr]:
    if isinstance(node, ast.Assign):
        return node.targets
    return [node.target] if isinstance(node, ast.AugAssign | ast.AnnAssign) else []


def _names_status(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value == "status"


def _called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def _writes_status(node: ast.AST) -> bool:
    """By assignment, by setattr, or past the object by update, bulk_update and update_or_create."""
    if not isinstance(node, ast.Call):
        return any(isinstance(target, ast.Attribute) and target.attr == "status" for target in _targets(node))
    name = _called(node)
    if name in {"update", "aupdate"}:
        by_name = any(
            _names_status(key) for each in ast.walk(node) if isinstance(each, ast.Dict) for key in each.keys if key
        )
        return by_name or any(keyword.arg == "status" for keyword in node.keywords)
    if name in {"setattr", "__setattr__", "bulk_update", "abulk_update", "update_or_create", "aupdate_or_create"}:
        return any(_names_status(each) for each in ast.walk(node))
    return False


def test_status_has_one_door() -> None:
    writes = [
        f"{name_of(path)}: {ast.unparse(node)}"
        for path in files(*FLOORS, suffix=".py")
        if name_of(path) not in DOORS_OF_STATUS
        for node in nodes(path, ast.Assign, ast.AugAssign, ast.AnnAssign, ast.Call)
        if _writes_status(node)
    ]
    assert writes == []


@pytest.mark.parametrize(
    "breach",
    [
        "row.status = 'x'",
        "row.status: str = 'x'",
        "rows.update(status='x')",
        "rows.update(**{'status': 'x'})",
        "setattr(row, 'status', 'x')",
        "rows.bulk_update(found, ['status'])",
        "rows.update_or_create(pk=1, defaults={'status': 'x'})",
    ],
)
def test_every_other_door_is_found(breach: str) -> None:
    assert any(_writes_status(node) for node in ast.walk(ast.parse(breach)))


def test_reading_a_status_is_no_door() -> None:
    read = ast.parse("rows.filter(status='x'); row.save(update_fields=['status']); state = row.status")
    assert not any(_writes_status(node) for node in ast.walk(read))
