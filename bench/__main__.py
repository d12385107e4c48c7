"""`python -m bench [WORD…]`: take every figure whose name holds one of the words, or all of them."""

import importlib
import os
import pkgutil
import sys
from collections.abc import Callable, Iterator

import django

import bench
from bench.figures import Figure

# A module named so takes figures; the others lend it hands.
_PREFIX = "of_"


def _measures() -> Iterator[Callable[[], Figure]]:
    """Yield every `measure_…` function of every `bench/of_….py`."""
    for module in sorted(module.name for module in pkgutil.iter_modules(bench.__path__)):
        if module.startswith(_PREFIX):
            found = vars(importlib.import_module(f"bench.{module}"))
            yield from (found[name] for name in found if name.startswith("measure_"))


def main(words: list[str]) -> int:
    """Print one JSON line per figure; answer 1 only when a figure could not be taken."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    failed = 0
    for measure in _measures():
        if words and not any(word in measure.__name__ for word in words):
            continue
        try:
            print(measure().as_line(), flush=True)
        except Exception as error:  # noqa: BLE001  one figure that cannot be taken must not hide the others
            print(f"{measure.__name__}: {type(error).__name__}: {error}", file=sys.stderr)
            failed += 1
    return min(failed, 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
