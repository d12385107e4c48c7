"""A machine on which papers would come out late or wrong is refused, with the command that mends it."""

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from pytest_django import Settings

from config import checks
from tests.architecture.tree import ROOT


@pytest.fixture(autouse=True)
def _templates_as_served(settings: Settings) -> None:
    """Take back the tests' own strictness about unknown variables, which Django's check of templates refuses."""
    served = settings.TEMPLATES[0]
    options = {name: value for name, value in served["OPTIONS"].items() if name != "string_if_invalid"}
    settings.TEMPLATES = [{**served, "OPTIONS": options}]


def test_this_machine_is_accepted() -> None:
    call_command("check")


def test_without_harfbuzz_subset_the_house_refuses_to_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "_is_library_there", lambda name: name != "harfbuzz-subset")
    with pytest.raises(SystemCheckError) as refusal:
        call_command("check")
    assert "house.E001" in str(refusal.value)
    assert "sudo apt-get install --yes libharfbuzz-subset0" in str(refusal.value)


def test_without_its_fonts_the_house_refuses_to_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "_installed_families", lambda: "BIZ UDGothic,BIZ UDゴシック\nDejaVu Sans\n")
    with pytest.raises(SystemCheckError) as refusal:
        call_command("check")
    assert "house.E002" in str(refusal.value)
    assert "fonts-morisawa-bizud-mincho" in str(refusal.value)
    assert "fonts-morisawa-bizud-gothic" not in str(refusal.value)


def test_a_machine_without_fontconfig_has_no_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks.shutil, "which", lambda _: None)
    assert [error.id for error in checks.check_fonts()] == ["house.E002"]


def test_a_library_that_is_not_there_is_not_found() -> None:
    assert not checks._is_library_there("no-such-library-anywhere")
    assert checks._is_library_there("harfbuzz-subset")


def test_the_packages_named_are_the_ones_prepared() -> None:
    named = [*checks.REQUIRED_LIBRARIES.values(), *checks.REQUIRED_FONTS.values()]
    script = (ROOT / "scripts" / "prepare").read_text(encoding="utf-8")
    assert [package for package in named if package not in script] == []
