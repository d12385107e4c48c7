"""Refusals to start: a machine that would make papers slowly, or with boxes for letters, must say so at once."""

import ctypes
import ctypes.util
import shutil
import subprocess
from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, register

# Without harfbuzz-subset WeasyPrint silently falls back to a subsetter that is eighteen times slower.
REQUIRED_LIBRARIES = {
    "pango-1.0": "libpango-1.0-0",
    "pangoft2-1.0": "libpangoft2-1.0-0",
    "harfbuzz-subset": "libharfbuzz-subset0",
}
# The families that the papers' style sheets name first.
REQUIRED_FONTS = {
    "BIZ UDMincho": "fonts-morisawa-bizud-mincho",
    "BIZ UDGothic": "fonts-morisawa-bizud-gothic",
}


def _is_library_there(name: str) -> bool:
    """Say whether the dynamic loader finds the library, as WeasyPrint's own loader will."""
    if ctypes.util.find_library(name) is not None:
        return True
    try:
        ctypes.CDLL(f"lib{name}.so.0")
    except OSError:
        return False
    return True


def _installed_families() -> str:
    """Return the font families that fontconfig knows, as it lists them; nothing where fontconfig itself is missing."""
    command = shutil.which("fc-list")
    if command is None:
        return ""
    return subprocess.run([command, ":", "family"], capture_output=True, text=True, check=False).stdout


def _how_to_install(packages: Sequence[str]) -> str:
    return f"sudo apt-get install --yes {' '.join(packages)}"


@register()
def check_libraries(**_: Any) -> list[CheckMessage]:
    """Refuse a machine on which a paper could not be laid out, or only at a crawl."""
    missing = [package for name, package in REQUIRED_LIBRARIES.items() if not _is_library_there(name)]
    if not missing:
        return []
    return [
        Error(f"System libraries are missing: {', '.join(missing)}.", hint=_how_to_install(missing), id="house.E001")
    ]


@register()
def check_fonts(**_: Any) -> list[CheckMessage]:
    """Refuse a machine on which Japanese papers would come out in whatever font happens to be near."""
    families = _installed_families()
    missing = [package for family, package in REQUIRED_FONTS.items() if family not in families]
    if not missing:
        return []
    return [Error(f"Fonts are missing: {', '.join(missing)}.", hint=_how_to_install(missing), id="house.E002")]
