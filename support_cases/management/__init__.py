"""Commands of the accompaniment."""
