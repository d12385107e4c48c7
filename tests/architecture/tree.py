"""The files of the house, as the tests of its law read them."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FLOORS = ("config", "screening", "support_cases", "awards", "applications", "records", "accounts", "kernel")
APPS = ("screening", "support_cases", "awards", "applications", "records", "accounts")


def _is_ours(path: Path) -> bool:
    inner = path.relative_to(ROOT).parts
    return "migrations" not in inner and not any(part.startswith(".") or part == "var" for part in inner)


def files(*folders: str, suffix: str) -> list[Path]:
    """Return the files below `folders` that end in `suffix`, without migrations and caches."""
    found = (path for folder in folders for path in (ROOT / folder).rglob(f"*{suffix}"))
    return sorted(path for path in found if path.is_file() and _is_ours(path))


def name_of(path: Path) -> str:
    """Return the path as a person would write it."""
    return path.relative_to(ROOT).as_posix()


@cache
def parsed(path: Path) -> ast.Module:
    """Return the module's syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"))


def nodes(path: Path, *kinds: type[ast.AST]) -> Iterator[ast.AST]:
    """Return every node of one of `kinds`."""
    return (node for node in ast.walk(parsed(path)) if isinstance(node, kinds))


def docstrings(path: Path) -> set[ast.AST]:
    """Return the constants that are docstrings: prose about the code, not part of it."""
    owners = nodes(path, ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    bodies = (owner.body for owner in owners)  # type: ignore[attr-defined]
    return {body[0].value for body in bodies if body and isinstance(body[0], ast.Expr)}
