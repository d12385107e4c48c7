"""The four laws of imports hold, and each of them bites."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.architecture.tree import FLOORS, ROOT

BREACHES = {
    "floors": ("awards/services.py", "from screening import rules"),
    "rooms": ("records/models.py", "from records import services"),
    "pure": ("screening/rules.py", "import celery"),
    "private": ("awards/services.py", "from applications import views"),
}


def _lint(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    linter = Path(sys.executable).with_name("lint-imports")
    return subprocess.run(
        [linter, "--no-logo", "--no-cache", *options], cwd=folder, capture_output=True, text=True, check=False
    )


@pytest.fixture
def small_house(tmp_path: Path) -> Path:
    """A house of the same floors, each with one of every room, and under the same law."""
    for floor in FLOORS:
        (tmp_path / floor).mkdir()
        for room in ("__init__", "rules", "models", "services", "views"):
            (tmp_path / floor / f"{room}.py").touch()
    (tmp_path / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
    return tmp_path


def test_the_house_keeps_its_law() -> None:
    answer = _lint(ROOT)
    assert answer.returncode == 0, answer.stdout


def test_every_law_is_tried_here() -> None:
    law = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    assert [contract["id"] for contract in law] == list(BREACHES)


@pytest.mark.parametrize("law", BREACHES)
def test_a_breach_is_found(law: str, small_house: Path) -> None:
    assert _lint(small_house, "--contract", law).returncode == 0
    file, breach = BREACHES[law]
    (small_house / file).write_text(breach, encoding="utf-8")
    answer = _lint(small_house, "--contract", law)
    assert answer.returncode == 1
    assert "BROKEN" in answer.stdout


def test_a_room_that_is_not_in_the_plan_is_found(small_house: Path) -> None:
    (small_house / "awards" / "toolbox.py").touch()
    answer = _lint(small_house, "--contract", "rooms")
    assert answer.returncode == 1
    assert "toolbox" in answer.stdout
