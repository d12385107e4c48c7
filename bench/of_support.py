"""Writing down a contact: what it costs beside a page that only knows who asks."""

from bench.figures import Figure
from bench.process import figures_of


def measure_record_save() -> Figure:
    """Return how many times as long saving a support record takes as the session-and-user view."""
    saved, known = figures_of("support_desk")
    return Figure("record_save_to_person", saved / known, "times", limit=8)
