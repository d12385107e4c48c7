"""Pages of the accompaniment."""
