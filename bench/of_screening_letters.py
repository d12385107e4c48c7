"""The letters of a release: what a worker process adds to WeasyPrint, and how long the two acts take around them."""

import json
from functools import cache
from typing import Any

from bench.figures import Figure
from bench.process import told_by

_LETTERS = 500
_LEAST_SHARE = 0.85


@cache
def _told(count: int) -> dict[str, Any]:
    """What the desk tells of a release of so many letters, made by one worker process."""
    told: dict[str, Any] = json.loads(told_by("letters_desk", str(count)))
    if not told["exactly_one_each"] or told["in_files"] != count:
        raise RuntimeError("not exactly one letter each")
    return told


def measure_screening_letters() -> Figure:
    """Return the raw rate of WeasyPrint over the rate of 500 letters in one worker process: 1 / 0.85 at most."""
    told = _told(_LETTERS)
    return Figure("500 letters: raw rate over theirs", told["letters_s"] / told["raw_s"], "times", 1 / _LEAST_SHARE)


def measure_screening_letters_prepared() -> Figure:
    """Return how long the page waits until 500 letters are numbered and asked for."""
    return Figure("500 letters asked for", _told(_LETTERS)["prepare_s"], "s", 15)


def measure_screening_letters_released() -> Figure:
    """Return how long the act takes in which 500 decisions go out."""
    return Figure("500 decisions released", _told(_LETTERS)["release_s"], "s", 25)
