"""Full examples of each paper, as data: shown by `manage.py paper KIND --sample`."""

from collections.abc import Callable
from pathlib import Path

_FOLDER = Path(__file__).resolve().parent


def sample_named(name: str) -> Callable[[], str]:
    """Return what reads the example of this name: a process registers every kind and prints few of them."""
    file = _FOLDER / f"{name}.json"
    return lambda: file.read_text(encoding="utf-8")
