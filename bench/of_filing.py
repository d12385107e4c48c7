"""What keeping a section and sending a file cost through the web, beside a page that only knows who asks."""

import statistics
from functools import cache

from bench.figures import Figure
from bench.process import desk

_ROUNDS = 5


@cache
def _rounds() -> tuple[list[float], ...]:
    with desk("draft_desk") as ask:
        return tuple(ask() for _ in range(_ROUNDS))


def measure_section_save() -> Figure:
    """Return how many times as long the button of a section takes as the session-and-user view."""
    return Figure("section_save_to_person", statistics.median(save for save, _, _ in _rounds()), "times", limit=8)


def measure_section_autosave() -> Figure:
    """Return the same for what the page keeps by itself while somebody types."""
    return Figure("section_autosave_to_person", statistics.median(save for _, save, _ in _rounds()), "times", limit=8)


def measure_sending() -> Figure:
    """Return how many times as long sending takes as the session-and-user view."""
    return Figure("sending_to_person", statistics.median(sent for _, _, sent in _rounds()), "times", limit=25)
