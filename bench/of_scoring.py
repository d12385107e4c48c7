"""Keeping one score: what it costs beside a page that only knows who asks."""

from bench.figures import Figure
from bench.process import figures_of


def measure_scoring_post() -> Figure:
    """Return how many times as long keeping one score takes as the session-and-user view."""
    scored, known = figures_of("scoring_desk")
    return Figure("scoring_post_to_person", scored / known, "times", limit=8)
