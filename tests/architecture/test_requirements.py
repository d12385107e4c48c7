"""Who has no uv gets the same versions: the exported requirements are the lock file, hashed."""

import re
import tomllib

import pytest

from tests.architecture.tree import ROOT


def _locked() -> dict[str, str]:
    lock = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
    return {package["name"]: package["version"] for package in lock["package"] if "registry" in package["source"]}


def _exported(name: str) -> dict[str, str]:
    text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9-]+)(?:\[[^]]*\])?==([^\s;]+)", text, re.MULTILINE))


@pytest.mark.parametrize("name", ["run.txt", "test.txt"])
def test_the_exported_versions_are_the_locked_ones(name: str) -> None:
    exported, locked = _exported(name), _locked()
    assert exported
    assert {each: version for each, version in exported.items() if locked.get(each) != version} == {}


@pytest.mark.parametrize("name", ["run.txt", "test.txt"])
def test_every_exported_version_is_hashed(name: str) -> None:
    entries = re.split(r"\n(?=[a-z])", (ROOT / "requirements" / name).read_text(encoding="utf-8"))
    assert [entry.splitlines()[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_what_the_project_asks_for_is_exported() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    names = {re.split(r"[\[=~<>]", wish)[0] for wish in project["project"]["dependencies"]}
    tools = {re.split(r"[\[=~<>]", wish)[0] for wish in project["dependency-groups"]["dev"]}
    assert names <= _exported("run.txt").keys()
    assert names | tools <= _exported("test.txt").keys()
