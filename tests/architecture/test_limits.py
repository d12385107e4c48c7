"""The house limits of the style page: what is longer, or named after nothing, is taken apart."""

import ast
from pathlib import Path

import pytest

from tests.architecture.tree import FLOORS, ROOT, files, name_of, nodes

FILE_LIMIT = 400
FUNCTION_LIMIT = 40
NAMES_OF_NOTHING = {"utils", "util", "helpers", "helper", "common", "misc", "signals"}
# Published by others and kept as published.
FOREIGN = ("static/dads/",)

PYTHON = files(*FLOORS, "tests", "scripts", "bench", suffix=".py")
SCRIPTS = [path for path in files("scripts", ".ci", suffix="") if path.suffix == ""]
PAGES = [
    path
    for suffix in (".html", ".css", ".js")
    for path in files("templates", "static", suffix=suffix)
    if not name_of(path).startswith(FOREIGN)
]


def test_no_file_is_longer_than_a_person_reads_at_once() -> None:
    lengths = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in PYTHON + SCRIPTS + PAGES}
    assert {name: length for name, length in lengths.items() if length > FILE_LIMIT} == {}


def _long_functions(path: Path) -> dict[str, int]:
    lengths = {
        f"{name_of(path)}:{node.lineno} {node.name}": (node.end_lineno or 0) - node.lineno + 1
        for node in nodes(path, ast.FunctionDef, ast.AsyncFunctionDef)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    return {name: length for name, length in lengths.items() if length > FUNCTION_LIMIT}


def test_no_function_is_longer_than_forty_lines() -> None:
    assert {name: length for path in PYTHON for name, length in _long_functions(path).items()} == {}


def test_every_module_is_named_after_what_it_holds() -> None:
    assert [name_of(path) for path in PYTHON if {path.stem, path.parent.name} & NAMES_OF_NOTHING] == []


def test_no_model_overrides_save() -> None:
    models = [path for path in files(*FLOORS, suffix=".py") if "models" in path.parts or path.stem == "models"]
    overridden = [
        f"{name_of(path)}:{node.lineno}"
        for path in models
        for node in nodes(path, ast.FunctionDef)
        if isinstance(node, ast.FunctionDef) and node.name == "save"
    ]
    assert overridden == []


@pytest.mark.parametrize("script", SCRIPTS, ids=name_of)
def test_a_script_can_be_started(script: Path) -> None:
    assert script.read_text(encoding="utf-8").startswith("#!/")
    assert script.stat().st_mode & 0o111, f"chmod +x {script.relative_to(ROOT)}"
