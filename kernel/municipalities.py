"""The municipalities of the prefecture by their code (全国地方公共団体コード, check digit included), from the file beside."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

_WITHOUT_CHECK_DIGIT = 5


def _listed() -> Mapping[str, str]:
    return MappingProxyType(tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")))


MUNICIPALITIES: Final[Mapping[str, str]] = _listed()


def full_code(code: str) -> str:
    """The code with its check digit, where it was written without; any other text as it is."""
    if len(code) != _WITHOUT_CHECK_DIGIT:
        return code
    return next((full for full in MUNICIPALITIES if full.startswith(code)), code)
